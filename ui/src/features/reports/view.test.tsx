import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Commands, ReportDraft } from "../../backend";
import type { FakeOptions } from "../../backend/fake/host";
import { openWindow } from "../../test-window";
import { windowState } from "../shell/state";
import { resetReports } from "./state";

beforeEach(resetReports);

async function openRoom(options: FakeOptions = {}) {
  const opened = openWindow({ hasData: true, ...options });
  await opened.user.click(await screen.findByTestId("room-reports"));
  await screen.findByTestId("create-report");
  const asked = <K extends keyof Commands>(name: K) =>
    opened.host.calls
      .filter((call) => call.name === name)
      .map((call) => call.request) as Commands[K]["request"][];
  const draft = (): ReportDraft | undefined => asked("edit_report").at(-1)?.draft;
  return { ...opened, asked, draft };
}

async function openReport(options: FakeOptions = {}) {
  const opened = await openRoom(options);
  await opened.user.click(screen.getByTestId("create-report"));
  await screen.findByTestId("section-results");
  return opened;
}

const order = () =>
  screen.getAllByTestId(/^section-(results|part\d|section\d)$/).map((item) => item.textContent);

describe("the reports room", () => {
  it("teaches what a report will hold, and makes one by its form", async () => {
    const { user, asked } = await openRoom();
    expect(screen.getByText(/还没有报告/)).toBeTruthy();
    await user.click(screen.getByTestId("form-brief"));
    expect((screen.getByTestId("new-report-name") as HTMLInputElement).value).toBe("2023年 简报");
    await user.click(screen.getByTestId("create-report"));
    await screen.findByTestId("section-part1");
    expect(asked("create_report")).toMatchObject([{ name: "2023年 简报", form: "brief", period: "2023" }]);
    expect(order()).toEqual(["一、总体情况", "二、主要做法待写"]);
    expect((await screen.findByTestId("report-pages")).textContent).toBe("第 1 页，共 2 页");
    expect(screen.getByTestId("unfilled-count").textContent).toBe("1 节待写");
  });

  it("makes no report without a name or of a name that is taken", async () => {
    const { user } = await openReport();
    await user.click(screen.getByTestId("report-new"));
    const field = screen.getByTestId<HTMLInputElement>("new-report-name");
    expect(field.value, "the usual name is taken").toBe("2023年 年终总结 2");
    const create = screen.getByTestId<HTMLButtonElement>("create-report");
    await user.clear(field);
    expect(create.disabled).toBe(true);
    await user.type(field, "2023年 年终总结");
    expect(create.disabled).toBe(true);
  });

  it("reorders sections by key and says where one went, and leaves sections and pieces out", async () => {
    const { user, draft } = await openReport();
    screen.getByTestId("section-part1").focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(order()[0]).toContain("一、主要做法"));
    expect(screen.getByText("“主要做法”已移到第 1 节")).toBeTruthy();
    await user.click(screen.getByTestId("write-part2"));
    await waitFor(() => expect(draft()?.sections.find((item) => item.id === "part2")?.isWritten).toBe(false));
    await user.click(screen.getByTestId("write-figure:documents.ranking"));
    await waitFor(() => expect(draft()?.leftOut).toEqual(["figure:documents.ranking"]));
    expect(screen.getByTestId("write-figure:documents.ranking").getAttribute("aria-checked")).toBe("false");
    // Every change stands on the one before.
    expect(draft()?.sections.map((item) => item.id)).toEqual(["part1", "results", "part2", "part3"]);
  });

  it("adds a section of one's own, with a title and words, and takes it away again", async () => {
    const { user, draft } = await openReport();
    await user.click(screen.getByTestId("add-section"));
    const title = await screen.findByTestId("section-title");
    await user.clear(title);
    await user.type(title, "典型经验{Enter}");
    await waitFor(() => expect(draft()?.sections.at(-1)?.title).toBe("典型经验"));
    await user.type(screen.getByTestId("own-text"), "甲{Enter}乙{Control>}{Enter}{/Control}");
    await waitFor(() => expect(draft()?.ownTexts).toEqual([{ id: "own.section1", text: "甲\n乙" }]));
    await user.click(screen.getByTestId("section-remove"));
    await waitFor(() => expect(draft()?.sections.map((item) => item.id)).not.toContain("section1"));
    expect(draft()?.ownTexts).toEqual([]);
  });

  it("puts no half-typed word of an input method into the report", async () => {
    const { user, asked } = await openReport();
    await user.click(screen.getByTestId("section-part1"));
    const field = await screen.findByTestId("own-text");
    fireEvent.compositionStart(field);
    fireEvent.change(field, { target: { value: "wo" } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true, keyCode: 229 });
    expect(asked("edit_report")).toEqual([]);
    fireEvent.compositionEnd(field);
    fireEvent.change(field, { target: { value: "我们" } });
    fireEvent.blur(field);
    await waitFor(() => expect(asked("edit_report").at(-1)?.draft.ownTexts[0]?.text).toBe("我们"));
  });

  it("takes a sentence over by hand with its figures as places, and gives it back", async () => {
    const { user, draft } = await openReport();
    await user.click(screen.getByTestId("piece-text:documents.headline"));
    await user.click(await screen.findByTestId("by-hand"));
    await waitFor(() =>
      expect(draft()?.ownTexts).toEqual([
        { id: "documents.headline", text: "全省发文{documents.total.count}，{documents.total.rate}。" },
      ]),
    );
    await user.click(await screen.findByTestId("to-computed"));
    await waitFor(() => expect(draft()?.ownTexts).toEqual([]));
  });

  it("places charts of any kind for an indicator, and tells one that cannot be drawn", async () => {
    const { user, draft } = await openReport();
    await user.click(screen.getByTestId("piece-figure:documents.ranking"));
    await user.click(await screen.findByTestId("choose-charts-documents"));
    await user.click(await screen.findByTestId("add-chart-documents"));
    await user.click(await screen.findByTestId("add-chart-documents"));
    await waitFor(() =>
      expect(draft()?.charts[0]?.charts.map((chart) => chart.kind)).toEqual([
        "ranked-bars",
        "trend",
        "tile-grid",
      ]),
    );
    expect(await screen.findByText("没有这些地区的方格表。")).toBeTruthy();
    for (const remove of screen.getAllByRole("button", { name: "删去这幅图" }).slice(0, 1))
      await user.click(remove);
    await waitFor(() => expect(draft()?.charts[0]?.charts).toHaveLength(2));
  });

  it("marks figures that changed on the page and in the list until they are accepted", async () => {
    const { user, asked } = await openReport({ changedFigures: 1 });
    expect((await screen.findByTestId("changed-count")).textContent).toBe("1 个数与核定时不同");
    const spot = await screen.findByTestId("spot-documents.total.count");
    expect(spot.className).toContain("is-changed");
    expect(spot.getAttribute("aria-label")).toBe("9277件，与核定时不同");
    await user.click(screen.getByTestId("report-tab-figures"));
    const line = screen.getByTestId("figure-documents.total.count");
    expect(within(line).getByText("9000件").tagName).toBe("S");
    await user.click(screen.getByTestId("accept-documents.total.count"));
    await waitFor(() => expect(screen.queryByTestId("changed-count")).toBeNull());
    expect(asked("accept_figures")).toMatchObject([{ keys: ["documents.total.count"] }]);
    await waitFor(() =>
      expect(screen.getByTestId("spot-documents.total.count").className).not.toContain("is-changed"),
    );
  });

  it("traces a figure from the page, by pointer and by key", async () => {
    const { user } = await openReport();
    await user.click(await screen.findByTestId("spot-documents.total.count"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(2);
    expect(screen.getByRole("heading", { name: "9277件" })).toBeTruthy();
    screen.getByTestId("spot-documents.total.count").focus();
    await user.keyboard("{ArrowRight}{F9}");
    expect(windowState().trace?.observationIds).toEqual([3, 4]);
  });

  it("sets head, recipients and names by fields that are taken when they are done", async () => {
    const { user, draft } = await openReport();
    await user.click(screen.getByTestId("report-tab-settings"));
    await user.type(screen.getByTestId("report-copiedTo"), "各市州委{Enter}");
    await user.click(screen.getByTestId("report-hidesNames"));
    await waitFor(() => expect(draft()).toMatchObject({ copiedTo: "各市州委", hidesNames: true }));
  });

  it("renames, copies and deletes a report, and opens the next one", async () => {
    const { user, asked } = await openReport();
    await user.click(screen.getByTestId("report-more"));
    await user.click(screen.getByRole("menuitem", { name: "改名…" }));
    const field = screen.getByTestId("rename-field");
    await user.clear(field);
    await user.type(field, "报送稿{Enter}");
    await waitFor(() => expect(screen.getByTestId("report-name").textContent).toBe("报送稿"));
    await user.click(screen.getByTestId("report-more"));
    await user.click(screen.getByRole("menuitem", { name: "复制一份" }));
    await waitFor(() => expect(screen.getByTestId("report-name").textContent).toBe("报送稿（副本）"));
    await user.click(screen.getByTestId("report-more"));
    await user.click(screen.getByRole("menuitem", { name: "删除" }));
    await waitFor(() => expect(screen.getByTestId("report-name").textContent).toBe("报送稿"));
    expect(asked("delete_report")).toMatchObject([{ name: "报送稿（副本）" }]);
  });

  it("saves the report on screen in any format and names no file", async () => {
    const { user, host } = await openReport();
    await user.click(screen.getByTestId("report-export"));
    await user.click(screen.getByRole("menuitem", { name: /xlsx/ }));
    const asked = await waitFor(() => {
      const call = host.calls.find((item) => item.name === "export_report");
      expect(call).toBeTruthy();
      return call?.request;
    });
    expect(asked).toEqual({ name: "2023年 年终总结", format: "xlsx" });
    expect((await screen.findByTestId("status-message")).textContent).toBe("已保存“2023年 年终总结.xlsx”");
  });

  it("says in place why the list cannot be read", async () => {
    const failure = {
      code: "store_failed",
      messageZh: "读写工作簿时出错。",
      messageEn: "The workspace could not be read.",
      hintZh: "",
      hintEn: "",
    };
    const { user } = openWindow({ hasData: true, failures: { list_reports: failure } });
    await user.click(await screen.findByTestId("room-reports"));
    expect(await screen.findByText("读写工作簿时出错。")).toBeTruthy();
  });
});

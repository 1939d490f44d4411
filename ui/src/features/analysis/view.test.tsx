import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { analysis } from "../../backend/fake/rooms";
import type { FakeOptions } from "../../backend/fake/host";
import { rowsBetween } from "../../components/rows";
import { openWindow } from "../../test-window";
import { resetCharts } from "../charts/options";
import { choose, nextSort, resetAnalysis, sortRows } from "./state";

beforeEach(() => {
  resetAnalysis();
  resetCharts();
});

async function openAnalysis(options: FakeOptions = {}) {
  const opened = openWindow({ hasData: true, ...options });
  await opened.user.click(await screen.findByTestId("room-analysis"));
  await screen.findByTestId("cell-rate-total");
  return opened;
}

const labels = () =>
  screen
    .getAllByTestId(/^cell-label-\d/)
    .slice(0, 14)
    .map((cell) => cell.querySelector(".row-label")?.textContent);

describe("the analysis", () => {
  it("stands in the order of ranks, what has no rate last, and the total at the foot", async () => {
    await openAnalysis();
    expect(labels()[0]).toBe("衡阳");
    expect(labels().at(-1)).toBe("湘西州");
    expect(screen.getByTestId("cell-rate-total").textContent).toBe("−25.7%");
    expect(screen.getByTestId("cell-rate-433100").textContent).toBe("—");
    expect(screen.getByTestId("cell-bars-433100").textContent).toBe("无上年数据，不计算降幅");
  });

  it("sorts by any column either way, and says by which", async () => {
    const { user } = await openAnalysis();
    await user.click(screen.getByTestId("sort-base"));
    expect(labels()[0]).toBe("长沙");
    expect(labels().at(-1)).toBe("湘西州");
    await user.click(screen.getByTestId("sort-base"));
    expect(labels()[0]).toBe("张家界");
    expect(labels().at(-1)).toBe("湘西州");
    const head = screen.getByTestId("sort-base").closest("th");
    expect(head?.getAttribute("aria-sort")).toBe("ascending");
  });

  it("traces every figure by click, with what it is, to its own numbers", async () => {
    const { user, host } = await openAnalysis();
    await user.click(screen.getByTestId("cell-base-430600"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(1);
    expect(screen.getByRole("heading", { name: "岳阳，2022年/件 1092" })).toBeTruthy();
    await user.click(screen.getByTestId("cell-contribution-430600"));
    await waitFor(() => expect(screen.getAllByTestId("trace-item")).toHaveLength(2));
    const asked = host.calls.filter((call) => call.name === "define_figure").at(-1)?.request;
    expect(asked).toMatchObject({ key: "430600", column: "contribution" });
    await user.click(screen.getByTestId("cell-rate-total"));
    await waitFor(() => expect(screen.getAllByTestId("trace-item")).toHaveLength(26));
  });

  it("travels by arrow keys and traces by Enter and F9", async () => {
    const { user } = await openAnalysis();
    screen.getByTestId("cell-label-430400").focus();
    await user.keyboard("{ArrowDown}{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(screen.getByTestId("cell-current-430200"));
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("heading", { name: "株洲，2023年/件 681" })).toBeTruthy();
    await user.keyboard("{Control>}{End}{/Control}");
    expect(document.activeElement).toBe(screen.getByTestId("cell-bars-total"));
    await user.keyboard("{F9}");
    expect(
      await screen.findByRole("heading", { name: "可比合计（14 个中 13 个），增减率 −25.7%" }),
    ).toBeTruthy();
  });

  it("keeps a trace in the words of the window when the language changes", async () => {
    const { user } = await openAnalysis();
    await user.click(screen.getByTestId("cell-rate-430600"));
    await user.click(screen.getByTestId("language-toggle"));
    expect(await screen.findByRole("heading", { name: "Yueyang, Rate −28.8%" })).toBeTruthy();
  });

  it("takes the offer of a refused comparison at a click", async () => {
    const { user, host } = await openAnalysis();
    choose({ against: "2022-YTD10" });
    const refusal = within(await screen.findByTestId("refusal"));
    await user.click(refusal.getByTestId("offer-0"));
    await waitFor(() => expect(screen.queryByTestId("refusal")).toBeNull());
    const asked = host.calls.filter((call) => call.name === "get_analysis").at(-1)?.request;
    expect(asked).toMatchObject({ period: "2023-YTD10", against: "year_before" });
  });

  it("says why there is no answer and keeps the way out", async () => {
    const { user } = await openAnalysis();
    await user.click(screen.getByTestId("method"));
    await user.click(screen.getByRole("radio", { name: "按类别" }));
    expect(await screen.findByText("2023年 没有这样分组的数。")).toBeTruthy();
    expect(screen.queryByTestId("cell-rate-total")).toBeNull();
    await user.click(screen.getByRole("radio", { name: "按地区" }));
    expect(await screen.findByTestId("cell-rate-total")).toBeTruthy();
  });

  it("asks anew for another rounding, basis and number of decimals", async () => {
    const { user, host } = await openAnalysis();
    await user.click(screen.getByTestId("method"));
    await user.click(screen.getByRole("radio", { name: "五成双" }));
    await user.click(screen.getByRole("radio", { name: "可比口径" }));
    await user.click(screen.getByRole("radio", { name: "2" }));
    await waitFor(() => {
      const asked = host.calls.filter((call) => call.name === "get_analysis").at(-1)?.request;
      expect(asked).toMatchObject({ rounding: "halfEven", basis: "comparable", decimals: 2 });
    });
  });

  it("sets the mean of rates apart from the overall rate", async () => {
    await openAnalysis();
    const mean = screen.getByTestId("aside-mean");
    expect(mean.textContent).toContain("−23.1%");
    expect(mean.textContent).toContain("两个数");
  });

  it("draws only the rows on screen of three thousand, and tells how many there are", async () => {
    await openAnalysis({ rowCount: 3000 });
    const grid = screen.getByRole("grid");
    expect(grid.getAttribute("aria-rowcount")).toBe("3002");
    expect(screen.getAllByTestId(/^cell-label-\d/).length).toBeLessThanOrEqual(60);
  });

  it("takes its question along to the charts", async () => {
    const { user, host } = await openAnalysis();
    await user.click(screen.getByTestId("draw-chart"));
    await screen.findByTestId("figure-size");
    await screen.findByTestId("mark-430600");
    const asked = host.calls.filter((call) => call.name === "get_figure").at(-1)?.request;
    expect(asked).toMatchObject({
      subject: { indicator: "documents", scope: "all", first: "2022", last: "2023" },
    });
  });

  it("presents a failure in place", async () => {
    const error = {
      code: "store_failed",
      messageZh: "读不出来。",
      messageEn: "",
      hintZh: "再试。",
      hintEn: "",
    };
    const { user } = openWindow({ hasData: true, failures: { get_analysis: error } });
    await user.click(await screen.findByTestId("room-analysis"));
    expect(await screen.findByText("读不出来。")).toBeTruthy();
  });
});

describe("the rows drawn", () => {
  it("are those on screen and a few around it, at either end of a table too", () => {
    expect(rowsBetween(0, 280, 28, 3000)).toEqual({ first: 0, end: 22 });
    const middle = rowsBetween(28 * 1500, 280, 28, 3000);
    expect(middle.first).toBeLessThanOrEqual(1488);
    expect(middle.end).toBeGreaterThanOrEqual(1522);
    expect(middle.end - middle.first).toBeLessThan(60);
    expect(rowsBetween(28 * 2990, 280, 28, 3000).end).toBe(3000);
    expect(rowsBetween(0, 280, 28, 3)).toEqual({ first: 0, end: 3 });
  });
});

describe("the order of rows", () => {
  const question = {
    indicator: null,
    scope: null,
    level: null,
    period: null,
    against: null,
    by: "area",
    basis: "raw",
    rounding: "halfUp",
    decimals: 1,
    language: "zh",
  } as const;

  it("puts rows without a figure last either way and ties in the official order", () => {
    const rows = analysis(question).table?.rows ?? [];
    for (const isDescending of [false, true]) {
      expect(sortRows(rows, { column: "rate", isDescending }).at(-1)?.key).toBe("433100");
    }
    const equal = sortRows(rows, { column: "shift", isDescending: true });
    expect(equal[0]?.key).toBe("430400");
    expect(equal.slice(1).map((row) => row.key)).toEqual(rows.slice(1).map((row) => row.key));
  });

  it("turns round when the same column is chosen again, and begins counts with the largest", () => {
    expect(nextSort({ column: "rank", isDescending: false }, "rank").isDescending).toBe(true);
    expect(nextSort({ column: "rank", isDescending: false }, "current").isDescending).toBe(true);
    expect(nextSort({ column: "rank", isDescending: true }, "rate").isDescending).toBe(false);
  });
});

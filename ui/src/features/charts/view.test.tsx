import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { pixelsInSight } from "../../components/in-sight";
import { neighbourOf } from "../../components/marks";
import { openWindow } from "../../test-window";
import { windowState } from "../shell/state";
import { dayOf, optionsNow, resetCharts, writeNote } from "./options";

beforeEach(resetCharts);

async function openCharts() {
  const opened = openWindow({ hasData: true });
  await opened.user.click(await screen.findByTestId("room-charts"));
  await screen.findByTestId("mark-430600");
  // What stands beside the figure comes after it.
  await screen.findByTestId("figure-width");
  const asked = () => opened.host.calls.filter((call) => call.name === "get_figure").at(-1)?.request;
  return { ...opened, asked };
}

describe("the charts room", () => {
  it("shows every kind the engine has, and says why one cannot be drawn", async () => {
    await openCharts();
    expect(screen.getByTestId("kind-heat-table").textContent).toContain("深浅表");
    await waitFor(() =>
      expect(screen.getByTestId("kind-tile-grid").textContent).toContain("没有这些地区的方格表"),
    );
    expect(screen.getByTestId("kind-ranked-bars").getAttribute("aria-current")).toBe("true");
  });

  it("draws another kind and another order at once", async () => {
    const { user, asked } = await openCharts();
    await user.click(screen.getByTestId("kind-heat-table"));
    await waitFor(() => expect(asked()).toMatchObject({ kind: "heat-table" }));
    await user.click(screen.getByRole("radio", { name: "按区划顺序" }));
    await waitFor(() => expect(asked()).toMatchObject({ subject: { order: "official" } }));
    expect(screen.getByTestId("kind-heat-table").getAttribute("aria-current")).toBe("true");
  });

  it("says what a kind needs where the numbers cannot be drawn by it, and offers no export", async () => {
    const { user } = await openCharts();
    await user.click(screen.getByTestId("kind-tile-grid"));
    expect(await screen.findByText("这种图需要：两个可比的期间。")).toBeTruthy();
    expect((screen.getByTestId("export-figure") as HTMLButtonElement).disabled).toBe(true);
  });

  it("takes options back and brings them again by key, and leaves the workspace alone", async () => {
    const { user, host, asked } = await openCharts();
    await user.click(screen.getByTestId("kind-heat-table"));
    await user.click(screen.getByRole("radio", { name: "黑白" }));
    await waitFor(() => expect(asked()).toMatchObject({ kind: "heat-table", subject: { theme: "print" } }));
    await user.keyboard("{Control>}z{/Control}{Control>}z{/Control}");
    await waitFor(() =>
      expect(screen.getByTestId("kind-ranked-bars").getAttribute("aria-current")).toBe("true"),
    );
    await user.keyboard("{Control>}z{/Control}");
    expect((await screen.findByTestId("status-message")).textContent).toBe("没有可以撤销或重做的选项。");
    await user.keyboard("{Control>}y{/Control}");
    expect(screen.getByTestId("kind-heat-table").getAttribute("aria-current")).toBe("true");
    expect(host.calls.some((call) => call.name === "undo" || call.name === "redo")).toBe(false);
  });

  it("changes its width by number and by key, within what can be printed", async () => {
    const { user } = await openCharts();
    expect(screen.getByTestId("figure-size").textContent).toContain("版心");
    const field = screen.getByTestId("figure-width");
    await user.clear(field);
    await user.type(field, "5000{Enter}");
    expect((await screen.findByTestId("figure-size")).textContent).toMatch(/^600 × \d+ 毫米$/);
    screen.getByTestId("figure-edge").focus();
    await user.keyboard("{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}");
    await waitFor(() => expect(screen.getByTestId("figure-size").textContent).toMatch(/^589 ×/));
  });

  it("draws a title when it is done, and never a half-typed word of an input method", async () => {
    const { user, asked } = await openCharts();
    const field = screen.getByTestId("figure-title-field");
    await user.clear(field);
    await user.type(field, "发文数");
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(asked()).toMatchObject({ title: null });
    await user.type(field, "{Enter}");
    await waitFor(() => expect(asked()).toMatchObject({ title: "发文数" }));
    expect((await screen.findByTestId("figure-title")).textContent).toBe("发文数");
    // What stands beside the drawing follows it a little later.
    await waitFor(() => expect(screen.getByTestId("title-usual").hasAttribute("disabled")).toBe(false));
    await user.click(screen.getByTestId("title-usual"));
    await waitFor(() => expect(screen.getByTestId("figure-title").textContent).toBe("各市州发文数降幅"));
  });

  it("offers a way out of what is refused, as a button", async () => {
    const { user } = await openCharts();
    await user.click(screen.getByTestId("kind-tile-grid"));
    expect((await screen.findByTestId("figure-refusal")).textContent).toContain("没有这些地区的方格表");
    await user.click(screen.getByTestId("figure-offer-0"));
    await screen.findByTestId("mark-430600");
    expect(screen.getByTestId("kind-ranked-bars").getAttribute("aria-current")).toBe("true");
    expect(screen.queryByTestId("figure-refusal")).toBeNull();
  });

  it("draws what it can, names what has no place, and takes it away when told to", async () => {
    const { user } = await openCharts();
    act(() => writeNote("430599", "机构改革"));
    expect((await screen.findByTestId("figure-refusal")).textContent).toContain("图中没有“430599”");
    expect(screen.getByTestId("mark-430600")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "去掉没有位置的标注" }));
    expect(optionsNow().notes).toEqual([]);
    await waitFor(() => expect(screen.queryByTestId("figure-refusal")).toBeNull());
  });

  it("has only the options its kind takes", async () => {
    const { user } = await openCharts();
    expect(screen.queryByTestId("event-date")).toBeNull();
    expect(screen.queryByTestId("pick-units")).toBeNull();
    await user.click(screen.getByTestId("kind-trend"));
    expect(await screen.findByTestId("pick-units")).toBeTruthy();
    expect(screen.queryByRole("radio", { name: "按区划顺序" })).toBeNull();
    expect(screen.getByRole("radio", { name: "按类别" })).toBeTruthy();
  });

  it("writes a note where the focus is, never a half-typed word, and takes it back", async () => {
    const { user, asked } = await openCharts();
    screen.getByTestId("mark-430600").focus();
    await user.keyboard("n");
    const field = await screen.findByTestId("note-here");
    await user.type(field, "城区扩大");
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(asked()).toMatchObject({ notes: [] });
    await user.type(field, "{Enter}");
    const note = { key: "430600", words: "城区扩大" };
    await waitFor(() => expect(asked()).toMatchObject({ notes: [note] }));
    expect(screen.queryByTestId("note-here")).toBeNull();
    expect(((await screen.findByTestId("note-430600")) as HTMLTextAreaElement).value).toBe("城区扩大");
    await user.click(screen.getByTestId("option-undo"));
    await waitFor(() => expect(screen.queryByTestId("note-430600")).toBeNull());
    await user.click(screen.getByTestId("option-redo"));
    await user.click(await screen.findByTestId("note-remove-430600"));
    await waitFor(() => expect(screen.queryByTestId("note-430600")).toBeNull());
  });

  it("gives a note up with Escape", async () => {
    const { user, asked } = await openCharts();
    screen.getByTestId("mark-430600").focus();
    await user.keyboard("n");
    await user.type(await screen.findByTestId("note-here"), "不要{Escape}");
    expect(screen.queryByTestId("note-here")).toBeNull();
    expect(asked()).toMatchObject({ notes: [] });
  });

  it("sets a unit apart by key, by choice and beside where it came from", async () => {
    const { user, asked } = await openCharts();
    screen.getByTestId("mark-430600").focus();
    await user.keyboard("h");
    await waitFor(() => expect(asked()).toMatchObject({ highlight: "430600" }));
    await user.keyboard("{Enter}");
    await user.click(await screen.findByTestId("mark-highlight"));
    expect(optionsNow().highlight).toBeNull();
    await user.type(screen.getByTestId("mark-note"), "重新起算{Enter}");
    expect(optionsNow().notes).toEqual([{ key: "430600", words: "重新起算" }]);
  });

  it("marks a day, and says how days are written where it is none", async () => {
    const { user, asked } = await openCharts();
    await user.click(screen.getByTestId("kind-trend"));
    await user.type(await screen.findByTestId("event-date"), "八月");
    await user.type(screen.getByTestId("event-words"), "若干规定{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("日期写成 2024-08 或 2024-08-15。");
    await user.clear(screen.getByTestId("event-date"));
    await user.type(screen.getByTestId("event-date"), "2023年8月");
    await user.click(screen.getByTestId("event-add"));
    await waitFor(() => expect(asked()).toMatchObject({ events: [{ date: "2023-08", words: "若干规定" }] }));
  });

  it("states the finding as its title where asked to, and gives way to an own one", async () => {
    const { user, asked } = await openCharts();
    await user.click(screen.getByTestId("title-finding"));
    await waitFor(() => expect(screen.getByTestId("figure-title").textContent).toBe("2023年发文数下降25.7%"));
    const written = () => screen.getByTestId("figure-title-field") as HTMLTextAreaElement;
    await waitFor(() => expect(written().value).toBe("2023年发文数下降25.7%"));
    await user.clear(written());
    await user.type(written(), "精文减会见效{Enter}");
    await waitFor(() => expect(asked()).toMatchObject({ title: "精文减会见效", statesFinding: false }));
  });

  it("changes its height by key and number, and gives it back to the rows", async () => {
    const { user, asked } = await openCharts();
    screen.getByTestId("figure-edge-below").focus();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await waitFor(() => expect(asked()).toMatchObject({ heightMm: expect.any(Number) as number }));
    await user.keyboard("{Backspace}");
    expect(optionsNow().heightMm).toBeNull();
    await user.type(screen.getByTestId("figure-height"), "200{Enter}");
    await waitFor(() => expect(screen.getByTestId("figure-size").textContent).toMatch(/× 200 毫米/));
  });

  it("shows its numbers as a table whose rows lead to their cells, and copies them", async () => {
    const { user, host } = await openCharts();
    await user.click(screen.getByTestId("panel-data"));
    expect((await screen.findByTestId("data-row-430600")).closest("tr")?.textContent).toBe("岳阳1092778");
    await user.click(screen.getByTestId("copy-table"));
    expect((await screen.findByTestId("status-message")).textContent).toContain("已复制 14 行 × 3 栏");
    await user.click(screen.getByTestId("data-row-430600"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(2);
    expect(host.calls.some((call) => call.name === "copy_figure_table")).toBe(true);
  });

  it("saves the numbers with a chart to edit as a workbook", async () => {
    const { user, host } = await openCharts();
    await user.click(screen.getByTestId("export-figure"));
    await user.click(screen.getByRole("menuitem", { name: /XLSX/ }));
    await waitFor(() =>
      expect(host.calls.find((call) => call.name === "export_figure")?.request).toMatchObject({
        format: "xlsx",
      }),
    );
  });

  it("says the words of the mark under the pointer or the focus", async () => {
    const { user } = await openCharts();
    await user.hover(screen.getByTestId("mark-430600"));
    expect(screen.getByTestId("mark-words").textContent).toContain("岳阳：1092 → 778 件");
    screen.getByTestId("mark-430400").focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByTestId("mark-words").textContent).toContain("株洲");
  });

  it("traces a mark, and several together with the sums the engine gives", async () => {
    const { user, host } = await openCharts();
    await user.click(screen.getByTestId("mark-430600"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(2);
    await user.keyboard("{Control>}");
    await user.click(screen.getByTestId("mark-430400"));
    await user.keyboard("{/Control}");
    expect(await screen.findByRole("heading", { name: "已选 2 处，合在一起" })).toBeTruthy();
    expect((await screen.findByTestId("trace-definition")).textContent).toContain("4 个数相加");
    const asked = host.calls.filter((call) => call.name === "sum_figures").at(-1)?.request;
    expect(asked).toMatchObject({ periods: ["2022", "2023"] });
    screen.getByTestId("mark-430400").focus();
    await user.keyboard(" ");
    expect(await screen.findByRole("heading", { name: /岳阳/ })).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(windowState().trace).toBeNull();
  });

  it("saves the very figure on screen, at the resolution asked for, and names no file", async () => {
    const { user, host } = await openCharts();
    await user.click(screen.getByTestId("export-figure"));
    await user.click(screen.getByRole("menuitem", { name: /600 dpi/ }));
    await waitFor(() => expect(host.calls.some((call) => call.name === "export_figure")).toBe(true));
    const asked = host.calls.find((call) => call.name === "export_figure")?.request;
    expect(asked).toMatchObject({ format: "png", dpi: 600, figure: { kind: "ranked-bars", widthMm: 156 } });
    expect(JSON.stringify(asked)).not.toMatch(/path|file/i);
    expect((await screen.findByTestId("status-message")).textContent).toBe("已保存“发文数降幅.png”");
  });

  it("copies the figure as a picture and says so", async () => {
    const { user } = await openCharts();
    await user.click(screen.getByTestId("copy-figure"));
    expect((await screen.findByTestId("status-message")).textContent).toContain("1200 × 800 像素");
  });
});

describe("days as people write them", () => {
  it.each([
    ["2024-8", "2024-08"],
    ["2024年8月15日", "2024-08-15"],
    ["2024.12.31", "2024-12-31"],
    ["2024-13", null],
    ["2024", null],
    ["八月", null],
  ])("%s", (text, day) => expect(dayOf(text)).toBe(day));
});

describe("what is in sight of a tall drawing", () => {
  it("is a screen and half of one on each side, and moves by half screens", () => {
    expect(pixelsInSight(0, 800)).toEqual({ from: -400, to: 1200 });
    expect(pixelsInSight(-10_000, 800)).toEqual({ from: 9600, to: 11_200 });
    expect(pixelsInSight(-10_010, 800)).toEqual({ from: 9600, to: 11_600 });
  });
});

describe("travelling by arrows", () => {
  const at = (key: string, x: number, y: number) => {
    return { key, x, y, width: 10, height: 10, text: key, facts: [], observationIds: [] };
  };
  const grid = [at("a1", 0, 0), at("a2", 20, 0), at("b1", 0, 20), at("b2", 20, 20)];

  it("goes where the arrow points in a table of marks, and stops at its edge", () => {
    expect(neighbourOf(grid, 0, "ArrowRight")).toBe(1);
    expect(neighbourOf(grid, 0, "ArrowDown")).toBe(2);
    expect(neighbourOf(grid, 3, "ArrowLeft")).toBe(2);
    expect(neighbourOf(grid, 3, "ArrowRight")).toBe(3);
    expect(neighbourOf(grid, 0, "Enter")).toBeNull();
  });

  it("goes along a line of marks by either pair of arrows", () => {
    const line = [at("a", 0, 0), at("b", 0, 20), at("c", 0, 40)];
    expect(neighbourOf(line, 0, "ArrowRight")).toBe(1);
    expect(neighbourOf(line, 2, "ArrowLeft")).toBe(1);
    expect(neighbourOf(line, 2, "ArrowDown")).toBe(2);
  });
});

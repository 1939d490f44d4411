import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Commands } from "../../backend";
import { openWindow } from "../../test-window";
import type { FakeOptions } from "../../backend/fake/host";

async function data(options: FakeOptions = {}) {
  const opened = openWindow({ hasData: true, ...options });
  await opened.user.click(await screen.findByTestId("room-data"));
  // The room is fetched when it is first gone to.
  const grid = await screen.findByTestId("data-grid", {}, { timeout: 30_000 });
  const asked = <K extends keyof Commands>(name: K) =>
    opened.host.calls
      .filter((item) => item.name === name)
      .map((item) => item.request as Commands[K]["request"]);
  return { ...opened, grid, asked };
}

const texts = (field: string) =>
  [...document.querySelectorAll(`td.is-${field}`)].map((cell) => cell.textContent ?? "");

describe("the data room", () => {
  it("lists numbers, narrows them by search, and traces a cell that is clicked", async () => {
    const { user } = await data();
    expect(await screen.findByText("412 个数", { selector: ".data-total" })).toBeTruthy();
    await user.type(screen.getByTestId("data-search"), "湘西州");
    expect(await screen.findByText("29 个数", { selector: ".data-total" })).toBeTruthy();
    const row = await screen.findByTestId("observation-14");
    const cell = row.querySelector("td");
    if (cell) await user.click(cell);
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(1);
  });

  it("draws and asks for the rows on screen only, of 100,000", async () => {
    const { asked, grid } = await data({ observationCount: 100_000 });
    expect(grid.getAttribute("aria-rowcount")).toBe("100001");
    expect(grid.querySelectorAll("tbody:not(.data-gap) tr").length).toBeLessThan(80);
    Object.defineProperty(grid, "clientHeight", { value: 560 });
    grid.scrollTop = 28 * 60_000;
    fireEvent.scroll(grid);
    expect(await screen.findByTestId("observation-60001")).toBeTruthy();
    const pages = asked("list_observations").map((request) => request.offset);
    expect(pages.every((offset) => offset === 0 || offset === 59_800 || offset === 60_000)).toBe(true);
    expect(grid.querySelectorAll("tbody:not(.data-gap) tr").length).toBeLessThan(80);
  });

  it("sorts in the engine: up, down, and as imported", async () => {
    const { user, asked } = await data();
    const sorts = () => asked("list_observations").at(-1)?.sort;
    await user.click(screen.getByTestId("sort-value"));
    await waitFor(() => expect(sorts()).toEqual({ field: "value", isDescending: false }));
    await waitFor(() => expect(texts("value")[0]).toBe("40"));
    expect(document.querySelector("th.is-value")?.getAttribute("aria-sort")).toBe("ascending");
    await user.click(screen.getByTestId("sort-value"));
    await waitFor(() => expect(Number(texts("value")[0])).toBeGreaterThan(900));
    await user.click(screen.getByTestId("sort-value"));
    await waitFor(() => expect(texts("value")[1]).toBe("77"));
    expect(document.querySelector("th.is-value")?.getAttribute("aria-sort")).toBe("none");
  });

  it("copies a rectangle that was drawn, and with Shift also where it came from", async () => {
    const { user, asked, grid } = await data();
    const cell = (row: number, column: number) => {
      const found = document.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
      if (!found) throw new Error("no such cell");
      return found;
    };
    await screen.findByTestId("observation-1");
    await user.pointer([
      { keys: "[MouseLeft>]", target: cell(1, 1) },
      { target: cell(3, 4) },
      { keys: "[/MouseLeft]", target: cell(3, 4) },
    ]);
    expect(screen.getByText("选中 3 行 × 4 栏")).toBeTruthy();
    expect(document.querySelectorAll("td.is-selected")).toHaveLength(12);
    grid.focus();
    await user.keyboard("{Control>}c{/Control}");
    await waitFor(() => expect(asked("copy_observations")).toHaveLength(1));
    expect(asked("copy_observations")[0]).toMatchObject({ firstRow: 1, rowCount: 3, hasHeads: false });
    expect(asked("copy_observations")[0]?.columns.map((column) => column.field)).toEqual([
      "area",
      "period",
      "breakdown",
      "value",
    ]);
    expect(screen.getByTestId("status-message").textContent).toBe("已复制 3 行 × 4 栏");
    await user.keyboard("{Control>}{Shift>}c{/Shift}{/Control}");
    await waitFor(() => expect(asked("copy_observations")).toHaveLength(2));
    expect(asked("copy_observations")[1]?.columns.slice(4)).toEqual([
      { field: "file", head: "文件" },
      { field: "place", head: "位置" },
    ]);
  });

  it("is walked by keys alone: to a cell, to its source, and everything selected", async () => {
    const { user, grid, asked } = await data();
    await screen.findByTestId("observation-1");
    grid.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowRight}");
    expect(grid.getAttribute("aria-activedescendant")).toBe("cell-1-1");
    await user.keyboard("{F9}");
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(1);
    grid.focus();
    await user.keyboard("{Control>}a{/Control}{Control>}c{/Control}");
    await waitFor(() =>
      expect(asked("copy_observations")[0]).toMatchObject({ rowCount: 412, hasHeads: true }),
    );
  });

  it("leaves out columns a person does not want, remembers it, and exports what is on screen", async () => {
    const { user, asked } = await data();
    await user.click(screen.getByTestId("columns"));
    await user.click(screen.getByTestId("column-unit"));
    expect(texts("unit")).toEqual([]);
    expect(localStorage.getItem("jianfu.columns")).toBe("unit");
    await user.keyboard("{Escape}{Control>}e{/Control}");
    await waitFor(() => expect(asked("export_observations")).toHaveLength(1));
    // Ctrl+E makes a workbook: every row, the chosen columns, and the source of each number in three columns.
    const { cells, format } = asked("export_observations")[0] ?? {};
    expect(format).toBe("xlsx");
    expect(cells).toMatchObject({ firstRow: 0, rowCount: 412, hasHeads: true });
    const fields = cells?.columns.map((column) => column.field);
    expect(fields).not.toContain("unit");
    expect(fields?.slice(-3)).toEqual(["file", "sheet", "cell"]);
    expect(cells?.columns.slice(-2).map((column) => column.head)).toEqual(["工作表", "单元格"]);
    await user.click(screen.getByTestId("export-data"));
    await user.click(screen.getByRole("menuitem", { name: /CSV/ }));
    await waitFor(() => expect(asked("export_observations")).toHaveLength(2));
    expect(asked("export_observations")[1]?.cells.columns.at(-1)?.field).toBe("place");
  });
});

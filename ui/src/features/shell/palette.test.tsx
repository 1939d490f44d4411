import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Commands } from "../../backend";
import { openWindow } from "../../test-window";
import { isShortcut } from "./shortcut";
import { windowState } from "./state";

async function palette(options = { hasData: true }) {
  const opened = openWindow(options);
  await opened.user.click(await screen.findByTestId("find"));
  const text = await screen.findByTestId<HTMLInputElement>("palette-text");
  return { ...opened, text };
}

const lines = () => screen.getAllByRole("option").map((item) => item.textContent ?? "");

describe("the palette", () => {
  it("opens by Ctrl+K with every command, its key, the rooms and what the workspace holds", async () => {
    const { user } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByTestId("palette-item-area-430400");
    const shown = lines().join("\n");
    for (const words of ["打开工作簿…Ctrl O", "总览Ctrl 1", "发文数", "衡阳", "市2023年度发文统计表.xlsx"]) {
      expect(shown).toContain(words);
    }
    expect(document.activeElement).toBe(screen.getByTestId("palette-text"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("palette")).toBeNull());
  });

  it("finds by words of either language and runs what is chosen by Enter", async () => {
    const { user, text } = await palette();
    await user.type(text, "history");
    await waitFor(() => expect(lines()[0]).toContain("历史"));
    await user.type(text, "{Enter}");
    await screen.findByTestId("step-1");
    expect(windowState().overlay).toBeNull();
  });

  it("narrows the data room to an area, and shows the overview of an indicator", async () => {
    const { user, text } = await palette();
    await screen.findByTestId("palette-item-area-430400");
    await user.type(text, "衡阳{Enter}");
    expect(await screen.findByText("30 个数", { selector: ".data-total" })).toBeTruthy();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-text"), "发文数");
    await user.click(screen.getByTestId("palette-item-indicator-documents"));
    expect(windowState()).toMatchObject({ room: "overview", overview: { indicator: "documents" } });
  });

  it("runs nothing on the Enter that ends a composition", async () => {
    const { text } = await palette();
    fireEvent.keyDown(text, { key: "Enter", isComposing: true });
    fireEvent.keyDown(text, { key: "Enter", keyCode: 229 });
    fireEvent.keyDown(text, { key: "Escape", isComposing: true });
    expect(screen.getByTestId("palette")).toBeTruthy();
  });

  it("moves by arrows, and says so to a screen reader", async () => {
    const { user, text } = await palette();
    const chosen = () => document.getElementById(text.getAttribute("aria-activedescendant") ?? "");
    expect(chosen()?.getAttribute("aria-selected")).toBe("true");
    const first = chosen();
    await user.keyboard("{ArrowDown}");
    expect(chosen()).not.toBe(first);
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(chosen()).toBe(screen.getAllByRole("option").at(-1));
  });

  it("says when there is nothing, and keeps the focus inside", async () => {
    const { user, text } = await palette();
    await user.type(text, "zzzz");
    expect(screen.getByText("没有找到。")).toBeTruthy();
    await user.tab();
    expect(screen.getByTestId("palette").contains(document.activeElement)).toBe(true);
  });
});

describe("the keys of the window", () => {
  it("stand on one sheet, by F1, by ? and by the button", async () => {
    const { user } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    await user.keyboard("{F1}");
    const sheet = await screen.findByTestId("shortcuts");
    for (const words of ["查找命令和数据…", "Ctrl K", "选择疑点的处理办法", "查看所选数的出处"]) {
      expect(sheet.textContent).toContain(words);
    }
    await user.keyboard("{Escape}");
    await user.keyboard("?");
    expect(await screen.findByTestId("shortcuts")).toBeTruthy();
  });

  it("are told apart by every key of the combination", () => {
    const event = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);
    expect(isShortcut(event({ key: "Z", ctrlKey: true, shiftKey: true }), "Ctrl+Shift+Z")).toBe(true);
    expect(isShortcut(event({ key: "Z", ctrlKey: true, shiftKey: true }), "Ctrl+Z")).toBe(false);
    expect(isShortcut(event({ key: "k", ctrlKey: true, altKey: true }), "Ctrl+K")).toBe(false);
    expect(isShortcut(event({ key: "k" }), "Ctrl+K")).toBe(false);
  });

  it("undo and redo the last step from any room, but not while a text is typed", async () => {
    const { user, host } = openWindow({ hasData: true });
    await user.click(await screen.findByTestId("room-data"));
    const asked = (name: keyof Commands) => host.calls.filter((item) => item.name === name).length;
    const search = await screen.findByTestId("data-search");
    await user.type(search, "衡");
    await user.keyboard("{Control>}z{/Control}");
    expect(asked("undo")).toBe(0);
    await user.click(screen.getByTestId("room-history"));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(asked("undo")).toBe(1));
    await screen.findByText(/已撤销/, { selector: "[data-testid=status-message]" });
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    await waitFor(() => expect(asked("redo")).toBe(1));
    await waitFor(() => expect(screen.getByTestId("step-1").textContent).toContain("已完成"));
  });

  it("take back and give again what was settled in the review before anything else", async () => {
    const { user, host } = openWindow({ hasData: true });
    await user.keyboard("{Control>}2{/Control}");
    await user.click(await screen.findByTestId("open-samples"));
    await user.click(await screen.findByTestId("staged-file-3"));
    await user.click(await screen.findByText("党委"));
    // The second choice of what this line is.
    await screen.findByTestId("settle");
    await user.keyboard("2");
    await waitFor(() =>
      expect(host.calls).toContainEqual(
        expect.objectContaining({
          name: "settle",
          request: expect.objectContaining({ settlement: { what: "role", label: "党委", role: "total" } }),
        }),
      ),
    );
    const list = await screen.findByTestId("settled");
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(host.calls.map((item) => item.name)).toContain("undo_settling"));
    expect(host.calls.map((item) => item.name)).not.toContain("undo");
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(host.calls.map((item) => item.name)).toContain("redo_settling"));
    expect(list).toBeTruthy();
  });
});

describe("the native menu", () => {
  const told = (host: ReturnType<typeof openWindow>["host"]) => {
    const last = host.calls.filter((item) => item.name === "set_menu").at(-1);
    return (last?.request as Commands["set_menu"]["request"]).menus;
  };

  it("has the commands in the language of the window, and runs them", async () => {
    const { user, host } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    expect(told(host).map((menu) => menu.label)).toEqual(["文件", "编辑", "前往", "帮助"]);
    await user.click(screen.getByTestId("language-toggle"));
    await waitFor(() => expect(told(host)[0]?.label).toBe("File"));
    const items = told(host).flatMap((menu) => menu.items);
    expect(items).toContainEqual({
      id: "palette",
      label: "Find commands and data…",
      keys: "CmdOrCtrl+K",
      isEnabled: true,
    });
    act(() => host.emit("menu", { id: "room:history" }));
    expect(await screen.findByTestId("step-1")).toBeTruthy();
    expect(
      told(host)
        .flatMap((menu) => menu.items)
        .find((item) => item.id === "export")?.isEnabled,
    ).toBe(false);
  });

  it("lists workspaces that were open lately, by name and never by path", async () => {
    const recent = [{ id: 7, name: "2022年度", folder: "减负" }];
    const { host } = openWindow({ hasData: true, recent });
    await screen.findByTestId("headline-rate-documents");
    const item = told(host)[0]?.items.find((line) => line.id === "recent:7");
    expect(item?.label).toBe("打开最近：2022年度（减负）");
    act(() => host.emit("menu", { id: "recent:7" }));
    await waitFor(() =>
      expect(host.calls).toContainEqual({ name: "open_recent", request: { id: 7, language: "zh" } }),
    );
  });

  it("does nothing while an input method composes a word", async () => {
    const { host } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    fireEvent.compositionStart(document.body);
    act(() => host.emit("menu", { id: "room:history" }));
    expect(windowState().room).toBe("overview");
    fireEvent.compositionEnd(document.body);
    act(() => host.emit("menu", { id: "room:history" }));
    expect(windowState().room).toBe("history");
  });
});

describe("what comes from outside", () => {
  it("shows a workspace that was handed over, and says why another could not be opened", async () => {
    const { host } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    act(() => host.emit("menu", { id: "room:history" }));
    act(() => host.emit("opened", null));
    await screen.findByTestId("headline-rate-documents");
    const words = { messageZh: "“甲.doc”不是工作簿。", messageEn: "no", hintZh: "", hintEn: "" };
    act(() => host.emit("failed", { code: "not_a_workspace", ...words }));
    expect((await screen.findByTestId("notice")).textContent).toContain("甲.doc");
  });

  it("calls for attention when long work has ended", async () => {
    const { user, host } = openWindow();
    await user.click(await screen.findByTestId("open-sample"));
    await screen.findByTestId("accept");
    expect(host.calls).toContainEqual({ name: "call_attention", request: { words: "已读完 1 个文件" } });
  });
});

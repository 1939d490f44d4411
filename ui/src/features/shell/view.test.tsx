import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";
import { windowState } from "./state";

const MISSING = {
  code: "workspace_missing",
  messageZh: "没有“甲.jianfu”。",
  messageEn: "There is no “甲.jianfu”.",
  hintZh: "先用 import 建立，或检查路径。",
  hintEn: "Create it with import, or check the path.",
};

describe("the window", () => {
  it("offers files and samples when there is no data", async () => {
    const { user, host } = openWindow();
    expect(await screen.findByText(/还没有数据/)).toBeTruthy();
    await user.click(screen.getByTestId("choose-files"));
    expect(host.calls).toContainEqual({ name: "stage_files", request: { source: "dialog" } });
  });

  it("goes from sample to review to overview and back by undo", async () => {
    const { user } = openWindow();
    await user.click(await screen.findByTestId("open-sample"));
    // The room is fetched when it is first gone to.
    await user.click(await screen.findByTestId("accept", {}, { timeout: 30_000 }));
    const rate = await screen.findByTestId("headline-rate-documents");
    expect(rate.textContent).toBe("−25.7%");
    expect(screen.getByTestId("status-message").textContent).toContain("已导入 1 个文件");
    await user.click(screen.getByTestId("status-undo"));
    expect(await screen.findByText(/还没有数据/)).toBeTruthy();
    expect(screen.getByTestId("status-message").textContent).toContain("已撤销");
  });

  it("changes and remembers language and theme", async () => {
    const { user } = openWindow();
    await user.click(await screen.findByTestId("language-toggle"));
    expect(await screen.findByText(/There is no data yet/)).toBeTruthy();
    expect(document.documentElement.lang).toBe("en");
    expect(localStorage.getItem("jianfu.language")).toBe("en");
    await user.click(screen.getByTestId("theme-toggle"));
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("jianfu.theme")).toBe("dark");
  });

  it("moves between rooms by Ctrl and a digit", async () => {
    const { user } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    await user.keyboard("{Control>}7{/Control}");
    expect(await screen.findByTestId("step-1")).toBeTruthy();
    expect(screen.getByTestId("room-history").getAttribute("aria-current")).toBe("page");
  });

  it("shows an error in place with what to do, in the language of the window", async () => {
    const { user } = openWindow({ failures: { open_workspace: MISSING } });
    await user.click(await screen.findByTestId("workspace-menu"));
    await user.click(screen.getByRole("menuitem", { name: "打开工作簿…" }));
    const notice = await screen.findByTestId("notice");
    expect(notice.textContent).toContain(MISSING.messageZh);
    expect(notice.textContent).toContain(MISSING.hintZh);
    await user.click(screen.getByTestId("language-toggle"));
    await waitFor(() => expect(screen.getByTestId("notice").textContent).toContain(MISSING.messageEn));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("notice")).toBeNull();
  });

  it("says so when the session itself cannot be had", async () => {
    openWindow({ failures: { get_session: MISSING } });
    expect(await screen.findByText(MISSING.messageZh)).toBeTruthy();
  });

  it("says above the ways in why the workspace named at the start could not be opened", async () => {
    const { user } = openWindow({ startError: MISSING });
    const notice = await screen.findByRole("alert");
    expect(notice.textContent).toContain(MISSING.messageZh);
    expect(notice.textContent).toContain(MISSING.hintZh);
    await user.click(within(notice).getByRole("button", { name: "打开工作簿…" }));
    expect(await screen.findByTestId("headline-rate-documents")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("opens a dialog only for a defect of the program", async () => {
    const { user } = openWindow({ failures: { stage_files: { ...MISSING, code: "internal" } } });
    await user.click(await screen.findByTestId("choose-files"));
    expect(await screen.findByRole("dialog")).toBeTruthy();
  });

  it("goes to the import room when dropped files are being read, and lets reading be cancelled", async () => {
    const { host, user } = openWindow();
    await screen.findByText(/还没有数据/);
    act(() => host.emit("drag", { over: true }));
    expect(screen.getByText("松开鼠标，开始读取")).toBeTruthy();
    const place = { file: "甲.xlsx", sheet: "表2 会议", sheetNumber: 2 };
    const running = { jobId: 9, state: "running", done: 6, total: 14, ...place, error: null } as const;
    act(() => {
      host.emit("drag", { over: false });
      host.emit("dropped", { jobId: 9 });
      host.emit("job", running);
    });
    expect(await screen.findByText("正在读取 14 个文件，已读 6 个。")).toBeTruthy();
    expect(screen.getByTestId("job-place").textContent).toBe("甲.xlsx，第 2 张工作表“表2 会议”");
    await user.click(screen.getByTestId("cancel-job"));
    await waitFor(() => expect(windowState().job).toBeNull());
    act(() => host.emit("job", running));
    expect(windowState().job).toBeNull();
  });

  it("asks again when the workspace changed", async () => {
    const { host } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    const asked = () => host.calls.filter((item) => item.name === "get_overview").length;
    const before = asked();
    act(() => host.emit("workspace_changed", null));
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
  });
});

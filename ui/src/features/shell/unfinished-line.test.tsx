import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { UnfinishedReview } from "../../backend";
import { openWindow } from "../../test-window";

const REVIEW: UnfinishedReview = {
  fileCount: 5,
  fileNames: ["甲.xlsx", "乙.xls", "丙.csv"],
  settledCount: 3,
  workspace: "2023年度减负账",
  at: "2024-01-16T10:05:00+08:00",
};

describe("a review that was not finished", () => {
  it("is told with its files, what was settled and its workspace, and goes on at a click", async () => {
    const { user, host } = openWindow({ unfinished: REVIEW });
    const line = await screen.findByTestId("unfinished");
    for (const words of ["甲.xlsx、乙.xls、丙.csv…", "共 5 个文件", "已确定 3 处", "2023年度减负账"]) {
      expect(line.textContent).toContain(words);
    }
    await user.click(screen.getByTestId("unfinished-continue"));
    await screen.findByTestId("accept");
    expect(host.calls.some((item) => item.name === "resume_review")).toBe(true);
    expect(screen.queryByTestId("unfinished")).toBeNull();
  });

  it("is discarded only after a second word where something was settled", async () => {
    const { user, host } = openWindow({ unfinished: REVIEW });
    const dropped = () => host.calls.some((item) => item.name === "drop_review");
    await user.click(await screen.findByTestId("unfinished-drop"));
    expect(screen.getByTestId("unfinished").textContent).toContain("已确定的 3 处不再保留");
    expect(dropped()).toBe(false);
    await user.click(screen.getByTestId("unfinished-keep"));
    expect(screen.getByTestId("unfinished-continue")).toBeTruthy();
    await user.click(screen.getByTestId("unfinished-drop"));
    await user.click(screen.getByTestId("unfinished-drop"));
    await waitFor(() => expect(screen.queryByTestId("unfinished")).toBeNull());
    expect(dropped()).toBe(true);
  });

  it("is discarded at once where nothing was", async () => {
    const { user } = openWindow({ unfinished: { ...REVIEW, settledCount: 0 } });
    await user.click(await screen.findByTestId("unfinished-drop"));
    await waitFor(() => expect(screen.queryByTestId("unfinished")).toBeNull());
  });
});

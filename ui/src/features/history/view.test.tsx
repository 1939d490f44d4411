import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";

describe("the history room", () => {
  it("shows a step as undone after undo, and offers to redo it", async () => {
    const { user } = openWindow({ hasData: true });
    await user.click(await screen.findByTestId("room-history"));
    const step = await screen.findByTestId("step-1");
    expect(step.textContent).toContain("已完成");
    expect(step.getAttribute("aria-current")).toBe("step");
    await user.click(screen.getByTestId("undo"));
    await waitFor(() => expect(screen.getByTestId("step-1").textContent).toContain("已撤销"));
    expect(screen.getByTestId("step-1").getAttribute("aria-current")).toBeNull();
    expect(screen.getByTestId("redo").getAttribute("title")).toContain("重做：导入 4 个文件");
  });
});

describe("going to a point of the history", () => {
  it("is one step of its own, there and back", async () => {
    const { user, host } = openWindow({ hasData: true });
    await user.click(await screen.findByTestId("room-history"));
    await user.click(await screen.findByTestId("go-to-0"));
    const request = { stepId: null, language: "zh" };
    await waitFor(() => expect(host.calls).toContainEqual({ name: "go_to_step", request }));
    await waitFor(() => expect(screen.getByTestId("step-0").getAttribute("aria-current")).toBe("step"));
    await user.click(screen.getByTestId("go-to-1"));
    await waitFor(() => expect(screen.getByTestId("step-1").getAttribute("aria-current")).toBe("step"));
    expect(screen.queryByTestId("go-to-1")).toBeNull();
  });
});

import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";

async function reviewSamples() {
  const opened = openWindow();
  await opened.user.click(await screen.findByTestId("open-samples"));
  await screen.findByTestId("accept");
  await screen.findByText("岳阳市2023年度发文情况统计表（示例）");
  return opened;
}

describe("the import room", () => {
  it("opens on the first file in doubt and draws its sheet with merges", async () => {
    await reviewSamples();
    expect(screen.getByTestId("staged-file-3").getAttribute("aria-current")).toBe("true");
    const title = screen.getByText("岳阳市2023年度发文情况统计表（示例）").closest("td");
    expect(title?.colSpan).toBe(12);
    expect(title?.className).toContain("role-title");
    expect(screen.getByText("776").closest("td")?.className).toContain("has-error");
  });

  it("marks the cell of a finding, by click and by F8", async () => {
    const { user } = await reviewSamples();
    await user.click(screen.getByRole("button", { name: /表中合计 776/ }));
    const cell = screen.getByText("776").closest("td");
    await waitFor(() => expect(cell?.className).toContain("is-flashed"));
    await user.keyboard("{F8}");
    await waitFor(() => {
      expect(document.querySelector(".is-flashed")?.getAttribute("data-row")).toBe("4");
    });
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => expect(cell?.className).toContain("is-flashed"));
  });

  it("says in place why a file cannot be read", async () => {
    const { user } = await reviewSamples();
    await user.click(screen.getByTestId("staged-file-7"));
    expect(await screen.findByText("打不开“张家界市.xls”，文件不完整或已损坏。")).toBeTruthy();
  });

  it("leaves a file out", async () => {
    const { user, host } = await reviewSamples();
    expect(screen.getByText("将导入 64 个数")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "导入“岳阳市2023年度发文统计表.xlsx”" }));
    expect(await screen.findByText("将导入 48 个数")).toBeTruthy();
    const request = { fileId: 3, isIncluded: false, language: "zh" };
    expect(host.calls).toContainEqual({ name: "set_included", request });
  });

  it("accepts by Ctrl+Enter", async () => {
    const { user, host } = await reviewSamples();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(host.calls.map((item) => item.name)).toContain("accept_staged"));
  });
});

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";

async function openOverview() {
  const opened = openWindow({ hasData: true });
  await screen.findByTestId("headline-rate-documents");
  return opened;
}

describe("the overview", () => {
  it("gives a reason and no rate where there is no base", async () => {
    await openOverview();
    expect(screen.getByTestId("headline-rate-apps").textContent).toBe("—");
    expect(screen.getByText("上年没有报送，不计算降幅。")).toBeTruthy();
  });

  it("traces a bar to file, sheet, cell and raw text", async () => {
    const { user } = await openOverview();
    await user.click(screen.getByTestId("mark-430600"));
    const items = await screen.findAllByTestId("trace-item");
    expect(items).toHaveLength(2);
    const first = within(items[0] as HTMLElement);
    expect(first.getByTestId("trace-file").textContent).toBe("岳阳市2023年度发文统计表.xlsx");
    expect(first.getByTestId("trace-sheet").textContent).toBe("表1 发文");
    expect(first.getByTestId("trace-cell").textContent).toBe("J9");
    expect(first.getByTestId("trace-raw").textContent).toBe("1092");
  });

  it("says what the traced figure is and how it was computed, in the language of the window", async () => {
    const { user } = await openOverview();
    await user.click(screen.getByTestId("mark-430600"));
    const definition = await screen.findByTestId("trace-definition");
    expect(definition.textContent).toContain("（778 − 1092）÷ 1092 = −28.8%");
    expect(definition.textContent).toContain("四舍五入");
    await user.click(screen.getByTestId("language-toggle"));
    await waitFor(() => expect(screen.getByTestId("trace-definition").textContent).toContain("half up"));
    await user.click(screen.getByTestId("headline-documents"));
    expect((await screen.findByTestId("trace-definition")).textContent).toContain("−25.7%");
  });

  it("travels along the bars by arrow keys and traces by F9", async () => {
    const { user } = await openOverview();
    screen.getByTestId("mark-430400").focus();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(document.activeElement).toBe(screen.getByTestId("mark-430100"));
    await user.keyboard("{F9}");
    expect(await screen.findByRole("heading", { name: /长沙：1386 → 944/ })).toBeTruthy();
  });

  it("says what was traced in the language of the window, and by its meaning in another room", async () => {
    const { user } = await openOverview();
    await user.click(screen.getByTestId("mark-430600"));
    expect(await screen.findByRole("heading", { name: /岳阳：1092 → 778 件/ })).toBeTruthy();
    await user.click(screen.getByTestId("language-toggle"));
    expect(await screen.findByRole("heading", { name: /Yueyang: 1092 → 778/ })).toBeTruthy();
    await user.click(screen.getByTestId("room-data"));
    expect(await screen.findByRole("heading", { name: "Documents · Yueyang" })).toBeTruthy();
  });

  it("floats the words of a bar until it is clicked", async () => {
    const { user, container } = await openOverview();
    await user.hover(screen.getByTestId("mark-430600"));
    expect(container.querySelector(".chart-tip")?.textContent).toContain("岳阳");
    await user.click(screen.getByTestId("mark-430600"));
    expect(container.querySelector(".chart-tip")).toBeNull();
    await user.hover(screen.getByTestId("mark-430100"));
    fireEvent.scroll(document);
    expect(container.querySelector(".chart-tip")).toBeNull();
  });

  it("traces a headline to all its numbers", async () => {
    const { user } = await openOverview();
    await user.click(screen.getByTestId("headline-documents"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(26);
  });

  it("saves the chart on white, whatever the theme of the window", async () => {
    const { user, host } = await openOverview();
    await user.click(screen.getByTestId("theme-toggle"));
    await user.click(await screen.findByTestId("export-chart"));
    await user.click(screen.getByRole("menuitem", { name: /PNG/ }));
    const request = {
      indicator: "documents",
      period: "2023",
      scope: "all",
      format: "png",
      theme: "light",
      language: "zh",
    };
    await waitFor(() => expect(host.calls).toContainEqual({ name: "export_chart", request }));
    expect((await screen.findByTestId("status-message")).textContent).toBe("已保存“发文数降幅.png”");
  });
});

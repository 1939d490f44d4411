import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { queryClient } from "../../backend";
import { FAKE_PASSWORD } from "../../backend/fake/host";
import { openWindow } from "../../test-window";
import { windowState } from "../shell/state";

const TITLE = "岳阳市2023年度发文情况统计表（示例）";

async function review(source: "open-samples" | "choose-folder") {
  const opened = openWindow();
  await opened.user.click(await screen.findByTestId(source));
  // The room is fetched when it is first gone to.
  await screen.findByText(TITLE, {}, { timeout: 30_000 });
  const settled = () =>
    opened.host.calls.filter((item) => item.name === "settle").map((item) => item.request);
  return { ...opened, settled };
}

describe("settling doubts", () => {
  it("offers what the selected cell says, settles it about the table and takes it back", async () => {
    const { user, settled } = await review("open-samples");
    await user.click(screen.getByText("党委"));
    const panel = await screen.findByTestId("settle");
    expect(within(panel).getByRole("radio", { name: /党委/ })).toHaveProperty("checked", true);
    await user.selectOptions(within(panel).getByTestId("settle-indicator"), "meetings_held");
    const settlement = { what: "indicator", label: "党委", indicator: "meetings_held" };
    const request = { fileId: 3, tableIndex: 0, settlement, isEverywhere: false, language: "zh" };
    await waitFor(() => expect(settled()).toEqual([request]));
    const list = await screen.findByTestId("settled");
    expect(list.textContent).toContain("下次照此办理");
    await user.click(within(list).getByTestId("undo-settling"));
    await waitFor(() => expect(screen.queryByText("“党委”：meetings_held")).toBeNull());
  });

  it("settles about every table of the look when asked", async () => {
    const { user, settled } = await review("open-samples");
    await user.click(screen.getByText("党委"));
    await user.click(await screen.findByTestId("settle-everywhere"));
    await user.click(screen.getByTestId("settle-role-ignore"));
    await waitFor(() => expect(settled()[0]).toMatchObject({ isEverywhere: true }));
  });

  it("opens at the cell of a doubt, and finds an area by keyboard alone", async () => {
    const { user, settled } = await review("open-samples");
    await user.keyboard("{F8}");
    const text = await screen.findByTestId("area-text");
    await user.clear(text);
    await user.type(text, "株");
    await screen.findByRole("option", { name: /株洲/ });
    await user.type(text, "{Enter}");
    await waitFor(() => expect(settled()[0]).toMatchObject({ settlement: { what: "area" } }));
  });

  it("never settles on the Enter that ends a composition", async () => {
    const { user, settled } = await review("open-samples");
    await user.click(screen.getByText("党委"));
    const year = await screen.findByTestId("settle-year");
    await user.type(year, "2023");
    fireEvent.keyDown(year, { key: "Enter", isComposing: true });
    fireEvent.keyDown(year, { key: "Enter", keyCode: 229 });
    expect(settled()).toEqual([]);
    fireEvent.keyDown(year, { key: "Enter", keyCode: 13 });
    await waitFor(() => expect(settled()[0]).toMatchObject({ settlement: { what: "year", year: 2023 } }));
  });
});

describe("what differs from last time", () => {
  it("lists every changed figure with old and new, and goes to its cell", async () => {
    const { user } = await review("open-samples");
    await user.click(screen.getByTestId("foot-differences"));
    const panel = await screen.findByTestId("differences");
    // Asked of the page itself: looking for roles among so many cells takes seconds.
    expect(panel.querySelectorAll("tbody tr")).toHaveLength(213);
    expect(panel.textContent).toContain("会议数");
    expect(panel.textContent).toContain("会议场次");
    await user.click(within(panel).getByText("C5"));
    await waitFor(() => expect(document.querySelector(".is-flashed")?.getAttribute("data-row")).toBe("5"));
    await user.click(within(panel).getByText("没有了 1"));
    expect(within(panel).getByText("便函 · 本年")).toBeTruthy();
  });
});

describe("a file with a password", () => {
  const locked = async () => {
    const opened = await review("choose-folder");
    await opened.user.click(screen.getByTestId("staged-file-8"));
    const field = await screen.findByTestId<HTMLInputElement>("password");
    return { ...opened, field };
  };

  it("asks in place, tells a wrong password and opens with the right one", async () => {
    const { user, field } = await locked();
    expect(field.type).toBe("password");
    await user.click(screen.getByTestId("password-show"));
    expect(field.type).toBe("text");
    await user.type(field, "错的{Enter}");
    expect(await screen.findByText("给出的密码打不开“郴州市.xlsx”。")).toBeTruthy();
    await user.clear(field);
    await user.type(field, FAKE_PASSWORD);
    await user.click(screen.getByTestId("unlock"));
    await waitFor(() => expect(screen.queryByTestId("password")).toBeNull());
    expect(screen.getByTestId("staged-file-8").dataset.status).toBe("ready");
  });

  it("is not sent by the Enter of an input method, and the password stays in the field alone", async () => {
    const { user, host, field } = await locked();
    const sent = () => host.calls.filter((item) => item.name === "unlock_staged").length;
    await user.type(field, "秘密文字");
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(sent()).toBe(0);
    await user.type(field, "{Enter}");
    await waitFor(() => expect(sent()).toBe(1));
    const kept = JSON.stringify([
      windowState(),
      queryClient
        .getQueryCache()
        .getAll()
        .map((query) => [query.queryKey, query.state.data]),
      { ...localStorage },
    ]);
    expect(kept).not.toContain("秘密文字");
  });
});

describe("many files as one step", () => {
  it("adds up how they stand and narrows the list to those that ask for a person", async () => {
    const { user } = await review("choose-folder");
    expect(screen.getByTestId("totals").textContent).toBe(
      "3 个无疑 · 1 个待核 · 1 个需要密码 · 1 个打不开 · 1 个已有 · 1 个没有表格",
    );
    await user.click(screen.getByTestId("only-doubtful"));
    const shown = [...document.querySelectorAll("[data-testid^=staged-file-]")];
    expect(shown.map((item) => item.getAttribute("data-status"))).toEqual(["doubtful", "refused", "refused"]);
  });

  it("takes what is sure by one key and leaves the rest under review", async () => {
    const { user, host } = await review("open-samples");
    expect(screen.getByTestId("intake").textContent).toContain("4 个没有对上指标、地区或期间，不参加计算");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const request = { isOnlySure: true, language: "zh" };
    await waitFor(() => expect(host.calls).toContainEqual({ name: "accept_staged", request }));
    await waitFor(() => expect(screen.queryByTestId("staged-file-1")).toBeNull());
    expect(screen.getByTestId("staged-file-3")).toBeTruthy();
    expect(windowState().room).toBe("import");
    await user.click(screen.getByTestId("accept"));
    await waitFor(() => expect(windowState().room).toBe("overview"));
  });
});

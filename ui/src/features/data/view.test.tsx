import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";

describe("the data room", () => {
  it("lists numbers, narrows them by search, and traces a row", async () => {
    const { user } = openWindow({ hasData: true });
    await user.click(await screen.findByTestId("room-data"));
    expect(await screen.findByText("412 个数", { selector: ".room-bar span" })).toBeTruthy();
    await user.type(screen.getByTestId("data-search"), "湘西州");
    expect(await screen.findByText("29 个数")).toBeTruthy();
    await user.click(await screen.findByTestId("observation-14"));
    expect(await screen.findAllByTestId("trace-item")).toHaveLength(1);
  });
});

import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow } from "../../test-window";
import { TOUR_STEPS, tourStep } from "../shell/tour-progress";
import { windowState } from "../shell/state";
import { placeOf } from "./place";

const card = () => screen.findByTestId("tour");
const at = async (step: (typeof TOUR_STEPS)[number]) =>
  waitFor(async () => expect((await card()).dataset.step).toBe(step));

describe("the tour", () => {
  it("goes from a sample to a chart on the clipboard by the window's own controls", async () => {
    const { user, host } = openWindow();
    await user.click(await screen.findByTestId("start-tour"));
    await at("read");
    await user.click(screen.getByTestId("open-sample"));
    expect(host.calls.find((item) => item.name === "stage_files")?.request).toEqual({ source: "tour" });
    await at("accept");
    await user.click(await screen.findByTestId("accept"));
    await at("trace");
    await user.click(await screen.findByTestId("mark-430400"));
    await at("source");
    await user.click(await screen.findByTestId("tour-next"));
    await at("charts");
    await user.click(screen.getByTestId("room-charts"));
    await at("copy");
    await user.click(await screen.findByTestId("copy-figure"));
    await at("done");
    expect(host.calls.some((item) => item.name === "copy_figure")).toBe(true);
    await user.click(screen.getByTestId("tour-finish"));
    await waitFor(() => expect(screen.queryByTestId("tour")).toBeNull());
    expect(host.calls.find((item) => item.name === "end_tour")?.request).toMatchObject({ isFinished: true });
    expect(tourStep()).toBe(0);
  });

  it("does a step for a person who asks, and leads back to the room of the step", async () => {
    const { user } = openWindow();
    await user.click(await screen.findByTestId("start-tour"));
    await user.click(await screen.findByTestId("tour-do"));
    await at("accept");
    await user.click(await screen.findByTestId("tour-do"));
    await at("trace");
    await user.click(screen.getByTestId("room-history"));
    await user.click(await screen.findByTestId("tour-room"));
    expect(windowState().room).toBe("overview");
  });

  it("is left and gone on with where it was, while what was open before is open again", async () => {
    const { user, host } = openWindow({ hasData: true });
    await screen.findByTestId("headline-rate-documents");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-text"), "导览{Enter}");
    await user.click(await screen.findByTestId("tour-do"));
    await user.click(await screen.findByTestId("accept"));
    await at("trace");
    await user.click(await screen.findByTestId("mark-430400"));
    await at("source");
    await user.click(screen.getByTestId("tour-leave"));
    await waitFor(() => expect(screen.queryByTestId("tour")).toBeNull());
    await screen.findByTestId("headline-rate-documents");
    expect(tourStep()).toBe(TOUR_STEPS.indexOf("source"));
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-text"), "导览{Enter}");
    await at("source");
    expect(host.calls.filter((item) => item.name === "start_tour").map((item) => item.request)).toMatchObject(
      [{ isAnew: true }, { isAnew: false }],
    );
  });

  it("takes a step back with the workspace", async () => {
    const { user } = openWindow();
    await user.click(await screen.findByTestId("start-tour"));
    await user.click(await screen.findByTestId("tour-do"));
    await user.click(await screen.findByTestId("accept"));
    await at("trace");
    await user.keyboard("{Control>}z{/Control}");
    await at("read");
  });

  it("is reached by the key for panes and read out when it changes", async () => {
    const { user } = openWindow();
    await user.click(await screen.findByTestId("start-tour"));
    const region = await screen.findByRole("region", { name: "导览" });
    expect(region.querySelector("[aria-live=polite]")?.textContent).toContain("第 1 步，共 7 步");
    await waitFor(
      async () => {
        await user.keyboard("{F6}");
        expect(document.activeElement).toBe(region);
      },
      { timeout: 5000 },
    );
  });
});

describe("the place of the card", () => {
  const screenSize = { width: 1280, height: 800 };
  const size = { width: 344, height: 200 };
  const overlaps = (
    a: { left: number; top: number },
    b: { left: number; top: number; width: number; height: number },
  ) =>
    a.left < b.left + b.width &&
    a.left + size.width > b.left &&
    a.top < b.top + b.height &&
    a.top + size.height > b.top;

  it("is beside the control, within the window, and never on it", () => {
    for (const left of [0, 40, 600, 1180]) {
      for (const top of [0, 60, 400, 760]) {
        const target = { left, top, width: 90, height: 30 };
        const place = placeOf(target, size, screenSize);
        expect(overlaps(place, target), JSON.stringify({ target, place })).toBe(false);
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(place.left + size.width).toBeLessThanOrEqual(1280);
        expect(place.top).toBeGreaterThanOrEqual(0);
        expect(place.top + size.height).toBeLessThanOrEqual(800);
      }
    }
  });

  it("is the corner where the control is not on screen", () => {
    expect(placeOf(null, size, screenSize)).toEqual({ left: 922, top: 558 });
  });
});

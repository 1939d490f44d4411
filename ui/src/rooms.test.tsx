import axe from "axe-core";
import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { resetReports } from "./features/reports/state";
import { openWindow } from "./test-window";

/** What jsdom cannot tell, having no layout: colours are checked from the tokens instead. */
const WITHOUT_LAYOUT = { "color-contrast": { enabled: false } };

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, {
    rules: WITHOUT_LAYOUT,
    resultTypes: ["violations"],
  });
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}

type Way = (user: ReturnType<typeof openWindow>["user"]) => Promise<void>;

/** Each room, and what floats above them, in the states a person meets. */
const PLACES: [name: string, hasData: boolean, way: Way][] = [
  ["the start", false, async () => void (await screen.findByTestId("choose-files"))],
  ["the overview", true, async () => void (await screen.findByTestId("headline-rate-documents"))],
  [
    "a traced figure",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("mark-430400"));
      await screen.findAllByTestId("trace-item");
    },
  ],
  [
    "the import room before there are files",
    false,
    async (user) => {
      await user.click(await screen.findByTestId("room-import"));
      await screen.findByTestId("choose-folder");
    },
  ],
  [
    "the import room with a doubt to settle",
    false,
    async (user) => {
      await user.click(await screen.findByTestId("open-samples"));
      await user.click(await screen.findByTestId("staged-file-3"));
      await user.click(await screen.findByText("党委"));
      await screen.findByTestId("settle");
    },
  ],
  [
    "the import room with a file that needs a password",
    false,
    async (user) => {
      await user.click(await screen.findByTestId("choose-folder"));
      await user.click(await screen.findByTestId("staged-file-8"));
      await screen.findByTestId("password");
    },
  ],
  [
    "the data room",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("room-data"));
      await screen.findByTestId("observation-1");
    },
  ],
  [
    "the reports room before there is a report",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("room-reports"));
      await screen.findByTestId("create-report");
    },
  ],
  [
    "a report with a sentence taken over by hand",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("room-reports"));
      await user.click(await screen.findByTestId("create-report"));
      await user.click(await screen.findByTestId("piece-text:documents.headline"));
      await user.click(await screen.findByTestId("by-hand"));
      await screen.findByTestId("to-computed");
      await screen.findByTestId("spot-documents.total.count");
    },
  ],
  [
    "the settings of a report",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("room-reports"));
      await user.click(await screen.findByTestId("create-report"));
      await user.click(await screen.findByTestId("report-tab-settings"));
      await screen.findByTestId("report-copiedTo");
    },
  ],
  [
    "the history",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("room-history"));
      await screen.findByTestId("step-1");
    },
  ],
  [
    "the palette",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("find"));
      await screen.findByTestId("palette-item-area-430400");
    },
  ],
  [
    "the key sheet",
    true,
    async (user) => {
      await user.click(await screen.findByTestId("help"));
      await screen.findByTestId("shortcuts");
    },
  ],
];

beforeEach(resetReports);

describe("names, roles and order for assistive programs", () => {
  for (const [name, hasData, way] of PLACES) {
    it(`are right in ${name}`, async () => {
      const { user } = openWindow({ hasData });
      await way(user);
      expect(await violations()).toEqual([]);
    });
  }

  it("are missed by the check where they are wrong", async () => {
    document.body.innerHTML = "<main><button></button><img src='x.png'></main>";
    const found = await violations();
    expect(found.some((item) => item.startsWith("button-name"))).toBe(true);
    expect(found.some((item) => item.startsWith("image-alt"))).toBe(true);
    document.body.innerHTML = "";
  });
});

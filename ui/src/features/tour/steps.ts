import type { Commands } from "../../backend";
import type { Room } from "../shell/state";
import type { TourStep } from "../shell/tour-progress";

/** One step: the real control it points at, where that stands, and what ends the step. */
export type StepPlan = {
  /** Where the control stands. */
  room: Room;
  /** Finds what is pointed at. */
  target: string;
  /** Finds the control itself, where that is one of several pointed at. */
  control?: string;
  /** The command whose answer ends the step, by whatever control or key it was called; none where a room does. */
  endsWith: keyof Commands | null;
  /** Whether the control is clicked for a person who asks for it; where not, the step is for reading. */
  isClicked: boolean;
};

const by = (testId: string) => `[data-testid="${testId}"]`;

export const PLANS: Record<TourStep, StepPlan> = {
  read: { room: "overview", target: by("open-sample"), endsWith: "stage_files", isClicked: true },
  accept: { room: "import", target: by("accept"), endsWith: "accept_staged", isClicked: true },
  trace: {
    room: "overview",
    target: ".overview .chart",
    control: ".overview .chart-marks button",
    endsWith: "trace",
    isClicked: true,
  },
  source: { room: "overview", target: by("trace-item"), endsWith: null, isClicked: false },
  charts: { room: "charts", target: by("room-charts"), endsWith: null, isClicked: true },
  copy: { room: "charts", target: by("copy-figure"), endsWith: "copy_figure", isClicked: true },
  done: { room: "charts", target: "", endsWith: null, isClicked: false },
};

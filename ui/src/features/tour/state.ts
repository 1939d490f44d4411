import { useEffect, useState } from "react";
import { onReply } from "../../backend";
import type { SessionView } from "../../backend";
import { hasData } from "../shell/session";
import { useWindow } from "../shell/state";
import type { Room } from "../shell/state";
import { TOUR_STEPS, rememberTourStep, tourStep } from "../shell/tour-progress";
import type { TourStep } from "../shell/tour-progress";
import { PLANS } from "./steps";

/** Steps that need what was imported. */
const FIRST_WITH_DATA = TOUR_STEPS.indexOf("trace");

/** The step after one; the last stays. */
export function following(step: TourStep): TourStep {
  return TOUR_STEPS[Math.min(TOUR_STEPS.indexOf(step) + 1, TOUR_STEPS.length - 1)] ?? step;
}

/** Where the tour stands: what the workspace holds decides over what was remembered, since a step may be taken back. */
export function stepOf(remembered: number, session: SessionView, room: Room): TourStep {
  if (!hasData(session)) return session.hasStaged ? "accept" : "read";
  const step = TOUR_STEPS[Math.max(remembered, FIRST_WITH_DATA)] ?? "trace";
  return step === "charts" && room === "charts" ? "copy" : step;
}

/** The step on screen, and the way on from one that is for reading. */
export function useStep(session: SessionView): { step: TourStep; goOn: () => void } {
  const [remembered, setRemembered] = useState(tourStep);
  const room = useWindow((state) => state.room);
  const step = stepOf(remembered, session, room);
  const goOn = () => {
    const next = following(step);
    rememberTourStep(next);
    setRemembered(TOUR_STEPS.indexOf(next));
  };
  useEffect(() => {
    rememberTourStep(step);
    return onReply((name) => {
      if (name !== PLANS[step].endsWith) return;
      const next = following(step);
      rememberTourStep(next);
      setRemembered(TOUR_STEPS.indexOf(next));
    });
  }, [step]);
  return { step, goOn };
}

/** The steps of the tour, in their order. Shown by the tour itself, which is loaded only when it is taken. */
export const TOUR_STEPS = ["read", "accept", "trace", "source", "charts", "copy", "done"] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

const KEY = "jianfu.tour";

/** Where the tour was left, from 0; 0 also where it was never begun or is over. */
export function tourStep(): number {
  const at = TOUR_STEPS.findIndex((step) => step === localStorage.getItem(KEY));
  return Math.max(0, at);
}

/** Remembers where the tour stands; null forgets it. */
export function rememberTourStep(step: TourStep | null): void {
  if (step === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, step);
}

import "../../styles/tour.css";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionView } from "../../backend";
import { Button } from "../../components/button";
import { endTour, startTour } from "../shell/actions";
import { setWindow, useWindow } from "../shell/state";
import { TOUR_STEPS, rememberTourStep } from "../shell/tour-progress";
import type { TourStep } from "../shell/tour-progress";
import { LOOK_MS, placeOf, useTarget } from "./place";
import { useStep } from "./state";
import { PLANS } from "./steps";

/** The tour: a card beside the control that is meant. The person uses the control itself, and may have it done. */
export default function Tour({ session }: { session: SessionView }) {
  const { step, goOn } = useStep(session);
  const isCovered = useWindow((state) => state.overlay !== null);
  if (isCovered) return null;
  return <Card step={step} goOn={goOn} />;
}

function Card({ step, goOn }: { step: TourStep; goOn: () => void }) {
  const { t } = useTranslation();
  const plan = PLANS[step];
  const target = useTarget(plan.target);
  const card = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: 344, height: 200 });
  const at = placeOf(target, size, { width: window.innerWidth, height: window.innerHeight });
  useLayoutEffect(() => {
    const height = card.current?.offsetHeight ?? 0;
    if (height > 0) setSize((last) => (last.height === height ? last : { ...last, height }));
  }, [step, t]);
  useFocusKept(card, step);
  return (
    <>
      {target && (
        <div
          className="tour-ring"
          style={{
            left: target.left - 4,
            top: target.top - 4,
            width: target.width + 8,
            height: target.height + 8,
          }}
          aria-hidden="true"
        />
      )}
      <section
        ref={card}
        className="tour-card"
        style={at}
        aria-label={t("tour.label")}
        tabIndex={-1}
        data-pane
        data-testid="tour"
        data-step={step}
      >
        <div aria-live="polite">
          <p className="small ink-3">
            {t("tour.count", { step: TOUR_STEPS.indexOf(step) + 1, count: TOUR_STEPS.length })}
          </p>
          <h2>{t(`tour.steps.${step}.title`)}</h2>
          <p>{t(`tour.steps.${step}.words`)}</p>
          {step === "read" && <p className="small ink-3">{t("tour.practice")}</p>}
        </div>
        <div className="tour-buttons">
          <Main step={step} isThere={target !== null} goOn={goOn} />
          <span className="spring" />
          {step === "done" ? (
            <Button size="small" kind="text" onClick={() => (rememberTourStep(null), void startTour(true))}>
              {t("tour.again")}
            </Button>
          ) : (
            <Button size="small" kind="text" onClick={() => void endTour(false)} data-testid="tour-leave">
              {t("tour.leave")}
            </Button>
          )}
        </div>
      </section>
    </>
  );
}

/** The button that goes on: the control is clicked, its room opened, or the next step shown. */
function Main({ step, isThere, goOn }: { step: TourStep; isThere: boolean; goOn: () => void }) {
  const { t } = useTranslation();
  const room = useWindow((state) => state.room);
  const { target, control = target, room: wanted, isClicked } = PLANS[step];
  const find = () => document.querySelector<HTMLElement>(control);
  const doIt = useDoing(step, control);
  if (step === "done") {
    const finish = () => (rememberTourStep(null), void endTour(true));
    return (
      <Button size="small" kind="primary" onClick={finish} data-testid="tour-finish">
        {t("tour.finish")}
      </Button>
    );
  }
  if (!isThere && room !== wanted) {
    return (
      <Button size="small" kind="primary" onClick={() => setWindow({ room: wanted })} data-testid="tour-room">
        {t("tour.goTo", { room: t(`room.${wanted}`) })}
      </Button>
    );
  }
  if (!isClicked) {
    return (
      <Button size="small" kind="primary" onClick={goOn} data-testid="tour-next">
        {t("tour.next")}
      </Button>
    );
  }
  return (
    <>
      <Button size="small" disabled={!isThere} onClick={() => find()?.focus()} data-testid="tour-show">
        {t("tour.show")}
      </Button>
      <Button size="small" disabled={!isThere} onClick={doIt} data-testid="tour-do">
        {t("tour.doIt")}
      </Button>
    </>
  );
}

/** Clicks the control of a step for a person who asks for it, once it can be clicked: it may still wait for a drawing. */
function useDoing(step: TourStep, control: string): () => void {
  const [asked, setAsked] = useState<TourStep | null>(null);
  useEffect(() => {
    if (asked !== step) return;
    const attempt = () => {
      const found = document.querySelector<HTMLElement>(control);
      if (!found || found.matches(":disabled")) return;
      setAsked(null);
      found.click();
    };
    const first = window.setTimeout(attempt);
    const timer = window.setInterval(attempt, LOOK_MS);
    return () => {
      window.clearTimeout(first);
      window.clearInterval(timer);
    };
  }, [asked, step, control]);
  return () => setAsked(step);
}

/** A control that was used may be gone with its room; then the focus comes to the card and is not lost. */
function useFocusKept(card: React.RefObject<HTMLElement | null>, step: TourStep): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) card.current?.focus();
    }, 400);
    return () => window.clearTimeout(timer);
  }, [card, step]);
}

import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { StepView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { localTime } from "../../components/local-time";
import { Notice } from "../../components/notice";
import { goToStep, redo, undo } from "../shell/actions";
import { RoomFrame } from "../shell/room-frame";
import { useSession } from "../shell/session";
import { shortcutText } from "../shell/shortcut";
import { useWindow } from "../shell/state";

/** Every step ever taken, newest first. */
export default function HistoryRoom() {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const workspace = useSession()?.workspace ?? null;
  const reply = useReply("list_history", { language }, { enabled: workspace !== null, keepPrevious: true });
  const steps = reply.data?.steps ?? [];
  const canGo = workspace !== null && !workspace.isReadOnly;
  const currentId = steps.find((step) => step.state === "done")?.id;
  return (
    <RoomFrame
      title={t("room.history")}
      bar={
        <>
          <span className="small ink-3">{t("history.note")}</span>
          <span className="spring" />
          <Button
            icon="undo"
            keys={shortcutText("Ctrl+Z")}
            disabled={!workspace?.undoLabel}
            onClick={() => void undo()}
          >
            {t("bar.undo")}
          </Button>
          <Button
            icon="redo"
            keys={shortcutText("Ctrl+Shift+Z")}
            disabled={!workspace?.redoLabel}
            onClick={() => void redo()}
          >
            {t("bar.redo")}
          </Button>
        </>
      }
    >
      <div className="history">
        {reply.error && <Notice error={reply.error} language={language} />}
        {steps.length === 0 && !reply.isFetching && <p className="sentence">{t("history.none")}</p>}
        {steps.length > 0 && <StepsHead />}
        <ol className="steps">
          {steps.map((step) => (
            <Step key={step.id} step={step} isCurrent={step.id === currentId} canGo={canGo} />
          ))}
          {steps.length > 0 && <Beginning isCurrent={currentId === undefined} canGo={canGo} />}
        </ol>
      </div>
    </RoomFrame>
  );
}

function StepsHead() {
  const { t } = useTranslation();
  return (
    <div className="steps-head" aria-hidden="true">
      <span>{t("history.head.words")}</span>
      <span>{t("history.head.state")}</span>
      <span>{t("history.head.at")}</span>
      <span />
    </div>
  );
}

const STATE_ICONS = { done: "holds", undone: "undo", replaced: "open" } as const;

/** A step; the current one is the newest that stands: undo would take it back. */
function Step({ step, isCurrent, canGo }: { step: StepView; isCurrent: boolean; canGo: boolean }) {
  const { t } = useTranslation();
  const state = step.state === "undone" || step.state === "replaced" ? step.state : "done";
  return (
    <li
      className={`step is-${state} ${isCurrent ? "is-current" : ""}`}
      aria-current={isCurrent ? "step" : undefined}
      data-testid={`step-${step.id}`}
    >
      <span className="step-words">{step.words}</span>
      <span className="step-state">
        <Icon name={STATE_ICONS[state]} className={state === "done" ? "ink-ok" : "ink-unknown"} />
        {t(`history.${state}`)}
        {isCurrent && <span className="tag">{t("history.current")}</span>}
      </span>
      <time className="small ink-3" dateTime={step.at}>
        {localTime(step.at)}
      </time>
      {canGo && !isCurrent && state !== "replaced" ? <GoTo stepId={step.id} what={step.words} /> : <span />}
    </li>
  );
}

/** The point before the first step: nothing was imported yet. */
function Beginning({ isCurrent, canGo }: { isCurrent: boolean; canGo: boolean }) {
  const { t } = useTranslation();
  return (
    <li
      className={`step is-done ${isCurrent ? "is-current" : ""}`}
      aria-current={isCurrent ? "step" : undefined}
      data-testid="step-0"
    >
      <span className="step-words ink-3">{t("history.start")}</span>
      <span className="step-state">{isCurrent && <span className="tag">{t("history.current")}</span>}</span>
      <span />
      {canGo && !isCurrent ? <GoTo stepId={null} what={t("history.start")} /> : <span />}
    </li>
  );
}

function GoTo({ stepId, what }: { stepId: number | null; what: string }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      kind="text"
      aria-label={t("history.goToWhat", { what })}
      onClick={() => void goToStep(stepId)}
      data-testid={`go-to-${stepId ?? 0}`}
    >
      {t("history.goTo")}
    </Button>
  );
}

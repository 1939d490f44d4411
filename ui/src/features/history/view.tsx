import { useTranslation } from "react-i18next";
import { useReply } from "../../backend";
import type { StepView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import type { IconName } from "../../components/icon";
import { localTime } from "../../components/local-time";
import { Notice } from "../../components/notice";
import { redo, undo } from "../shell/actions";
import { RoomFrame } from "../shell/room-frame";
import { useSession } from "../shell/session";
import { useWindow } from "../shell/state";

/** Every step ever taken, newest first. */
export default function HistoryRoom() {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const workspace = useSession()?.workspace ?? null;
  const reply = useReply("list_history", { language }, { enabled: workspace !== null, keepPrevious: true });
  const steps = reply.data?.steps ?? [];
  return (
    <RoomFrame
      title={t("room.history")}
      bar={
        <>
          <span className="small ink-3">{t("history.note")}</span>
          <span className="spring" />
          <Button icon="undo" keys="Ctrl Z" disabled={!workspace?.undoLabel} onClick={() => void undo()}>
            {t("bar.undo")}
          </Button>
          <Button icon="redo" keys="Ctrl Y" disabled={!workspace?.redoLabel} onClick={() => void redo()}>
            {t("bar.redo")}
          </Button>
        </>
      }
    >
      <div className="history">
        {reply.error && <Notice error={reply.error} language={language} />}
        {steps.length === 0 && !reply.isFetching && <p className="sentence">{t("history.none")}</p>}
        <ol className="steps">
          {steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      </div>
    </RoomFrame>
  );
}

const STATE_ICONS: Record<string, IconName> = { done: "holds", undone: "undo", replaced: "open" };
const STATE_INKS: Record<string, string> = { done: "ink-ok" };

function Step({ step }: { step: StepView }) {
  const { t } = useTranslation();
  const state = step.state === "undone" || step.state === "replaced" ? step.state : "done";
  return (
    <li className={`step is-${state}`} data-testid={`step-${step.id}`}>
      <Icon name={STATE_ICONS[state] ?? "open"} className={STATE_INKS[state] ?? "ink-unknown"} />
      <span className="step-words">{step.words}</span>
      <span className="small ink-3">{t(`history.${state}`)}</span>
      <time className="small ink-3" dateTime={step.at}>
        {localTime(step.at)}
      </time>
    </li>
  );
}

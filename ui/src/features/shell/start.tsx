import { useTranslation } from "react-i18next";
import type { SessionView } from "../../backend";
import { Button } from "../../components/button";
import { LedgerBar } from "../../components/ledger-bar";
import { Notice } from "../../components/notice";
import { openWorkspace, stageFiles, startTour } from "./actions";
import { RoomFrame } from "./room-frame";
import { shortcutText } from "./shortcut";
import { useSession } from "./session";
import { setWindow, useWindow } from "./state";
import { TOUR_STEPS, tourStep } from "./tour-progress";

/** The overview before there is data: one sentence, one button, and what it will look like. */
export function Start({ session }: { session: SessionView | undefined }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  return (
    <RoomFrame title={t("room.overview")}>
      <div className="start">
        {session?.startError && (
          <Notice error={session.startError} language={language}>
            <Button size="small" onClick={() => void openWorkspace()}>
              {t("bar.open")}
            </Button>
          </Notice>
        )}
        <p className="sentence">{t("start.sentence")}</p>
        <StartButtons />
        {session?.hasStaged && <Waiting />}
        {session && !session.isTour && <TourButton />}
        <p className="small ink-3">{t("start.formats")}</p>
        <Preview />
      </div>
    </RoomFrame>
  );
}

/** The ways in; the import room shows them too when it is empty. */
export function StartButtons() {
  const { t } = useTranslation();
  // In the tour the sample is one that has something to compare.
  const sample = useSession()?.isTour ? "tour" : "sample";
  return (
    <div className="start-buttons">
      <Button
        kind="primary"
        size="large"
        keys={shortcutText("Ctrl+Shift+O")}
        onClick={() => void stageFiles("dialog")}
        data-testid="choose-files"
      >
        {t("start.choose")}
      </Button>
      <Button size="large" onClick={() => void stageFiles("folderDialog")} data-testid="choose-folder">
        {t("start.folder")}
      </Button>
      <span className="start-samples">
        <Button kind="text" size="large" onClick={() => void stageFiles(sample)} data-testid="open-sample">
          {t("start.sample")}
        </Button>
        <Button
          kind="text"
          size="large"
          onClick={() => void stageFiles("samples")}
          data-testid="open-samples"
        >
          {t("start.samples")}
        </Button>
      </span>
    </div>
  );
}

/** The tour, from its start or where it was left. */
function TourButton() {
  const { t } = useTranslation();
  const step = tourStep();
  return (
    <Button onClick={() => void startTour(step === 0)} data-testid="start-tour">
      {step === 0 ? t("tour.start") : t("tour.continue", { step: step + 1, count: TOUR_STEPS.length })}
    </Button>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Button kind="default" icon="import" onClick={() => setWindow({ room: "import" })}>
      {t("start.review")}
    </Button>
  );
}

/** Ledger bars without numbers: the shape of the overview, and no invented figure. */
function Preview() {
  const { t } = useTranslation();
  const names = t("start.previewIndicators", { returnObjects: true });
  return (
    <section className="start-preview" aria-hidden="true">
      <h2>{t("start.preview")}</h2>
      <div className="headlines">
        <div style={{ maxWidth: names.length * 260 }}>
          {names.map((name, index) => (
            <div key={name} className="headline">
              <span className="headline-name">{name}</span>
              <span className="ghost ghost-figure" />
              <LedgerBar ratio={[0.74, 0.8, 0.33][index] ?? 0.5} tone="ghost" />
              <span className="ghost ghost-line" />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

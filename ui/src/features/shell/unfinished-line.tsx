import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UnfinishedReview } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { localTime } from "../../components/local-time";
import { dropReview, resumeReview } from "./actions";
import { useSession } from "./session";
import { useWindow } from "./state";

/** A review that was under way when the program ended: continue it, or discard it knowingly. */
export function UnfinishedLine() {
  const session = useSession();
  const isReading = useWindow((state) => state.job !== null);
  const unfinished = session?.unfinished;
  if (!unfinished || isReading || session.isTour) return null;
  return <Unfinished key={unfinished.at} review={unfinished} />;
}

function Unfinished({ review }: { review: UnfinishedReview }) {
  const { t, i18n } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const { fileCount, fileNames, settledCount: settled, workspace } = review;
  const between = i18n.language === "zh" ? "、" : ", ";
  const files = fileNames.join(between) + (fileCount > fileNames.length ? "…" : "");
  const at = localTime(review.at);
  const drop = () => (settled > 0 && !isAsked ? setAsked(true) : void dropReview());
  return (
    <section className="notice-line" aria-label={t("unfinished.label")} data-testid="unfinished">
      <div className="notice">
        <Icon name="import" />
        <div className="notice-words">
          <p>{t("unfinished.words", { files, count: fileCount, settled })}</p>
          <p className="notice-hint" role="status">
            {isAsked
              ? t("unfinished.ask", { settled })
              : workspace === null
                ? t("unfinished.noWorkspace", { at })
                : t("unfinished.workspace", { workspace, at })}
          </p>
          <div className="notice-buttons">
            {isAsked ? (
              <Button size="small" onClick={() => setAsked(false)} data-testid="unfinished-keep">
                {t("unfinished.keep")}
              </Button>
            ) : (
              <Button
                kind="primary"
                size="small"
                onClick={() => void resumeReview()}
                data-testid="unfinished-continue"
              >
                {t("unfinished.continue")}
              </Button>
            )}
            <Button size="small" onClick={drop} data-testid="unfinished-drop">
              {t("unfinished.drop")}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}

import "../../styles/settle.css";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { call, refresh, useReply } from "../../backend";
import type { StagedView } from "../../backend";
import { Button } from "../../components/button";
import { Inspector } from "../inspector/view";
import { acceptStaged, cancelJob, discardStaged, present } from "../shell/actions";
import { AntdTheme } from "../shell/antd-theme";
import { RoomFrame } from "../shell/room-frame";
import { StartButtons } from "../shell/start";
import { setWindow, useWindow, windowState } from "../shell/state";
import { Checked } from "./checked";
import { FileList } from "./files";
import { Progress } from "./progress";
import { FileReview } from "./review";
import { Settled } from "./settled";
import { storeStaged, useReview } from "./state";
import type { Review } from "./state";

/** Files read but not yet accepted: what was understood, what is in doubt, and the decision. */
export default function ImportRoom() {
  const language = useWindow((state) => state.language);
  const job = useWindow((state) => state.job);
  const staged = useReply("get_staged", { language }, { keepPrevious: true }).data;
  const review = useReview(staged);
  const canAccept = job === null && (staged?.canAccept ?? false);
  const isMixed = staged !== undefined && staged.sureCount > 0 && staged.sureCount < staged.takenCount;
  useImportKeys(canAccept, isMixed, review);
  const isEmpty = staged !== undefined && staged.files.length === 0;
  const { t } = useTranslation();
  if (job !== null || staged === undefined || isEmpty) {
    return (
      <RoomFrame title={t("room.import")}>
        {job && <Progress job={job} onCancel={() => void cancelJob()} />}
        {job === null && isEmpty && <EmptyImport />}
      </RoomFrame>
    );
  }
  return (
    <RoomFrame
      title={t("room.import")}
      bar={
        <ImportBar
          staged={staged}
          fileName={review.file?.name ?? ""}
          canAccept={canAccept}
          isMixed={isMixed}
        />
      }
      inspector={
        <Inspector
          findings={review.findings}
          currentFinding={review.finding}
          onFinding={review.goToFinding}
          showFile={false}
          footer={
            <>
              {review.file && <Settled file={review.file} canUndo={staged.canUndoSettling} />}
              {review.sheet && <Checked sheet={review.sheet} />}
            </>
          }
        />
      }
    >
      <AntdTheme>
        <div className="import">
          <FileList
            staged={staged}
            currentId={review.file?.id}
            onOpen={review.openFile}
            onInclude={(fileId, isIncluded) => void setIncluded(fileId, isIncluded)}
          />
          <FileReview review={review} />
        </div>
      </AntdTheme>
    </RoomFrame>
  );
}

type ImportBarProps = {
  staged: StagedView;
  fileName: string;
  canAccept: boolean;
  /** Whether some files are sure and others in doubt: then the one key takes those that are sure. */
  isMixed: boolean;
};

function ImportBar({ staged, fileName, canAccept, isMixed }: ImportBarProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className="room-subtitle" title={fileName}>
        {fileName}
      </span>
      <span className="spring" />
      <span className="small ink-2 import-count">{t("import.willTake", { count: staged.valueCount })}</span>
      <Button onClick={() => void discardStaged()} data-testid="discard">
        {t("import.discard")}
      </Button>
      {isMixed && (
        <Button onClick={() => void acceptStaged(false)} data-testid="accept-all">
          {t("import.acceptAll", { count: staged.takenCount })}
        </Button>
      )}
      <Button
        kind="primary"
        keys="Ctrl ↵"
        disabled={!canAccept}
        onClick={() => void acceptStaged(isMixed)}
        data-testid="accept"
      >
        {isMixed ? t("import.acceptSure", { count: staged.sureCount }) : t("import.accept")}
      </Button>
    </>
  );
}

function EmptyImport() {
  const { t } = useTranslation();
  return (
    <div className="start">
      <p className="sentence">{t("start.sentence")}</p>
      <StartButtons />
      <p className="small ink-3">{t("start.formats")}</p>
      <p className="small ink-3">{t("import.firstFile")}</p>
    </div>
  );
}

async function setIncluded(fileId: number, isIncluded: boolean): Promise<void> {
  try {
    storeStaged(await call("set_included", { fileId, isIncluded, language: windowState().language }));
    await refresh("get_session");
  } catch (reason) {
    present(reason);
  }
}

/** Ctrl+Enter accepts what is sure; F8 and Shift+F8 go along the findings. */
function useImportKeys(canAccept: boolean, isMixed: boolean, review: Review): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && canAccept) void acceptStaged(isMixed);
      else if (event.key === "F8") {
        setWindow({ isInspectorOpen: true, inspectorTab: "findings" });
        review.stepFinding(event.shiftKey ? -1 : 1);
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}

import { Suspense, lazy } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/button";
import { Notice } from "../../components/notice";
import { setWindow, useWindow } from "./state";

const DefectDialog = lazy(() => import("./defect-dialog"));

/** The error of the last step, in place above the work. A defect of the program gets a dialog instead. */
export function NoticeLine() {
  const { t } = useTranslation();
  const notice = useWindow((state) => state.notice);
  const language = useWindow((state) => state.language);
  if (notice === null) return null;
  const close = () => setWindow({ notice: null });
  if (notice.code === "internal") {
    return (
      <Suspense>
        <DefectDialog error={notice} language={language} onClose={close} />
      </Suspense>
    );
  }
  return (
    <div className="notice-line" data-testid="notice" data-code={notice.code}>
      <Notice error={notice} language={language}>
        <IconButton icon="close" label={t("notice.close")} onClick={close} />
      </Notice>
    </div>
  );
}

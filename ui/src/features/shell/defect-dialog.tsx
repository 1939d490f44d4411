import Modal from "antd/es/modal";
import { useTranslation } from "react-i18next";
import type { ErrorView, Language } from "../../backend";
import { AntdTheme } from "./antd-theme";

type DefectDialogProps = { error: ErrorView; language: Language; onClose: () => void };

/** A defect of the program: the one error that may interrupt. */
export default function DefectDialog({ error, language, onClose }: DefectDialogProps) {
  const { t } = useTranslation();
  const isZh = language === "zh";
  return (
    <AntdTheme>
      <Modal
        open
        title={t("notice.dialogTitle")}
        onOk={onClose}
        onCancel={onClose}
        okText={t("notice.ok")}
        cancelButtonProps={{ style: { display: "none" } }}
      >
        <p>{isZh ? error.messageZh : error.messageEn}</p>
        <p className="ink-2">{isZh ? error.hintZh : error.hintEn}</p>
      </Modal>
    </AntdTheme>
  );
}

import type { ReactNode } from "react";
import type { ErrorView, Language } from "../backend/generated/wire";
import { Icon } from "./icon";

type NoticeProps = { error: ErrorView; language: Language; children?: ReactNode };

/** An error in place: what failed, on what, what to do. */
export function Notice({ error, language, children }: NoticeProps) {
  const isZh = language === "zh";
  const hint = isZh ? error.hintZh : error.hintEn;
  return (
    <div className="notice" role="alert">
      <Icon name="contradicts" className="ink-error" />
      <div className="notice-words">
        <p className="ink-error">{isZh ? error.messageZh : error.messageEn}</p>
        {hint && <p className="notice-hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}

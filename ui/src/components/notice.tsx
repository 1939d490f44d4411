import type { ReactNode } from "react";
import type { ErrorView, Language } from "../backend/generated/wire";
import { Icon } from "./icon";

type NoticeProps = {
  error: ErrorView;
  language: Language;
  /** A doubt waits for a person's decision and is yellow; a failure is red. */
  isDoubt?: boolean;
  children?: ReactNode;
};

/** An error in place: what failed, on what, what to do. */
export function Notice({ error, language, isDoubt = false, children }: NoticeProps) {
  const isZh = language === "zh";
  const hint = isZh ? error.hintZh : error.hintEn;
  return (
    <div className={`notice ${isDoubt ? "is-doubt" : ""}`} role={isDoubt ? "status" : "alert"}>
      <Icon name={isDoubt ? "doubt" : "contradicts"} className={isDoubt ? "ink-doubt" : "ink-error"} />
      <div className="notice-words">
        <p className={isDoubt ? "ink-doubt" : "ink-error"}>{isZh ? error.messageZh : error.messageEn}</p>
        {hint && <p className="notice-hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}

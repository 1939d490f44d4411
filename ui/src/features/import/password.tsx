import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../backend";
import type { StagedFile } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { isEnter } from "../../components/enter";
import { Notice } from "../../components/notice";
import { present } from "../shell/actions";
import { useWindow } from "../shell/state";
import { unlock } from "./settling";

/** Stops all work; the job that tries a password is not named to the window. */
const ALL_JOBS = 0;

/**
 * Asks in place for the password of a file. The field belongs to the page alone: the password is in no state, in no
 * cache and in no storage, and the field is emptied as soon as it was handed on.
 */
export function PasswordBox({ file }: { file: StagedFile }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const field = useRef<HTMLInputElement>(null);
  const [isShown, setShown] = useState(false);
  const [isTrying, setTrying] = useState(false);
  useEffect(() => field.current?.focus(), [file.id]);
  const submit = async () => {
    const password = field.current?.value ?? "";
    if (password === "" || isTrying) return;
    setTrying(true);
    const isOpen = await unlock(file.id, password);
    setTrying(false);
    if (field.current && isOpen) field.current.value = "";
    field.current?.select();
  };
  const isWrong = file.error?.code === "wrong_password";
  return (
    <section className="password" aria-labelledby="password-title">
      {file.error && <Notice error={file.error} language={language} isDoubt={!isWrong} />}
      <h2 id="password-title">{t("import.password.title", { name: file.name })}</h2>
      <div className="password-line">
        <input
          ref={field}
          className="text-field"
          type={isShown ? "text" : "password"}
          aria-label={t("import.password.label")}
          aria-invalid={isWrong || undefined}
          aria-describedby="password-note"
          autoComplete="off"
          spellCheck={false}
          onKeyDown={(event) => {
            if (isEnter(event)) void submit();
          }}
          data-testid="password"
        />
        <IconButton
          icon="eye"
          className={isShown ? "is-on" : ""}
          label={t(isShown ? "import.password.hide" : "import.password.show")}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
          data-testid="password-show"
        />
        <Button kind="primary" disabled={isTrying} onClick={() => void submit()} data-testid="unlock">
          {t("import.password.open")}
        </Button>
        {isTrying && (
          <Button onClick={() => void call("cancel_job", { jobId: ALL_JOBS }).catch(present)}>
            {t("job.cancel")}
          </Button>
        )}
      </div>
      <p id="password-note" className="small ink-3" role="status">
        {isTrying ? t("import.password.trying") : t("import.password.note")}
      </p>
    </section>
  );
}

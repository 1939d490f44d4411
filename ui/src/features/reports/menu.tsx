import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportsView } from "../../backend";
import { Button, IconButton } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { isEnter } from "../../components/enter";
import { Icon } from "../../components/icon";
import { MenuItem, Popover } from "../../components/popover";
import { freeName } from "./draft";
import { deleteReport, duplicateReport, openReport, renameReport } from "./state";

type ReportMenuProps = { reports: ReportsView; name: string };

/** The report on screen, the others, and what can be done with it as a whole. */
export function ReportMenu({ reports, name }: ReportMenuProps) {
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const names = reports.reports.map((report) => report.name);
  return (
    <>
      <Popover
        className="report-list"
        label={t("reports.choose")}
        button={(props) => (
          <button type="button" className="report-name" title={name} data-testid="report-name" {...props}>
            <span>{name}</span>
            <Icon name="down" />
          </button>
        )}
      >
        {(close) =>
          reports.reports.map((report) => (
            <MenuItem
              key={report.name}
              onClick={() => {
                close();
                openReport(report.name);
              }}
            >
              {report.name}
              <small className="ink-3">{[report.form, report.period].filter(Boolean).join(" ")}</small>
            </MenuItem>
          ))
        }
      </Popover>
      <Popover
        className=""
        label={t("reports.more")}
        button={(props) => (
          <IconButton icon="more" label={t("reports.more")} data-testid="report-more" {...props} />
        )}
      >
        {(close) => (
          <>
            <MenuItem onClick={() => (close(), setRenaming(true))}>{t("reports.rename")}</MenuItem>
            <MenuItem
              onClick={() => {
                close();
                void duplicateReport(name, freeName(t("reports.copyOf", { name }), names));
              }}
            >
              {t("reports.duplicate")}
            </MenuItem>
            <MenuItem onClick={() => (close(), void deleteReport(name))}>{t("reports.delete")}</MenuItem>
          </>
        )}
      </Popover>
      {isRenaming && <Rename name={name} onClose={() => setRenaming(false)} />}
    </>
  );
}

function Rename({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const next = text.trim();
  const rename = () => {
    onClose();
    if (next !== name) void renameReport(name, next);
  };
  return (
    <Dialog label={t("reports.rename")} className="rename" onClose={onClose}>
      <label className="field">
        {t("reports.name")}
        <input
          data-autofocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => isEnter(event) && next !== "" && rename()}
          data-testid="rename-field"
        />
      </label>
      <Button kind="primary" disabled={next === ""} onClick={rename} data-testid="rename-now">
        {t("reports.renameNow")}
      </Button>
    </Dialog>
  );
}

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ReportView, ReportsView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { MenuItem, Popover } from "../../components/popover";
import { AntdTheme } from "../shell/antd-theme";
import { useRoomAction } from "../shell/room-actions";
import { RoomFrame } from "../shell/room-frame";
import { useWindow } from "../shell/state";
import "../../styles/charts.css";
import "../../styles/reports.css";
import { ReportMenu } from "./menu";
import { NewReport } from "./new-report";
import { OutlineList } from "./outline";
import { Pages } from "./pages";
import { Panel } from "./panel";
import { exportReport, openReport, setRoom, useReport, useReports, useRoom } from "./state";
import type { ReportFormat } from "./state";

const FORMATS: ReportFormat[] = ["docx", "pdf", "xlsx", "txt"];

/** Reports: the outline at the left, the pages in the middle, what is selected at the right. */
export default function ReportsRoom() {
  const { t } = useTranslation();
  const { name, isCreating, pending } = useRoom();
  const language = useWindow((state) => state.language);
  const reports = useReports();
  const names = reports.data?.reports.map((report) => report.name);
  // The report opened last may be gone: by undo, or because another workspace is open.
  const shown = names?.find((item) => item === name) ?? names?.[0] ?? null;
  const report = useReport(isCreating ? null : shown);
  const view = report.data?.name === shown ? report.data : undefined;
  useEffect(() => {
    if (shown !== null && shown !== name && !isCreating) openReport(shown);
  }, [shown, name, isCreating]);
  const isNew = reports.data !== undefined && (isCreating || shown === null);
  useRoomAction("export", view && !view.error && !isNew ? () => void exportReport(view.name, "docx") : null);
  const draft = pending?.name === view?.name ? pending?.draft : undefined;
  const current = view && draft ? { ...view, draft } : view;
  return (
    <RoomFrame
      title={t("room.reports")}
      bar={
        reports.data && (
          <Bar reports={reports.data} view={isNew ? undefined : view} isSaving={pending !== null} />
        )
      }
      inspector={
        !isNew &&
        current &&
        reports.data && (
          <AntdTheme>
            <Panel view={current} choices={reports.data.choices} />
          </AntdTheme>
        )
      }
    >
      {reports.error && <Notice error={reports.error} language={language} />}
      {report.error && !isNew && <Notice error={report.error} language={language} />}
      {isNew && reports.data && (
        <AntdTheme>
          <NewReport reports={reports.data} />
        </AntdTheme>
      )}
      {!isNew && (
        <div className="reports">
          {current && <OutlineList view={current} />}
          {current ? (
            <Pages view={current} isOld={report.isFetching || pending !== null} />
          ) : (
            <p className="reports-wait is-late">{report.error ? "" : t("reports.loading")}</p>
          )}
        </div>
      )}
    </RoomFrame>
  );
}

type BarProps = { reports: ReportsView; view: ReportView | undefined; isSaving: boolean };

function Bar({ reports, view, isSaving }: BarProps) {
  const { t } = useTranslation();
  return (
    <>
      {view && <ReportMenu reports={reports} name={view.name} />}
      <span className="small ink-3 reports-saving" role="status">
        {isSaving ? t("reports.saving") : ""}
      </span>
      <span className="spring" />
      {view && (
        <>
          <Button icon="plus" onClick={() => setRoom({ isCreating: true })} data-testid="report-new">
            {t("reports.create")}
          </Button>
          <SaveMenu view={view} />
        </>
      )}
    </>
  );
}

function SaveMenu({ view }: { view: ReportView }) {
  const { t } = useTranslation();
  const canSave = view.error === null;
  return (
    <span className="split">
      <Button
        kind="primary"
        disabled={!canSave}
        onClick={() => void exportReport(view.name, "docx")}
        data-testid="report-export-docx"
      >
        {t("reports.exportWord")}
      </Button>
      <Popover
        className="at-end"
        label={t("reports.exportMore")}
        button={(props) => (
          <Button
            kind="primary"
            disabled={!canSave}
            aria-label={t("reports.exportMore")}
            title={t("reports.exportMore")}
            data-testid="report-export"
            {...props}
          >
            <Icon name="down" />
          </Button>
        )}
      >
        {(close) =>
          FORMATS.map((format) => (
            <MenuItem
              key={format}
              onClick={() => {
                close();
                void exportReport(view.name, format);
              }}
            >
              {t(`reports.formats.${format}`)}
            </MenuItem>
          ))
        }
      </Popover>
    </span>
  );
}

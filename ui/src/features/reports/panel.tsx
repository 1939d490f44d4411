import { useTranslation } from "react-i18next";
import type { ReportChoicesView, ReportView } from "../../backend";
import { TraceList } from "../inspector/trace";
import { setWindow } from "../shell/state";
import { FigureList } from "./figures";
import { Selected } from "./selected";
import { Settings } from "./settings";
import { setRoom, useRoom } from "./state";
import type { PanelTab } from "./state";

const TABS: PanelTab[] = ["selected", "settings", "figures", "trace"];

type PanelProps = { view: ReportView; choices: ReportChoicesView };

/** Beside the pages: what is selected, how the report is set, its figures, and where one of them came from. */
export function Panel({ view, choices }: PanelProps) {
  const { t } = useTranslation();
  const { tab } = useRoom();
  return (
    <>
      <div className="tabs inspector-tabs" role="tablist">
        {TABS.map((item) => (
          <button
            key={item}
            type="button"
            role="tab"
            aria-selected={item === tab}
            className={`tab ${item === tab ? "is-on" : ""}`}
            onClick={() => {
              setRoom({ tab: item });
              if (item === "trace") setWindow({ inspectorTab: "trace" });
            }}
            data-testid={`report-tab-${item}`}
          >
            {t(`reports.panel.${item}`)}
            {item === "figures" && view.changedCount > 0 && <b className="ink-doubt"> {view.changedCount}</b>}
          </button>
        ))}
      </div>
      <div className="inspector-body" role="tabpanel" tabIndex={0}>
        {tab === "selected" && <Selected view={view} choices={choices} />}
        {tab === "settings" && <Settings view={view} choices={choices} />}
        {tab === "figures" && <FigureList view={view} />}
        {tab === "trace" && (
          <TraceList
            sayTraced={({ subject }) => subject.key.split(" ").slice(2).join(" ") || undefined}
            defineTraced={undefined}
          />
        )}
      </div>
    </>
  );
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FactView, FindingView } from "../../backend";
import { setWindow, useWindow } from "../shell/state";
import type { InspectorTab, TraceTarget } from "../shell/state";
import { FindingList } from "./findings";
import { TraceList } from "./trace";

type InspectorProps = {
  /** Findings of the room; null where the room has none to show. */
  findings: FindingView[] | null;
  /** Position of the finding that was last gone to. */
  currentFinding?: number;
  /** What choosing a finding does, where it does something. */
  onFinding?: (index: number) => void;
  /** Whether findings name their file; yes unless said otherwise. */
  showFile?: boolean;
  /** What stands below the findings. */
  footer?: ReactNode;
  /** What was traced, in the room's words; undefined where the room no longer shows it. */
  sayTraced?: (trace: TraceTarget) => string | undefined;
  /** What the traced figure is and how it was computed. */
  defineTraced?: (trace: TraceTarget) => FactView[] | undefined;
};

/** The inspector: what a person must look at, and where numbers came from. */
export function Inspector(props: InspectorProps) {
  const { findings, currentFinding, onFinding, showFile = true, footer, sayTraced, defineTraced } = props;
  const { t } = useTranslation();
  const chosen = useWindow((state) => state.inspectorTab);
  const tab: InspectorTab = findings === null ? "trace" : chosen;
  const count = findings?.filter((finding) => finding.severity !== "info").length ?? 0;
  return (
    <>
      <div className="tabs inspector-tabs" role="tablist">
        {findings !== null && (
          <Tab
            tab="findings"
            current={tab}
            label={`${t("inspector.findings")}${count > 0 ? ` ${count}` : ""}`}
          />
        )}
        <Tab tab="trace" current={tab} label={t("inspector.trace")} />
      </div>
      <div className="inspector-body" role="tabpanel" tabIndex={0}>
        {tab === "findings" && findings !== null ? (
          <>
            <FindingList
              findings={findings}
              current={currentFinding}
              onChoose={onFinding}
              showFile={showFile}
            />
            {footer}
          </>
        ) : (
          <TraceList sayTraced={sayTraced} defineTraced={defineTraced} />
        )}
      </div>
    </>
  );
}

function Tab({ tab, current, label }: { tab: InspectorTab; current: InspectorTab; label: string }) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={tab === current}
      className={`tab ${tab === current ? "is-on" : ""}`}
      onClick={() => setWindow({ inspectorTab: tab })}
      data-testid={`inspector-${tab}`}
    >
      {label}
    </button>
  );
}

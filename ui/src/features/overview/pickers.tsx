import { useTranslation } from "react-i18next";
import type { OverviewView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Picker } from "../../components/picker";
import { MenuItem, Popover } from "../../components/popover";
import type { ChartFormat } from "./export";
import type { OverviewChoice } from "../shell/state";

type PickersProps = { view: OverviewView; onChange: (change: Partial<OverviewChoice>) => void };

/** Indicator, period and scope of the overview. */
export function Pickers({ view, onChange }: PickersProps) {
  const { t } = useTranslation();
  return (
    <>
      <Picker
        name="indicator"
        label={t("overview.indicator")}
        value={view.indicator}
        choices={view.indicators}
        onChange={(indicator) => onChange({ indicator })}
      />
      <Picker
        name="period"
        label={t("overview.period")}
        value={view.period}
        choices={view.periods}
        onChange={(period) => onChange({ period })}
      />
      <Picker
        name="scope"
        label={t("overview.scope")}
        value={view.scope}
        choices={view.scopes}
        onChange={(scope) => onChange({ scope })}
      />
    </>
  );
}

/** Saves the chart. */
export function ExportMenu({ onExport }: { onExport: (format: ChartFormat) => void }) {
  const { t } = useTranslation();
  return (
    <Popover
      className="at-end"
      label={t("overview.export")}
      button={(props) => (
        <Button kind="primary" data-testid="export-chart" {...props}>
          {t("overview.export")}
          <Icon name="down" />
        </Button>
      )}
    >
      {(close) => (
        <>
          <MenuItem onClick={() => (close(), onExport("svg"))}>{t("overview.exportSvg")}</MenuItem>
          <MenuItem onClick={() => (close(), onExport("png"))}>{t("overview.exportPng")}</MenuItem>
          <MenuItem onClick={() => (close(), onExport("pdf"))}>{t("overview.exportPdf")}</MenuItem>
        </>
      )}
    </Popover>
  );
}

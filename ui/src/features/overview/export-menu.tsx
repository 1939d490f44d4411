import { useTranslation } from "react-i18next";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { MenuItem, Popover } from "../../components/popover";
import type { ChartFormat } from "./export";

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

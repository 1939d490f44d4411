import i18next from "i18next";
import { call } from "../../backend";
import type { OverviewView } from "../../backend";
import { present } from "../shell/actions";
import { setWindow, windowState } from "../shell/state";

/** What a chart can be saved as. */
export type ChartFormat = "svg" | "png" | "pdf";

/** Saves the chart on screen. Files are always on white: they go into documents, not into a dark window. */
export async function exportChart(view: OverviewView, format: ChartFormat): Promise<void> {
  const { indicator, period, scope } = view;
  const { language } = windowState();
  try {
    const { file } = await call("export_chart", {
      indicator,
      period,
      scope,
      format,
      theme: "light",
      language,
    });
    if (file !== null) setWindow({ status: { words: i18next.t("status.saved", { file }), canUndo: false } });
  } catch (reason) {
    present(reason);
  }
}

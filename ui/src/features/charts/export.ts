import i18next from "i18next";
import { call } from "../../backend";
import type { FigureRequest } from "../../backend";
import { present } from "../shell/actions";
import { setWindow } from "../shell/state";

export type FileFormat = "svg" | "png" | "pdf" | "xlsx";

/** The resolution a picture is put on the clipboard with: sharp in print, and no burden for the program it goes to. */
const COPY_DPI = 200;

function say(words: string): void {
  setWindow({ status: { words, canUndo: false } });
}

/** Saves the figure on screen: what is seen is what is written. */
export async function exportFigure(figure: FigureRequest, format: FileFormat, dpi: number): Promise<void> {
  try {
    const { file } = await call("export_figure", { figure, format, dpi });
    if (file !== null) say(i18next.t("status.saved", { file }));
  } catch (reason) {
    present(reason);
  }
}

/** Puts the figure on screen on the clipboard as a picture. */
export async function copyFigure(figure: FigureRequest): Promise<void> {
  try {
    const { widthPx, heightPx } = await call("copy_figure", { figure, dpi: COPY_DPI });
    say(i18next.t("charts.copied", { width: widthPx, height: heightPx }));
  } catch (reason) {
    present(reason);
  }
}

/** Puts the numbers of the figure on the clipboard as cells. */
export async function copyTable(figure: FigureRequest): Promise<void> {
  try {
    const { rowCount, columnCount } = await call("copy_figure_table", figure);
    say(i18next.t("charts.copiedData", { rows: rowCount, columns: columnCount }));
  } catch (reason) {
    present(reason);
  }
}

import i18next from "i18next";
import { call } from "../../backend";
import type { CellsRequest, ObservationField, TableFormat } from "../../backend";
import { present } from "../shell/actions";
import { setWindow, windowState } from "../shell/state";
import type { DataQuestion } from "../shell/state";
import { SOURCE_FIELDS } from "./columns";
import { sizeOf } from "./selection";
import type { Rectangle } from "./selection";

function request(
  question: DataQuestion,
  fields: readonly ObservationField[],
  firstRow: number,
  rowCount: number,
  hasHeads: boolean,
): CellsRequest {
  const head = (field: ObservationField) =>
    field === "sheet" || field === "cell" ? i18next.t(`table.${field}`) : i18next.t(`data.head.${field}`);
  const columns = fields.map((field) => ({ field, head: head(field) }));
  return { ...question, columns, firstRow, rowCount, hasHeads, language: windowState().language };
}

const say = (words: string) => setWindow({ status: { words, canUndo: false } });

/** Puts a rectangle on the clipboard, with heads, file and cell where asked so. */
export async function copyCells(
  question: DataQuestion,
  columns: readonly ObservationField[],
  rectangle: Rectangle,
  hasSource: boolean,
): Promise<void> {
  const chosen = columns.slice(rectangle.left, rectangle.right + 1);
  const fields = hasSource ? [...new Set([...chosen, ...SOURCE_FIELDS])] : chosen;
  // A whole table is of use only with its heads; a few cells go into a table that has them.
  const isWhole = chosen.length === columns.length && rectangle.top === 0 && rectangle.bottom > 0;
  const { rows } = sizeOf(rectangle);
  try {
    const copied = await call(
      "copy_observations",
      request(question, fields, rectangle.top, rows, hasSource || isWhole),
    );
    say(i18next.t("table.copied", { rows: copied.rowCount, columns: copied.columnCount }));
  } catch (reason) {
    present(reason);
  }
}

/**
 * Saves everything the filter leaves, in the order and with the columns on screen. A workbook always says where each
 * number came from, sheet and cell apart.
 */
export async function exportCells(
  question: DataQuestion,
  columns: readonly ObservationField[],
  total: number,
  format: TableFormat,
): Promise<void> {
  const isOfSource = (field: ObservationField) => SOURCE_FIELDS.includes(field);
  const fields: readonly ObservationField[] =
    format === "csv" ? columns : [...columns.filter((field) => !isOfSource(field)), "file", "sheet", "cell"];
  try {
    const cells = request(question, fields, 0, total, true);
    const { file } = await call("export_observations", { cells, format });
    if (file !== null) say(i18next.t("status.saved", { file }));
  } catch (reason) {
    present(reason);
  }
}

import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient, replyQuery, toErrorView } from "../../backend";
import type { FindingView, GridView, StagedFile, StagedSheet, StagedView } from "../../backend";
import { PAGE_ROWS, pageNumbers } from "../../components/pages";
import type { VisiblePages } from "../../components/pages";
import { useWindow, windowState } from "../shell/state";

/** A cell of the sheet on screen: column from 0, row number as the spreadsheet shows it. */
export type CellPlace = { column: number; row: number };

/** A cell to scroll to and flash; `serial` makes each jump a new one. `forSettling` opens what can be settled there. */
export type Jump = CellPlace & { serial: number; forSettling: boolean };

/** `D14` of a column from 0 and a row from 1. */
export function addressOf({ column, row }: CellPlace): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

/** The findings of a file, sheet by sheet, each with the sheet it is on. */
export function findingsOf(file: StagedFile | undefined): { sheetIndex: number; finding: FindingView }[] {
  return (file?.sheets ?? []).flatMap((sheet) =>
    sheet.findings.map((finding) => ({ sheetIndex: sheet.index, finding })),
  );
}

/** `D14` as column and row; for a range its first cell; null where the text is no address. */
export function placeOf(address: string | null): CellPlace | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)/.exec(address ?? "");
  const letters = match?.[1];
  if (!letters) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
}

/** The sheet to show first: the first visible one that holds a table. */
export function firstSheet(file: StagedFile | undefined): StagedSheet | undefined {
  const sheets = file?.sheets ?? [];
  return sheets.find((sheet) => sheet.isVisible && sheet.tables.length > 0) ?? sheets[0];
}

/** What is looked at in the import room. */
export type Review = {
  file: StagedFile | undefined;
  sheet: StagedSheet | undefined;
  findings: FindingView[];
  finding: number | undefined;
  jump: Jump | null;
  openFile: (id: number) => void;
  openSheet: (index: number) => void;
  goToFinding: (index: number) => void;
  goToCell: (place: CellPlace | null) => void;
  stepFinding: (by: 1 | -1) => void;
};

type Selection = {
  fileId: number | null;
  sheetIndex: number | null;
  finding: number | undefined;
  jump: Jump | null;
};
const NOTHING: Selection = { fileId: null, sheetIndex: null, finding: undefined, jump: null };

/** Selection in the import room: file, sheet, finding. */
export function useReview(staged: StagedView | undefined): Review {
  const [selection, select] = useState<Selection>(NOTHING);
  const asked = useWindow((state) => state.stagedFile);
  const [seen, setSeen] = useState<typeof asked>(null);
  if (seen !== asked) {
    setSeen(asked);
    if (asked !== null) select({ ...NOTHING, fileId: asked.id });
  }
  const files = staged?.files ?? [];
  const file = files.find((item) => item.id === selection.fileId) ?? firstFile(files);
  const sheet = file?.sheets.find((item) => item.index === selection.sheetIndex) ?? firstSheet(file);
  const found = findingsOf(file);
  const goTo = (target: StagedFile, index: number) => {
    const chosen = findingsOf(target)[index];
    if (!chosen) return;
    const place = placeOf(chosen.finding.cell);
    select({
      fileId: target.id,
      sheetIndex: chosen.sheetIndex,
      finding: index,
      jump: place && { ...place, serial: (selection.jump?.serial ?? 0) + 1, forSettling: true },
    });
  };
  const stepFinding = (by: 1 | -1) => {
    if (file === undefined) return;
    const next = selection.finding === undefined ? (by > 0 ? 0 : found.length - 1) : selection.finding + by;
    if (next >= 0 && next < found.length) return goTo(file, next);
    const other = nextFileWithFindings(files, file, by);
    if (other) goTo(other, by > 0 ? 0 : findingsOf(other).length - 1);
  };
  return {
    file,
    sheet,
    findings: found.map((item) => item.finding),
    finding: selection.finding,
    jump: selection.jump,
    openFile: (fileId) => select({ ...NOTHING, fileId }),
    openSheet: (sheetIndex) => select({ ...NOTHING, fileId: file?.id ?? null, sheetIndex }),
    goToFinding: (index) => file && goTo(file, index),
    goToCell: (place) => {
      if (place === null) return;
      const serial = (selection.jump?.serial ?? 0) + 1;
      select({ ...selection, jump: { ...place, serial, forSettling: false } });
    },
    stepFinding,
  };
}

/** The file to show first: the first that has something to look at, or else the first that can be shown. */
function firstFile(files: StagedFile[]): StagedFile | undefined {
  return (
    files.find((file) => file.status === "doubtful") ??
    files.find((file) => file.sheets.length > 0) ??
    files[0]
  );
}

function nextFileWithFindings(files: StagedFile[], from: StagedFile, by: 1 | -1): StagedFile | undefined {
  const at = files.indexOf(from);
  const order = files.map((_, step) => files[(at + by * (step + 1) + files.length * 2) % files.length]);
  return order.find((file) => findingsOf(file).length > 0);
}

/** The visible pages of a sheet, by page number; a page still on its way is missing. */
export function useGrid(fileId: number, sheetIndex: number, pages: VisiblePages) {
  const language = useWindow((state) => state.language);
  const numbers = pageNumbers(pages);
  const replies = useQueries({
    queries: numbers.map((page) =>
      replyQuery("get_staged_grid", {
        fileId,
        sheetIndex,
        firstRow: page * PAGE_ROWS,
        rowCount: PAGE_ROWS,
        language,
      }),
    ),
  });
  const grids = new Map<number, GridView>();
  numbers.forEach((page, index) => {
    const reply = replies[index]?.data;
    if (reply) grids.set(page, reply);
  });
  const failed = replies.find((reply) => reply.error);
  return { grids, error: failed ? toErrorView(failed.error) : null };
}

/** Puts a new state of the review in place of the old one. */
export function storeStaged(view: StagedView): void {
  const { language } = windowState();
  queryClient.setQueryData(replyQuery("get_staged", { language }).queryKey, view);
}

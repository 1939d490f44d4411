import { call } from "../../backend";
import type { SettlementChoice, StagedView } from "../../backend";
import { present, storeReview } from "../shell/actions";
import { windowState } from "../shell/state";

/** A table under review: its file, and its position among the file's tables. */
export type TableKey = { fileId: number; tableIndex: number };

/** Runs a step that changes how files under review are understood, and shows what follows at once. */
async function understoodAnew(step: () => Promise<StagedView>): Promise<boolean> {
  try {
    await storeReview(await step());
    return true;
  } catch (reason) {
    present(reason);
    return false;
  }
}

const language = () => windowState().language;

/** Settles something about a table. */
export const settle = (table: TableKey, settlement: SettlementChoice, isEverywhere: boolean) =>
  understoodAnew(() => call("settle", { ...table, settlement, isEverywhere, language: language() }));

/** Takes back one thing that goes for a table. */
export const unsettle = (table: TableKey, index: number) =>
  understoodAnew(() => call("unsettle", { ...table, index, language: language() }));

/** Takes back the last settlement. */
export const undoSettling = () => understoodAnew(() => call("undo_settling", { language: language() }));

/** Tries a password; true where it opened the file it was typed for. It is handed on and kept nowhere. */
export async function unlock(fileId: number, password: string): Promise<boolean> {
  let isOpen = false;
  await understoodAnew(async () => {
    const view = await call("unlock_staged", { fileId, password, language: language() });
    isOpen = view.files.find((file) => file.id === fileId)?.needsPassword === false;
    return view;
  });
  return isOpen;
}

import { useCallback, useMemo, useState } from "react";
import { useReply } from "../../backend";
import type { FactView, FigureRequest, FigureSubject, MarkView } from "../../backend";
import { useWindow } from "../shell/state";
import { TYPE_AREA_MM } from "./options";
import type { Options } from "./options";

export function useSubject(options: Options): FigureSubject {
  const language = useWindow((state) => state.language);
  const { indicator, scope, first, last, by, order, theme } = options;
  return useMemo(
    () => ({ indicator, scope, first, last, by, order, theme, language }),
    [indicator, scope, first, last, by, order, theme, language],
  );
}

/** Every kind, and what can be chosen. */
export function useGallery(subject: FigureSubject) {
  return useReply("get_gallery", { subject }, { keepPrevious: true });
}

/** The figure at its size. */
export function useFigure(request: FigureRequest) {
  return useReply("get_figure", request, { keepPrevious: true, isLarge: true });
}

/** One kind, drawn small. */
export function usePicture(subject: FigureSubject, kind: string, isTurn: boolean) {
  return useReply("get_kind", { subject, kind }, { keepPrevious: true, enabled: isTurn, isLarge: true });
}

/** Whose turn it is to be drawn small: one kind after the other, and none before the figure itself is there. */
export function useTurns(subject: FigureSubject, isFigureDone: boolean) {
  const about = JSON.stringify(subject);
  const [turn, setTurn] = useState({ about, done: 0 });
  const done = turn.about === about ? turn.done : 0;
  const onDone = useCallback(
    (index: number) =>
      setTurn((old) => (old.about === about && old.done > index ? old : { about, done: index + 1 })),
    [about],
  );
  return { isTurn: (index: number) => index < done || (isFigureDone && index === done), onDone };
}

/** The units the figure could draw, where its kind takes a choice of them. */
export function useUnits(request: FigureRequest, isTaken: boolean) {
  // Which units there are depends on none of these: one reply serves all of them.
  const none = {
    units: [],
    highlight: null,
    notes: [],
    events: [],
    title: null,
    statesFinding: false,
    heightMm: null,
  };
  const asked = { ...request, ...none, widthMm: TYPE_AREA_MM };
  return useReply("get_units", asked, { keepPrevious: true, enabled: isTaken });
}

/** The numbers of the figure as a table. */
export function useTable(request: FigureRequest, isShown: boolean) {
  return useReply("get_figure_table", request, { keepPrevious: true, enabled: isShown, isLarge: true });
}

/** The stored numbers behind several marks, each once. */
export function idsOf(marks: readonly MarkView[]): number[] {
  return [...new Set(marks.flatMap((mark) => mark.observationIds))];
}

/** The key of the unit a mark belongs to. */
export function unitOf(mark: MarkView): string {
  return mark.key.split("/")[0] ?? mark.key;
}

/** What a mark is of: its words up to the first comma. */
export function nameOf(mark: MarkView): string {
  return mark.text.split(/，|, |：/)[0] ?? mark.text;
}

/** What the chosen marks are together: what the engine says of the one, or the sums of their numbers. */
export function useTogether(marks: readonly MarkView[], periods: string[]): FactView[] | undefined {
  const language = useWindow((state) => state.language);
  const own = marks.length === 1 ? (marks[0]?.facts ?? []) : [];
  const observationIds = idsOf(marks);
  const isAsked = own.length === 0 && observationIds.length > 0;
  const reply = useReply("sum_figures", { observationIds, periods, language }, { enabled: isAsked });
  return own.length > 0 ? own : reply.data?.facts;
}

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { replyQuery, useReply } from "../../backend";
import type { ChoiceView, ObservationRow } from "../../backend";
import { PAGE_ROWS, pageNumbers } from "../../components/pages";
import type { VisiblePages } from "../../components/pages";
import { useWindow } from "../shell/state";

/** What the table is narrowed to. */
export type DataFilter = { search: string; indicator: string | null };

/** A text that has rested for a moment, so that typing does not ask at every key. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text), 200);
    return () => window.clearTimeout(timer);
  }, [text]);
  return rested;
}

/** How many numbers match. */
export function useTotal(filter: DataFilter) {
  const language = useWindow((state) => state.language);
  const request = { ...filter, offset: 0, limit: PAGE_ROWS, language };
  return useReply("list_observations", request, { keepPrevious: true });
}

/** The visible pages of numbers, by page number; a page still on its way is missing. */
export function useRows(filter: DataFilter, pages: VisiblePages): Map<number, ObservationRow[]> {
  const language = useWindow((state) => state.language);
  const numbers = pageNumbers(pages);
  const replies = useQueries({
    queries: numbers.map((page) => ({
      ...replyQuery("list_observations", { ...filter, offset: page * PAGE_ROWS, limit: PAGE_ROWS, language }),
      placeholderData: keepPreviousData,
    })),
  });
  const rows = new Map<number, ObservationRow[]>();
  numbers.forEach((page, index) => {
    const reply = replies[index]?.data;
    if (reply) rows.set(page, reply.rows);
  });
  return rows;
}

/** The indicators with data, as the overview offers them. */
export function useIndicators(): ChoiceView[] {
  const language = useWindow((state) => state.language);
  const request = {
    indicator: null,
    period: null,
    scope: null,
    theme: "light",
    chartWidthPx: 420,
    language,
  } as const;
  return useReply("get_overview", request, { keepPrevious: true }).data?.indicators ?? [];
}

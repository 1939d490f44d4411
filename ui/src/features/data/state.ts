import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { replyQuery, toErrorView, useReply } from "../../backend";
import type { FacetsView, ObservationField, ObservationRow, SortChoice } from "../../backend";
import { PAGE_ROWS } from "../../components/pages";
import type { VisibleRows } from "../../components/rows";
import { setWindow, useWindow, windowState } from "../shell/state";
import type { DataQuestion } from "../shell/state";

/** A text that has rested for a moment, so that typing does not ask at every key. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text), 200);
    return () => window.clearTimeout(timer);
  }, [text]);
  return rested;
}

/** What the room shows: as chosen, the search once it has rested. */
export function useQuestion(): DataQuestion {
  const { filter, sort } = useWindow((state) => state.data);
  const search = useRested(filter.search);
  return { filter: { ...filter, search }, sort };
}

/** Narrows what is shown, or takes a narrowing back. */
export function narrow(change: Partial<DataQuestion["filter"]>): void {
  const { data } = windowState();
  setWindow({ data: { ...data, filter: { ...data.filter, ...change } } });
}

/** The order after a click on a head: up, then down, then as imported. */
export function nextSort(sort: SortChoice | null, field: ObservationField): SortChoice | null {
  if (sort?.field !== field) return { field, isDescending: false };
  return sort.isDescending ? null : { field, isDescending: true };
}

/** How many numbers match. */
export function useTotal(question: DataQuestion) {
  const language = useWindow((state) => state.language);
  const request = { ...question, offset: 0, limit: PAGE_ROWS, language };
  return useReply("list_observations", request, { keepPrevious: true });
}

/** The first page on screen, once it has rested for some frames. */
function useRestedPage(page: number): number {
  const [rested, setRested] = useState(page);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(page), 60);
    return () => window.clearTimeout(timer);
  }, [page]);
  return rested;
}

/** The rows on screen, asked for page by page; a row still on its way is missing. */
export function useRows(question: DataQuestion, visible: VisibleRows) {
  const language = useWindow((state) => state.language);
  const first = Math.floor(visible.first / PAGE_ROWS);
  const last = Math.floor(Math.max(visible.first, visible.end - 1) / PAGE_ROWS);
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  // While the bar is dragged over thousands of rows, only what it comes to rest at is asked for.
  const isNear = Math.abs(useRestedPage(first) - first) <= 2;
  const replies = useQueries({
    queries: pages.map((page) => ({
      ...replyQuery("list_observations", {
        ...question,
        offset: page * PAGE_ROWS,
        limit: PAGE_ROWS,
        language,
      }),
      enabled: isNear,
    })),
  });
  const failed = replies.find((reply) => reply.error);
  const rowAt = (row: number): ObservationRow | undefined =>
    replies[Math.floor(row / PAGE_ROWS) - first]?.data?.rows[row % PAGE_ROWS];
  return { rowAt, error: failed ? toErrorView(failed.error) : null };
}

const NO_FACETS: FacetsView = { indicators: [], periods: [], areas: [], sources: [] };

/** What the numbers can be narrowed to. */
export function useFacets(): FacetsView {
  const language = useWindow((state) => state.language);
  return useReply("get_facets", { language }, { keepPrevious: true }).data ?? NO_FACETS;
}

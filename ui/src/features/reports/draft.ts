import type { ChartDraft, ReportDraft, SectionDraft } from "../../backend";

/** A section moved to a place; beyond the ends it stays at the end. */
export function moveSection(draft: ReportDraft, id: string, to: number): ReportDraft {
  const section = draft.sections.find((item) => item.id === id);
  if (section === undefined) return draft;
  const others = draft.sections.filter((item) => item.id !== id);
  const at = Math.max(0, Math.min(others.length, to));
  return { ...draft, sections: [...others.slice(0, at), section, ...others.slice(at)] };
}

/** A section changed. */
export function changeSection(draft: ReportDraft, id: string, change: Partial<SectionDraft>): ReportDraft {
  const sections = draft.sections.map((item) => (item.id === id ? { ...item, ...change } : item));
  return { ...draft, sections };
}

/** One section more, for words of the author's, and its id. */
export function addSection(draft: ReportDraft, title: string): [ReportDraft, string] {
  const taken = new Set(draft.sections.map((section) => section.id));
  let number = 1;
  while (taken.has(`section${number}`)) number += 1;
  const id = `section${number}`;
  const section = { id, title, hasFigures: false, isWritten: true, indicators: [] };
  return [{ ...draft, sections: [...draft.sections, section] }, id];
}

/** A section less, with the words at its head. */
export function removeSection(draft: ReportDraft, id: string): ReportDraft {
  return {
    ...setOwnText(draft, `own.${id}`, null),
    sections: draft.sections.filter((section) => section.id !== id),
  };
}

/** The author's words in place of a paragraph; null gives the paragraph back. */
export function setOwnText(draft: ReportDraft, id: string, text: string | null): ReportDraft {
  const others = draft.ownTexts.filter((own) => own.id !== id);
  return { ...draft, ownTexts: text === null ? others : [...others, { id, text }] };
}

export function ownText(draft: ReportDraft, id: string): string | null {
  return draft.ownTexts.find((own) => own.id === id)?.text ?? null;
}

/** A paragraph, table or figure written, or left out. */
export function setWritten(draft: ReportDraft, place: string, isWritten: boolean): ReportDraft {
  const others = draft.leftOut.filter((item) => item !== place);
  return { ...draft, leftOut: isWritten ? others : [...others, place] };
}

/** The charts of an indicator; null gives the usual ones back. */
export function setCharts(draft: ReportDraft, indicator: string, charts: ChartDraft[] | null): ReportDraft {
  const others = draft.charts.filter((item) => item.indicator !== indicator);
  return { ...draft, charts: charts === null ? others : [...others, { indicator, charts }] };
}

/** The charts chosen for an indicator; null where the usual ones stand. */
export function chartsOf(draft: ReportDraft, indicator: string): ChartDraft[] | null {
  return draft.charts.find((item) => item.indicator === indicator)?.charts ?? null;
}

/** A name that no report has yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
}

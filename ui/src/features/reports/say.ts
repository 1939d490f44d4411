import i18next from "i18next";
import type { ReportView } from "../../backend";
import type { TraceSubject } from "../shell/state";

/** Says a figure as it stands on the page. */
export function sayFigure(text: string, isChanged: boolean): string {
  return isChanged ? i18next.t("reports.changedSpot", { text }) : text;
}

/** A figure of a report as something that is traced. */
export function figureSubject(place: string, key: string, text: string): TraceSubject {
  return { kind: "cell", key: [place, key, text].join("\n") };
}

/** A traced figure in words: what it is, where the report knows, and how it reads. */
export function saySubject(view: ReportView, subject: TraceSubject): string | undefined {
  const [place = "", key, text = ""] = subject.key.split("\n");
  if (key === undefined) return undefined;
  const label = place.startsWith("text:") && view.figures.find((figure) => figure.key === key)?.label;
  return label ? i18next.t("reports.traced", { label, text }) : text;
}

import { useTranslation } from "react-i18next";
import type { ReportFigureView, ReportView } from "../../backend";
import { Button } from "../../components/button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { showTrace, useWindow } from "../shell/state";
import { acceptFigures, goToPage, setRoom } from "./state";

/** Shows where a figure stands and where it came from. */
function look(figure: ReportFigureView): void {
  goToPage(figure.page, figure.place);
  setRoom({ tab: "trace", selection: { place: figure.place } });
  showTrace({ kind: "cell", key: `${figure.place} ${figure.key} ${figure.text}` }, figure.observationIds);
}

/** Every figure of the text: those that changed since they were accepted first, each with what it was. */
export function FigureList({ view }: { view: ReportView }) {
  const { t } = useTranslation();
  const changed = view.figures.filter((figure) => figure.accepted !== null);
  const accepted = view.figures.filter((figure) => figure.accepted === null);
  return (
    <div className="report-figures">
      <Undrawn view={view} />
      {view.figures.length === 0 && <p className="inspector-hint">{t("reports.noFigures")}</p>}
      {changed.length > 0 && (
        <section>
          <header className="report-figures-head">
            <h3 className="ink-doubt">{t("reports.changed", { count: changed.length })}</h3>
            <Button size="small" onClick={() => void acceptFigures(view.name, [])}>
              {t("reports.acceptAll")}
            </Button>
          </header>
          <ul>
            {changed.map((figure) => (
              <Changed key={figure.key} name={view.name} figure={figure} />
            ))}
          </ul>
        </section>
      )}
      {accepted.length > 0 && (
        <section>
          <h3 className="with-icon">
            <Icon name="holds" className="ink-ok" />
            {t("reports.accepted", { count: accepted.length })}
          </h3>
          <FigureLines figures={accepted} />
        </section>
      )}
    </div>
  );
}

/** Figures, each a way to its cells. */
export function FigureLines({ figures }: { figures: ReportFigureView[] }) {
  return (
    <ul>
      {figures.map((figure) => (
        <li key={figure.key}>
          <button
            type="button"
            className="figure-line"
            onClick={() => look(figure)}
            data-testid={`figure-${figure.key}`}
          >
            <span>{figure.label}</span>
            <b>{figure.text}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Changed({ name, figure }: { name: string; figure: ReportFigureView }) {
  const { t } = useTranslation();
  const { key, label, text, accepted } = figure;
  const before = accepted === "" ? t("reports.isNew") : accepted;
  return (
    <li className="figure-changed">
      <button
        type="button"
        className="figure-line"
        disabled={text === ""}
        onClick={() => look(figure)}
        data-testid={`figure-${key}`}
      >
        <span>{label}</span>
        <span className="figure-old">
          <s>{before}</s> <b>{text === "" ? t("reports.gone") : text}</b>
        </span>
      </button>
      <Button
        size="small"
        aria-label={t("reports.acceptOf", { name: label })}
        onClick={() => void acceptFigures(name, [key])}
        data-testid={`accept-${key}`}
      >
        {t("reports.accept")}
      </Button>
    </li>
  );
}

/** Charts that were chosen and cannot be drawn, with the reason of each. */
export function Undrawn({ view, indicator }: { view: ReportView; indicator?: string }) {
  const { t } = useTranslation();
  const language = useWindow((state) => state.language);
  const undrawn = view.undrawn.filter((chart) => indicator === undefined || chart.indicator === indicator);
  if (undrawn.length === 0) return null;
  return (
    <section>
      <h3 className="ink-doubt">{t("reports.undrawn")}</h3>
      {undrawn.map((chart, at) => (
        <Notice key={at} error={chart.error} language={language} isDoubt>
          <span className="small ink-2">{chart.kind}</span>
        </Notice>
      ))}
    </section>
  );
}

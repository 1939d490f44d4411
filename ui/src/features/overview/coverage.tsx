import { useTranslation } from "react-i18next";
import type { CoverageView, Language } from "../../backend";
import { useWindow } from "../shell/state";

const STATES = ["complete", "no_base", "no_current", "absent"] as const;
const WORDS = { complete: "complete", no_base: "noBase", no_current: "noCurrent", absent: "absent" } as const;
type State = (typeof STATES)[number];

function stateOf(text: string | undefined): State {
  return STATES.find((state) => state === text) ?? "absent";
}

/** Room for an area's short name in each language, and for one indicator. */
const LABEL_WIDTHS: Record<Language, number> = { zh: 64, en: 84 };
const CELL_WIDTH = 56;

/** Which areas have reported what. */
export function Coverage({ coverage }: { coverage: CoverageView }) {
  const { t } = useTranslation();
  const labelWidth = LABEL_WIDTHS[useWindow((state) => state.language)];
  if (coverage.rows.length === 0) return null;
  const present = STATES.filter((state) =>
    coverage.rows.some((row) => row.states.map(stateOf).includes(state)),
  );
  return (
    <section className="coverage">
      <h2>
        {t("overview.coverage")}
        <small>
          {t("overview.coverageSize", {
            areas: coverage.rows.length,
            indicators: coverage.indicators.length,
          })}
        </small>
      </h2>
      <div className="coverage-scroll">
        <table style={{ width: labelWidth + coverage.indicators.length * CELL_WIDTH }}>
          <thead>
            <tr>
              <th aria-hidden="true" style={{ width: labelWidth }} />
              {coverage.indicators.map((name) => (
                <th key={name} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverage.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {coverage.indicators.map((name, index) => (
                  <CoverageCell
                    key={name}
                    state={stateOf(row.states[index])}
                    about={`${row.label} ${name}`}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="coverage-legend">
        {present.map((state) => (
          <span key={state}>
            <i className={`coverage-mark is-${state}`} />
            {t(`overview.${WORDS[state]}`)}
          </span>
        ))}
      </p>
    </section>
  );
}

function CoverageCell({ state, about }: { state: State; about: string }) {
  const { t } = useTranslation();
  const words = t(`overview.${WORDS[state]}`);
  return (
    <td title={`${about}：${words}`}>
      <i className={`coverage-mark is-${state}`} />
      <span className="read-only-aloud">{words}</span>
    </td>
  );
}

/** Pooled and mean rate, and what was left out. */
export function Notes({ notes }: { notes: string[] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <section className="notes">
      <h2>{t("overview.notes")}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

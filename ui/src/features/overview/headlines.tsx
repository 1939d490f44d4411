import { useTranslation } from "react-i18next";
import type { HeadlineView } from "../../backend";
import { LedgerBar } from "../../components/ledger-bar";

type HeadlinesProps = {
  headlines: HeadlineView[];
  /** The indicator of the chart below. */
  chosen: string;
  onTrace: (headline: HeadlineView) => void;
};

/** A figure stands by its neighbours rather than stretch over the window. */
const WIDEST = 260;

/** One figure for each indicator, with its base, its unit and the way back to its cells. */
export function Headlines({ headlines, chosen, onTrace }: HeadlinesProps) {
  return (
    <div className="headlines">
      <div style={{ maxWidth: headlines.length * WIDEST }}>
        {headlines.map((headline) => (
          <Headline
            key={headline.indicator}
            headline={headline}
            isChosen={headline.indicator === chosen}
            onTrace={() => onTrace(headline)}
          />
        ))}
      </div>
    </div>
  );
}

type HeadlineProps = { headline: HeadlineView; isChosen: boolean; onTrace: () => void };

function Headline({ headline, isChosen, onTrace }: HeadlineProps) {
  const { t } = useTranslation();
  const { indicator, name, rate, reason, tone, base, current, unit, barRatio } = headline;
  return (
    <button
      type="button"
      className={`headline ${isChosen ? "is-on" : ""}`}
      title={t("overview.traceFigure", { name })}
      onClick={onTrace}
      onKeyDown={(event) => event.key === "F9" && onTrace()}
      data-testid={`headline-${indicator}`}
    >
      <span className="headline-name">{name}</span>
      {rate === null ? (
        <span className="headline-none" data-testid={`headline-rate-${indicator}`}>
          —
        </span>
      ) : (
        <span className={`headline-rate tone-text-${tone}`} data-testid={`headline-rate-${indicator}`}>
          {rate}
          <small>%</small>
        </span>
      )}
      <LedgerBar ratio={barRatio} tone={tone} />
      <span className="headline-counts">
        {rate === null && reason ? (
          reason
        ) : (
          <>
            {base ?? "—"} → <b>{current ?? "—"}</b> {unit}
          </>
        )}
      </span>
    </button>
  );
}

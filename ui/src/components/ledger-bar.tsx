/** Share of the track that last year takes, so that a small rise has room past the tick. */
const BASE_SHARE = 0.857;

type LedgerBarProps = {
  /** Current ÷ base; null where there is no base. */
  ratio: number | null;
  tone: string;
};

/**
 * The ledger bar (账条): solid is what remains, hatched is what was taken away, the tick is last year. A rise
 * runs past the tick. Without a base there is only a dotted line.
 */
export function LedgerBar({ ratio, tone }: LedgerBarProps) {
  if (ratio === null) return <div className="ledger-bar is-empty" aria-hidden="true" />;
  const base = ratio > 1 / BASE_SHARE ? 1 / ratio : BASE_SHARE;
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const solid = Math.min(ratio, 1) * base;
  const rest = Math.abs(1 - ratio) * base;
  return (
    <div className={`ledger-bar tone-${tone} ${ratio > 1 ? "is-rise" : ""}`} aria-hidden="true">
      <i className="ledger-solid" style={{ width: percent(solid) }} />
      {rest > 0 && <i className="ledger-rest" style={{ left: percent(solid), width: percent(rest) }} />}
      <i className="ledger-tick" style={{ left: percent(base) }} />
    </div>
  );
}

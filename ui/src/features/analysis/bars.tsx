import type { CSSProperties } from "react";
import type { AnalysisRow, ScaleView } from "../../backend";
import type { BarKind } from "./state";

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** The lines of an axis behind every row, as one background: a table of three thousand rows has no line of its own each. */
export function rulesOf(scale: ScaleView): CSSProperties {
  const ticks = scale.ticks.filter((tick) => Math.abs(tick.at - scale.zero) > 0.001);
  const lines = [
    { at: scale.zero, ink: "var(--ink-3)" },
    ...ticks.map((tick) => ({ at: tick.at, ink: "var(--line)" })),
  ];
  return {
    backgroundImage: lines.map(({ ink }) => `linear-gradient(${ink}, ${ink})`).join(", "),
    backgroundPosition: lines.map(({ at }) => `${percent(at)} 0`).join(", "),
    backgroundSize: "1px 100%",
    backgroundRepeat: "no-repeat",
    backgroundOrigin: "content-box",
  };
}

type BarCellProps = { row: AnalysisRow; bars: BarKind; scale: ScaleView };

/** The bar on a row's line: the rate, the contribution, or the ledger bar of both counts; a reason where there is none. */
export function BarCell({ row, bars, scale }: BarCellProps) {
  return (
    <div className="bar-line" aria-hidden="true">
      {bars === "counts" ? <Counts row={row} /> : <Length row={row} to={row.bars[bars]} zero={scale.zero} />}
      {scale.reference && bars === "rate" && (
        <i className="bar-reference" style={{ left: percent(scale.reference.at) }} />
      )}
    </div>
  );
}

function Length({ row, to, zero }: { row: AnalysisRow; to: number | null; zero: number }) {
  if (to === null) {
    return row.reason ? (
      <span className="bar-reason" style={{ left: `calc(${percent(zero)} + 8px)` }}>
        {row.reason}
      </span>
    ) : null;
  }
  // Far beyond the others it is cut at the end of the axis, and looks torn there.
  const end = Math.max(0, Math.min(1, to));
  const cut = to < 0 ? "is-cut-left" : to > 1 ? "is-cut-right" : "";
  const style = { left: percent(Math.min(zero, end)), width: percent(Math.abs(end - zero)) };
  return <i className={`bar-length is-${toneOf(row, to < zero)} ${cut}`} style={style} />;
}

/** A contribution may go the other way than its own row's rate is toned. */
function toneOf(row: AnalysisRow, isLeft: boolean): string {
  return row.tone === "neutral" ? (isLeft ? "neutral-fell" : "neutral") : isLeft ? "increased" : "reduced";
}

/** Solid is what remains, hatched what was taken away; a rise runs past the tick of the base. */
function Counts({ row }: { row: AnalysisRow }) {
  const { base, current } = row.bars;
  if (current === null) return null;
  if (base === null)
    return <i className="bar-length is-plain" style={{ left: 0, width: percent(current) }} />;
  const [solid, end] = [Math.min(base, current), Math.max(base, current)];
  return (
    <span className={`tone-${row.tone}`}>
      <i className="ledger-solid bar-length" style={{ left: 0, width: percent(solid) }} />
      {end > solid && (
        <i className="ledger-rest bar-length" style={{ left: percent(solid), width: percent(end - solid) }} />
      )}
      <i className="ledger-tick bar-length" style={{ left: percent(base) }} />
    </span>
  );
}

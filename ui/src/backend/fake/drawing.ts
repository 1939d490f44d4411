import type { ChartView, Language, MarkView } from "../generated/wire";
import { AREAS, facts, say } from "./figures";

const ROW = 29;
/** The inner margin of the engine's drawings. */
const EDGE = 8;
const HEAD = 51;
const TOP = 62;

/** A ranking drawn by hand, so that the window has a chart to show without the engine. */
export function drawRanking(width: number, language: Language): ChartView {
  const zero = 272;
  const perPoint = (width - zero - 72) / 40;
  const title = say(language, "各市州发文数降幅", "Reduction of documents by prefecture");
  const parts = [text(EDGE, 24, title, "start", 15, "var(--ink)", 500)];
  const marks: MarkView[] = [];
  for (const tick of [0, 10, 20, 30, 40]) {
    const x = Math.round(zero + tick * perPoint) + 0.5;
    const ink = tick === 0 ? "var(--ink-3)" : "var(--line)";
    parts.push(`<path d="M${x} ${HEAD + 5}V${TOP + AREAS.length * ROW}" stroke="${ink}"/>`);
    parts.push(text(x, HEAD, tick === 0 ? "0" : `${tick}%`, "middle", 11, "var(--ink-3)"));
  }
  parts.push(
    text(150, HEAD, "2022", "end", 12, "var(--ink-3)"),
    text(214, HEAD, "2023", "end", 12, "var(--ink-3)"),
  );
  AREAS.forEach(([key, zh, en, base, current], index) => {
    const y = TOP + index * ROW;
    const name = say(language, zh, en);
    const rate = base === null ? null : Math.round((1 - current / base) * 1000) / 10;
    parts.push(text(EDGE, y + 18, name, "start", 13, "var(--ink)"));
    parts.push(text(150, y + 18, base === null ? "—" : String(base), "end", 13, "var(--ink-3)"));
    parts.push(text(214, y + 18, String(current), "end", 13, "var(--ink)"));
    parts.push(bar(rate, zero, perPoint, y, language));
    marks.push({
      key,
      x: 0,
      y,
      width,
      height: ROW,
      text: markText(name, base, current, rate, language),
      facts: facts(language, name, rate === null ? null : signed(-rate), working(base, current, language)),
      observationIds: base === null ? [index * 2 + 2] : [index * 2 + 1, index * 2 + 2],
    });
  });
  const height = TOP + AREAS.length * ROW + 8;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans SC">${parts.join("")}</svg>`;
  return { svg, width, height, alt: title, marks };
}

function bar(rate: number | null, zero: number, perPoint: number, y: number, language: Language): string {
  if (rate === null) {
    return text(
      zero + 8,
      y + 18,
      say(language, "上年未报送，无降幅", "no figures last year"),
      "start",
      12,
      "var(--ink-3)",
    );
  }
  const length = Math.abs(rate) * perPoint;
  const rect = (x: number, fill: string) =>
    `<rect x="${x}" y="${y + 6}" width="${length.toFixed(1)}" height="14" rx="1" fill="${fill}"/>`;
  if (rate < 0) {
    const words = say(language, `上升 ${-rate}%`, `up ${-rate}%`);
    return (
      rect(zero - length, "var(--increased)") +
      text(zero + 8, y + 18, words, "start", 13, "var(--increased-text)")
    );
  }
  return (
    rect(zero, "var(--reduced)") +
    text(zero + length + 6, y + 18, `${rate.toFixed(1)}%`, "start", 13, "var(--ink)")
  );
}

function signed(rate: number): string {
  return `${rate < 0 ? "−" : "+"}${Math.abs(rate).toFixed(1)}%`;
}

function working(base: number | null, current: number, language: Language): string {
  return say(language, `（${current} − ${base}）÷ ${base} = `, `(${current} − ${base}) ÷ ${base} = `);
}

function markText(
  name: string,
  base: number | null,
  current: number,
  rate: number | null,
  language: Language,
) {
  if (base === null || rate === null) return say(language, `${name}：上年未报送，无降幅`, `${name}: no rate`);
  const words =
    rate < 0
      ? say(language, `上升 ${-rate}%`, `up ${-rate}%`)
      : say(language, `下降 ${rate}%`, `down ${rate}%`);
  return say(
    language,
    `${name}：${base} → ${current} 件，${words}`,
    `${name}: ${base} → ${current}, ${words}`,
  );
}

function text(
  x: number,
  y: number,
  words: string,
  anchor: string,
  size: number,
  fill: string,
  weight = 400,
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${words}</text>`;
}

/** A piece of a drawing's text: a whole group that belongs to a mark, or what stands between two of them. */
export type SvgPiece = { key: string | null; text: string };

const OPEN = '<g data-key="';
const CLOSE = "</g>";

/**
 * Cuts the text of a drawing at the groups of its marks, so that what is out of sight need not be read at all: of a drawing
 * of thousands of marks a tenth is in sight. Everything is in the pieces, in order. One piece where groups stand in groups.
 */
export function piecesOf(svg: string): SvgPiece[] {
  const pieces: SvgPiece[] = [];
  let from = 0;
  for (;;) {
    const start = svg.indexOf(OPEN, from);
    if (start < 0) break;
    const close = svg.indexOf(CLOSE, start);
    const quote = svg.indexOf('"', start + OPEN.length);
    const inner = svg.indexOf("<g", start + OPEN.length);
    if (close < 0 || quote < 0 || (inner >= 0 && inner < close)) return [{ key: null, text: svg }];
    const end = close + CLOSE.length;
    pieces.push({ key: null, text: svg.slice(from, start) });
    pieces.push({ key: plain(svg.slice(start + OPEN.length, quote)), text: svg.slice(start, end) });
    from = end;
  }
  pieces.push({ key: null, text: svg.slice(from) });
  return pieces;
}

const SIGNS: Record<string, string> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  "#39": "'",
  "#34": '"',
};

/** The value of an attribute as it was before it was written. */
function plain(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => SIGNS[name] ?? whole);
}

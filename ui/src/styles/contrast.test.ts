import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(process.cwd(), "src/styles/tokens.css"), "utf8");

/** The colours of a theme, from the block of rules that sets them. */
function colours(theme: "light" | "dark"): Map<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`)).split("}")[0] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

/** Relative luminance (WCAG 2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Text and the grounds it stands on. */
const TEXT: [text: string, grounds: string[]][] = [
  ["ink", ["surface", "canvas", "subtle", "sunken", "raised", "hover", "selected"]],
  ["ink-2", ["surface", "canvas", "subtle", "raised", "hover", "selected"]],
  ["ink-3", ["surface", "canvas", "subtle"]],
  ["accent-text", ["surface", "canvas", "subtle", "selected", "accent-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["reduced-text", ["surface", "reduced-soft"]],
  ["increased-text", ["surface", "increased-soft"]],
  ["doubt", ["surface", "doubt-soft", "subtle"]],
  ["error", ["surface", "error-soft", "subtle"]],
  [
    "ink",
    ["role-title", "role-unit", "role-header", "role-label", "role-total", "role-of-which", "role-note"],
  ],
  ["role-derived-edge", ["role-derived"]],
];

/** Signs that are no text, and the ring around what has the focus. */
const SIGNS: [sign: string, grounds: string[]][] = [
  ["accent-text", ["surface", "canvas", "subtle", "raised"]],
  ["ok", ["surface", "subtle"]],
  ["doubt", ["surface", "subtle"]],
  ["error", ["surface", "subtle"]],
];

describe.each(["light", "dark"] as const)("contrast in the %s theme", (theme) => {
  const all = colours(theme);
  const of = (name: string) => {
    const colour = all.get(name);
    if (colour === undefined) throw new Error(`no colour ${name}`);
    return colour;
  };
  const below = (pairs: typeof TEXT, least: number) =>
    pairs.flatMap(([name, grounds]) =>
      grounds
        .map((ground) => ({ name, ground, ratio: contrast(of(name), of(ground)) }))
        .filter(({ ratio }) => ratio < least)
        .map(({ name, ground, ratio }) => `${name} on ${ground}: ${ratio.toFixed(2)}`),
    );

  it("of text is 4.5 to 1 or more (AA)", () => expect(below(TEXT, 4.5)).toEqual([]));
  it("of signs and the focus ring is 3 to 1 or more (AA)", () => expect(below(SIGNS, 3)).toEqual([]));
});

describe("the measure of contrast", () => {
  it("is the one of WCAG", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

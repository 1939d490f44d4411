import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(process.cwd(), "src");
const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(css|ts|tsx)$/.test(path) && !path.endsWith(".test.ts"));

describe("colours", () => {
  it("are written in the tokens and nowhere else", () => {
    const offenders = files
      .filter((path) => path !== "styles/tokens.css")
      .filter((path) => /#[0-9a-f]{6}\b|\b(rgba?|hsla?)\(/i.test(readFileSync(join(ROOT, path), "utf8")));
    expect(offenders).toEqual([]);
  });

  it("named in the styles are tokens that exist", () => {
    const tokens = readFileSync(join(ROOT, "styles/tokens.css"), "utf8");
    const known = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    // Set and used within one rule, never a colour of its own.
    known.add("--edge").add("--corner");
    const unknown = files
      .filter((path) => path.endsWith(".css"))
      .flatMap((path) => [...readFileSync(join(ROOT, path), "utf8").matchAll(/var\((--[\w-]+)/g)])
      .map((match) => match[1])
      .filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});

describe("the fonts fetched first", () => {
  it("hold every character of the window's words", () => {
    const ranges = readFileSync(join(ROOT, "styles/words.css"), "utf8").matchAll(/U\+([0-9a-f]+)/gi);
    const held = new Set([...ranges].map((match) => Number.parseInt(match[1] ?? "", 16)));
    const words = files.filter((path) => path.startsWith("i18n/"));
    const missing = words
      .flatMap((path) => [...readFileSync(join(ROOT, path), "utf8")])
      .filter((char) => /\S/.test(char) && !held.has(char.codePointAt(0) ?? 0));
    // Otherwise run styles/fonts/make-words.py.
    expect([...new Set(missing)]).toEqual([]);
  });
});

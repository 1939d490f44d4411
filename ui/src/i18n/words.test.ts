import { describe, expect, it } from "vitest";
import { en } from "./en";
import { enSingular } from "./en-singular";
import { zh } from "./zh";

type Words = { [key: string]: string | string[] | Words };

/** `room.import` and its text, for every text. */
function texts(words: Words, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "object" && !Array.isArray(value)
      ? texts(value, `${path}${key}.`)
      : [[path + key, String(value)]],
  );
}
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("the words of the window", () => {
  const chinese = new Map(texts(zh));

  it("exist in both languages with the same blanks", () => {
    const english = new Map(texts(en));
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of english) {
      expect(blanks(text), key).toEqual(blanks(chinese.get(key) ?? ""));
    }
  });

  it("have an English singular only for words that count", () => {
    for (const [key, text] of texts(enSingular)) {
      expect(blanks(text), key).toEqual(blanks(chinese.get(key.replace(/_one$/, "")) ?? "no such words"));
    }
  });

  it("keep the house style: no exclamation, no 请, no praise", () => {
    for (const [key, text] of [...texts(zh), ...texts(en)]) {
      expect(text, key).not.toMatch(/[!！]|请|成功|温馨提示/);
    }
  });
});

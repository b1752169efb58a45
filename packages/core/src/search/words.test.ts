import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches, wordsOf } from "./words.ts";

describe("words", () => {
  it.each([
    ["Rekonstruksi Jalan", ["rekonstruksi", "jalan"]],
    ["PENGELOLAAN  dan Pengembangan/Sistem", ["pengelolaan", "pengembangan", "sistem"]],
    ["Café à la carte", ["cafe", "la", "carte"]],
    ["jalan Jalan JALAN", ["jalan"]],
    ["1.03.10.2.01.0033", ["03", "10", "01", "0033"]],
    ["a b c", []],
    ["dan di ke dari yang untuk", []],
    ["", []],
    ["#*?${tenant}", ["tenant"]],
  ])("of %j are %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ["rekon jal", "Rekonstruksi Jalan", true],
    ["jal rekon", "Rekonstruksi Jalan", true],
    ["konstruksi", "Rekonstruksi Jalan", false],
    ["jalan raya", "Rekonstruksi Jalan", false],
    ["", "Rekonstruksi Jalan", true],
  ])("%j found in %j: %s", (looked, text, found) => {
    expect(matches(wordsOf(looked), text)).toBe(found);
  });

  it("hold nothing that means something in a key, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(wordsOf(text).every((word) => /^[a-z0-9]{2,}$/.test(word))).toBe(true);
      }),
    );
  });
});

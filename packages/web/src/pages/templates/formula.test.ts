import { compile } from "@selaras/core/expression/compile.ts";
import { describe, expect, it } from "vitest";
import { completed, type Name, pieces, suggestions, wordAt } from "./formula.ts";

const names: readonly Name[] = [
  { text: "pagu", label: "Pagu", kind: "name" },
  { text: "keuangan", label: "Realisasi keuangan", kind: "name" },
  { text: "persen", label: "a dibagi b", kind: "function" },
];
const texts = (found: readonly Name[]) => found.map((name) => name.text);

describe("what is offered while a formula is typed", () => {
  it("is what begins with the word at the caret, then what holds it in its label", () => {
    expect(wordAt("persen(keu, pagu)", 10)).toEqual({ start: 7, text: "keu" });
    expect(texts(suggestions("p", names))).toEqual(["pagu", "persen"]);
    expect(texts(suggestions("realisasi", names))).toEqual(["keuangan"]);
    expect(texts(suggestions("", names))).toEqual(["pagu", "keuangan", "persen"]);
    expect(suggestions("pagu", names)).toEqual([]);
  });

  it("takes the place of what was begun, and a function leaves the caret inside its brackets", () => {
    const [pagu, , persen] = names;
    if (!pagu || !persen) throw new Error("names");
    expect(completed("2 * pa + 1", wordAt("2 * pa + 1", 6), pagu)).toEqual({ source: "2 * pagu + 1", caret: 8 });
    expect(completed("per", wordAt("per", 3), persen)).toEqual({ source: "persen()", caret: 7 });
    expect(completed("per(a, b)", wordAt("per(a, b)", 3), persen)).toEqual({ source: "persen(a, b)", caret: 6 });
  });
});

describe("the faulty place", () => {
  const faultsOf = (source: string) => {
    const found = compile(source, { fields: { pagu: { type: "number", unit: "Rp" } } });
    return found.ok ? [] : found.errors;
  };
  it("is marked exactly where the name is unknown, and nowhere in a sound formula", () => {
    expect(pieces("pagu + pagoo", faultsOf("pagu + pagoo"))).toEqual([
      { text: "pagu + ", faulty: false },
      { text: "pagoo", faulty: true },
    ]);
    expect(pieces("pagu", faultsOf("pagu"))).toEqual([{ text: "pagu", faulty: false }]);
  });

  it("is a place to write on when the formula ends too early", () => {
    const source = "pagu +";
    expect(pieces(source, faultsOf(source)).at(-1)?.faulty).toBe(true);
  });
});

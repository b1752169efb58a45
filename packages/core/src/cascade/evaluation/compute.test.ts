import { describe, expect, it } from "vitest";
import { decimal, fixedText } from "../../kernel/decimal.ts";
import { akip } from "../packs/evaluation.ts";
import { gradeOf, questionsOf, scoreOf } from "./compute.ts";
import { mayAnswer, methodProblems, sound } from "./rules.ts";
import type { Answer, EvaluationMethod } from "./schema.ts";

const all = (method: EvaluationMethod, value: (component: string, sub: string) => string): Answer[] =>
  method.components.flatMap((component) =>
    questionsOf(component).map(({ key }) => ({ key, value: value(component.id, key.split("/")[1] ?? ""), note: null })),
  );
const scored: EvaluationMethod = {
  ...akip,
  components: akip.components.map((component) => ({ ...component, scored: "score" })),
};

describe("the total of an evaluation", () => {
  it("weighs 30, 30, 15 and 25 points, and 20, 30 and 50 percent in each", () => {
    // Keberadaan AA (100), kualitas B (70), pemanfaatan CC (60) everywhere: 20 + 21 + 30 = 71 % of each component.
    const { components, total, grade, missing } = scoreOf(
      akip,
      all(akip, (_, sub) => ({ keberadaan: "AA", kualitas: "B", pemanfaatan: "CC" })[sub] ?? ""),
    );
    expect(components.map(({ points }) => points.toFixed())).toEqual(["21.3", "21.3", "10.65", "17.75"]);
    expect([total.toFixed(), grade?.label, missing]).toEqual(["71", "BB", []]);
  });

  it("is reckoned by hand for a sheet of different letters", () => {
    const letters: Record<string, Record<string, string>> = {
      // 30 x (0,2 x 100 + 0,3 x 80 + 0,5 x 70) % = 30 x 79 % = 23,7
      perencanaan: { keberadaan: "AA", kualitas: "BB", pemanfaatan: "B" },
      // 30 x (0,2 x 90 + 0,3 x 70 + 0,5 x 60) % = 30 x 69 % = 20,7
      pengukuran: { keberadaan: "A", kualitas: "B", pemanfaatan: "CC" },
      // 15 x (0,2 x 80 + 0,3 x 60 + 0,5 x 50) % = 15 x 59 % = 8,85
      pelaporan: { keberadaan: "BB", kualitas: "CC", pemanfaatan: "C" },
      // 25 x (0,2 x 70 + 0,3 x 50 + 0,5 x 30) % = 25 x 44 % = 11
      evaluasi: { keberadaan: "B", kualitas: "C", pemanfaatan: "D" },
    };
    const score = scoreOf(
      akip,
      all(akip, (component, sub) => letters[component]?.[sub] ?? ""),
    );
    expect(score.components.map(({ points }) => points.toFixed())).toEqual(["23.7", "20.7", "8.85", "11"]);
    // 64,25: above 60, so B.
    expect([score.total.toFixed(), score.grade?.label]).toEqual(["64.25", "B"]);
  });

  it("takes a score for a component as a whole where the method says so", () => {
    // 30 x 72,5 % + 30 x 65 % + 15 x 80 % + 25 x 58,04 % = 21,75 + 19,5 + 12 + 14,51 = 67,76, as Bombana's.
    const values: Record<string, string> = {
      perencanaan: "72.5",
      pengukuran: "65",
      pelaporan: "80",
      evaluasi: "58.04",
    };
    const { total, grade } = scoreOf(
      scored,
      all(scored, (component) => values[component] ?? ""),
    );
    expect([total.toFixed(), grade?.label]).toEqual(["67.76", "B"]);
  });

  it("has no grade while something is missing, and never counts it as zero's grade", () => {
    const answers = all(akip, () => "AA").slice(1);
    const { total, grade, missing } = scoreOf(akip, answers);
    // Everything but 6 of 100 points.
    expect([total.toFixed(), grade, missing]).toEqual(["94", null, ["perencanaan/keberadaan"]]);
  });
});

describe("grades by the unrounded total", () => {
  it.each([
    ["100", "AA"],
    ["90.01", "AA"],
    ["90", "A"],
    ["80.000001", "A"],
    ["80", "BB"],
    ["70.01", "BB"],
    ["70.004", "BB"],
    ["70", "B"],
    ["70.00", "B"],
    ["67.76", "B"],
    ["66.10", "B"],
    ["60", "CC"],
    ["52.46", "CC"],
    ["50", "C"],
    ["30.5", "C"],
    ["30", "D"],
    ["0", "D"],
  ])("%s is %s", (total, label) => {
    expect(gradeOf(akip, decimal(total))?.label).toBe(label);
  });

  it("does not round 70,004 down to a B, although the page shows 70,00", () => {
    expect(fixedText(decimal("70.004"), 2)).toBe("70.00");
    expect(gradeOf(akip, decimal("70.004"))?.label).toBe("BB");
  });
});

const edge = (value: string) => ({ value, inclusive: true });
describe("a method of evaluation", () => {
  const refused = (change: Partial<EvaluationMethod>): string | null => {
    const decision = sound({ ...akip, ...change });
    return decision.allowed ? null : decision.because.message;
  };
  it("is sound as the ministry orders it", () => {
    expect(refused({})).toBeNull();
    expect(sound(scored).allowed).toBe(true);
    // Scored as a whole a component needs no sub components.
    expect(refused({ components: scored.components.map((each) => ({ ...each, subs: [] })) })).toBeNull();
  });

  it("says which sub components do not make the weight of their component, and by how much", () => {
    const components = akip.components.map((c) => (c.id === "pelaporan" ? { ...c, subs: c.subs.slice(0, 2) } : c));
    // 3 + 4,5 of 15 points.
    expect(methodProblems({ ...akip, components })).toEqual([
      "bobot subkomponen Pelaporan Kinerja berjumlah 7,5, seharusnya 15.",
    ]);
  });

  it.each([
    ["weights of 95", { components: akip.components.map((c) => (c.weight === "30" ? { ...c, weight: "27.5" } : c)) }],
    ["shares of 90", { components: akip.components.map((c) => ({ ...c, subs: c.subs.slice(1) })) }],
    ["letters that rise", { letters: [...akip.letters].reverse() }],
    [
      "one letter twice",
      { letters: akip.letters.map((each) => (each.letter === "E" ? { ...each, letter: "D" } : each)) },
    ],
    [
      "a letter above 100",
      { letters: akip.letters.map((each) => (each.letter === "AA" ? { ...each, score: "101" } : each)) },
    ],
    ["no grade for the rest", { grades: akip.grades.slice(0, 6) }],
    // Between 79 (inclusive) and more than 80 lies 79,5: a grade of printed tables that nobody would get.
    ["a gap between grades", { grades: akip.grades.map((g) => (g.label === "BB" ? { ...g, to: edge("79") } : g)) }],
    ["grades that overlap", { grades: akip.grades.map((g) => (g.label === "BB" ? { ...g, to: edge("81") } : g)) }],
    ["letters without sub components", { components: akip.components.map((c) => ({ ...c, subs: [] })) }],
    ["one component twice", { components: akip.components.map((c) => ({ ...c, id: "sama", weight: "25" })) }],
  ])("is refused with %s", (_, change) => {
    expect(refused(change)).toMatch(/^Cara penilaian belum benar/);
  });
});

describe("answers", () => {
  const open = { answers: [], by: null, final: false };
  const full = all(akip, () => "B");
  const verdict = (answers: readonly Answer[], final = false, given = open): string => {
    const decision = mayAnswer(akip, given, answers, final);
    return decision.allowed ? "ok" : decision.because.code;
  };
  it.each([
    ["a part of them", full.slice(0, 3), false, "ok"],
    ["all of them, handed in", full, true, "ok"],
    ["a part of them, handed in", full.slice(0, 3), true, "cascade.evaluation_incomplete"],
    [
      "a letter that is none",
      [{ key: "perencanaan/kualitas", value: "BBB", note: null }],
      false,
      "cascade.evaluation_answer",
    ],
    [
      "a score where letters are asked",
      [{ key: "perencanaan/kualitas", value: "80", note: null }],
      false,
      "cascade.evaluation_answer",
    ],
    [
      "a component that is none",
      [{ key: "lain/kualitas", value: "B", note: null }],
      false,
      "cascade.evaluation_answer",
    ],
  ] as const)("%s", (_, answers, final, expected) => {
    expect(verdict(answers, final)).toBe(expected);
  });

  it("are not changed once they were handed in", () => {
    expect(verdict(full, false, { ...open, final: true })).toBe("cascade.evaluation_final");
  });

  it("above 100 are no score", () => {
    const decision = mayAnswer(scored, open, [{ key: "pelaporan", value: "100.1", note: null }], false);
    expect(decision.allowed).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { UnitId, Year } from "../../kernel/id.ts";
import { text } from "../../kernel/decimal.ts";
import type { Aggregation } from "../schema.ts";
import { PlanId } from "../schema.ts";
import { mayFollow, soundLines, sourceText, targetIn, targetLabel, targetsOfLine } from "./rules.ts";
import type { TargetLine, TargetVersion } from "./schema.ts";

const line = (year: string | null, quarters: readonly (string | null)[], indicator = "i1"): TargetLine => ({
  indicator,
  year,
  quarters: [...quarters],
});
const measured = (aggregation: Aggregation, id = "i1") => ({ id, text: `Indikator ${id}`, aggregation });
const verdict = (lines: readonly TargetLine[], aggregation: Aggregation): string => {
  const decision = soundLines(lines, [measured(aggregation)], "2026");
  return decision.allowed ? "ok" : decision.because.code;
};

describe("quarters and the target of the year", () => {
  it.each([
    // 1 + 1 + 2 + 2 = 6
    ["akumulatif", "6", ["1", "1", "2", "2"], "ok"],
    ["akumulatif", "7", ["1", "1", "2", "2"], "cascade.target_quarters"],
    // The last one stands: 92, whatever came before.
    ["nilai-akhir", "92", ["20", "45", "70", "92"], "ok"],
    ["nilai-akhir", "92", ["20", "45", "92", "70"], "cascade.target_quarters"],
    // (60 + 70 + 80 + 90) / 4 = 75
    ["rata-rata", "75", ["60", "70", "80", "90"], "ok"],
    ["rata-rata", "90", ["60", "70", "80", "90"], "cascade.target_quarters"],
    ["maksimum", "90", ["60", "90", "80", "70"], "ok"],
    // 0,1 four times is exactly 0,4.
    ["akumulatif", "0.4", ["0.1", "0.1", "0.1", "0.1"], "ok"],
    // A plan that is not whole yet is no contradiction.
    ["akumulatif", "7", ["1", "1", "2", null], "ok"],
    ["akumulatif", null, ["1", "1", "2", "2"], "ok"],
  ] as const)("%s of %s by %j: %s", (aggregation, year, quarters, expected) => {
    expect(verdict([line(year, quarters)], aggregation)).toBe(expected);
  });

  it("names the indicator, both sums in the Indonesian way, and how many more differ", () => {
    const indicators = [measured("akumulatif", "i1"), measured("akumulatif", "i2")];
    const lines = [line("1000.5", ["1", "1", "1", "1"], "i1"), line("9", ["1", "1", "1", "1"], "i2")];
    const decision = soundLines(lines, indicators, "2026");
    expect(decision.allowed ? "" : decision.because.message).toBe(
      'Target triwulan "Indikator i1" menghasilkan 4, padahal target tahunnya 1.000,5; begitu pula 1 indikator lain. Samakan keduanya, atau ubah cara penjumlahan indikator.',
    );
  });

  it("refuses an indicator that is none of the part, and one that is written twice", () => {
    const none = line("1", [null, null, null, null]);
    expect(verdict([{ ...none, indicator: "x" }], "akumulatif")).toBe("cascade.target_indicator");
    expect(verdict([none, none], "akumulatif")).toBe("cascade.target_indicator");
  });
});

describe("the target of a reporting period", () => {
  const of = (aggregation: Aggregation, period: string): string => {
    const targets = [...targetsOfLine(line("100", ["10", "20", "30", "40"]), "2026", "Renja")];
    const figure = targetIn({ aggregation, targets }, period, "2026");
    if (figure === null) return "none";
    return figure.kind === "value" ? text(figure.amount) : `missing ${figure.which.join(" ")}`;
  };
  it.each([
    ["akumulatif", "2026", "100"],
    ["akumulatif", "2026-TW1", "10"],
    ["akumulatif", "2026-TW3", "30"],
    // Half a year is two quarters: 10 + 20, or the last of them, or their mean.
    ["akumulatif", "2026-SM1", "30"],
    ["nilai-akhir", "2026-SM2", "40"],
    ["rata-rata", "2026-SM2", "35"],
    // No month and no four months are made of quarters.
    ["akumulatif", "2026-03", "none"],
    ["akumulatif", "2026-CW1", "none"],
  ] as const)("%s in %s is %s", (aggregation, period, expected) => {
    expect(of(aggregation, period)).toBe(expected);
  });

  it("is missing and not zero where a quarter has none", () => {
    const targets = [...targetsOfLine(line(null, ["10", null, "30", "40"]), "2026", "Renja")];
    const ask = (period: string) => targetIn({ aggregation: "akumulatif", targets }, period, "2026");
    expect(ask("2026-SM1")).toEqual({ kind: "missing", which: ["2026-T2"] });
    expect(ask("2026-TW2")).toEqual({ kind: "missing", which: ["2026-T2"] });
    expect(ask("2026")).toBeNull();
  });
});

describe("versions", () => {
  const version = (stage: TargetVersion["stage"], effectiveFrom: string, turn = 1): TargetVersion => ({
    plan: v.parse(PlanId, "rpjmd"),
    year: v.parse(Year, "2026"),
    part: v.parse(UnitId, "dinas-pu"),
    n: 1,
    stage,
    turn,
    effectiveFrom,
    source: { document: "Renja 2026", number: "12/2025", date: "2026-01-03" },
    hash: "h",
    lines: 1,
    by: "Sari",
    at: "2026-01-03T00:00:00.000Z",
  });
  it.each([
    ["murni", "2026-01", "murni", "2026-01", true],
    ["murni", "2026-01", "perubahan", "2026-10", true],
    ["pergeseran", "2026-06", "perubahan", "2026-05", false],
    ["perubahan", "2026-10", "murni", "2026-11", false],
    ["perubahan", "2026-10", "perubahan", "2026-11", true],
  ] as const)("%s of %s may be followed by %s of %s: %s", (stage, from, next, effectiveFrom, allowed) => {
    expect(mayFollow(version(stage, from), { stage: next, effectiveFrom }).allowed).toBe(allowed);
  });

  it("are named by stage, a correction of one by its turn, and their source by document, number and day", () => {
    expect(targetLabel(version("perubahan", "2026-10"))).toBe("Target perubahan");
    expect(targetLabel(version("murni", "2026-01", 2))).toBe("Target murni (2)");
    expect(sourceText(version("murni", "2026-01").source)).toBe("Renja 2026, nomor 12/2025, 3 Januari 2026");
  });
});

import { describe, expect, it } from "vitest";
import { inForce, sound, through } from "./rules.ts";
import type { BudgetLine } from "./schema.ts";

const even = (each: string): string[] => Array.from({ length: 12 }, () => each);
const line = (more: Partial<BudgetLine> = {}): BudgetLine => ({
  code: "1.03.10.2.01.0033",
  name: "Rekonstruksi Jalan",
  urusan: { code: "1", name: "Urusan" },
  bidang: { code: "1.03", name: "Bidang" },
  program: { code: "1.03.10", name: "Program" },
  kegiatan: { code: "1.03.10.2.01", name: "Kegiatan" },
  pagu: "1200.00",
  rak: even("100"),
  physical: [...even("8").slice(0, 10), "10", "10"],
  indicator: "Panjang jalan",
  unit: "KM",
  target: "12",
  source: "DAU",
  ...more,
});
const code = (lines: readonly BudgetLine[]): string => {
  const decision = sound(lines);
  return decision.allowed ? "ok" : decision.because.code;
};

describe("a budget", () => {
  it.each([
    ["adds up", [line()], "ok"],
    ["adds up to the sen", [line({ pagu: "1200.01", rak: [...even("100").slice(1), "100.01"] })], "ok"],
    ["is a sen short", [line({ pagu: "1200.01" })], "budget.rak"],
    ["plans more than the pagu", [line({ rak: even("101") })], "budget.rak"],
    ["plans 99 of 100", [line({ physical: [...even("8").slice(0, 10), "10", "9"] })], "budget.physical"],
    ["plans 101 of 100", [line({ physical: [...even("8").slice(0, 10), "10", "11"] })], "budget.physical"],
    ["names a line twice", [line(), line()], "budget.twice"],
    ["fails in its second line only", [line(), line({ code: "1.03.10.2.01.0034", pagu: "1" })], "budget.rak"],
  ] as const)("that %s: %s", (_, lines, expected) => {
    expect(code(lines)).toBe(expected);
  });

  it("says which line is wrong and by how much", () => {
    const decision = sound([line({ rak: even("101") })]);
    expect(decision.allowed ? "" : decision.because.message).toMatch(/0033 berjumlah 1212, padahal pagunya 1200.00/);
  });

  const versions = [
    { stage: "murni", n: 1, effectiveFrom: "2026-01" },
    { stage: "pergeseran", n: 1, effectiveFrom: "2026-04" },
    { stage: "pergeseran", n: 2, effectiveFrom: "2026-04" },
    { stage: "perubahan", n: 1, effectiveFrom: "2026-10" },
  ] as unknown as Parameters<typeof inForce>[0];
  it.each([
    ["2025-12", null],
    ["2026-01", "murni 1"],
    ["2026-03", "murni 1"],
    ["2026-04", "pergeseran 2"],
    ["2026-09", "pergeseran 2"],
    ["2026-10", "perubahan 1"],
    ["2026-12", "perubahan 1"],
  ])("in force at the end of %s is %s, in whatever order versions were recorded", (period, expected) => {
    for (const order of [versions, versions.toReversed()]) {
      const found = inForce(order, period);
      expect(found && `${found.stage} ${found.n}`).toBe(expected);
    }
  });

  it("prefers the later stage where two take effect in one month", () => {
    const both = [
      { stage: "perubahan", n: 1, effectiveFrom: "2026-10" },
      { stage: "pergeseran", n: 9, effectiveFrom: "2026-10" },
    ] as unknown as Parameters<typeof inForce>[0];
    expect(inForce(both, "2026-10")?.stage).toBe("perubahan");
  });

  it("does not reorder the list it was given", () => {
    const given = versions.toReversed();
    const before = [...given];
    inForce(given, "2026-12");
    expect(given).toEqual(before);
  });

  it("is planned through a month exactly", () => {
    expect([through(["0.1", "0.2", "0.3"], 0), through(["0.1", "0.2", "0.3"], 2), through(even("100"), 12)]).toEqual([
      "0",
      "0.3",
      "1200",
    ]);
  });
});

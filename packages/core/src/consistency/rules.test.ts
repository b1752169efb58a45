import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Figure, missing, nil, notApplicable, valueOf } from "../expression/figure.ts";
import { decimal } from "../kernel/decimal.ts";
import { comparable, compared, periodOfSide } from "./rules.ts";
import { Side } from "./schema.ts";

const n = (amount: string): Figure => valueOf(decimal(amount));

describe("figures that should be one", () => {
  it.each<[string, (Figure | null)[], string, string, string | null]>([
    ["equal to the sen", [n("100.25"), n("100.25")], "0", "same", "0"],
    ["a sen apart", [n("100.25"), n("100.26")], "0", "different", "0.01"],
    ["at the tolerance", [n("100"), n("101")], "1", "same", "1"],
    ["over the tolerance", [n("100"), n("101.01")], "1", "different", "1.01"],
    ["the widest of three counts", [n("5"), n("9"), n("7")], "3", "different", "4"],
    ["one is not there", [n("5"), null], "0", "waiting", null],
    ["none is there", [null, null], "0", "waiting", null],
    ["two agree, the third is not there", [n("5"), n("5"), null], "0", "waiting", "0"],
    ["two differ, whatever the third will be", [n("5"), n("6"), null], "0", "different", "1"],
    ["nihil is zero", [nil("tidak ada"), n("0")], "0", "same", "0"],
    ["missing is not zero", [missing("x"), n("0")], "0", "waiting", null],
    ["what does not apply is no number", [notApplicable("x"), n("0")], "0", "waiting", null],
  ])("%s", (_, figures, tolerance, state, difference) => {
    expect(compared(figures, decimal(tolerance))).toEqual({ state, difference });
  });
});

describe("places of a figure", () => {
  it("are periods of the year, or the year as a whole", () => {
    expect(periodOfSide({ part: 12 }, "bulan", "2026")).toBe("2026-12");
    expect(periodOfSide({ part: 4 }, "triwulan", "2026")).toBe("2026-TW4");
    expect(periodOfSide({ part: null }, "bulan", "2026")).toBe("2026");
    expect(periodOfSide({ part: 5 }, "triwulan", "2026")).toBeNull();
  });

  it("are compared only within one kind and unit, and each once", () => {
    const at = (part: number) => v.parse(Side, { template: "rfk", figure: "a", part });
    const [side, other] = [at(1), at(2)];
    const money = { label: "Belanja", type: "money", unit: null };
    expect(comparable([side, other], [money, money]).allowed).toBe(true);
    expect(comparable([side, side], [money, money])).toMatchObject({ allowed: false });
    expect(comparable([side, other], [money, { ...money, type: "percent", unit: "%" }])).toMatchObject({
      allowed: false,
    });
  });
});

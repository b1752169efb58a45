import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, text } from "./decimal.ts";
import { percent, type Ratio, ratio, ratioOfReported, ratioOfSums, roundRatio } from "./ratio.ts";

const term = (name: string, amount?: string) => ({ name, amount: amount === undefined ? undefined : decimal(amount) });
const shown = (of: Ratio) => {
  const result = roundRatio(percent(of), 2, "half-up");
  return result.kind === "value" ? text(result.amount) : result.kind;
};

describe("ratio", () => {
  it("gives no number for a zero denominator", () => {
    expect(ratio(term("realisasi", "5"), term("target", "0"))).toEqual({ kind: "undefined", why: "zero-denominator" });
    expect(ratio(term("realisasi", "0"), term("target", "0"))).toEqual({ kind: "undefined", why: "zero-denominator" });
  });

  it("names what is missing, before it looks at the denominator", () => {
    expect(ratio(term("realisasi"), term("target", "0"))).toEqual({ kind: "missing", which: ["realisasi"] });
    expect(ratio(term("realisasi"), term("target"))).toEqual({ kind: "missing", which: ["realisasi", "target"] });
  });

  it("sums first and divides then", () => {
    // 90 of 900 and 100 of 100: 190 / 1000 = 19 %, while the mean of 10 % and 100 % would say 55 %.
    const pairs = [
      { numerator: term("a", "90"), denominator: term("pagu a", "900") },
      { numerator: term("b", "100"), denominator: term("pagu b", "100") },
    ];
    expect(shown(ratioOfSums(pairs))).toBe("19");
  });

  it("leaves an unreported pair out of numerator and denominator alike and says so", () => {
    const counted = ratioOfReported([
      { numerator: term("Jan", "30"), denominator: term("target Jan", "40") },
      { numerator: term("Feb"), denominator: term("target Feb", "40") },
    ]);
    expect(shown(counted.ratio)).toBe("75");
    expect(counted).toMatchObject({ counted: 1, expected: 2, left: ["Feb"] });
  });

  it("stays missing when nobody has reported", () => {
    const counted = ratioOfReported([{ numerator: term("Jan"), denominator: term("target", "40") }]);
    expect(counted.ratio).toEqual({ kind: "missing", which: ["Jan"] });
    expect(ratioOfSums([])).toEqual({ kind: "undefined", why: "no-terms" });
  });

  it("rounds half up from the unrounded value", () => {
    // 7.012 / 10.456 = 67.0619..; 1/8 % = 0.125 goes up to 0.13.
    expect(shown(ratio(term("murid", "7012"), term("anak", "10456")))).toBe("67.06");
    expect(shown(ratio(term("a", "1"), term("b", "800")))).toBe("0.13");
  });

  it("never turns a missing side into a number", () => {
    fc.assert(
      fc.property(fc.bigInt(-1000n, 1000n), (known) => {
        const missing = ratio({ name: "a", amount: undefined }, { name: "b", amount: decimal(known) });
        expect(percent(missing).kind).toBe("missing");
        expect(roundRatio(missing, 2, "half-up").kind).toBe("missing");
      }),
    );
  });
});

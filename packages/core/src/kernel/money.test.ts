import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, round, text } from "./decimal.ts";
import {
  MAX_SEN,
  percentOf,
  rupiah,
  rupiahDecimal,
  rupiahOf,
  rupiahText,
  sen,
  subtractRupiah,
  sumRupiah,
} from "./money.ts";

const amounts = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(sen);

describe("rupiah", () => {
  it.each([
    ["125000000", "125000000.00"],
    ["0.5", "0.50"],
    ["-1250000.25", "-1250000.25"],
    ["-0.05", "-0.05"],
    ["0", "0.00"],
    ["3413978158599.85", "3413978158599.85"],
  ])("stores %s as %s", (written, stored) => {
    expect(rupiahText(rupiah(written))).toBe(stored);
  });

  it("refuses an amount finer than a sen instead of rounding it", () => {
    expect(() => rupiah("0.005")).toThrow(RangeError);
    expect(text(rupiahDecimal(rupiahOf(round(decimal("0.005"), 2, "half-up"))))).toBe("0.01");
  });

  it("refuses amounts out of bounds, also as the result of a sum", () => {
    expect(() => sen(MAX_SEN + 1n)).toThrow(RangeError);
    expect(() => sumRupiah([sen(MAX_SEN), sen(1n)])).toThrow(RangeError);
  });

  it("subtracts to below zero for a contra-post", () => {
    expect(rupiahText(subtractRupiah(rupiah("240"), rupiah("250")))).toBe("-10.00");
  });

  it("gives Palembang's 64.54 percent from the sums", () => {
    const share = percentOf(rupiah("3413978158599.85"), rupiah("5289711535849.71"));
    expect(share.kind === "value" && text(round(share.amount, 2, "half-up"))).toBe("64.54");
  });

  it("gives no percentage of nothing", () => {
    expect(percentOf(rupiah("1"), rupiah("0"))).toEqual({ kind: "undefined", why: "zero-denominator" });
  });

  it("reads back every amount it writes", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(rupiah(rupiahText(amount))).toBe(amount);
      }),
    );
  });

  it("gives the same sum in every order", () => {
    fc.assert(
      fc.property(fc.array(amounts), (list) => {
        expect(sumRupiah(list)).toBe(sumRupiah(list.toReversed()));
      }),
    );
  });
});

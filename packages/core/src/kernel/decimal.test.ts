import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  bounded,
  decimal,
  divide,
  fixedText,
  fractionDigits,
  isDecimalText,
  multiply,
  round,
  subtract,
  sum,
  text,
  wholeDigits,
  ZERO,
} from "./decimal.ts";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => divide(decimal(digits), decimal(10n ** BigInt(places))));

describe("decimal", () => {
  it("keeps 0.1 + 0.2 at exactly 0.3", () => {
    expect(text(add(decimal("0.1"), decimal("0.2")))).toBe("0.3");
  });

  it("keeps every digit of amounts no float can hold", () => {
    expect(text(multiply(decimal("3413978158599.85"), decimal("100")))).toBe("341397815859985");
    expect(text(decimal("123456789012345678901234.0000000000000001"))).toBe(
      "123456789012345678901234.0000000000000001",
    );
  });

  it.each([
    "1e3",
    "1,5",
    "1.000,5",
    ".5",
    "5.",
    "",
    " 1",
    "+1",
    "NaN",
    "Infinity",
    "0x1f",
    "1".repeat(41),
    `0.${"1".repeat(41)}`,
  ])("refuses %s as a decimal text", (written) => {
    expect(isDecimalText(written)).toBe(false);
    expect(() => decimal(written)).toThrow(RangeError);
  });

  it("lets no float slip in, not even past the types", () => {
    const float: unknown = 0.1;
    expect(() => decimal(float as string)).toThrow();
    expect(() => decimal("1").plus(0.1)).toThrow();
    expect(() => Number(decimal("1"))).toThrow();
  });

  it.each([
    ["-0", "0"],
    ["-0.00", "0"],
    ["007", "7"],
    ["12.50", "12.5"],
    ["0.0000000000000000000000000001", "0.0000000000000000000000000001"],
    ["1000000000000000000000000000000", "1000000000000000000000000000000"],
  ])("writes %s in one canonical way", (written, canonical) => {
    expect(text(decimal(written))).toBe(canonical);
  });

  it.each([
    ["2.345", 2, "half-up", "2.35"],
    ["-2.345", 2, "half-up", "-2.35"],
    ["2.345", 2, "half-even", "2.34"],
    ["2.355", 2, "half-even", "2.36"],
    ["2.349", 2, "down", "2.34"],
    ["2.341", 2, "up", "2.35"],
    ["-0.004", 2, "half-up", "0"],
  ] as const)("rounds %s to %i places %s as %s", (written, places, mode, rounded) => {
    expect(text(round(decimal(written), places, mode))).toBe(rounded);
  });

  it("shows fixed decimals without a negative zero", () => {
    expect(fixedText(decimal("12.5"), 2)).toBe("12.50");
    expect(fixedText(decimal("-0.001"), 2)).toBe("0.00");
  });

  it("cuts a division off, so that a later half-up does not round twice", () => {
    expect(text(divide(decimal("2"), decimal("3")))).toBe(`0.${"6".repeat(40)}`);
    // 0.012499..9 needs 41 decimals: rounding the division at 40 would make 0.0125, and that 0.013.
    const nearTie = divide(decimal(`124${"9".repeat(37)}`), decimal(10n ** 39n));
    expect(text(round(divide(nearTie, decimal("100")), 3, "half-up"))).toBe("0.012");
  });

  it("bounds the digits of a long computation", () => {
    expect(fractionDigits(decimal("12.50"))).toBe(1);
    expect(fractionDigits(decimal("1200"))).toBe(0);
    expect([wholeDigits(decimal("1200")), wholeDigits(decimal("0.001")), wholeDigits(decimal("0"))]).toEqual([4, 1, 1]);
    const third = divide(decimal("1"), decimal("3"));
    expect(fractionDigits(multiply(third, third))).toBe(80);
    // 1/9 cut off after 40 decimals; the square of the cut third ends in ..10 there.
    expect(text(bounded(multiply(third, third)) ?? ZERO)).toBe(`0.${"1".repeat(39)}`);
    expect(bounded(multiply(decimal(10n ** 30n), decimal(10n ** 30n)))).toBeUndefined();
  });

  it("refuses to divide by zero", () => {
    expect(() => divide(decimal("1"), decimal("0"))).toThrow(RangeError);
  });

  it("reads back every text it writes", () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(decimal(text(value)).eq(value) && isDecimalText(text(value))).toBe(true);
      }),
    );
  });

  it("gives the same sum in every order", () => {
    fc.assert(
      fc.property(fc.array(decimals), (terms) => {
        expect(text(sum(terms))).toBe(text(sum(terms.toReversed())));
      }),
    );
  });

  it("undoes an addition by a subtraction", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(text(subtract(add(a, b), b))).toBe(text(a));
      }),
    );
  });
});

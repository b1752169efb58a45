import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, divide, text } from "./decimal.ts";
import { formatNumber, formatTableNumber } from "./format.ts";
import { parseTyped } from "./number-input.ts";

const money = { decimals: 2, negative: true };
const whole = { decimals: 0, negative: false };

describe("parseTyped", () => {
  it.each([
    ["2.475.300,25", "2475300.25"],
    ["2475300,25", "2475300.25"],
    ["2475300", "2475300"],
    ["1.000", "1000"],
    ["12,5", "12.5"],
    ["12,50", "12.5"],
    ["0,05", "0.05"],
    ["007", "7"],
    ["0", "0"],
    ["-0", "0"],
    ["  2.475.300,25 ", "2475300.25"],
    ["\u00a02.475.300\u00a0", "2475300"],
    ["Rp2.475.300,25", "2475300.25"],
    ["Rp 2.475.300", "2475300"],
    ["Rp.\u00a02.475.300", "2475300"],
    ["rp 1.000", "1000"],
    ["-1.250,75", "-1250.75"],
    ["\u22125", "-5"],
    ["(1.250.000,00)", "-1250000"],
    ["(Rp1.000)", "-1000"],
    ["Rp(1.000)", "-1000"],
    ["-Rp5", "-5"],
    ["Rp-5", "-5"],
    ["999.999.999.999.999.999", "999999999999999999"],
  ])("reads %s as %s", (typed, canonical) => {
    expect(parseTyped(typed, money)).toEqual({ ok: true, text: canonical });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["Rp", "empty"],
    ["2,475,300.25", "foreign-grouping"],
    ["2,475,300", "foreign-grouping"],
    ["2,475.30", "foreign-grouping"],
    ["12.5", "decimal-point"],
    ["1.2345", "decimal-point"],
    ["0.012", "decimal-point"],
    ["2.47.300", "misplaced-thousands"],
    ["1234.567", "misplaced-thousands"],
    ["1.00,5", "misplaced-thousands"],
    ["1..000", "misplaced-thousands"],
    [".500", "misplaced-thousands"],
    ["1.000.", "misplaced-thousands"],
    ["1e6", "exponent"],
    ["1,5E3", "exponent"],
    ["12 ribu", "letters"],
    ["dua", "letters"],
    ["12,", "incomplete-decimals"],
    [",5", "incomplete-decimals"],
    ["1,234", "too-many-decimals"],
    ["1,250", "too-many-decimals"],
    ["64,54 %", "not-a-number"],
    ["2 475 300", "not-a-number"],
    ["+5", "not-a-number"],
    ["--5", "not-a-number"],
    ["-(5)", "not-a-number"],
    ["((5))", "not-a-number"],
    ["(5", "not-a-number"],
    ["１２", "not-a-number"],
    ["1.000.000.000.000.000.000", "too-long"],
    ["9".repeat(65), "too-long"],
  ])("refuses %s because of %s", (typed, reason) => {
    expect(parseTyped(typed, money)).toMatchObject({ ok: false, reason });
  });

  it("says what to write instead", () => {
    const message = (typed: string) => {
      const parsed = parseTyped(typed, money);
      return parsed.ok ? "" : parsed.message;
    };
    expect(message("12.5")).toBe("Titik adalah pemisah ribuan; tulis 12,5.");
    expect(message("2,475,300.25")).toBe("Koma adalah tanda desimal dan titik pemisah ribuan; tulis 2.475.300,25.");
    expect(message("2.47.300")).toBe("Titik pemisah ribuan salah tempat; tulis 247.300 atau 247300.");
    expect(message("2,475")).toBe("Paling banyak 2 angka di belakang koma; bila yang dimaksud ribuan, tulis 2.475.");
  });

  it("refuses decimals and negatives where the field does not take them", () => {
    expect(parseTyped("1,5", whole)).toMatchObject({ ok: false, reason: "too-many-decimals" });
    expect(parseTyped("-1", whole)).toMatchObject({ ok: false, reason: "negative" });
    expect(parseTyped("(1)", whole)).toMatchObject({ ok: false, reason: "negative" });
    expect(parseTyped("1.000", whole)).toEqual({ ok: true, text: "1000" });
  });

  it("reads back every number the formatter shows, with and without parentheses", () => {
    const shown = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map((sen) => divide(decimal(sen), decimal("100")));
    fc.assert(
      fc.property(shown, (value) => {
        const expected = { ok: true, text: text(value) };
        expect(parseTyped(formatNumber(value), money)).toEqual(expected);
        expect(parseTyped(formatTableNumber(value, 2), money)).toEqual(expected);
      }),
    );
  });

  it("never scales: whatever is accepted has the typed digits", () => {
    const typing = fc.string({
      unit: fc.constantFrom("0", "1", "2", "5", ".", ",", "-", "(", ")", " "),
      maxLength: 14,
    });
    fc.assert(
      fc.property(typing, (typed) => {
        const parsed = parseTyped(typed, { decimals: 6, negative: true });
        if (!parsed.ok) return;
        // Everything that is not a digit or the decimal comma may go; no digit may move across the comma.
        const bare = typed.replaceAll(/[^\d,]/g, "").replace(",", ".");
        expect(parsed.text.replace("-", "")).toBe(text(decimal(bare)));
      }),
      { numRuns: 2_000 },
    );
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDecimalText } from "../kernel/decimal.ts";
import type { EntryField } from "../template/schema.ts";
import { checkCell } from "./cell-input.ts";
import type { CellInput } from "./schema.ts";

const field = (more: Partial<EntryField>): EntryField => ({
  id: "x" as EntryField["id"],
  label: "Isian",
  type: "number",
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "sum",
  required: "submit",
  zeroNeedsReason: false,
  public: true,
  ...more,
});
const money = field({ type: "money", decimals: 2 });
const typed = (value: string): CellInput => ({ kind: "value", value });
const outcome = (of: EntryField, input: CellInput): string => {
  const checked = checkCell(of, input);
  return checked.ok ? `${checked.cell.s} ${checked.cell.v}` : checked.code;
};

describe("a cell's input", () => {
  it.each([
    ["a plain amount", money, "2475300.25", "value 2475300.25"],
    ["a typed zero, which is a value", money, "0", "value 0"],
    ["a zero with decimals", money, "0.00", "value 0"],
    ["a negative zero", money, "-0", "value 0"],
    ["leading zeros", money, "007", "value 7"],
    ["trailing zeros", money, "12.50", "value 12.5"],
    ["grouping that should have been taken out", money, "2.475.300,25", "report.cell_number"],
    ["a decimal comma", money, "12,5", "report.cell_number"],
    ["an exponent", money, "1e3", "report.cell_number"],
    ["a word", money, "tidak ada", "report.cell_number"],
    ["a blank", money, " ", "report.cell_number"],
    ["NaN", money, "NaN", "report.cell_number"],
    ["below zero where that is not wanted", money, "-1", "report.cell_negative"],
    ["below zero where corrections are", field({ type: "money", decimals: 2, negative: true }), "-1", "value -1"],
    ["finer than a sen", money, "0.001", "report.cell_decimals"],
    ["decimals where none are declared", field({}), "1.5", "report.cell_decimals"],
    ["fifteen digits", money, "999999999999999", "value 999999999999999"],
    ["sixteen digits", money, "1000000000000000", "report.cell_large"],
    ["a zero that needs a reason", field({ zeroNeedsReason: true }), "0", "report.cell_zero"],
    ["a percentage above 100, which rules judge", field({ type: "percent", decimals: 2 }), "101", "value 101"],
    ["a choice from the list", field({ type: "choice", choices: ["Selesai"] }), "Selesai", "value Selesai"],
    ["a choice beside the list", field({ type: "choice", choices: ["Selesai"] }), "selesai", "report.cell_choice"],
    ["a choice without a list", field({ type: "choice" }), "Selesai", "report.cell_choice"],
    ["a text of its length", field({ type: "text", length: 5 }), "lima!", "value lima!"],
    ["a longer one", field({ type: "text", length: 5 }), "enam!!", "report.cell_long"],
    ["a text of the usual length", field({ type: "text" }), "x".repeat(500), `value ${"x".repeat(500)}`],
    ["one beyond it", field({ type: "text" }), "x".repeat(501), "report.cell_long"],
    ["a day, as it is kept", field({ type: "date" }), "2026-03-31", "value 2026-03-31"],
    ["a day as it is typed, which the screen reads", field({ type: "date" }), "31/03/2026", "report.cell_date"],
    ["a day that does not exist", field({ type: "date" }), "2026-02-29", "report.cell_date"],
    ["a leap day", field({ type: "date" }), "2028-02-29", "value 2028-02-29"],
    ["a day of a year that is a slip", field({ type: "date" }), "0206-03-31", "report.cell_date"],
    ["a day with its time", field({ type: "date" }), "2026-03-31T00:00:00.000Z", "report.cell_date"],
  ])("%s", (_, of, value, expected) => {
    expect(outcome(of, typed(value))).toBe(expected);
  });

  const reason = "Tidak ada kegiatan bulan ini.";
  it.each([
    ["clears to missing, never to zero", money, { kind: "clear" }, { s: "missing", v: null }],
    ["nihil without a number", money, { kind: "nil", reason }, { s: "nil", v: null, r: reason }],
    ["tidak berlaku", money, { kind: "na", reason }, { s: "na", v: null, r: reason }],
    ["tidak berlaku for a text", field({ type: "text" }), { kind: "na", reason }, { s: "na", v: null, r: reason }],
  ] as const)("%s", (_, of, input, cell) => {
    expect(checkCell(of, input)).toEqual({ ok: true, cell });
  });

  it.each(["text", "choice", "date"] as const)("knows no nihil for a %s", (type) => {
    expect(outcome(field({ type }), { kind: "nil", reason })).toBe("report.cell_nil");
  });

  it("never scales and never rounds: what is accepted is the same number in canonical form", () => {
    const cents = fc
      .bigInt({ min: 0n, max: 10n ** 16n })
      .map((sen) => `${sen / 100n}.${String(sen % 100n).padStart(2, "0")}`);
    fc.assert(
      fc.property(cents, (value) => {
        const checked = checkCell(money, typed(value));
        if (!checked.ok) {
          expect(checked.code).toBe("report.cell_large");
          return;
        }
        expect(isDecimalText(checked.cell.v ?? "")).toBe(true);
        const [whole = "", fraction = ""] = (checked.cell.v ?? "").split(".");
        expect(`${whole}.${fraction.padEnd(2, "0")}`).toBe(value);
      }),
    );
  });

  it("refuses or accepts whatever text arrives, and throws at none", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const checked = checkCell(money, typed(value));
        expect(checked.ok).toBe(checked.ok && isDecimalText(value));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { isReportDate, parseTypedDate, typedDate } from "./date-input.ts";
import { formatDate } from "./format.ts";
import { addDays } from "./zone.ts";

const read = (typed: string): string => {
  const found = parseTypedDate(typed);
  return found.ok ? found.date : found.reason;
};

describe("a typed date", () => {
  it.each([
    ["31/03/2026", "2026-03-31"],
    ["31-3-2026", "2026-03-31"],
    ["31.03.2026", "2026-03-31"],
    ["1/4/2026", "2026-04-01"],
    ["31 Maret 2026", "2026-03-31"],
    ["31 maret 2026", "2026-03-31"],
    ["31  MARET\u00a02026 ", "2026-03-31"],
    ["31 Mar 2026", "2026-03-31"],
    ["31-Mar-2026", "2026-03-31"],
    ["17 Agt 2026", "2026-08-17"],
    ["17 Agu. 2026", "2026-08-17"],
    ["10 Nopember 2025", "2025-11-10"],
    ["10 Pebruari 2025", "2025-02-10"],
    ["31 / 03 / 2026", "2026-03-31"],
    ["2026-03-31", "2026-03-31"],
    ["29/02/2028", "2028-02-29"],
    ["29/02/2000", "2000-02-29"],
    ["17/08/1945", "1945-08-17"],
    ["31/12/2100", "2100-12-31"],
  ])("reads %s as %s", (typed, date) => {
    expect(read(typed)).toBe(date);
  });

  it("puts the day before the month, whatever else could be meant", () => {
    expect(read("04/03/2026")).toBe("2026-03-04");
    expect(parseTypedDate("03/31/2026")).toEqual({
      ok: false,
      reason: "no-such-month",
      message: "Bulan 31 tidak ada. Hari ditulis lebih dahulu, lalu bulan.",
    });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["31/02/2026", "no-such-day"],
    ["29/02/2026", "no-such-day"],
    ["29/02/2100", "no-such-day"],
    ["31 April 2026", "no-such-day"],
    ["0/3/2026", "no-such-day"],
    ["31/13/2026", "no-such-month"],
    ["31/0/2026", "no-such-month"],
    ["31/03/26", "short-year"],
    ["31-Mar-26", "short-year"],
    ["31/03/20266", "short-year"],
    ["31/3", "no-year"],
    ["31 Maret", "no-year"],
    ["31 March 2026", "unknown-month"],
    ["31 Ma 2026", "unknown-month"],
    ["31/03-2026", "not-a-date"],
    ["46112", "not-a-date"],
    ["Selasa", "not-a-date"],
    ["Maret 2026", "not-a-date"],
    ["31/03/0206", "out-of-range"],
    ["16/08/1944", "out-of-range"],
    ["1/1/2101", "out-of-range"],
    ["3".repeat(41), "too-long"],
  ])("refuses %j: %s", (typed, reason) => {
    expect(read(typed)).toBe(reason);
  });

  it("says what to write instead", () => {
    const say = (typed: string) => {
      const found = parseTypedDate(typed);
      return found.ok ? "" : found.message;
    };
    expect(say("31/02/2026")).toBe("Tanggal 31 Februari 2026 tidak ada.");
    expect(say("31/03/26")).toBe('Tulis tahun dengan empat angka, misalnya 2026, bukan "26".');
    expect(say("31/3")).toBe("Tahunnya belum ada; tulis lengkap, misalnya 31/03/2026 atau 31 Maret 2026.");
  });

  it("reads back every day that is shown or offered for editing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 56_977 }), (days) => {
        const date = addDays("1945-01-01", days);
        expect(read(typedDate(date))).toBe(date);
        expect(read(formatDate(date))).toBe(date);
        expect(isReportDate(date)).toBe(true);
      }),
    );
  });
});

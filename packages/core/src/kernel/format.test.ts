import { describe, expect, it } from "vitest";
import { decimal } from "./decimal.ts";
import {
  formatDate,
  formatDateShort,
  formatDateTime,
  formatEndOfDay,
  formatMonthShort,
  formatNip,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatPeriodShort,
  formatRupiah,
  formatRupiahShort,
  formatTableNumber,
  formatTableRupiah,
  formatTime,
  monthName,
} from "./format.ts";
import { rupiah } from "./money.ts";

describe("id-ID numbers", () => {
  it.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1.000"],
    ["-1234.5", "-1.234,5"],
    ["2475300.25", "2.475.300,25"],
    ["123456789012345678901234.000000000000000001", "123.456.789.012.345.678.901.234,000000000000000001"],
  ])("shows %s as %s, with all its digits", (written, shown) => {
    expect(formatNumber(decimal(written))).toBe(shown);
  });

  it("shows a fixed number of decimals, half up", () => {
    expect(formatNumber(decimal("1234.565"), 2)).toBe("1.234,57");
    expect(formatNumber(decimal("-0.004"), 2)).toBe("0,00");
    expect(formatNumber(decimal("12"), 2)).toBe("12,00");
  });

  it("puts negatives in parentheses in tables, but no zero", () => {
    expect(formatTableNumber(decimal("-1250000"), 2)).toBe("(1.250.000,00)");
    expect(formatTableNumber(decimal("-0.001"), 2)).toBe("0,00");
    expect(formatTableRupiah(rupiah("-1250000"))).toBe("(1.250.000,00)");
  });

  it("shows percentages with two decimals, half up from the unrounded value", () => {
    expect(formatPercent(decimal("64.5399999"))).toBe("64,54 %");
    expect(formatPercent(decimal("64.545"))).toBe("64,55 %");
    expect(formatPercent(decimal("-10"))).toBe("-10,00 %");
  });
});

describe("money", () => {
  it.each([
    ["1234567890", "Rp1.234.567.890,00"],
    ["-1234.5", "-Rp1.234,50"],
    ["0", "Rp0,00"],
  ])("shows %s as %s", (written, shown) => {
    expect(formatRupiah(rupiah(written))).toBe(shown);
  });

  it.each([
    ["1234567890", "Rp1,23 miliar"],
    ["1235000000", "Rp1,24 miliar"],
    ["2500000", "Rp2,50 juta"],
    ["3413978158599.85", "Rp3,41 triliun"],
    ["-87000000000", "-Rp87,00 miliar"],
    ["999999999", "Rp1,00 miliar"],
    ["994999999", "Rp995,00 juta"],
    ["950000", "Rp950.000,00"],
    ["0", "Rp0,00"],
  ])("shortens %s to %s", (written, shown) => {
    expect(formatRupiahShort(rupiah(written))).toBe(shown);
  });
});

describe("dates and periods", () => {
  it("writes dates in words", () => {
    expect(formatDate("2026-02-09")).toBe("9 Februari 2026");
    expect(formatDateShort("2026-08-17")).toBe("17 Agu 2026");
    expect(formatMonthShort("2026-02")).toBe("Feb 2026");
    expect(monthName(12)).toBe("Desember");
    expect(() => formatDate("2026-02-30")).toThrow(RangeError);
  });

  it("shows one instant on the clock of each zone", () => {
    const instant = "2026-02-09T16:30:59.999Z";
    expect(formatTime("2026-02-09T06:30:00.000Z", "Asia/Makassar")).toBe("14.30 WITA");
    expect(formatDateTime(instant, "Asia/Jakarta")).toBe("9 Februari 2026, 23.30 WIB");
    expect(formatDateTime(instant, "Asia/Makassar")).toBe("10 Februari 2026, 00.30 WITA");
    expect(formatDateTime(instant, "Asia/Jayapura")).toBe("10 Februari 2026, 01.30 WIT");
    expect(formatEndOfDay("2026-04-05", "Asia/Makassar")).toBe("5 April 2026, 24.00 WITA");
  });

  it.each([
    ["2026-03", "Maret 2026"],
    ["2026-TW4", "Triwulan IV 2026"],
    ["2026-CW2", "Caturwulan II 2026"],
    ["2026-SM1", "Semester I 2026"],
    ["2026", "Tahun 2026"],
  ])("names period %s as %s", (period, label) => {
    expect(formatPeriod(period)).toBe(label);
  });

  it.each(["2026-13", "2026-TW5", "2026-CW4", "maret"])("refuses %s as a period", (period) => {
    expect(() => formatPeriod(period)).toThrow(RangeError);
  });

  it.each([
    ["2026-03", "Mar"],
    ["2026-TW1", "TW I"],
    ["2026-CW3", "CW III"],
    ["2026-SM2", "SM II"],
    ["2026", "2026"],
  ])("%s heads a column as %s", (period, label) => {
    expect(formatPeriodShort(period)).toBe(label);
  });

  it("spaces a NIP and leaves any other text alone", () => {
    expect(formatNip("198003262000031001")).toBe("19800326 200003 1 001");
    expect(formatNip("Non-ASN")).toBe("Non-ASN");
  });
});

import { absolute, compare, type Decimal, decimal, divide, fixedText, ONE, text } from "./decimal.ts";
import { type Rupiah, rupiahText } from "./money.ts";
import {
  addDays,
  type Instant,
  type LocalDate,
  localTime,
  type Month,
  monthOf,
  partsOfMonth,
  type Zone,
  zoneLabel,
} from "./zone.ts";

// Written by hand, not with Intl: a decimal goes from text to text and never through a float.

export const monthNames = [
  "Januari",
  "Februari",
  "Maret",
  "April",
  "Mei",
  "Juni",
  "Juli",
  "Agustus",
  "September",
  "Oktober",
  "November",
  "Desember",
] as const;

const shortMonths = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"] as const;
const roman = ["I", "II", "III", "IV"] as const;

const shortScales = [
  { unit: decimal("1000000000000"), word: "triliun" },
  { unit: decimal("1000000000"), word: "miliar" },
  { unit: decimal("1000000"), word: "juta" },
] as const;

/** id-ID number: 2475300.25 is "2.475.300,25". All its decimals, or exactly `places` of them, rounded half up. */
export function formatNumber(value: Decimal, places?: number): string {
  return punctuate(places === undefined ? text(value) : fixedText(value, places));
}

/** As `formatNumber`, but below zero in parentheses as finance tables want it: "(1.250.000,00)". */
export function formatTableNumber(value: Decimal, places?: number): string {
  const written = formatNumber(value, places);
  return written.startsWith("-") ? `(${written.slice(1)})` : written;
}

/** A percentage already multiplied by 100, unrounded: two decimals, half up: "64,54 %". */
export function formatPercent(value: Decimal, places = 2): string {
  return `${formatNumber(value, places)} %`;
}

/** "Rp1.234.567.890,00"; below zero "-Rp1.234,00". */
export function formatRupiah(amount: Rupiah): string {
  const written = punctuate(rupiahText(amount));
  return written.startsWith("-") ? `-Rp${written.slice(1)}` : `Rp${written}`;
}

/** Money in a table that says "(dalam rupiah)": no prefix, below zero in parentheses. */
export function formatTableRupiah(amount: Rupiah): string {
  return formatTableNumber(decimal(rupiahText(amount)), 2);
}

/** Money for headlines, two decimals half up: "Rp1,23 miliar". Below one million the amount stands in full. */
export function formatRupiahShort(amount: Rupiah): string {
  const exact = decimal(rupiahText(amount));
  for (const scale of shortScales) {
    const scaled = fixedText(divide(exact, scale.unit), 2);
    // Compared after rounding, so that 999.999.999 is "Rp1,00 miliar" and not "Rp1.000,00 juta".
    if (compare(absolute(decimal(scaled)), ONE) >= 0) {
      const written = punctuate(scaled);
      return `${written.startsWith("-") ? `-Rp${written.slice(1)}` : `Rp${written}`} ${scale.word}`;
    }
  }
  return formatRupiah(amount);
}

/** Month number 1..12 to "Januari" .. "Desember". @throws RangeError otherwise. */
export function monthName(number: number): string {
  const name = monthNames[number - 1];
  if (name === undefined) throw new RangeError(`no month ${number}`);
  return name;
}

/** "2026-02-09" to "9 Februari 2026". @throws RangeError when the date does not exist. */
export function formatDate(date: LocalDate): string {
  const { year, number } = partsOfMonth(monthOf(date));
  return `${Number(date.slice(8))} ${monthName(number)} ${year}`;
}

/** "2026-02-09" to "9 Feb 2026", for narrow tables. */
export function formatDateShort(date: LocalDate): string {
  return `${Number(date.slice(8))} ${formatMonthShort(monthOf(date))}`;
}

/** "2026-02" to "Februari 2026". */
export function formatMonth(month: Month): string {
  const { year, number } = partsOfMonth(month);
  return `${monthName(number)} ${year}`;
}

/** "2026-02" to "Feb 2026". */
export function formatMonthShort(month: Month): string {
  const { year, number } = partsOfMonth(month);
  return `${shortMonths[number - 1]} ${year}`;
}

/** "14.30 WITA". Cut to the minute, never rounded up: a deadline must not look a minute later than it is. */
export function formatTime(instant: Instant | Date, zone: Zone): string {
  const { hour, minute } = localTime(instant, zone);
  return `${String(hour).padStart(2, "0")}.${String(minute).padStart(2, "0")} ${zoneLabel(zone)}`;
}

/** "9 Februari 2026, 14.30 WITA". */
export function formatDateTime(instant: Instant | Date, zone: Zone): string {
  return `${formatDate(localTime(instant, zone).date)}, ${formatTime(instant, zone)}`;
}

/** The end of a day as people name it: "5 April 2026, 24.00 WITA". */
export function formatEndOfDay(date: LocalDate, zone: Zone): string {
  return `${formatDate(date)}, 24.00 ${zoneLabel(zone)}`;
}

/** A due instant as people name it: midnight belongs to the day that ends, "20 November 2026, 24.00 WITA". */
export function formatDue(instant: Instant | Date, zone: Zone): string {
  const { date, hour, minute } = localTime(instant, zone);
  return hour === 0 && minute === 0 ? formatEndOfDay(addDays(date, -1), zone) : formatDateTime(instant, zone);
}

/**
 * The label of a period: "2026-03" is "Maret 2026", "2026-TW1" "Triwulan I 2026", "2026-CW2" "Caturwulan II 2026",
 * "2026-SM1" "Semester I 2026", "2026" "Tahun 2026".
 * @throws RangeError for any other text.
 */
export function formatPeriod(period: string): string {
  if (/^\d{4}-\d{2}$/.test(period)) return formatMonth(period);
  if (/^\d{4}$/.test(period)) return `Tahun ${period}`;
  const parts = /^(\d{4})-(TW[1-4]|CW[1-3]|SM[12])$/.exec(period);
  if (parts === null) throw new RangeError(`not a period: ${period.slice(0, 40)}`);
  const [, year, part = ""] = parts;
  const word = part.startsWith("TW") ? "Triwulan" : part.startsWith("CW") ? "Caturwulan" : "Semester";
  return `${word} ${roman[Number(part.slice(2)) - 1]} ${year}`;
}

/** The name of a period within its year, for the head of a column: "Mar", "TW I", "CW II", "SM I", and "2026" for a year. */
export function formatPeriodShort(period: string): string {
  if (/^\d{4}-\d{2}$/.test(period)) return formatMonthShort(period).slice(0, 3);
  const [, code = "", place = ""] = /^\d{4}-(TW|CW|SM)([1-4])$/.exec(period) ?? [];
  return code === "" ? period : `${code} ${roman[Number(place) - 1]}`;
}

/** Eighteen digits as printed under a signature: "19800326 200003 1 001"; any other text is returned as it is. */
export function formatNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, "$1 $2 $3 $4");
}

function punctuate(written: string): string {
  const [, sign = "", whole = "", fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(written) ?? [];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ".");
  return `${sign}${grouped}${fraction === undefined ? "" : `,${fraction}`}`;
}

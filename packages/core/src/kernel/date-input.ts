import { formatDate, monthNames } from "./format.ts";
import { isLocalDate, type LocalDate } from "./zone.ts";

export type TypedDateReason =
  | "empty"
  | "too-long"
  | "not-a-date"
  | "no-year"
  | "short-year"
  | "unknown-month"
  | "no-such-month"
  | "no-such-day"
  | "out-of-range";

export type TypedDate =
  | { readonly ok: true; readonly date: LocalDate }
  | { readonly ok: false; readonly reason: TypedDateReason; readonly message: string };

/** Years of which a report speaks. What lies outside is a slip of the finger: 0206, 2206. */
export const FIRST_YEAR = 1945;
export const LAST_YEAR = 2100;
/** Longest text that is looked at, in characters. */
const MOST_CHARACTERS = 40;

// Ordinary, no-break, narrow no-break, figure and thin spaces, as for numbers.
const gaps = /[ \t\r\n\u00a0\u202f\u2007\u2009]+/g;
/** Day, month and year with one sign between them, or words: 31/03/2026, 31-3-2026, 31.03.2026, 31 Maret 2026, 31-Mar-2026. */
const written = /^(\d{1,2})(?<sign>[-/. ])(\d{1,2}|\p{L}+\.?)\k<sign>(\d+)$/u;
/** The year first, as systems write it; there is no second way to read it. */
const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const withoutYear = /^\d{1,2}[-/. ](?:\d{1,2}|\p{L}+\.?)$/u;

/** Month names as they are shortened beside their first three letters. */
const otherNames: Readonly<Record<string, number>> = {
  agt: 8,
  ags: 8,
  agus: 8,
  sept: 9,
  nop: 11,
  nopember: 11,
  pebruari: 2,
  peb: 2,
};

/**
 * Reads a date as Indonesians write it: the day before the month, the year with four digits. The American order is never
 * tried, so that 04/03/2026 can only be 4 March.
 * @returns the date ("2026-03-31"), or a reason with a message for the screen.
 */
export function parseTypedDate(typed: string): TypedDate {
  const body = typed
    .replace(gaps, " ")
    .trim()
    .replace(/ ?([-/]) ?/g, "$1");
  if (body === "") return refuse("empty", `Isian masih kosong; tulis tanggalnya, ${EXAMPLE}.`);
  if (typed.length > MOST_CHARACTERS) return refuse("too-long", "Isian terlalu panjang untuk sebuah tanggal.");
  const [, first, month, day] = yearFirst.exec(body) ?? [];
  if (first !== undefined && month !== undefined && day !== undefined) return dateOf(day, Number(month), first);
  const [, number = "", , name = "", year = ""] = written.exec(body) ?? [];
  if (number === "") {
    return withoutYear.test(body)
      ? refuse("no-year", `Tahunnya belum ada; tulis lengkap, ${EXAMPLE}.`)
      : refuse("not-a-date", `Isian ini bukan tanggal; tulis hari, bulan, lalu tahun, ${EXAMPLE}.`);
  }
  const found = /^\d/.test(name) ? Number(name) : monthOfName(name);
  if (found === null) return refuse("unknown-month", `Nama bulan "${name}" tidak dikenal; ${EXAMPLE}.`);
  return dateOf(number, found, year);
}

/** Whether a text is a day that exists in a year of which a report may speak, as it is kept: "2026-03-31". */
export const isReportDate = (candidate: string): boolean => isLocalDate(candidate) && inRange(candidate);

/** A date as one types it: "31/03/2026", which Indonesian spreadsheets read as a date too. */
export const typedDate = (date: LocalDate): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

const EXAMPLE = "misalnya 31/03/2026 atau 31 Maret 2026";

function dateOf(day: string, month: number, year: string): TypedDate {
  if (year.length !== 4) {
    return refuse("short-year", `Tulis tahun dengan empat angka, misalnya 2026, bukan "${year}".`);
  }
  if (month < 1 || month > 12) {
    const hint = Number(day) <= 12 && month <= 31 ? " Hari ditulis lebih dahulu, lalu bulan." : "";
    return refuse("no-such-month", `Bulan ${month} tidak ada.${hint}`);
  }
  const date = [year, String(month).padStart(2, "0"), day.padStart(2, "0")].join("-");
  const name = monthNames[month - 1] ?? "";
  if (!isLocalDate(date)) return refuse("no-such-day", `Tanggal ${Number(day)} ${name} ${year} tidak ada.`);
  if (inRange(date)) return { ok: true, date };
  return refuse("out-of-range", `Tahun ${FIRST_YEAR} sampai ${LAST_YEAR} yang diterima, bukan ${formatDate(date)}.`);
}

function inRange(date: LocalDate): boolean {
  const year = Number(date.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** The month of a name or of its beginning of three letters or more; null for any other word. */
function monthOfName(word: string): number | null {
  const name = word.toLowerCase().replace(/\.$/, "");
  if (Object.hasOwn(otherNames, name)) return otherNames[name] ?? null;
  const at = monthNames.findIndex((month) => month.toLowerCase() === name || month.toLowerCase().slice(0, 3) === name);
  return at < 0 ? null : at + 1;
}

function refuse(reason: TypedDateReason, message: string): TypedDate {
  return { ok: false, reason, message };
}

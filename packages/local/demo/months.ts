const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** "2026-10" -> { year: 2026, month: 10 }. Throws on anything else. */
export function monthParts(text: string): { readonly year: number; readonly month: number } {
  const match = monthPattern.exec(text);
  if (match === null) throw new Error(`not a month: ${text}`);
  return { year: Number(match[1]), month: Number(match[2]) };
}

/** The month `steps` later; negative steps go back. */
export function monthPlus(text: string, steps: number): string {
  const { year, month } = monthParts(text);
  const index = year * 12 + (month - 1) + steps;
  return monthOf(Math.floor(index / 12), (index % 12) + 1);
}

export function monthOf(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

export function dayOf(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, "0")}`;
}

/** The last day of a month, leap years included. */
export function lastDay(text: string): string {
  const { year, month } = monthParts(text);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return dayOf(text, days[month - 1] ?? 31);
}

const roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/** The month as letters number it: October -> "X". */
export function romanMonth(text: string): string {
  return roman[monthParts(text).month - 1] ?? "I";
}

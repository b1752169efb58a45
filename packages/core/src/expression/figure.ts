import {
  add,
  bounded,
  compare,
  type Decimal,
  decimal,
  divide,
  isDecimalText,
  isZero,
  multiply,
  subtract,
  text,
  ZERO,
} from "../kernel/decimal.ts";
import { addMonths, daysBetween, endOfMonth, isLocalDate, type LocalDate, monthOf } from "../kernel/zone.ts";

/**
 * A figure of a report with its state. Only `value` and `nil` are numbers; a `date` is a day, such as `2026-03-31`.
 * - `nil`: reported as none ("nihil") with a reason; computes as 0 and counts as reported.
 * - `not-applicable`: does not exist here; left out of sums, makes a plain operation not applicable.
 * - `missing`: not reported yet; `which` names what is missing. Wins over every other state.
 * - `undefined`: everything was reported but there is no answer, such as a zero denominator.
 */
export type Figure =
  | { readonly kind: "value"; readonly amount: Decimal; readonly unit?: string }
  | { readonly kind: "nil"; readonly reason: string }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "missing"; readonly which: readonly string[] }
  | { readonly kind: "undefined"; readonly why: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "date"; readonly date: LocalDate };

/** The same as JSON: amounts are decimal texts. */
export type WireFigure =
  | { readonly kind: "value"; readonly amount: string; readonly unit?: string }
  | Exclude<Figure, { kind: "value" }>;

export const ZERO_DENOMINATOR = "penyebut nol";
export const NO_ROWS = "tidak ada baris";
export const NOT_A_NUMBER = "bukan angka";
export const NOT_A_DATE = "bukan tanggal";
export const NOT_YES_OR_NO = "bukan ya atau tidak";
export const TOO_LARGE = "angka terlalu besar";
/** Begins the reason of an achievement whose formula has no answer; an assessor may give a reasoned score. */
export const NEEDS_ASSESSMENT = "perlu penilaian";
const ALL_NOT_APPLICABLE = "semua baris tidak berlaku";

/** Yes and no travel as text figures with these words. */
export const YES = "ya";
export const NO = "tidak";

export const valueOf = (amount: Decimal, unit?: string): Figure =>
  unit === undefined ? { kind: "value", amount } : { kind: "value", amount, unit };
export const nil = (reason: string): Figure => ({ kind: "nil", reason });
export const notApplicable = (reason: string): Figure => ({ kind: "not-applicable", reason });
export const missing = (...which: readonly string[]): Figure => ({ kind: "missing", which: [...new Set(which)] });
export const undefinedBecause = (why: string): Figure => ({ kind: "undefined", why });
export const textOf = (written: string): Figure => ({ kind: "text", text: written });
export const dateOf = (date: LocalDate): Figure => ({ kind: "date", date });

/** The number a figure computes with: its amount, 0 for nil, otherwise none. */
export function amountOf(figure: Figure): Decimal | undefined {
  if (figure.kind === "value") return figure.amount;
  return figure.kind === "nil" ? ZERO : undefined;
}

/** Whether somebody answered with a figure, a text or a date (nil counts, "not applicable" does not). */
export function isReported(figure: Figure): boolean {
  return figure.kind === "value" || figure.kind === "nil" || figure.kind === "text" || figure.kind === "date";
}

/** The state that wins when an operation needs all of them, or undefined when every one is usable. */
export function blocking(figures: readonly Figure[]): Figure | undefined {
  const which = figures.flatMap((figure) => (figure.kind === "missing" ? figure.which : []));
  if (figures.some((figure) => figure.kind === "missing")) return missing(...which);
  return (
    figures.find((figure) => figure.kind === "not-applicable") ?? figures.find((figure) => figure.kind === "undefined")
  );
}

function combine(
  left: Figure,
  right: Figure,
  compute: (a: Decimal, b: Decimal) => Decimal,
  unit: (left: string | undefined, right: string | undefined) => string | undefined,
): Figure {
  const blocked = blocking([left, right]);
  if (blocked !== undefined) return blocked;
  const a = amountOf(left);
  const b = amountOf(right);
  if (a === undefined || b === undefined) return undefinedBecause(NOT_A_NUMBER);
  return fitted(compute(a, b), unit(unitOf(left), unitOf(right)));
}

function fitted(amount: Decimal, unit?: string): Figure {
  const kept = bounded(amount);
  return kept === undefined ? undefinedBecause(TOO_LARGE) : valueOf(kept, unit);
}

const unitOf = (figure: Figure): string | undefined => (figure.kind === "value" ? figure.unit : undefined);

/** The unit of a sum or difference; whether the two agree is settled when an expression is checked. */
const commonUnit = (left: string | undefined, right: string | undefined): string | undefined => left ?? right;

/** A product of two units (orang x rupiah) has no name people know; it is left without one. */
export function productUnit(left: string | undefined, right: string | undefined): string | undefined {
  return left === undefined ? right : right === undefined ? left : undefined;
}

/** "rupiah/orang"; none when both are the same. */
export function quotientUnit(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || left === right) return undefined;
  return right === undefined ? left : `${left}/${right}`;
}

export const addFigures = (left: Figure, right: Figure): Figure => combine(left, right, add, commonUnit);
export const subtractFigures = (left: Figure, right: Figure): Figure => combine(left, right, subtract, commonUnit);
export const multiplyFigures = (left: Figure, right: Figure): Figure => combine(left, right, multiply, productUnit);

/** Unrounded quotient, times `factor` first; `undefined` for a zero denominator, whatever stands above it. */
export function divideFigures(left: Figure, right: Figure, factor?: Decimal): Figure {
  const blocked = blocking([left, right]);
  if (blocked !== undefined) return blocked;
  const denominator = amountOf(right);
  if (denominator !== undefined && isZero(denominator)) return undefinedBecause(ZERO_DENOMINATOR);
  // Multiplied first, so that 100 x 1 / 8 never passes through a cut quotient.
  return combine(left, right, (a, b) => divide(factor === undefined ? a : multiply(a, factor), b), quotientUnit);
}

/** The unit of a number of days. */
export const DAYS = "hari";

/** Whole days from the first date to the second; below zero when the second is the earlier one. */
export function daysBetweenFigures(from: Figure, to: Figure): Figure {
  const blocked = blocking([from, to]);
  if (blocked !== undefined) return blocked;
  if (from.kind !== "date" || to.kind !== "date") return undefinedBecause(NOT_A_DATE);
  return valueOf(decimal(BigInt(daysBetween(from.date, to.date))), DAYS);
}

/** The same day of a month so many months later; the last day of a month that is too short for it. */
export function laterByMonths(figure: Figure, months: number): Figure {
  const blocked = blocking([figure]);
  if (blocked !== undefined) return blocked;
  if (figure.kind !== "date") return undefinedBecause(NOT_A_DATE);
  const month = addMonths(monthOf(figure.date), months);
  const last = endOfMonth(month);
  const same = `${month}${figure.date.slice(7)}`;
  return dateOf(same < last ? same : last);
}

/** The result of taking many figures together and what it rests on. */
export type Taken = {
  readonly figure: Figure;
  /** Reported figures that entered, nil included. */
  readonly counted: number;
  /** Figures left out as not applicable. */
  readonly skipped: number;
};

/** Exact sum. Not-applicable figures are left out and counted; one missing figure makes the sum missing. */
export function sumFigures(figures: readonly Figure[]): Taken {
  return take(figures, (amounts) => amounts.reduce(add, ZERO));
}

/** Mean over the reported figures: nil counts in the divisor, not-applicable does not. */
export function meanOfFigures(figures: readonly Figure[]): Taken {
  return take(figures, (amounts) => divide(amounts.reduce(add, ZERO), decimal(BigInt(amounts.length))));
}

export function smallestFigure(figures: readonly Figure[]): Taken {
  return take(figures, (amounts) => amounts.reduce((a, b) => (compare(b, a) < 0 ? b : a)));
}

export function largestFigure(figures: readonly Figure[]): Taken {
  return take(figures, (amounts) => amounts.reduce((a, b) => (compare(b, a) > 0 ? b : a)));
}

/** Partial monthly figures to running totals: 10, 15, 0 gives 10, 25, 25. From a missing month on all are missing. */
export function cumulate(partial: readonly Figure[]): readonly Figure[] {
  return partial.map((_, index) => sumFigures(partial.slice(0, index + 1)).figure);
}

function take(figures: readonly Figure[], compute: (amounts: readonly Decimal[]) => Decimal): Taken {
  const applicable = figures.filter((figure) => figure.kind !== "not-applicable");
  const skipped = figures.length - applicable.length;
  const counted = applicable.filter(isReported).length;
  const blocked = blocking(applicable);
  if (blocked !== undefined) return { figure: blocked, counted, skipped };
  if (figures.length === 0) return { figure: undefinedBecause(NO_ROWS), counted, skipped };
  if (applicable.length === 0) return { figure: notApplicable(ALL_NOT_APPLICABLE), counted, skipped };
  const amounts = applicable.map(amountOf).filter((amount) => amount !== undefined);
  if (amounts.length < applicable.length) return { figure: undefinedBecause(NOT_A_NUMBER), counted, skipped };
  const unit = applicable.find((figure) => figure.kind === "value")?.unit;
  return { figure: fitted(compute(amounts), unit), counted, skipped };
}

/** The JSON form, in which the same figure is always the same text. */
export function toWire(figure: Figure): WireFigure {
  if (figure.kind !== "value") return figure;
  const amount = text(figure.amount);
  return figure.unit === undefined ? { kind: "value", amount } : { kind: "value", amount, unit: figure.unit };
}

/**
 * Reads the JSON form back.
 * @throws RangeError when it is no figure or an amount is no canonical decimal text.
 */
export function fromWire(wire: unknown): Figure {
  if (typeof wire !== "object" || wire === null || !("kind" in wire)) throw new RangeError("not a figure");
  const field = (name: string): string => {
    const found: unknown = Object.entries(wire).find(([key]) => key === name)?.[1];
    if (typeof found !== "string") throw new RangeError(`a figure lacks its ${name}`);
    return found;
  };
  switch (wire.kind) {
    case "value": {
      const amount = field("amount");
      if (!isDecimalText(amount)) throw new RangeError("the amount of a figure is no decimal text");
      return valueOf(decimal(amount), "unit" in wire ? field("unit") : undefined);
    }
    case "nil":
      return nil(field("reason"));
    case "not-applicable":
      return notApplicable(field("reason"));
    case "undefined":
      return undefinedBecause(field("why"));
    case "text":
      return textOf(field("text"));
    case "date": {
      const date = field("date");
      if (!isLocalDate(date)) throw new RangeError("the date of a figure is no day");
      return dateOf(date);
    }
    case "missing": {
      const which: unknown = "which" in wire ? wire.which : undefined;
      if (!Array.isArray(which)) throw new RangeError("a missing figure lacks its which");
      return missing(...which.map(String));
    }
    default:
      throw new RangeError("unknown kind of figure");
  }
}

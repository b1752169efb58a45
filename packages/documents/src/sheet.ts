import { amountOf, type Figure } from "@selaras/core/expression/figure.ts";
import { isReportDate } from "@selaras/core/kernel/date-input.ts";
import {
  asTyped,
  type Decimal,
  decimal,
  fixedText,
  fractionDigits,
  isDecimalText,
  text,
} from "@selaras/core/kernel/decimal.ts";
import { words } from "./words.ts";

/*
 * What a file shows, before it has a format: sheets of typed cells. A spreadsheet and a printed form are made of the
 * same sheets.
 */

/** Why a cell holds no value: the states that are never a zero. */
export type Absence = "nil" | "not-applicable" | "missing" | "incomplete" | "undefined";

export type SheetCell =
  | { readonly kind: "text"; readonly text: string }
  /** `amount` is exact decimal text, `decimals` how many of them are shown. */
  | { readonly kind: "number"; readonly amount: string; readonly decimals: number }
  /** A day, `2026-03-31`. */
  | { readonly kind: "date"; readonly date: string }
  | { readonly kind: "absent"; readonly absence: Absence; readonly word: string; readonly reason: string | null }
  | { readonly kind: "blank" };

export type SheetColumn = {
  readonly label: string;
  /** Width in characters. */
  readonly width: number;
  readonly align: "start" | "end";
};

export type SheetRow = {
  /** What the row is called in a list of reasons. */
  readonly label: string;
  readonly cells: readonly SheetCell[];
  readonly strong?: boolean;
};

export type Sheet = {
  readonly name: string;
  /** Lines above the table: the first is the title, the second and third say whose and how far. */
  readonly head: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** Columns that stay in sight when one scrolls to the right. */
  readonly held: number;
};

export const BLANK: SheetCell = { kind: "blank" };
export const said = (written: string): SheetCell => ({ kind: "text", text: written });

/** Whatever has a type and decimals: an entry field, a computed field, a figure. */
export type Measured = { readonly type: string; readonly decimals?: number | undefined };

const MONEY_DECIMALS = 2;
const PERCENT_DECIMALS = 2;

function decimalsOf({ type, decimals }: Measured, amount: Decimal): number {
  if (type === "money") return MONEY_DECIMALS;
  return decimals ?? (type === "percent" ? PERCENT_DECIMALS : fractionDigits(amount));
}

/** A number with the decimals that people see, rounded half up from the unrounded value: the file says what the screen says. */
export function numberCell(amount: Decimal, measured: Measured): SheetCell {
  const decimals = decimalsOf(measured, amount);
  return { kind: "number", amount: text(decimal(fixedText(amount, decimals))), decimals };
}

const absent = (absence: Absence, reason: string | null): SheetCell => ({
  kind: "absent",
  absence,
  word: words.absence[absence],
  reason,
});

/**
 * The cell of a figure in its state. What somebody had to enter is "not filled in" when it is missing, what is computed
 * is "incomplete".
 */
export function figureCell(figure: Figure | undefined, measured: Measured, entered: boolean): SheetCell {
  const gap = absent(entered ? "missing" : "incomplete", null);
  if (figure === undefined) return gap;
  switch (figure.kind) {
    case "value": {
      const amount = amountOf(figure);
      return amount === undefined ? gap : numberCell(amount, entered ? asTyped(measured, amount) : measured);
    }
    case "text":
      return said(figure.text);
    case "date":
      return { kind: "date", date: figure.date };
    case "nil":
    case "not-applicable":
      return absent(figure.kind, figure.reason);
    case "undefined":
      return absent("undefined", figure.why);
    case "missing":
      return gap;
    default:
      return figure satisfies never;
  }
}

/** The cell of a value that was archived: as it was entered, for its field is not there to say how it is measured. */
export function archivedCell({ s: state, v: value, r: reason }: Kept): SheetCell {
  if (state === "nil") return absent("nil", reason ?? null);
  if (state === "na") return absent("not-applicable", reason ?? null);
  if (value === null) return BLANK;
  if (isReportDate(value)) return { kind: "date", date: value };
  return isDecimalText(value) ? numberCell(decimal(value), { type: "number" }) : said(value);
}
type Kept = { readonly s: string; readonly v: string | null; readonly r?: string };

/** The label of a column or line with its unit: "Sisa anggaran (Rp)". */
export function withUnit(label: string, { type, unit }: { type: string; unit?: string | null | undefined }): string {
  const shown = type === "money" ? "Rp" : type === "percent" ? "%" : unit;
  return shown === undefined || shown === null || shown === "@unit" ? label : `${label} (${shown})`;
}

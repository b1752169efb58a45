import type { Figure } from "@selaras/core/expression/figure.ts";
import { isReportDate } from "@selaras/core/kernel/date-input.ts";
import { asTyped, type Decimal, decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatNumber, formatPercent } from "@selaras/core/kernel/format.ts";
import { plainText, readRich } from "@selaras/core/narrative/reading.ts";
import type { Cell, CellDifference, Row } from "@selaras/core/report/schema.ts";
import type { ComputedField, EntryField, ReportFigure } from "@selaras/core/template/schema.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { words } from "./words.ts";

/** Whatever has a type, a unit and decimals: an entry field, a computed field or a figure of the report. */
export type Measured = {
  readonly type: EntryField["type"];
  readonly unit?: string | undefined;
  readonly decimals?: number | undefined;
  readonly rich?: boolean | undefined;
};

/** The unit printed beside a figure; `@unit` is the unit of the row's own indicator. */
export function unitOf(field: Measured, row?: Pick<Row, "context">): string | undefined {
  if (field.type === "money") return "Rp";
  if (field.type === "percent") return "%";
  return field.unit === "@unit" ? row?.context["satuan"] : field.unit;
}

/** The figure without its unit, id-ID, with the decimals of its field. */
export const bareAmount = (amount: Decimal, field: Measured): string =>
  formatNumber(amount, field.decimals ?? (field.type === "percent" ? 2 : undefined));

/** The amount with its unit: "Rp1.250.000,00", "64,54 %", "12 km". */
export function amountText(amount: Decimal, field: Measured, row?: Pick<Row, "context">): string {
  if (field.type === "percent") return formatPercent(amount, field.decimals ?? 2);
  const written = bareAmount(amount, field);
  if (field.type === "money") return written.startsWith("-") ? `-Rp${written.slice(1)}` : `Rp${written}`;
  const unit = unitOf(field, row);
  return unit === undefined ? written : `${written} ${unit}`;
}

/** A figure for reading, in its state: a missing one is a word, never a zero. */
export function figureText(figure: Figure | undefined, field: Measured, row?: Pick<Row, "context">): string {
  switch (figure?.kind) {
    case "value":
      return amountText(figure.amount, field, row);
    case "text":
      return figure.text;
    case "date":
      return formatDate(figure.date);
    case "nil":
      return words.state.nil;
    case "not-applicable":
      return words.state.na;
    case "undefined":
      return words.state.undefined(figure.why);
    default:
      return words.state.missing;
  }
}

/** The value, by the type of its field: choices and texts as they are, a rich text as its words, numbers and dates id-ID. */
export function valueText(value: string, field: Measured, row?: Pick<Row, "context">): string {
  if (field.rich) return plainText(readRich(value));
  if (field.type === "date") return isReportDate(value) ? formatDate(value) : value;
  if (!isNumeric(field.type) || !isDecimalText(value)) return value;
  return amountText(decimal(value), asTyped(field, decimal(value)), row);
}

type Stated = Pick<Cell, "s" | "v" | "r"> | NonNullable<CellDifference["before"]>;

/** A cell in words, with its reason where it has one. */
export function cellText(cell: Stated | null | undefined, field: Measured, row?: Pick<Row, "context">): string {
  if (!cell || cell.s === "missing") return words.state.missing;
  if (cell.s === "value") return valueText(cell.v ?? "", field, row);
  const word = cell.s === "nil" ? words.state.nil : words.state.na;
  return cell.r === undefined ? word : `${word}: ${cell.r}`;
}

export type AnyField = EntryField | ComputedField | ReportFigure;

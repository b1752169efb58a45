import { dateOf, type Figure, missing, nil, notApplicable, textOf, valueOf } from "../expression/figure.ts";
import { PERIOD_END } from "../expression/program.ts";
import { decimal } from "../kernel/decimal.ts";
import { isNumeric } from "../kernel/field-type.ts";
import { lastDay } from "../kernel/period.ts";
import { isLocalDate } from "../kernel/zone.ts";
import { plainText, readRich } from "../narrative/reading.ts";
import type { SectionPrograms } from "../template/program.ts";
import type { EntryField } from "../template/schema.ts";
import type { CarryView, Cell, Row } from "./schema.ts";

/* What stands in a row before anything is computed, as figures: entered, pinned with the row, and from earlier periods. */

/** The figure of a cell in its state. Nothing becomes zero by itself. */
export function cellFigure(field: EntryField, cell: Cell | undefined, unit?: string): Figure {
  if (!cell || cell.s === "missing") return missing(cell?.r ?? field.label);
  if (cell.s === "nil") return nil(cell.r ?? "");
  if (cell.s === "na") return notApplicable(cell.r ?? "");
  if (cell.v === null) return missing(field.label);
  if (field.rich) return textOf(plainText(readRich(cell.v)));
  if (field.type === "date") return dateOf(cell.v);
  if (!isNumeric(field.type)) return textOf(cell.v);
  return valueOf(decimal(cell.v), unit);
}

/** What a row carries since it was opened, and the last day of the period it is about. */
export function contextFigures({ context }: SectionPrograms, row: Row, { period }: CarryView): Record<string, Figure> {
  const figures = Object.entries(context).map(([name, { type, unit }]): [string, Figure] => {
    const given = row.context[name];
    if (given === undefined) return [name, missing(name)];
    return [name, type === "number" ? valueOf(decimal(given), unit) : textOf(given)];
  });
  const end = period === undefined ? missing("akhir periode") : dateOf(lastDay(period));
  return { ...Object.fromEntries(figures), [PERIOD_END]: end };
}

const unitOf = (field: EntryField): string | undefined => (field.type === "money" ? "Rp" : undefined);

/** What stands in a row's field; one that the row does not have does not apply, for the reason pinned with it. */
export function enteredFigure(field: EntryField, row: Row): Figure {
  const closed = row.closed?.[field.id];
  return closed === undefined ? cellFigure(field, row.cells[field.id], unitOf(field)) : notApplicable(closed);
}

/** What an earlier period said: a number, or a day. */
export const carriedFigure = (value: string, unit?: string): Figure =>
  isLocalDate(value) ? dateOf(value) : valueOf(decimal(value), unit);

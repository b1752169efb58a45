import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { type Decimal, decimal, subtract } from "@selaras/core/kernel/decimal.ts";
import type { PeriodType } from "@selaras/core/kernel/period.ts";
import type { CarryView, Row } from "@selaras/core/report/schema.ts";
import { computedOf, type EntrySection, isTable } from "@selaras/core/template/fields.ts";
import type { EntryField } from "@selaras/core/template/schema.ts";
import type { GridColumn, StripFact } from "@selaras/ui/grid/model.ts";
import { columnOf, computedColumn } from "./column-model.ts";
import { amountText, valueText } from "./figure-text.ts";
import { words } from "./words.ts";

/** A drawn word stands in its column like a figure; texts that are written stand in the row's panel. */
export const isColumn = (field: EntryField): boolean => field.type !== "text" || field.from !== undefined;
export const columnFields = (section: EntrySection): readonly EntryField[] => section.fields.filter(isColumn);
export const textFields = (section: EntrySection): readonly EntryField[] =>
  section.fields.filter((field) => !isColumn(field));

/** Why drawn columns of a row are missing, each reason once. */
export const absencesOf = (section: EntrySection, { cells }: Pick<Row, "cells">): readonly string[] => {
  const drawn = section.fields.filter((field) => field.from !== undefined).map((field) => cells[field.id]);
  return [...new Set(drawn.flatMap((cell) => (cell?.s === "missing" && cell.r !== undefined ? [cell.r] : [])))];
};

export const columnsOf = (section: EntrySection): readonly GridColumn[] => [
  ...columnFields(section).map(columnOf),
  ...computedOf(section).map(computedColumn),
];

// All the decimals an amount has and no more: room is short in the strip.
const RUPIAH = { type: "money" } as const;
const POINTS = { type: "percent", decimals: 2 } as const;

const adds = (field: EntryField): boolean =>
  isNumeric(field.type) && field.entry === "partial" && field.timeAgg === "sum";

/** The figure of the months before: a word when nothing was published, never a zero. */
function carried(value: string | null | undefined, field: EntryField, row: Row, carry: CarryView): string {
  if (value !== null && value !== undefined) return valueText(value, field.type === "money" ? RUPIAH : field, row);
  return carry.months.length === 0 ? words.strip.none : words.strip.notCounted;
}

const fact = (label: string, text: string): StripFact => ({ label, text });

const carriedOf = (field: EntryField, row: Row, carry: CarryView) =>
  carry.values[row.rowKey]?.[field.id] ?? { sum: null, last: null };
/** "Realisasi fisik" of "Realisasi fisik bulan ini". */
const short = (field: EntryField): string => field.label.replace(/ bulan ini$/, "");

/**
 * "Bulan lalu", "kumulatif s.d. bulan lalu", "sisa pagu" and "rencana" of a row, from its pinned figures and its carry.
 * The first field of money stands for the row; progress adds its running total and plan.
 */
export function stripOf(section: EntrySection, row: Row, carry: CarryView, span: PeriodType): readonly StripFact[] {
  const { pagu, rencana_keuangan: plan, rencana_fisik: planned } = row.context;
  const facts: StripFact[] = [];
  const money = section.fields.find((field) => field.type === "money" && adds(field));
  if (money) {
    const { sum, last } = carriedOf(money, row, carry);
    facts.push(
      fact(words.strip.last(span), carried(last, money, row, carry)),
      fact(words.strip.sofar(span), carried(sum, money, row, carry)),
    );
    if (pagu !== undefined) facts.push(fact(words.strip.left, amountText(remaining(pagu, sum), RUPIAH)));
    if (plan !== undefined) facts.push(fact(words.strip.plan, valueText(plan, RUPIAH)));
  }
  const progress = section.fields.find((field) => field.type === "percent" && adds(field));
  if (progress)
    facts.push(
      fact(
        words.strip.sofarOf(short(progress), span),
        carried(carriedOf(progress, row, carry).sum, progress, row, carry),
      ),
    );
  if (progress && planned !== undefined) facts.push(fact(words.strip.planPhysical, valueText(planned, POINTS)));
  return facts;
}

/** Period before and running total of every field that adds up over the periods, for the row's panel. */
export function carriedFacts(
  section: EntrySection,
  row: Row,
  carry: CarryView,
  span: PeriodType,
): readonly StripFact[] {
  return section.fields.filter(adds).flatMap((field) => {
    const { sum, last } = carriedOf(field, row, carry);
    return [
      fact(words.strip.lastOf(short(field), span), carried(last, field, row, carry)),
      fact(words.strip.sofarOf(short(field), span), carried(sum, field, row, carry)),
    ];
  });
}

const remaining = (pagu: string, sum: string | null): Decimal =>
  sum === null ? decimal(pagu) : subtract(decimal(pagu), decimal(sum));

/** The code of a budget line; other rows carry none. */
export const codeOf = (row: Row): string => row.context["code"] ?? "";

/** The kegiatan above the row; its code begins with that of the programme, which the row's panel names. */
export const headingOf = (row: Row): string | undefined => row.group.at(-1);

/** What a row of a section is: a line of the budget, an indicator of a list, or an entry of its author. */
export const rowHeading = (section: EntrySection): string => {
  if (isTable(section) && section.source === "budget") return words.review.rowHeading;
  return section.kind === "indicators" ? words.review.indicatorHeading : words.review.entryHeading;
};

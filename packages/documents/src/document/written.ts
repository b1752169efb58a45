import type { Figure } from "@selaras/core/expression/figure.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatTableNumber } from "@selaras/core/kernel/format.ts";
import { plainText, readRich } from "@selaras/core/narrative/reading.ts";
import type { Computed } from "@selaras/core/report/compute.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { computedOf, type EntrySection, sectionOfRow } from "@selaras/core/template/fields.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { figureCell, type SheetCell } from "../sheet.ts";
import { words } from "./words.ts";

/** A field as it is printed, entered or computed. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly unit?: string | undefined;
  readonly decimals?: number | undefined;
  readonly rich?: boolean | undefined;
  /** The column of another report from which it was drawn. */
  readonly from?: string | undefined;
  readonly isEntered: boolean;
  readonly isRequired: boolean;
};

export const fieldsOf = (section: EntrySection): readonly Field[] => [
  ...section.fields.map((field) => ({ ...field, isEntered: true, isRequired: field.required === "submit" })),
  ...computedOf(section).map((field) => ({ ...field, isEntered: false, isRequired: false })),
];

export const isText = ({ type }: Pick<Field, "type">): boolean => !isNumeric(type);

/** Everything that the parts of a document need to know of it. */
export type Told = {
  readonly content: DocumentContent;
  readonly rows: readonly Row[];
  readonly computed: Computed;
  readonly notes: Notes;
};

export const rowsOf = ({ rows }: Told, section: { readonly id: string }): readonly Row[] =>
  rows.filter((row) => sectionOfRow(row.rowKey) === section.id);

/** A row by its code and name; its key where there is no such row any more. */
export function labelOfRow({ rows }: Told, key: string | null): string {
  const row = rows.find((each) => each.rowKey === key);
  return row ? [row.context["code"], row.label].filter(Boolean).join(" ") : (key ?? "");
}

/** So many letters of a hash tell two things apart for people. */
const SHORT = 12;
export const shortHash = (hash: string): string => hash.slice(0, SHORT);

/** A reason that stands in a list, because its cell is too small for it. */
export type Note = {
  readonly row: string;
  readonly field: string;
  readonly state: string;
  readonly reason: string;
};

/** The reasons behind words in tables, numbered in the order of the page, and the words that need to be explained. */
export class Notes {
  readonly list: Note[] = [];
  readonly seen = new Set<keyof typeof words.absence | "negative">();

  /** The word with the number of its reason. */
  add(word: string, note: Omit<Note, "state">): string {
    this.list.push({ ...note, state: word });
    return `${word} [${this.list.length}]`;
  }
}

/** What a cell says: a number as people write it, a text, or the word for what is no number. Missing is never zero. */
export function written(cell: SheetCell, notes: Notes): string {
  switch (cell.kind) {
    case "text":
      return cell.text;
    case "blank":
      return "";
    case "date":
      return formatDate(cell.date);
    case "number": {
      if (cell.amount.startsWith("-")) notes.seen.add("negative");
      return formatTableNumber(decimal(cell.amount), cell.decimals);
    }
    case "absent":
      notes.seen.add(cell.absence);
      return words.absence[cell.absence];
    default:
      return cell satisfies never;
  }
}

export const figureOf = (told: Told, row: Row, field: Field): Figure | undefined => {
  const done = told.computed.rows.get(row.rowKey);
  return field.isEntered ? done?.entered[field.id] : done?.computed[field.id];
};

const reasonOf = (row: Row, field: Field): string | undefined => row.cells[field.id]?.r;

/** The words of a rich text that stands in a cell, with what its figures said. */
function richWords({ content }: Told, row: Row, field: Field): string | null {
  const cell = row.cells[field.id];
  if (field.rich !== true || cell?.s !== "value") return null;
  const { told } = content.snapshot.content;
  return plainText(readRich(cell.v), (name) => told?.[name]);
}

/** A cell of a table: the reason of "nihil" and "tidak berlaku" stands in the list of reasons. */
export function cellText(told: Told, row: Row, field: Field): string {
  const rich = richWords(told, row, field);
  if (rich !== null) return rich;
  const word = written(figureCell(figureOf(told, row, field), field, field.isEntered), told.notes);
  const reason = field.isEntered ? reasonOf(row, field) : undefined;
  // A report that is nihil as a whole gives its reason once, at its head.
  if (reason === undefined || reason === told.content.snapshot.content.nil) return word;
  // Whose report a drawn column waits for stands above its table, once for all rows.
  if (field.from !== undefined && row.cells[field.id]?.s === "missing") return word;
  const name = [row.context["code"], row.label].filter(Boolean).join(" ");
  return told.notes.add(word, { row: name, field: field.label, reason });
}

/** The same where there is room: with its unit, or with its reason. */
export function lineText(told: Told, row: Row, field: Field): string {
  const cell = figureCell(figureOf(told, row, field), field, field.isEntered);
  const word = written(cell, told.notes);
  if (cell.kind === "absent") return cell.reason === null || cell.reason === "" ? word : `${word} (${cell.reason})`;
  if (cell.kind !== "number") return word;
  const unit = unitOf(field);
  return field.type === "money" ? `Rp${word}` : unit === "" ? word : `${word} ${unit}`;
}

/** Unit of a figure, when it has one of its own. */
export const unitOf = ({ type, unit }: Pick<Field, "type" | "unit">): string =>
  type === "money" ? "Rp" : type === "percent" ? "%" : unit === undefined || unit === "@unit" ? "" : unit;

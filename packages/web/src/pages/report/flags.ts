import type { CellRef } from "@selaras/core/approval/schema.ts";
import { pointsAt } from "@selaras/core/report/rules.ts";
import { sectionOf, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { chainWords } from "./chain-words.ts";

/* What a reviewer points at: whole rows and single cells, and how both are called on screens. */

type Flags = readonly CellRef[];
type Defined = Pick<TemplateDefinition, "sections">;

export const rowIsFlagged = (flags: Flags, rowKey: string): boolean =>
  flags.some((flag) => flag.rowKey === rowKey && flag.field === null);

/** Whether a cell is meant, by itself or with its row or the whole report. */
export const cellIsFlagged = pointsAt;

/** Cells of a row that are pointed at one by one. */
export const cellsFlagged = (flags: Flags, rowKey: string): number =>
  flags.filter((flag) => flag.rowKey === rowKey && flag.field !== null).length;

/** Whether the row, or anything in it, is pointed at. */
export const rowHasFlags = (flags: Flags, rowKey: string): boolean =>
  flags.some((flag) => flag.rowKey === null || flag.rowKey === rowKey);

/** Rows of a section in which something is pointed at. */
export const flaggedRows = (flags: Flags, section: string): number =>
  new Set(flags.flatMap(({ rowKey }) => (rowKey !== null && sectionOfRow(rowKey) === section ? [rowKey] : []))).size;

/** Points at a whole row, which says everything that its single cells would, or takes that back. */
export function markRow(flags: Flags, rowKey: string, on: boolean): Flags {
  const others = flags.filter((flag) => flag.rowKey !== rowKey);
  return on ? [...others, { rowKey, field: null }] : others;
}

export function markCell(flags: Flags, rowKey: string, field: string, on: boolean): Flags {
  const others = flags.filter((flag) => flag.rowKey !== rowKey || flag.field !== field);
  return on ? [...others, { rowKey, field }] : others;
}

/** The fields that are entered in a row, in the template's order. */
export function fieldsOfRow(definition: Defined, rowKey: string): readonly EntryField[] {
  const section = sectionOf(definition, sectionOfRow(rowKey));
  // A narrative keeps every field in a row of its own.
  if (section?.kind === "narrative") return section.fields.filter(({ id }) => rowKey === `${section.id}/${id}`);
  return section?.fields ?? [];
}

/** "Pembangunan Jalan: Realisasi keuangan bulan ini", the row alone, or the whole report. */
export function nameOfRef(
  definition: Defined,
  rows: readonly { readonly rowKey: string; readonly label: string }[],
  { rowKey, field }: CellRef,
): string {
  if (rowKey === null) return chainWords.back.whole;
  const label = rows.find((row) => row.rowKey === rowKey)?.label ?? rowKey;
  const known = fieldsOfRow(definition, rowKey).find((each) => each.id === field);
  return known === undefined || known.label === label ? label : `${label}: ${known.label}`;
}

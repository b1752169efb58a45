import { canonical } from "../kernel/canonical.ts";
import { entrySections, fieldOf, sectionOf, sectionOfRow } from "../template/fields.ts";
import { drawnSections } from "../template/query.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type NewRow, withGiven } from "./beginning.ts";
import { checkCell } from "./cell-input.ts";
import { fieldOfCell } from "./compute.ts";
import type { ArchivedCell, Cell, CellInput, Row } from "./schema.ts";

/*
 * What becomes of the rows of a report on another version of its template, as a pure function of both: the preview shows
 * it and the move writes it. No entered value is ever lost: what the new version has no place for is archived.
 */

export type Frame = Pick<Row, "label" | "group" | "context" | "closed" | "given">;
type Standing = Row & { readonly rev: number };

export type Refitted<R extends Standing> = {
  /** Rows that change: what they are called now, the cells that stay, and everything archived so far. */
  readonly changed: readonly {
    readonly row: R;
    readonly frame: Frame;
    readonly cells: Row["cells"];
    readonly archived: readonly ArchivedCell[];
  }[];
  readonly created: readonly NewRow[];
  /** Rows that the new version does not have. Those in which nobody wrote are simply taken away. */
  readonly gone: readonly R[];
};

/** What a cell says, as somebody would type it; null when it says nothing, or nothing that anybody typed. */
function inputOf({ s, v, r, o }: Cell): CellInput | null {
  if (o === "given") return null;
  if (s === "value" && v !== null) return { kind: "value", value: v };
  return s === "nil" || s === "na" ? { kind: s, reason: r ?? "" } : null;
}

/** What a cell is drawn by: the column and the query of its section; null = it is typed. */
function drawnBy(definition: TemplateDefinition, rowKey: string, field: string): string | null {
  const from = fieldOfCell(definition, rowKey, field)?.from;
  const section = drawnSections(definition).find((each) => each.id === sectionOfRow(rowKey));
  return from === undefined || !section ? null : canonical([from, section.query]);
}

/**
 * Whether the new version takes a cell as it stands. An empty one of a field that went says nothing and goes with it. A drawn
 * one stays only where it is drawn alike; it was entered elsewhere, so nothing is lost.
 */
function fits({ former, next }: Versions, rowKey: string, { closed }: Frame, field: string, cell: Cell): boolean {
  if (closed?.[field] !== undefined) return false;
  const drawn = drawnBy(next, rowKey, field);
  if (drawn !== drawnBy(former, rowKey, field)) return false;
  if (drawn !== null) return true;
  const known = fieldOfCell(next, rowKey, field);
  const input = inputOf(cell);
  return known !== null && (input === null || checkCell(known, input).ok);
}

/** Rows of the budget and rows that authors added are the report's own: the template does not name them. */
function ownRows(definition: TemplateDefinition, section: string): boolean {
  const found = sectionOf(definition, section);
  return found !== undefined && "source" in found && found.source !== "list";
}

const sameFrame = (a: Frame, b: Frame): boolean => canonical(partsOf(a)) === canonical(partsOf(b));
const partsOf = ({ label, group, context, closed = {}, given = {} }: Frame) => [label, group, context, closed, given];
const frameOf = ({ label, group, context, closed, given }: Frame): Frame => {
  return { label, group, context, ...(closed ? { closed } : {}), ...(given ? { given } : {}) };
};

function withoutGiven({ given: _given, ...row }: Frame, given: Frame["given"]): Frame {
  return given ? { ...row, given } : row;
}

export type Versions = {
  /** The version on which the cells were entered, for the words of what is archived. */
  readonly former: TemplateDefinition;
  readonly formerN: number;
  readonly next: TemplateDefinition;
};

/** A value that has no place any more, with the words it had. */
export function archivedOf({ former, formerN }: Versions, rowKey: string, field: string, cell: Cell): ArchivedCell {
  const section = sectionOf(former, sectionOfRow(rowKey));
  const label = (section && fieldOf(section, field)?.label) ?? field;
  return { field, label, n: formerN, cell };
}

/** Refits rows to a version. Doing it again to what came out changes nothing. */
export function refit<R extends Standing>(
  rows: readonly R[],
  wanted: readonly NewRow[],
  versions: Versions,
): Refitted<R> {
  const { next } = versions;
  const byKey = new Map(wanted.map((row): [string, NewRow] => [row.rowKey, row]));
  const known = new Set(rows.map((row): string => row.rowKey));
  const filled = new Set(rows.map((row) => sectionOfRow(row.rowKey)));
  const stays = (row: R): boolean => byKey.has(row.rowKey) || ownRows(next, sectionOfRow(row.rowKey));
  const changed = rows.filter(stays).flatMap((row) => {
    const named = byKey.get(row.rowKey);
    // Lines of the budget and indicators keep their words; what the plan gives them is as the new version has it.
    const own = ownRows(next, sectionOfRow(row.rowKey));
    const frame = frameOf(named && own ? withoutGiven(row, named.given) : (named ?? row));
    const taken = named ? withGiven(row.cells, named) : { cells: row.cells, replaced: [] };
    const entries = Object.entries(taken.cells);
    const unfit = entries.filter(([field, cell]) => !fits(versions, row.rowKey, frame, field, cell));
    const moved = canonical(taken.cells) !== canonical(row.cells);
    if (unfit.length === 0 && !moved && sameFrame(row, frame)) return [];
    const values = [...unfit, ...taken.replaced].filter(
      ([field, cell]) => inputOf(cell) !== null && drawnBy(versions.former, row.rowKey, field) === null,
    );
    const cells = Object.fromEntries(entries.filter(([field]) => !unfit.some(([each]) => each === field)));
    const archived = values.map(([field, cell]) => archivedOf(versions, row.rowKey, field, cell));
    return [{ row, frame, cells, archived: [...(row.archived ?? []), ...archived] }];
  });
  // Budget rows come with a section that is new here; those that stand keep to the budget they were opened with.
  const created = wanted.filter(
    ({ rowKey }) => !known.has(rowKey) && !(ownRows(next, sectionOfRow(rowKey)) && filled.has(sectionOfRow(rowKey))),
  );
  return { changed, created, gone: rows.filter((row) => !stays(row)) };
}

export const holdsSomething = (row: Pick<Row, "cells" | "archived">): boolean =>
  (row.archived ?? []).length > 0 || Object.values(row.cells).some((cell) => inputOf(cell) !== null);

type Named = { readonly section: string; readonly field: string; readonly label: string };
const namesOf = (definition: TemplateDefinition): readonly (Named & { readonly required: boolean })[] =>
  entrySections(definition).flatMap((section) =>
    section.fields.map(({ id, label, required }) => ({
      section: section.id,
      field: id,
      label,
      required: required === "submit",
    })),
  );

/** Fields that bear another label, that are new, and that must be answered now and had not to be before. */
export function wordsBetween({ former, next }: Versions) {
  const key = ({ section, field }: Named): string => `${section}/${field}`;
  const before = new Map(namesOf(former).map((each) => [key(each), each]));
  const now = namesOf(next);
  const renamed = now.flatMap(({ section, field, label }) => {
    const was = before.get(`${section}/${field}`)?.label;
    return was === undefined || was === label ? [] : [{ section, field, before: was, after: label }];
  });
  const added = now.filter((each) => !before.has(key(each)));
  const stricter = now.filter((each) => each.required && before.get(key(each))?.required === false);
  return { renamed, added, stricter };
}

import * as v from "valibot";
import { FieldId, ReportId, reportParts, RowKey } from "../kernel/id.ts";
import { yearOf } from "../kernel/period.ts";
import { sectionOfRow } from "../template/fields.ts";
import { periodsBefore } from "./earlier.ts";
import type {
  ArchivedCell,
  CarryPin,
  CarryView,
  Cell,
  CellDifference,
  Drawing,
  Explanation,
  GoneRow,
  Pins,
  Row,
} from "./schema.ts";

/**
 * What a signature covers: the cells with their states, what they were judged against, the months they carry, the
 * evidence and the explanations. Who typed what and when is history, not content.
 */
export type Content = {
  readonly report: string;
  readonly pins: Pins;
  readonly carry: readonly CarryPin[];
  readonly carried: CarryView["values"];
  /** In which of the months each indicator of the tree stood. Absent where no row is one. */
  readonly standing?: NonNullable<CarryView["standing"]>;
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly group: readonly string[];
    readonly context: Record<string, string>;
    readonly closed?: Record<string, string>;
    readonly given?: Record<string, string>;
    readonly cells: Record<string, ContentCell>;
    /** The published reports from which its drawn cells come. */
    readonly sources?: readonly string[];
    /** Values that were entered under an earlier version of the template; they count nowhere. */
    readonly archived?: readonly ArchivedContent[];
  }[];
  /** Rows that the template does not have any more, as they stood. */
  readonly gone?: readonly {
    readonly key: string;
    readonly label: string;
    readonly n: number;
    readonly cells: Record<string, ContentCell>;
    readonly archived?: readonly ArchivedContent[];
  }[];
  /** What drawn sections were drawn from: reports, versions, hashes, and those that were not out. Absent = none is drawn. */
  readonly drawings?: readonly Drawing[];
  readonly evidence: readonly string[];
  /** The kind of evidence that a file was meant for, by its hash. Absent = no file names any. */
  readonly evidenceFor?: Readonly<Record<string, string>>;
  readonly explanations: readonly Explanation[];
  readonly nil: string | null;
  /** What every live figure in the texts said at this moment, by its name. Absent = no text has any. */
  readonly told?: Readonly<Record<string, string>>;
};
type ContentCell = { readonly s: Cell["s"]; readonly v: string | null; readonly r?: string };

type ArchivedContent = {
  readonly field: string;
  readonly label: string;
  readonly n: number;
  readonly cell: ContentCell;
};

/** What fields were called in versions of a template, by `formerKey`. */
export type FormerLabels = Readonly<Record<string, string>>;
export const formerKey = (n: number, rowKey: string, field: string): string => `${n} ${sectionOfRow(rowKey)}/${field}`;

const contentCell = ({ s, v, r }: Cell): ContentCell => (r === undefined ? { s, v } : { s, v, r });

export const contentCells = (cells: Row["cells"]): Record<string, ContentCell> =>
  Object.fromEntries(
    Object.entries(cells)
      // A drawn cell that is missing says why.
      .filter(([, cell]) => cell.s !== "missing" || cell.r !== undefined)
      .map(([field, cell]) => [field, contentCell(cell)]),
  );

const archivedContent = ({ field, label, n, cell }: ArchivedCell): ArchivedContent => {
  return { field, label, n, cell: contentCell(cell) };
};
const archivedIn = ({ archived = [] }: Pick<Row, "archived">) =>
  archived.length > 0 ? { archived: archived.map(archivedContent) } : {};
const goneContent = (row: GoneRow) => {
  const { rowKey, label, n, cells } = row;
  return { key: rowKey, label, n, cells: contentCells(cells), ...archivedIn(row) };
};

/** What was drawn, without what only its record needs. */
const drawingContent = (drawing: Drawing): Drawing => {
  const { section, template, short, at, reports, awaited, counted, expected, own } = drawing;
  const kept = { section, template, short, at, reports, awaited, counted, expected };
  return own === undefined ? kept : { ...kept, own };
};

type Filed = { readonly evidenceId: string; readonly requirement?: string };

export function contentOf(given: {
  report: string;
  pins: Pins;
  carry: readonly CarryPin[];
  carried: CarryView["values"];
  standing?: CarryView["standing"];
  rows: readonly Row[];
  gone?: readonly GoneRow[];
  drawings?: readonly Drawing[];
  evidence: readonly Filed[];
  explanations: readonly Explanation[];
  nil: string | null;
  told?: Readonly<Record<string, string>>;
}): Content {
  const rows = given.rows.map((row) => ({
    key: row.rowKey,
    label: row.label,
    group: row.group,
    context: row.context,
    ...(row.closed ? { closed: row.closed } : {}),
    ...(row.given && Object.keys(row.given).length > 0 ? { given: row.given } : {}),
    cells: contentCells(row.cells),
    ...(row.sources ? { sources: row.sources } : {}),
    ...archivedIn(row),
  }));
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  const meant = given.evidence.flatMap(({ evidenceId, requirement }) =>
    requirement === undefined ? [] : [[evidenceId, requirement] as const],
  );
  return {
    report: given.report,
    pins: given.pins,
    carry: given.carry,
    carried: given.carried,
    ...(given.standing ? { standing: given.standing } : {}),
    rows,
    ...(given.gone?.length ? { gone: given.gone.map(goneContent) } : {}),
    ...(given.drawings?.length ? { drawings: given.drawings.map(drawingContent) } : {}),
    evidence: given.evidence.map(({ evidenceId }) => evidenceId).sort(),
    ...(meant.length > 0 ? { evidenceFor: Object.fromEntries(meant) } : {}),
    explanations: given.explanations,
    nil: given.nil,
    ...(given.told && Object.keys(given.told).length > 0 ? { told: given.told } : {}),
  };
}

/** What a content counts of earlier periods: those that were pinned, and those of the year that had not reported. */
export function carriedBy({ report, carry, carried, standing }: Content): CarryView {
  const own = reportParts(v.parse(ReportId, report)).period;
  const months = carry.map(({ period }) => period).filter((each) => yearOf(each) === yearOf(own));
  return {
    period: own,
    months,
    absent: periodsBefore(own).filter((each) => !months.includes(each)),
    values: carried,
    ...(standing ? { standing } : {}),
  };
}

/** The rows of a content as a report has them; who typed what and when is not in a content. */
export const rowsOf = (content: Content): readonly Row[] =>
  content.rows.map(({ key, label, group, context, closed, given, cells, sources }) => ({
    rowKey: v.parse(RowKey, key),
    label,
    group: [...group],
    context,
    ...(closed ? { closed } : {}),
    ...(sources ? { sources: sources.map((each) => v.parse(ReportId, each)) } : {}),
    ...(given ? { given } : {}),
    cells: Object.fromEntries(
      Object.entries(cells).map(([field, cell]) => [field, { ...cell, n: 0, o: "screen" as const, w: "", t: 0 }]),
    ),
  }));

/** Cells that differ between an earlier content and the rows now, in the order of the rows. */
export function differences(before: Content, rows: readonly Row[]): readonly CellDifference[] {
  const old = new Map(before.rows.map((row) => [row.key, row.cells]));
  return rows.flatMap((row) => {
    const then = old.get(row.rowKey) ?? {};
    const now = contentCells(row.cells);
    const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
    return fields
      .filter((field) => !sameCell(then[field], now[field]))
      .map((field): CellDifference => {
        const before = then[field] ?? null;
        return {
          rowKey: row.rowKey,
          label: row.label,
          field: v.parse(FieldId, field),
          before,
          after: now[field] ?? null,
        };
      });
  });
}

const sameCell = (a: ContentCell | undefined, b: ContentCell | undefined): boolean =>
  a?.s === b?.s && a?.v === b?.v && a?.r === b?.r;

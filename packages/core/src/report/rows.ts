import { canonical } from "../kernel/canonical.ts";
import { type NewRow, withGiven } from "./beginning.ts";
import { holdsSomething } from "./refit.ts";
import type { Cell, Row } from "./schema.ts";

/* What a change of the budget, of the targets or of the tree does to rows that stand. */

type Frame = Pick<Row, "label" | "group" | "context" | "closed">;
type Standing = Row & { readonly rev: number };

/** What a row says once it follows; `given` and `cells` only where the plan gives values. */
export type RowNow = Frame & {
  readonly given: NonNullable<Row["given"]>;
  readonly cells: Row["cells"];
  readonly archived: NonNullable<Row["archived"]>;
};
export type RowChanges<R extends Standing> = {
  readonly created: readonly NewRow[];
  readonly changed: readonly { readonly row: R; readonly next: RowNow }[];
  readonly removed: readonly R[];
};

const GONE = / \(tidak ada dalam .*\)$/;
/** The label of a row that its source does not have any more, with where it is missing: "DPA perubahan 1". */
export const goneLabel = (label: string, where: string): string =>
  `${label.replace(GONE, "")} (tidak ada dalam ${where})`;

export type Following = {
  /** What a row that somebody wrote in says when what it was made of is gone; what it closes is asked no more. */
  readonly without: (row: Frame & Pick<Row, "rowKey">) => Frame;
  /** Rows to which a file belongs. */
  readonly used: ReadonlySet<string>;
  /** Keeps what was typed where the plan gives a value now. */
  readonly archive: (rowKey: string, field: string, cell: Cell) => NonNullable<Row["archived"]>[number];
};

const frameOf = ({ label, group, context }: Pick<NewRow, "label" | "group" | "context">): Frame => {
  return { label, group: [...group], context: { ...context } };
};
const said = ({ label, group, context, closed, given }: Frame & Pick<Row, "given">): string =>
  canonical([label, group, context, closed ?? {}, given ?? {}]);

/** A row as it follows what is wanted now. One that is gone keeps what it was given. */
function nowOf(row: Row, wanted: NewRow | undefined, { without, archive }: Following): RowNow {
  const { given = {}, archived = [] } = row;
  const { closed } = row;
  if (!wanted) {
    const frame = { ...frameOf(row), ...(closed ? { closed } : {}), rowKey: row.rowKey };
    return { ...without(frame), given, cells: row.cells, archived };
  }
  // What a row had to close because it was gone opens when it is back; everything else was settled at the opening.
  const opened = closed ? { closed: GONE.test(row.label) ? {} : closed } : {};
  const { cells, replaced } = withGiven(row.cells, wanted);
  const typed = replaced.map(([field, cell]) => archive(row.rowKey, field, cell));
  return { ...frameOf(wanted), ...opened, given: wanted.given ?? {}, cells, archived: [...archived, ...typed] };
}

const differs = (row: Row, next: RowNow): boolean =>
  said(row) !== said(next) || Object.entries(next.cells).some(([field, cell]) => row.cells[field]?.n !== cell.n);

/**
 * What must happen to rows so that they follow what is wanted now. Entries are never touched: a row that somebody wrote in,
 * or that a file belongs to, stays and says what it lost.
 */
export function followed<R extends Standing>(
  rows: readonly R[],
  wanted: readonly NewRow[],
  following: Following,
): RowChanges<R> {
  const byKey = new Map(wanted.map((row) => [row.rowKey, row]));
  const known = new Set<string>(rows.map((row) => row.rowKey));
  const removed = rows.filter(
    (row) => !byKey.has(row.rowKey) && !holdsSomething(row) && !following.used.has(row.rowKey),
  );
  const changed = rows
    .filter((row) => !removed.includes(row))
    .map((row) => ({ row, next: nowOf(row, byKey.get(row.rowKey), following) }))
    .filter(({ row, next }) => differs(row, next));
  return { created: wanted.filter((row) => !known.has(row.rowKey)), changed, removed };
}

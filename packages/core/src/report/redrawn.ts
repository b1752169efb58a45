import { canonical } from "../kernel/canonical.ts";
import type { QuerySection } from "../template/query.ts";
import { type DrawnRow, typedIn } from "./drawing.ts";
import type { Cell, Row } from "./schema.ts";

/* What drawing a section again does to the rows that stand. What somebody typed beside the drawn columns is never touched. */

type Standing = Row & { readonly rev: number };
type Compared = { readonly s: Cell["s"]; readonly v: string | null; readonly r?: string } | null;
export type DrawnDifference = {
  readonly rowKey: string;
  readonly label: string;
  readonly field: string;
  readonly before: Compared;
  readonly after: Compared;
};
export type Redrawn<R extends Standing = Standing> = {
  readonly created: readonly DrawnRow[];
  readonly changed: readonly { readonly row: R; readonly next: DrawnRow }[];
  readonly removed: readonly R[];
  /** Rows among the changed that their sources do not have any more. */
  readonly kept: readonly R[];
  readonly cells: readonly DrawnDifference[];
};

const GONE = "tidak ada lagi pada laporan sumber";

const compared = (cell: Pick<Cell, "s" | "v" | "r"> | undefined): Compared =>
  cell ? { s: cell.s, v: cell.v, ...(cell.r === undefined ? {} : { r: cell.r }) } : null;
const same = (a: Compared, b: Compared): boolean => a?.s === b?.s && a?.v === b?.v && a?.r === b?.r;

const drawnIds = ({ fields }: QuerySection): readonly string[] =>
  fields.filter((field) => field.from !== undefined).map((field) => field.id);

/** A row without a source that stays for what was typed in it: its drawn columns are missing. */
const bereft = (section: QuerySection, { rowKey, label, group, context }: Row): DrawnRow => ({
  rowKey,
  label,
  group,
  context,
  sources: [],
  cells: Object.fromEntries(drawnIds(section).map((id) => [id, { s: "missing" as const, v: null, r: GONE }])),
});

function differencesOf(section: QuerySection, row: Row | null, next: DrawnRow): readonly DrawnDifference[] {
  return drawnIds(section).flatMap((field) => {
    const [before, after] = [compared(row?.cells[field]), compared(next.cells[field])];
    return same(before, after) ? [] : [{ rowKey: next.rowKey, label: next.label, field, before, after }];
  });
}

const framed = ({ label, group, context, sources }: Pick<Row, "label" | "group" | "context" | "sources">): string =>
  canonical([label, group, context, sources ?? []]);

/** Compares the rows that stand with what would be drawn now. `filed`: rows to which a file belongs. */
export function redrawn<R extends Standing>(
  section: QuerySection,
  rows: readonly R[],
  wanted: readonly DrawnRow[],
  filed: ReadonlySet<string>,
): Redrawn<R> {
  const fresh = new Map(wanted.map((row) => [row.rowKey, row]));
  const known = new Set<string>(rows.map((row) => row.rowKey));
  const left = rows.filter((row) => !fresh.has(row.rowKey));
  const kept = left.filter((row) => typedIn(section, row) || filed.has(row.rowKey));
  const pairs = rows.flatMap((row) => {
    const next = fresh.get(row.rowKey) ?? (kept.includes(row) ? bereft(section, row) : undefined);
    return next ? [{ row, next, cells: differencesOf(section, row, next) }] : [];
  });
  const changed = pairs.filter(({ row, next, cells }) => {
    return cells.length > 0 || framed(row) !== framed({ ...next, sources: [...next.sources] });
  });
  return {
    created: wanted.filter((row) => !known.has(row.rowKey)),
    changed: changed.map(({ row, next }) => ({ row, next })),
    removed: left.filter((row) => !kept.includes(row)),
    kept,
    cells: changed.flatMap(({ cells }) => cells),
  };
}

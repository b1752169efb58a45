import { canonical } from "../kernel/canonical.ts";
import type { NewRow } from "./beginning.ts";

/* What a change of the budget does to rows that stand. */

type Frame = Pick<NewRow, "label" | "group" | "context">;
type Standing = Frame & { readonly rowKey: string; readonly rev: number };

const GONE = / \(tidak ada dalam .*\)$/;
/** A row that the budget does not have any more, but somebody wrote in: it stays with a pagu of zero and says why. */
const withoutLine = ({ label, group, context }: Frame, version: string): Frame => ({
  label: `${label.replace(GONE, "")} (tidak ada dalam ${version})`,
  group,
  context: { ...context, pagu: "0", rencana_keuangan: "0", rencana_fisik: "0" },
});

const sameFrame = (a: Frame, b: Frame): boolean =>
  canonical([a.label, a.group, a.context]) === canonical([b.label, b.group, b.context]);

export type RowChanges<R extends Standing> = {
  readonly created: readonly NewRow[];
  readonly framed: readonly { readonly row: R; readonly frame: Frame }[];
  readonly removed: readonly R[];
};

/**
 * What must happen to rows so that they follow another version of the budget. Entries are never touched: a row that was
 * written in, or that a file belongs to, stays.
 */
export function followed<R extends Standing>(
  rows: readonly R[],
  wanted: readonly NewRow[],
  used: ReadonlySet<string>,
  version: string,
): RowChanges<R> {
  const byKey = new Map(wanted.map((row) => [row.rowKey, row]));
  const known = new Set(rows.map((row) => row.rowKey));
  const removed = rows.filter((row) => !byKey.has(row.rowKey) && row.rev === 0 && !used.has(row.rowKey));
  const framed = rows
    .filter((row) => !removed.includes(row))
    .map((row) => ({ row, frame: byKey.get(row.rowKey) ?? withoutLine(row, version) }))
    .filter(({ row, frame }) => !sameFrame(row, frame))
    .map(({ row, frame: { label, group, context } }) => ({ row, frame: { label, group, context } }));
  return { created: wanted.filter((row) => !known.has(row.rowKey)), framed, removed };
}

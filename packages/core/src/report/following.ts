import * as v from "valibot";
import { RowKey } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Unit } from "../db/unit.ts";
import { countedWith } from "./counts.ts";
import { movedOn } from "./failures.ts";
import type { LoadedWhole } from "./move.ts";
import { archivedOf } from "./refit.ts";
import type { Following, RowChanges } from "./rows.ts";
import type { Head } from "./schema.ts";
import { type RowRecord, Rows } from "./store.ts";

/* Writing what rows follow, in as many passes as their number asks. */

/** What one transaction takes besides the head and the journal. */
const ROWS_PER_PASS = LIMITS.transactionWrites - 5;

export const countOf = ({ created, changed, removed }: RowChanges<RowRecord>): number =>
  created.length + changed.length + removed.length;

/** As many of the changes as one transaction takes, and how many are left. */
export function firstPass(all: RowChanges<RowRecord>): { readonly now: RowChanges<RowRecord>; readonly left: number } {
  const changed = all.changed.slice(0, ROWS_PER_PASS);
  const created = all.created.slice(0, ROWS_PER_PASS - changed.length);
  const removed = all.removed.slice(0, ROWS_PER_PASS - changed.length - created.length);
  const now = { changed, created, removed };
  return { now, left: countOf(all) - countOf(now) };
}

/** What following does to rows of a report whose source lost the thing that they were made of. */
export const followingIn = ({ head, whole, definition }: LoadedWhole, without: Following["without"]): Following => {
  const versions = { former: definition, formerN: head.pins.template.n, next: definition };
  const files = whole.files.flatMap((file) => (file.removed === null && file.rowKey ? [file.rowKey] : []));
  return {
    without,
    used: new Set(files),
    archive: (rowKey, field, cell) => archivedOf(versions, rowKey, field, cell),
  };
};

/**
 * Adds the writes of one pass, each row on the revision that was read: nothing typed meanwhile is lost. Gives the counts of
 * the head after it, so that a page that was loaded before cannot send what nobody saw.
 */
export function writeRows(
  unit: Unit,
  head: Head,
  { changed, created, removed }: RowChanges<RowRecord>,
): ReturnType<typeof countedWith> {
  const { reportId } = head;
  for (const { row, next } of changed) {
    const { given, archived, ...rest } = next;
    const kept = archived.length > 0 ? { archived: [...archived] } : {};
    const set = { ...rest, ...kept, ...(row.given || Object.keys(given).length > 0 ? { given } : {}) };
    unit.add(
      Rows.patch({ reportId, rowKey: row.rowKey }, { set, add: { rev: 1 } }, (a, o) => o.eq(a["rev"], row.rev)),
      () => movedOn({}),
    );
  }
  for (const row of created) {
    const { cells = {}, ...rest } = row;
    unit.add(Rows.create({ ...rest, rowKey: v.parse(RowKey, row.rowKey), reportId, cells, rev: 1 }), () => movedOn({}));
  }
  for (const { rowKey, rev } of removed) {
    unit.add(
      Rows.remove({ reportId, rowKey }, (a, o) => o.eq(a["rev"], rev)),
      () => movedOn({}),
    );
  }
  return countedWith(head, changed.length + created.length, removed);
}

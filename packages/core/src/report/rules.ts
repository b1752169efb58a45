import type { CellRef } from "../approval/schema.ts";
import type { Head } from "./head.ts";

/** Whether something that points at cells, rows or the whole report means this cell. */
export const pointsAt = (refs: readonly CellRef[], rowKey: string, field: string): boolean =>
  refs.some((ref) => ref.rowKey === null || (ref.rowKey === rowKey && (ref.field === null || ref.field === field)));

/** Whether a cell may be edited: after a return that opens flagged cells only, those; otherwise every cell. */
export function isOpened(
  { state, returned }: Pick<Head, "state" | "returned">,
  rowKey: string,
  field: string,
): boolean {
  if (state !== "returned" || returned?.opens !== "flagged" || returned.flags.length === 0) return true;
  return pointsAt(returned.flags, rowKey, field);
}

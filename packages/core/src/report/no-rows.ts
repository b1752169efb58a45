import type { QuerySection } from "../template/query.ts";
import type { Drawing } from "./schema.ts";

/**
 * Why a drawn section has no rows: another unit answers for its part, it was not drawn yet, nobody is asked for a report of its
 * source, nothing of those who are asked was out, or what was out has no row for it.
 */
export type NoRows = "others" | "undrawn" | "unasked" | "awaited" | "bare";

/**
 * Reads it from the record of what was drawn. `own`: whether the unit answers for the section now, where that is known. A record
 * from before it said so itself tells it only of a section that belongs to no part or that asks somebody.
 */
export function noRowsOf(section: Pick<QuerySection, "part">, drawing: Drawing | undefined, own?: boolean): NoRows {
  const isOwn = own ?? drawing?.own ?? (section.part === undefined || (drawing?.expected ?? 0) > 0);
  if (!isOwn) return "others";
  if (drawing === undefined) return "undrawn";
  if (drawing.expected === 0) return "unasked";
  return drawing.reports.length === 0 ? "awaited" : "bare";
}

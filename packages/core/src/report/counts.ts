import type { Head } from "./schema.ts";

/* What a page has to have seen before it sends: counts of changes that only grow. */

type Counts = Pick<Head, "writes" | "spent">;

/**
 * What one pass over rows makes of the counts of a head. A row that goes counts as a change, and the head keeps what was
 * counted of it: else taking one out and changing another would look like nothing to a page that was loaded before.
 */
export function countedWith(
  { writes, spent = 0 }: Counts,
  changed: number,
  gone: readonly { readonly rev: number }[],
): Required<Counts> {
  return {
    writes: writes + changed + gone.length,
    spent: gone.reduce((n, { rev }) => n + rev + 1, spent),
  };
}

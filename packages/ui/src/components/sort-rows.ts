export type SortDirection = "ascending" | "descending";
export type Sort = { column: string; direction: SortDirection };

/** What a row is ordered by; undefined is missing, which is neither small nor great. */
export type SortValue = string | number | bigint | undefined;

type Sortable<Row> = { key: string; sortBy?: ((row: Row) => SortValue) | undefined };

function compare(a: SortValue, b: SortValue, direction: SortDirection): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const turn = direction === "ascending" ? 1 : -1;
  if (typeof a === "string" && typeof b === "string") return turn * a.localeCompare(b, "id", { numeric: true });
  return a === b ? 0 : turn * (a < b ? -1 : 1);
}

/**
 * Rows in the order of a sortable column; missing values come last in either direction, because a unit that did not
 * report is neither the best nor the worst. The rows given are not changed.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const by = columns.find((column) => column.key === sort?.column)?.sortBy;
  if (by === undefined || sort === undefined) return rows;
  return [...rows].sort((a, b) => compare(by(a), by(b), sort.direction));
}

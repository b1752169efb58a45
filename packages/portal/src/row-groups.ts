import type { PublicRow } from "@selaras/core/portal/schema.ts";

/** A heading over rows: programme at depth 0, kegiatan at depth 1; or a row itself. */
export type TableLine =
  | { readonly kind: "group"; readonly depth: number; readonly label: string }
  | { readonly kind: "row"; readonly row: PublicRow };

/** Rows in their own order with a heading wherever programme or kegiatan changes. */
export function groupedLines(rows: readonly PublicRow[]): readonly TableLine[] {
  const lines: TableLine[] = [];
  let open: readonly string[] = [];
  for (const row of rows) {
    const changed = row.group.findIndex((label, depth) => label !== open[depth]);
    if (changed >= 0) {
      for (const [depth, label] of row.group.entries())
        if (depth >= changed) lines.push({ kind: "group", depth, label });
    }
    open = row.group;
    lines.push({ kind: "row", row });
  }
  return lines;
}

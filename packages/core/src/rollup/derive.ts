import { fromWire, type Figure, sumFigures, toWire, type WireFigure } from "../expression/figure.ts";
import { type Computed, computeSent, withDerived } from "../report/compute.ts";
import { carriedBy, type Content } from "../report/content.ts";
import type { Head, Row } from "../report/schema.ts";
import type { Formulas } from "../template/program.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { BoardMonth } from "./schema.ts";

/** The facts that a report's events carry; the same a head gives when a projection is rebuilt. */
export type Statement = Pick<Head, "template" | "unit" | "period" | "version" | "state" | "onTime" | "publishedAt"> & {
  readonly stamp: number;
  readonly report: string;
  readonly submittedAt: string | null;
  readonly snapshot: string | null;
  readonly correcting: Head["correcting"];
  readonly supersededBy: number | null;
  readonly voidedReason: string | null;
};

/** What a signed snapshot holds, as far as projections need it. */
export type SnapshotBody = {
  readonly version: number;
  readonly unitName: string;
  readonly template: { readonly id: string; readonly name: string; readonly n: number };
  readonly content: Content;
  readonly contentHash: string;
  /** Of a later version: which one it corrects, and why. */
  readonly correction?: { readonly of: number; readonly reason: string } | null;
  readonly signer: { readonly name: string; readonly hat: string | null; readonly at: string };
};

export const boardMonth = (s: Statement): BoardMonth => ({
  stamp: s.stamp,
  state: s.state,
  version: s.version,
  onTime: s.onTime,
  submittedAt: s.submittedAt,
});

/** The rows of a snapshot in the shape that computing wants. */
export const snapshotRows = (content: Content): readonly Row[] =>
  content.rows.map((row) => ({
    rowKey: row.key as Row["rowKey"],
    label: row.label,
    group: [...row.group],
    context: row.context,
    ...(row.closed ? { closed: row.closed } : {}),
    cells: Object.fromEntries(
      Object.entries(row.cells).map(([field, cell]) => [field, { ...cell, n: 0, o: "screen" as const, w: "", t: 0 }]),
    ),
  }));

/** Every computed figure of a signed snapshot, by its own pinned definition and carried months. */
export function snapshotFigures(definition: TemplateDefinition, content: Content): Computed {
  return computeSent(definition, snapshotRows(content), carriedBy(content), content.nil);
}

export const wire = (figures: Readonly<Record<string, Figure>>): Record<string, WireFigure> =>
  Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, toWire(figure)]));

/**
 * Figures over several units: sums first, ratios of the sums after. A unit that did not report is not in the list and
 * so never changes a sum; the caller says how many of how many were counted.
 */
export function total(
  definition: Formulas,
  units: readonly Readonly<Record<string, WireFigure>>[],
): Record<string, WireFigure> {
  const summed = definition.figures
    .filter((figure) => figure.section !== null)
    .map(({ id }): [string, Figure] => [
      id,
      sumFigures(units.flatMap((figures) => (figures[id] ? [fromWire(figures[id])] : []))).figure,
    ]);
  return wire(withDerived(definition, Object.fromEntries(summed)));
}

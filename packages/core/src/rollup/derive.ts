import {
  type Figure,
  fromWire,
  missing,
  sumFigures,
  toWire,
  undefinedBecause,
  type WireFigure,
} from "../expression/figure.ts";
import { readOf } from "../expression/program.ts";
import { type Computed, computeSent, withDerived } from "../report/compute.ts";
import { carriedBy, type Content } from "../report/content.ts";
import type { Head, Row } from "../report/schema.ts";
import { type Formulas, programsOf } from "../template/program.ts";
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

export const unwire = (figures: Readonly<Record<string, WireFigure>>): Record<string, Figure> =>
  Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, fromWire(figure)]));

export const wire = (figures: Readonly<Record<string, Figure>>): Record<string, WireFigure> =>
  Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, toWire(figure)]));

/** What stands in place of a percentage or a word that somebody asked to add up. */
export const NEVER_ADDED = "persentase tidak dijumlahkan atau dirata-rata";

type Figures = Readonly<Record<string, Figure>>;

/** The figures of rows that a figure of figures is computed from in the end. */
export function sourcesOf(definition: Formulas, id: string): readonly string[] {
  const { figures } = programsOf(definition);
  const found = new Set<string>();
  const visit = (name: string): void => {
    const figure = figures.find((each) => each.id === name);
    if (figure === undefined || figure.section !== null) found.add(name);
    else for (const key of figure.program.reads) visit(readOf(key).name);
  };
  visit(id);
  return [...found];
}

/**
 * Figures of several units or periods: what adds up is added by `together`, what is computed from other figures is
 * computed of the result. Where a template changed in between, a figure of figures is taken of those only that have all
 * of its sources, in numerator and denominator alike.
 */
export function combined(
  definition: Formulas,
  items: readonly Figures[],
  together: (some: readonly Figures[]) => Figures,
): Record<string, Figure> {
  const whole = withDerived(definition, together(items));
  for (const { id, section } of definition.figures) {
    if (section !== null) continue;
    const sources = sourcesOf(definition, id);
    const able = items.filter((item) => sources.every((source) => item[source] !== undefined));
    if (able.length === items.length || able.length === 0) continue;
    whole[id] = withDerived(definition, together(able))[id] ?? missing(id);
  }
  return whole;
}

/** Sums over units of everything that adds up over units. */
const sumsOf = (definition: Formulas, units: readonly Figures[]): Record<string, Figure> =>
  Object.fromEntries(
    definition.figures
      .filter((figure) => figure.section !== null)
      .map(({ id, type }): [string, Figure] => {
        if (type === "percent" || type === "text") return [id, undefinedBecause(NEVER_ADDED)];
        return [id, sumFigures(units.flatMap((figures) => figures[id] ?? [])).figure];
      }),
  );

/**
 * Figures over several units: sums first, ratios of the sums after. A unit that did not report is not in the list and
 * so never changes a sum; the caller says how many of how many were counted.
 */
export function total(
  definition: Formulas,
  units: readonly Readonly<Record<string, WireFigure>>[],
): Record<string, WireFigure> {
  return wire(combined(definition, units.map(unwire), (some) => sumsOf(definition, some)));
}

import { type Figure, undefinedBecause } from "../expression/figure.ts";
import { readOf } from "../expression/program.ts";
import { concerns } from "../report/beginning.ts";
import { compute, type Computed, figureOf } from "../report/compute.ts";
import type { Row } from "../report/schema.ts";
import { sectionOfRow } from "../template/fields.ts";
import { programsOf } from "../template/program.ts";
import type { TableSection, TemplateDefinition } from "../template/schema.ts";
import { sourcesOf } from "./derive.ts";
import { regionalSections } from "../report/kept.ts";
import { type Conflict, type Merged, mergeRows, type RegionReport } from "../report/merge.ts";

/*
 * Figures of the region, computed over the rows of all units. A row counts when everything that the section's figures
 * look at is there; the others are left out and told: "n dari N".
 */

/** Who is expected to report, and which rows of it are theirs; null = every row. */
export type Duty = { readonly unit: string; readonly parts: readonly string[] | null };

export type RegionRow = {
  readonly row: Row;
  readonly figures: Readonly<Record<string, Figure>>;
  /** Units that filled something of it, and units that should and did not. */
  readonly filled: readonly string[];
  readonly awaited: readonly string[];
  /** Whether it counts in the figures of its group and of the region. */
  readonly counted: boolean;
};
export type RegionGroup = {
  /** Names from the outermost; empty for rows without one. */
  readonly path: readonly string[];
  /** Rows that stand right under it. */
  readonly rows: readonly RegionRow[];
  readonly figures: Readonly<Record<string, Figure>>;
  readonly counted: number;
  readonly expected: number;
};
export type RegionSection = {
  readonly section: TableSection;
  readonly groups: readonly RegionGroup[];
  readonly figures: Readonly<Record<string, Figure>>;
  readonly counted: number;
  readonly expected: number;
};
export type Region = {
  readonly sections: readonly RegionSection[];
  readonly conflicts: readonly Conflict[];
  readonly left: Merged["left"];
};

/** What stands in place of a cell that more than one report filled. */
export const FILLED_TWICE = "diisi lebih dari satu perangkat daerah";

/** Figures that come from one section alone: its own, and those computed of nothing else. */
export function figuresFrom(definition: TemplateDefinition, section: string): readonly string[] {
  const own = new Set(definition.figures.filter((each) => each.section === section).map((each) => each.id as string));
  const derived = definition.figures.filter((each) => each.section === null);
  const from = derived.filter(({ id }) => sourcesOf(definition, id).every((source) => own.has(source)));
  return definition.figures.map((each) => each.id).filter((id) => own.has(id) || from.some((each) => each.id === id));
}

const only = (ids: readonly string[], { figures }: Computed): Record<string, Figure> =>
  Object.fromEntries(ids.flatMap((id) => (figures[id] ? [[id, figures[id]]] : [])));

/** Names of the columns that the figures of a section look at. */
const readsOf = (definition: TemplateDefinition, section: string): readonly string[] => [
  ...new Set(
    programsOf(definition)
      .figures.filter((each) => each.section === section)
      .flatMap(({ program }) => program.reads.map((key) => readOf(key).name)),
  ),
];

/** Every name above a row, the outermost first: ["Pendidikan"], ["Pendidikan", "PAUD"]. */
const pathsOf = ({ group }: Row): readonly (readonly string[])[] =>
  group.length === 0 ? [[]] : group.map((_, depth) => group.slice(0, depth + 1));

const isUnder = (row: Row, path: readonly string[]): boolean => path.every((name, depth) => row.group[depth] === name);
const keyOf = (path: readonly string[]): string => path.join("\n");

function rowsIn(section: TableSection, definition: TemplateDefinition, merged: Merged, duties: readonly Duty[]) {
  const own = merged.rows.filter((row) => sectionOfRow(row.rowKey) === section.id);
  // With the rows of every section: a row may gather those of another one.
  const computed = compute(definition, merged.rows, merged.carry, "region");
  const reads = readsOf(definition, section.id);
  const listed = new Map((section.rows ?? []).map((row) => [`${section.id}/${row.key}`, row]));
  return own.map((row): RegionRow => {
    const done = computed.rows.get(row.rowKey);
    const filled = merged.filledBy.get(row.rowKey) ?? [];
    const known = listed.get(row.rowKey);
    const expected = known ? duties.filter((duty) => concerns(known, duty)).map((duty) => duty.unit) : filled;
    const twice = merged.conflicts.filter((each) => each.row === row.rowKey).map((each) => each.field);
    return {
      row,
      figures: {
        ...done?.entered,
        ...done?.computed,
        ...Object.fromEntries(twice.map((field) => [field, undefinedBecause(FILLED_TWICE)])),
      },
      filled,
      awaited: [...new Set(expected)].filter((unit) => !filled.includes(unit)),
      counted: reads.every((name) => figureOf(done, name).kind !== "missing"),
    };
  });
}

function sectionOver(
  section: TableSection,
  definition: TemplateDefinition,
  merged: Merged,
  duties: readonly Duty[],
): RegionSection {
  const rows = rowsIn(section, definition, merged, duties);
  const ids = figuresFrom(definition, section.id);
  const elsewhere = merged.rows.filter((row) => sectionOfRow(row.rowKey) !== section.id);
  const over = (some: readonly RegionRow[]) => {
    const counted = some.filter((each) => each.counted).map((each) => each.row);
    const figures = only(ids, compute(definition, [...elsewhere, ...counted], merged.carry, "region"));
    return { figures, counted: counted.length, expected: some.length };
  };
  const paths = new Map(rows.flatMap(({ row }) => pathsOf(row).map((path) => [keyOf(path), path])));
  const groups = [...paths.values()].map((path): RegionGroup => {
    const under = rows.filter(({ row }) => isUnder(row, path));
    return { path, rows: under.filter(({ row }) => row.group.length === path.length), ...over(under) };
  });
  return { section, groups, ...over(rows) };
}

/** The figures of the region of every section that is computed over the rows of all units. */
export function regionOf(
  definition: TemplateDefinition,
  reports: readonly RegionReport[],
  duties: readonly Duty[],
): Region {
  const merged = mergeRows(definition, reports);
  const sections = regionalSections(definition).map((each) => sectionOver(each, definition, merged, duties));
  return { sections, conflicts: merged.conflicts, left: merged.left };
}

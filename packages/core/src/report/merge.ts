import { comparePeriods } from "../kernel/period.ts";
import { type Figure, missing } from "../expression/figure.ts";
import { EVERYTHING, NO_BASIS, rowsAtOpening } from "./beginning.ts";
import { cellFigure } from "./cell-figure.ts";
import type { CarryView, Row } from "./schema.ts";
import { fieldOf, sectionOfRow } from "../template/fields.ts";
import type { EntryField, TableSection, TemplateDefinition } from "../template/schema.ts";
import { type Kept, type KeptCell, type KeptRow, regionalSections } from "./kept.ts";

/* The rows of many reports as the rows of the region: each field from the report in whose row it is open. */

export type RegionReport = {
  readonly unit: string;
  readonly kept: Kept;
  /** The definition it was reported under; only fields that stand for the same in both count. */
  readonly definition: TemplateDefinition;
};
export type Conflict = {
  readonly row: string;
  readonly field: string;
  readonly values: readonly { readonly unit: string; readonly figure: Figure }[];
};
export type Merged = {
  readonly rows: readonly Row[];
  readonly carry: CarryView;
  /** Units that answered something in a row. */
  readonly filledBy: ReadonlyMap<string, readonly string[]>;
  /** Fields of a row that more than one report filled: none of them counts. */
  readonly conflicts: readonly Conflict[];
  /** Rows of reports that the definition does not have any more. */
  readonly left: readonly { readonly row: string; readonly label: string; readonly unit: string }[];
};

type Answer = { readonly unit: string; readonly cell: KeptCell };
/** Who filled what, by row and field. */
type Answers = Map<string, Map<string, Answer[]>>;

const enteredCell = ({ s, v, r }: KeptCell): Row["cells"][string] => {
  const plain = { s, v, n: 0, o: "screen" as const, w: "", t: 0 };
  return r === undefined ? plain : { ...plain, r };
};

/** Whether a field is the same in both versions; the one that was reported may lack it. */
function sameField(field: EntryField, section: string, { sections }: TemplateDefinition): boolean {
  const before = sections.find((each) => each.id === section);
  const known = before && before.kind !== "evidence" ? fieldOf(before, field.id) : undefined;
  return known !== undefined && known.type === field.type && known.unit === field.unit;
}

/** Rows that every report has for itself get a name of their own in the region; an indicator bears that of its office. */
const keyIn = ({ source }: TableSection, row: KeptRow, unit: string): string =>
  source === "budget" || source === "free" ? `${row.key}@${unit}` : row.key;

function collect(answers: Answers, section: TableSection, key: string, row: KeptRow, report: RegionReport): void {
  const own = answers.get(key) ?? new Map<string, Answer[]>();
  for (const field of section.fields) {
    const cell = row.cells[field.id];
    if (!cell || cell.s === "missing" || row.closed?.[field.id] !== undefined) continue;
    if (!sameField(field, section.id, report.definition)) continue;
    own.set(field.id, [...(own.get(field.id) ?? []), { unit: report.unit, cell }]);
  }
  answers.set(key, own);
}

const frameOf = ({ label, group, context, closed }: KeptRow, key: string): Row => ({
  rowKey: key as Row["rowKey"],
  label,
  group: [...group],
  context: { ...context },
  ...(closed ? { closed: { ...closed } } : {}),
  cells: {},
});

/** The rows that the template itself names, all of them, whoever is to fill them. */
function listedRows(definition: TemplateDefinition): readonly Row[] {
  const sections = regionalSections(definition).filter((section) => section.source === "list");
  // Only budget rows look at the period, and these sections have none.
  return rowsAtOpening({ sections: [...sections] }, NO_BASIS, "2000", EVERYTHING).map(({ rowKey, ...row }) =>
    frameOf({ ...row, key: rowKey, cells: {} }, rowKey),
  );
}

type Carried = CarryView["values"][string][string];
type Carrier = { readonly unit: string; readonly value: Carried };

/** What was carried into a field: by the one report in which it is open, or by the one that answers it. */
function carriedBy(carriers: readonly Carrier[], own: readonly Answer[]): Carried | undefined {
  const [only] = carriers;
  if (carriers.length <= 1) return only?.value;
  const answering = carriers.filter(({ unit }) => own.some((answer) => answer.unit === unit));
  return answering.length === 1 ? answering[0]?.value : undefined;
}

/** What earlier periods carried into the merged rows. A field that is left empty now may have been answered before. */
function carryOf(reports: readonly RegionReport[], sections: readonly TableSection[], answers: Answers): CarryView {
  const months = [...new Set(reports.flatMap(({ kept }) => kept.carry.months))].toSorted();
  // All are of one period, or of one span of time that ends with the newest.
  const [period] = reports.flatMap(({ kept }) => kept.carry.period ?? []).toSorted((a, b) => comparePeriods(b, a));
  const all = new Set(reports.flatMap(({ kept }) => kept.carry.absent));
  const absent = [...all].filter((each) => !months.includes(each)).toSorted();
  const carriers = new Map<string, Map<string, Carrier[]>>();
  for (const { unit, kept } of reports) {
    for (const row of kept.rows) {
      const section = sections.find((each) => each.id === sectionOfRow(row.key));
      if (!section) continue;
      const key = keyIn(section, row, unit);
      const fields = carriers.get(key) ?? new Map<string, Carrier[]>();
      for (const [field, value] of Object.entries(kept.carry.values[row.key] ?? {})) {
        if (row.closed?.[field] === undefined) fields.set(field, [...(fields.get(field) ?? []), { unit, value }]);
      }
      carriers.set(key, fields);
    }
  }
  const values = [...carriers].map(([key, fields]): [string, Record<string, Carried>] => {
    const found = [...fields].flatMap(([field, some]): [string, Carried][] => {
      const value = carriedBy(some, answers.get(key)?.get(field) ?? []);
      return value ? [[field, value]] : [];
    });
    return [key, Object.fromEntries(found)];
  });
  const standing = standingIn(reports);
  return {
    ...(period ? { period } : {}),
    months,
    absent,
    values: Object.fromEntries(values),
    ...(standing ? { standing } : {}),
  };
}

/** Indicators bear their office, so that those of several reports never meet. */
function standingIn(reports: readonly RegionReport[]): CarryView["standing"] {
  const all = reports.flatMap(({ kept }) => kept.carry.standing ?? []);
  if (all.length === 0) return undefined;
  const sections = [...new Set(all.flatMap((each) => each.sections))];
  return { sections, rows: Object.assign({}, ...all.map(({ rows }) => rows)) };
}

/** Merges the rows of several reports by their keys, under one definition. */
export function mergeRows(definition: TemplateDefinition, reports: readonly RegionReport[]): Merged {
  const sections = regionalSections(definition);
  const frames = new Map(listedRows(definition).map((row) => [row.rowKey as string, row]));
  const answers: Answers = new Map();
  const left: { row: string; label: string; unit: string }[] = [];
  for (const report of reports) {
    for (const row of report.kept.rows) {
      const section = sections.find((each) => each.id === sectionOfRow(row.key));
      const key = section && keyIn(section, row, report.unit);
      if (!section || key === undefined || (section.source === "list" && !frames.has(key))) {
        left.push({ row: row.key, label: row.label, unit: report.unit });
        continue;
      }
      if (section.source !== "list" && !frames.has(key)) frames.set(key, frameOf(row, key));
      collect(answers, section, key, row, report);
    }
  }
  const conflicts: Conflict[] = [];
  const rows = [...frames.values()].map((frame): Row => {
    const section = sections.find((each) => each.id === sectionOfRow(frame.rowKey));
    const cells = [...(answers.get(frame.rowKey) ?? [])].flatMap(([field, own]): [string, Row["cells"][string]][] => {
      const [only] = own;
      if (only && own.length === 1) return [[field, enteredCell(only.cell)]];
      conflicts.push({ row: frame.rowKey, field, values: own.map((each) => valueIn(section, field, each)) });
      return [];
    });
    return { ...frame, cells: Object.fromEntries(cells) };
  });
  const filledBy = new Map(
    [...answers].map(([key, fields]) => [key, [...new Set([...fields.values()].flat().map((each) => each.unit))]]),
  );
  return { rows, carry: carryOf(reports, sections, answers), filledBy, conflicts, left };
}

function valueIn(section: TableSection | undefined, field: string, { unit, cell }: Answer) {
  const known = section && fieldOf(section, field);
  const figure = known ? cellFigure(known, enteredCell(cell)) : missing(field);
  return { unit, figure };
}

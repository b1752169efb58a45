import { decimal } from "../kernel/decimal.ts";
import { compile } from "../expression/compile.ts";
import { evaluate, type Inputs, judge } from "../expression/evaluate.ts";
import { type Figure, missing, notApplicable, sumFigures, valueOf } from "../expression/figure.ts";
import { keyOf, type Program, readOf } from "../expression/program.ts";
import { type Formulas, type GatheredProgram, programsOf, type SectionPrograms } from "../template/program.ts";
import { type EntrySection, fieldOf, isTable, sectionOf, sectionOfRow } from "../template/fields.ts";
import type { EntryField, TemplateDefinition } from "../template/schema.ts";
import { isNumeric } from "../kernel/field-type.ts";
import { strayTokens } from "./telling.ts";
import type { CarryView, Cell, Row } from "./schema.ts";
import { formatPeriod } from "../kernel/format.ts";
import { comparePeriods } from "../kernel/period.ts";
import { carriedFigure, contextFigures, enteredFigure } from "./cell-figure.ts";

/**
 * Everything that follows from the cells: computed fields, figures of the whole report, broken rules and how much is
 * still missing. The same code runs in the browser while somebody types and on the server when it counts.
 */
export type Finding = {
  readonly rowKey: string;
  readonly label: string;
  readonly rule: string;
  readonly severity: "block" | "warn" | "inform";
  readonly message: string;
  readonly field: string;
};
export type MissingCell = { readonly rowKey: string; readonly field: string; readonly label: string };
export type ComputedRow = {
  /** What the row carries since it was opened, and when its period ends. */
  readonly context: Readonly<Record<string, Figure>>;
  readonly entered: Readonly<Record<string, Figure>>;
  readonly computed: Readonly<Record<string, Figure>>;
};
export type Computed = {
  readonly rows: ReadonlyMap<string, ComputedRow>;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly findings: readonly Finding[];
  readonly required: number;
  readonly missing: readonly MissingCell[];
};

/** A name in one row: computed, entered or pinned with the row. */
export const figureOf = (done: ComputedRow | undefined, name: string): Figure =>
  done?.computed[name] ?? done?.entered[name] ?? done?.context[name] ?? missing(name);

/** Whether a period came out without a row that is an indicator of the tree: it joined later. */
const joinedAfter = (period: CarryView["months"][number], rowKey: string, { months, standing }: CarryView): boolean =>
  standing !== undefined &&
  standing.sections.includes(sectionOfRow(rowKey)) &&
  months.includes(period) &&
  standing.rows[rowKey]?.includes(period) !== true;

/** The periods of the year up to this one, each reported, missing by its name, or from before the row was there. */
function periodFigures(now: Figure, name: string, rowKey: string, carry: CarryView): readonly Figure[] {
  const unit = now.kind === "value" ? now.unit : undefined;
  const carried = carry.values[rowKey]?.[name];
  const earlier = [...carry.months, ...carry.absent].toSorted(comparePeriods).map((period) => {
    const value = carried?.periods?.[period];
    if (value !== undefined) return carriedFigure(value, unit);
    return joinedAfter(period, rowKey, carry)
      ? notApplicable(`Belum menjadi indikator pada ${formatPeriod(period)}.`)
      : missing(formatPeriod(period));
  });
  return [...earlier, now];
}

/** One input of a row's program: this period's figure, the running total, the period before, or all of the year. */
export function inputOf(
  key: string,
  row: Row,
  done: ComputedRow | undefined,
  carry: CarryView,
): Figure | readonly Figure[] {
  const { name, as } = readOf(key);
  const now = figureOf(done, name);
  const carried = carry.values[row.rowKey]?.[name];
  if (as === "cumulative") {
    // As in every running total a month that does not apply is left out; one that is empty makes the total missing.
    const unit = now.kind === "value" ? now.unit : undefined;
    return carried ? sumFigures([valueOf(decimal(carried.sum), unit), now]).figure : now;
  }
  if (as === "now") return now;
  if (as === "periods") return periodFigures(now, name, row.rowKey, carry);
  const last = carried?.last ?? null;
  return last === null ? missing("periode lalu") : carriedFigure(last);
}

const inputsOf = (program: Program, row: Row, done: ComputedRow, carry: CarryView): Inputs =>
  Object.fromEntries(program.reads.map((key) => [key, inputOf(key, row, done, carry)]));

type Gather = (field: GatheredProgram, row: Row) => Figure;
/** What is given to a program over the rows of another section that name a row: their columns, in their order. */
export function gatheredInputs(
  { section, by, program }: GatheredProgram,
  row: Row,
  rows: readonly Row[],
  computed: ReadonlyMap<string, ComputedRow>,
  carry: CarryView,
): Inputs {
  const naming = rows.filter(
    (each) => sectionOfRow(each.rowKey) === section && each.cells[by]?.s === "value" && each.cells[by].v === row.label,
  );
  return figureInputs(program, naming, computed, carry, false);
}

/** Over no rows nothing was reported: the figure is missing by its name, and not without an answer. */
function gatheredFigure(field: GatheredProgram, inputs: Inputs): Figure {
  const columns = field.program.reads.map((key) => inputs[key]);
  const empty = columns.every((column) => Array.isArray(column) && column.length === 0);
  return empty ? missing(field.label) : evaluate(field.program, inputs);
}

type DoneRow = {
  readonly row: ComputedRow;
  readonly findings: readonly Finding[];
  readonly required: number;
  readonly missing: readonly MissingCell[];
};
/** A row that did not change is not computed again while somebody types in another. */
const doneRows = new WeakMap<
  Row,
  { readonly programs: SectionPrograms; readonly carry: CarryView; readonly done: DoneRow }
>();

function computeRow(programs: SectionPrograms, row: Row, carry: CarryView, gather: Gather): DoneRow {
  // What a row gathers may change without the row: such a row is computed every time.
  if (programs.gathered.length > 0) return computeRowAnew(programs, row, carry, gather);
  const known = doneRows.get(row);
  if (known?.programs === programs && known.carry === carry) return known.done;
  const done = computeRowAnew(programs, row, carry, gather);
  doneRows.set(row, { programs, carry, done });
  return done;
}

function computeRowAnew(programs: SectionPrograms, row: Row, carry: CarryView, gather: Gather): DoneRow {
  const entered = Object.fromEntries(
    programs.section.fields.map((field): [string, Figure] => [field.id, enteredFigure(field, row)]),
  );
  const computed = Object.fromEntries(programs.gathered.map((field) => [field.id, gather(field, row)]));
  const done: ComputedRow = { context: contextFigures(programs, row, carry), entered, computed };
  for (const { id, program } of programs.own.get(row.rowKey) ?? programs.computed)
    computed[id] = evaluate(program, inputsOf(program, row, done, carry));
  const findings = programs.rules.flatMap(({ rule, program }) =>
    judge(program, inputsOf(program, row, done, carry)).kind === "holds"
      ? [
          {
            rowKey: row.rowKey,
            label: row.label,
            rule: rule.id,
            severity: rule.severity,
            message: rule.message,
            field: rule.field,
          },
        ]
      : [],
  );
  const { section } = programs;
  const required = section.fields.filter((field) => isRequired(section, field, row));
  return { row: done, findings, required: required.length, missing: missingOf(required, row) };
}

/** Required cells of a row that nobody answered. "Nihil" and "tidak berlaku" are answers. */
const missingOf = (required: readonly EntryField[], row: Row): readonly MissingCell[] =>
  required
    .filter((field) => isMissing(row.cells[field.id]))
    .map((field) => ({ rowKey: row.rowKey, field: field.id, label: `${row.label}: ${field.label}` }));
const isMissing = (cell: Cell | undefined): boolean => !cell || cell.s === "missing";
/** A narrative keeps one field per row; elsewhere a row holds all fields of its section but those that are closed. */
const belongs = (section: EntrySection, field: EntryField, row: Row): boolean =>
  section.kind === "narrative" ? row.rowKey === `${section.id}/${field.id}` : row.closed?.[field.id] === undefined;
const isRequired = (section: EntrySection, field: EntryField, row: Row): boolean =>
  field.required === "submit" && belongs(section, field, row);

/** What is given to a figure over rows: their columns, in their order; `single`: the one row of a form. */
export function figureInputs(
  program: Program,
  rows: readonly Row[],
  computed: ReadonlyMap<string, ComputedRow>,
  carry: CarryView,
  single: boolean,
): Inputs {
  return Object.fromEntries(
    program.reads.map((key) => {
      // Over rows each row's own input is read: this period's figure, or its running total.
      const own = keyOf({ ...readOf(key), rows: false });
      const figures = rows.flatMap((row) => inputOf(own, row, computed.get(row.rowKey), carry));
      return [key, single ? (figures[0] ?? missing(key)) : figures];
    }),
  );
}

/** Rows by the first name above them, in their order. */
function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.group[0] ?? "", [...(groups.get(row.group[0] ?? "") ?? []), row]);
  return [...groups.values()];
}

const MEAN = compile("rata(x)", { fields: {}, rows: { x: { type: "number" } } });
/** The plain mean of figures, by the rules of expressions: what does not apply is left out. */
const meanOf = (figures: readonly Figure[]): Figure =>
  MEAN.ok ? evaluate(MEAN.program, { "baris(x)": figures }) : missing("rata");

/** Sections that gather come after those whose rows they look at. */
const gatheringLast = (sections: readonly SectionPrograms[]): readonly SectionPrograms[] => [
  ...sections.filter(({ gathered }) => gathered.length === 0),
  ...sections.filter(({ gathered }) => gathered.length > 0),
];

/** Of a form or of rows that this report does not have, because other units fill them. */
const FILLED_ELSEWHERE = "Diisi perangkat daerah lain.";

function rowsBySection(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const section = sectionOfRow(row.rowKey);
    const own = found.get(section);
    if (own) own.push(row);
    else found.set(section, [row]);
  }
  return found;
}

/** Computes a whole report, or the region's rows: in a report those that are not there belong to others, there to nobody. */
export function compute(
  definition: TemplateDefinition,
  rows: readonly Row[],
  carry: CarryView,
  whose: "report" | "region" = "report",
): Computed {
  const programs = programsOf(definition);
  const computed = new Map<string, ComputedRow>();
  const findings: Finding[] = [];
  const absent: MissingCell[] = [];
  let required = 0;
  const bySection = rowsBySection(rows);
  const gather: Gather = (field, row) => gatheredFigure(field, gatheredInputs(field, row, rows, computed, carry));
  for (const section of gatheringLast(programs.sections)) {
    for (const row of bySection.get(section.section.id) ?? []) {
      const done = computeRow(section, row, carry, gather);
      computed.set(row.rowKey, done.row);
      findings.push(...done.findings);
      absent.push(...done.missing);
      required += done.required;
    }
  }
  const figures: Record<string, Figure> = {};
  for (const { id, section, through, program } of programs.figures) {
    if (section === null) continue;
    const own = bySection.get(section) ?? [];
    const of = sectionOf(definition, section);
    const single = of !== undefined && !isTable(of);
    // Rows that a template gives are there or belong to others; an author's own may just not be there yet.
    const elsewhere = whose === "report" && (single || (of !== undefined && isTable(of) && of.source === "list"));
    const figure = (some: readonly Row[]): Figure =>
      elsewhere && some.length === 0
        ? notApplicable(FILLED_ELSEWHERE)
        : evaluate(program, figureInputs(program, some, computed, carry, single));
    figures[id] = through === "groups" ? meanOf(groupsOf(own).map(figure)) : figure(own);
  }
  const whole = { rows: computed, figures: withDerived(definition, figures) };
  return { ...whole, findings: [...findings, ...strayTokens(definition, rows, whole)], required, missing: absent };
}

/** Adds the figures that are computed from other figures: of one report, or of sums over many. */
export function withDerived(definition: Formulas, summed: Readonly<Record<string, Figure>>): Record<string, Figure> {
  const figures: Record<string, Figure> = { ...summed };
  for (const { id, section, program } of programsOf(definition).figures) {
    if (section === null) figures[id] = evaluate(program, figures);
  }
  return figures;
}

/** The rows of a report that says nihil as a whole: each number that nobody entered is nihil for the report's reason. */
export const nilRows = (definition: TemplateDefinition, rows: readonly Row[], reason: string): readonly Row[] =>
  rows.map((row) => {
    const fields = sectionOf(definition, sectionOfRow(row.rowKey))?.fields ?? [];
    const numbers = fields.filter((field) => isNumeric(field.type));
    const none: Cell = { s: "nil", v: null, r: reason, n: 0, o: "screen", w: "", t: 0 };
    const empty = numbers.filter(({ id }) => isMissing(row.cells[id]) && row.closed?.[id] === undefined);
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(empty.map((field) => [field.id, none])) } };
  });

/** The field definition of a cell, if the row and the field belong together. */
export function fieldOfCell(definition: TemplateDefinition, rowKey: string, fieldId: string): EntryField | null {
  const section = programsOf(definition).sections.find((each) => each.section.id === sectionOfRow(rowKey))?.section;
  const field = section && fieldOf(section, fieldId);
  if (!section || !field) return null;
  return section.kind !== "narrative" || rowKey === `${section.id}/${fieldId}` ? field : null;
}

/** What follows from a report as it was sent: one that says nihil as a whole counts zero where nobody entered a number. */
export const computeSent = (
  definition: TemplateDefinition,
  rows: readonly Row[],
  carry: CarryView,
  nihil: string | null,
): Computed => compute(definition, nihil === null ? rows : nilRows(definition, rows, nihil), carry);

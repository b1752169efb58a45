import type { Figure } from "../expression/figure.ts";
import { text } from "../kernel/decimal.ts";
import { formatDate, formatPeriod } from "../kernel/format.ts";
import { fieldOf, inOrder, isTable, PLACE, sectionOf, sectionOfRow } from "../template/fields.ts";
import { offeredBy, type QuerySection } from "../template/query.ts";
import type { EntryField, TableSection, TemplateDefinition } from "../template/schema.ts";
import { isNumeric } from "../kernel/field-type.ts";
import { concerns, EVERYTHING, type NewRow, NO_BASIS, rowsAtOpening } from "./beginning.ts";
import { compute, type Computed, figureOf } from "./compute.ts";
import type { Content } from "./content.ts";
import { type Kept, keptOf } from "./kept.ts";
import { mergeRows, type RegionReport } from "./merge.ts";
import { keptOver } from "./over-time.ts";
import type { CarryView, Cell, Drawing, Row } from "./schema.ts";

/*
 * Rows of a section that come from published reports of another template, as a pure function of these reports. A column is
 * taken as the source shows it, in its state and unrounded; what is not there is missing and says whose report it waits for.
 */

/** A published report of the template that is drawn from. */
export type SourceReport = {
  readonly report: Drawing["reports"][number]["report"];
  readonly unit: string;
  readonly period: string;
  readonly hash: string;
  readonly definition: TemplateDefinition;
  readonly content: Content;
};
/** A unit that is asked for reports of that template, with its parts (null = everything) and the periods wanted of it. */
export type Asked = {
  readonly unit: Drawing["awaited"][number]["unit"];
  readonly name: string;
  readonly parts: readonly string[] | null;
  readonly periods: Drawing["awaited"][number]["periods"];
};
export type Sources = {
  readonly short: string;
  /** Definition of the newest version that was reported under, else of the one in force. */
  readonly basis: TemplateDefinition | null;
  readonly asked: readonly Asked[];
  readonly reports: readonly SourceReport[];
};

export type DrawnRow = Omit<NewRow, "cells" | "given"> & {
  readonly sources: readonly SourceReport["report"][];
  readonly cells: Readonly<Record<string, Pick<Cell, "s" | "v" | "r">>>;
};

const publishedBy = ({ reports }: Pick<Sources, "reports">, unit: string): readonly SourceReport[] =>
  reports.filter((each) => each.unit === unit);

/** Units with the periods of which nothing of theirs is out. */
export const awaitedIn = ({
  asked,
  reports,
}: Pick<Sources, "asked"> & { reports: readonly Reported[] }): Drawing["awaited"] =>
  asked.flatMap(({ unit, name, periods }) => {
    const lacking = periods.filter((period) => !reports.some((each) => each.unit === unit && each.period === period));
    return lacking.length === 0 ? [] : [{ unit, name, periods: lacking }];
  });
type Reported = Pick<SourceReport, "unit" | "period">;

const inWords = (periods: readonly string[]): string => periods.map(formatPeriod).join(", ");
const notOut = ({ short }: Sources, { name, periods }: Pick<Asked, "name" | "periods">): string =>
  `${name} belum menerbitkan ${short} ${inWords(periods)}`;

const lacking = (why: string): Pick<Cell, "s" | "v" | "r"> => ({ s: "missing", v: null, r: why });

const NOT_THIS = { money: "angka", number: "angka", percent: "angka", date: "tanggal", text: "teks", choice: "teks" };

/** What a figure of the source makes of a drawn cell. A date that a formula gives is a word of its column. */
function cellOf(field: EntryField, figure: Figure, from: string): Pick<Cell, "s" | "v" | "r"> {
  const another = lacking(`bukan ${NOT_THIS[field.type]} pada ${from}`);
  switch (figure.kind) {
    case "value":
      return isNumeric(field.type) ? { s: "value", v: text(figure.amount) } : another;
    case "text":
      return field.type === "text" ? { s: "value", v: figure.text } : another;
    case "date":
      if (field.type === "date") return { s: "value", v: figure.date };
      return field.type === "text" ? { s: "value", v: formatDate(figure.date) } : another;
    case "nil":
      return { s: "nil", v: null, r: figure.reason };
    case "not-applicable":
      return { s: "na", v: null, r: figure.reason };
    case "undefined":
      return lacking(`tidak terdefinisi pada ${from}: ${figure.why}`);
    case "missing":
      return lacking(`belum diisi pada ${from}: ${figure.which.join(", ")}`);
    default:
      return figure satisfies never;
  }
}

const drawnFields = ({ fields }: QuerySection) =>
  fields.flatMap((field) => (field.from === undefined ? [] : [{ field, from: field.from }]));

const keyOf = (rowKey: string): string => rowKey.slice(rowKey.indexOf("/") + 1);
/**
 * The key of a row beside those of other units: it bears the one that reported it, an indicator in place of its office. One that
 * was drawn may bear that unit already.
 */
function keyBeside({ source }: TableSection, rowKey: string, unit: string): string {
  const key = source === "cascade" ? keyOf(rowKey).replace(/@.*$/, "") : keyOf(rowKey);
  return key.endsWith(`@${unit}`) ? key : `${key}@${unit}`;
}
/** What a drawn row keeps of the row of its source. */
const frameOf = (section: QuerySection, row: Pick<Row, "label" | "group" | "context">, key: string): NewRow => {
  const { code, satuan, arah } = row.context;
  return {
    rowKey: `${section.id}/${key}`,
    label: row.label,
    group: [...row.group],
    context: {
      ...(code === undefined ? {} : { code }),
      ...(satuan === undefined ? {} : { satuan }),
      ...(arah === undefined ? {} : { arah }),
    },
  };
};

/** Every column of a row that cannot be had, with the reason. */
const without = (section: QuerySection, why: string): DrawnRow["cells"] =>
  Object.fromEntries(drawnFields(section).map(({ field }) => [field.id, lacking(why)]));

/** The columns of a row as its source shows them. */
function cellsOf(
  section: QuerySection,
  source: TableSection,
  row: Row,
  computed: Computed,
  from: string,
): DrawnRow["cells"] {
  const done = computed.rows.get(row.rowKey);
  const offered = new Set<string>(offeredBy(source).map((each) => each.id));
  return Object.fromEntries(
    drawnFields(section).map(({ field, from: column }) => [
      field.id,
      offered.has(column)
        ? cellOf(field, figureOf(done, column), from)
        : lacking(`kolom ${column} tidak ada pada ${from}`),
    ]),
  );
}

const asRow = ({ key, label, group, context, closed, cells }: Kept["rows"][number]): Row => ({
  rowKey: key as Row["rowKey"],
  label,
  group: [...group],
  context: { ...context },
  ...(closed ? { closed: { ...closed } } : {}),
  cells: Object.fromEntries(
    Object.entries(cells).map(([field, cell]) => [field, { ...cell, n: 0, o: "drawn" as const, w: "", t: 0 }]),
  ),
});

type Put = { readonly definition: TemplateDefinition; readonly kept: Kept };
/** One unit's reports put together over their periods, with the sections that are wanted of each. */
function putTogether(
  reports: readonly SourceReport[],
  wanted: (definition: TemplateDefinition) => readonly TableSection[] | undefined,
): Put | null {
  const definition = reports.at(-1)?.definition;
  if (!definition) return null;
  const kept = reports.flatMap((each) => keptOf(each.definition, each.content, wanted(each.definition)) ?? []);
  const whole = kept.length === 1 ? (kept[0] ?? null) : keptOver(definition, kept);
  return whole && { definition, kept: whole };
}

const tablesOf = ({ sections }: TemplateDefinition): readonly TableSection[] => sections.filter(isTable);
const tableIn = (definition: TemplateDefinition, id: string): TableSection | null => {
  const found = sectionOf(definition, id);
  return found && isTable(found) ? found : null;
};

/** The rows that a template names in a section, for those of which nothing is out. */
const namedRows = (source: TableSection, asked: Pick<Asked, "parts">): readonly NewRow[] =>
  source.source === "list"
    ? rowsAtOpening(
        { sections: [{ ...source, rows: source.rows?.filter((row) => concerns(row, asked)) }] },
        NO_BASIS,
        "2000",
        EVERYTHING,
      )
    : [];

/** Rows of one unit's own reports. `apart`: beside those of other units, so that key and heading bear the unit. */
function rowsOfUnit(section: QuerySection, sources: Sources, asked: Asked, apart: boolean): readonly DrawnRow[] {
  const framed = (source: TableSection, row: Omit<NewRow, "cells" | "given">): NewRow => {
    const frame = frameOf(section, row, apart ? keyBeside(source, row.rowKey, asked.unit) : keyOf(row.rowKey));
    return apart ? { ...frame, group: [asked.name, ...frame.group] } : frame;
  };
  const reports = publishedBy(sources, asked.unit);
  const put = putTogether(reports, tablesOf);
  const definition = put?.definition ?? sources.basis;
  const source = definition && tableIn(definition, section.query.section);
  if (!source) return [];
  if (!put) {
    const cells = without(section, notOut(sources, asked));
    return namedRows(source, asked).map((row) => ({ ...framed(source, row), sources: [], cells }));
  }
  const rows = put.kept.rows.map(asRow);
  const computed = compute(put.definition, rows, put.kept.carry);
  const from = `${sources.short} ${inWords(reports.map((each) => each.period))} ${asked.name}`;
  return inOrder(put.definition, rows)
    .filter((row) => sectionOfRow(row.rowKey) === source.id)
    .map((row) => ({
      ...framed(source, row),
      sources: reports.map((each) => each.report),
      cells: cellsOf(section, source, row, computed, from),
    }));
}

/** Rows of the region: each field from the unit that answers for it, figures over the rows of all. */
function rowsOfRegion(section: QuerySection, sources: Sources, basis: TemplateDefinition, source: TableSection) {
  const regional = sources.asked.flatMap(({ unit }): RegionReport[] => {
    const put = putTogether(publishedBy(sources, unit), () => undefined);
    return put ? [{ unit, ...put }] : [];
  });
  const merged = mergeRows(basis, regional);
  const carry: CarryView = merged.carry;
  const computed = compute(basis, merged.rows, carry, "region");
  const listed = new Map((source.rows ?? []).map((row) => [`${source.id}/${row.key}`, row]));
  const nameOf = (unit: string): string => sources.asked.find((each) => each.unit === unit)?.name ?? unit;
  return inOrder(basis, merged.rows)
    .filter((row) => sectionOfRow(row.rowKey) === source.id)
    .map((row): DrawnRow => {
      const filled = merged.filledBy.get(row.rowKey) ?? [];
      const known = listed.get(row.rowKey);
      const waiting = known
        ? sources.asked.filter((each) => concerns(known, each) && publishedBy(sources, each.unit).length === 0)
        : [];
      const twice = merged.conflicts.filter((each) => each.row === row.rowKey).flatMap(({ values }) => values);
      const from = `${sources.short} ${filled.map(nameOf).join(", ")}`;
      const frame = frameOf(section, row, keyOf(row.rowKey));
      const reports = filled.flatMap((unit) => publishedBy(sources, unit).map((each) => each.report));
      const why =
        twice.length > 0
          ? `diisi lebih dari satu perangkat daerah: ${[...new Set(twice.map((each) => nameOf(each.unit)))].join(", ")}`
          : waiting.length > 0
            ? waiting.map((each) => notOut(sources, each)).join("; ")
            : filled.length === 0
              ? `tidak ada perangkat daerah yang mengisi ${row.label} pada ${sources.short}`
              : null;
      const cells =
        filled.length === 0 && why !== null ? without(section, why) : cellsOf(section, source, row, computed, from);
      return { ...frame, sources: reports, cells: explained(cells, why) };
    });
}

/** A cell that is missing says what the row waits for, where that is known. */
const explained = (cells: DrawnRow["cells"], why: string | null): DrawnRow["cells"] =>
  why === null
    ? cells
    : Object.fromEntries(
        Object.entries(cells).map(([field, cell]) => [field, cell.s === "missing" ? lacking(why) : cell]),
      );

const PLACE_DIGITS = 5;
/** The rows of a drawn section, each with its place among them. */
export const drawnRows = (section: QuerySection, sources: Sources): readonly DrawnRow[] =>
  rowsFrom(section, sources).map((row, i) => ({
    ...row,
    context: { ...row.context, [PLACE]: String(i + 1).padStart(PLACE_DIGITS, "0") },
  }));

function rowsFrom(section: QuerySection, sources: Sources): readonly DrawnRow[] {
  const { basis, asked } = sources;
  const source = basis && tableIn(basis, section.query.section);
  if (!basis || !source) return [];
  if (section.query.units === "own") return asked.flatMap((each) => rowsOfUnit(section, sources, each, false));
  if (source.regional === true) return rowsOfRegion(section, sources, basis, source);
  return asked.flatMap((each) => rowsOfUnit(section, sources, each, true));
}

/** What somebody typed beside the drawn columns of a row; a row without it may go when its source does. */
export const typedIn = (section: QuerySection, { cells }: Pick<Row, "cells">): boolean =>
  Object.entries(cells).some(([id, cell]) => cell.s !== "missing" && fieldOf(section, id)?.from === undefined);

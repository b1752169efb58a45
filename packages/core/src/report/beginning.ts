import type { FieldId } from "../kernel/id.ts";
import { lastMonth } from "../kernel/period.ts";
import { through } from "../budget/rules.ts";
import type { BudgetLine } from "../budget/schema.ts";
import type { Measured, MeasuredRows } from "../cascade/measured.ts";
import type { PlannedTargets } from "../cascade/target/schema.ts";
import { FORM_ROW, isTable, PLACE } from "../template/fields.ts";
import { type CascadeSection, isMeasured, targetParts } from "../template/measured.ts";
import type { RowDefinition, TableSection, TemplateDefinition } from "../template/schema.ts";
import type { Cell, Row } from "./schema.ts";

/* The rows a report begins with. They are pinned when it is opened: nothing that changes later reaches them. */

export type NewRow = Pick<Row, "label" | "group" | "context" | "closed" | "given"> & {
  readonly rowKey: string;
  /** Values that are there from the beginning; absent = none. */
  readonly cells?: Row["cells"];
};

/** What rows are made of besides the template: the budget, the targets in force at the end of the period, and the tree. */
export type Basis = {
  readonly lines: readonly BudgetLine[];
  readonly targets: PlannedTargets | null;
  /** The indicators of each section that is made of them, by its id; a section is not in it while nobody began a tree. */
  readonly measured: ReadonlyMap<string, MeasuredRows>;
};
export const NO_BASIS: Basis = { lines: [], targets: null, measured: new Map() };

/** What the reporting unit is there for, and who fills the rest. */
export type Duties = {
  /** Parts of which the unit fills the rows; null = every row. */
  readonly parts: readonly string[] | null;
  /** Name of the unit that fills a part; null when nobody does. */
  readonly filledBy: (part: string) => string | null;
};
export const EVERYTHING: Duties = { parts: null, filledBy: () => null };

function budgetRow(section: string, line: BudgetLine, month: number): NewRow {
  return {
    rowKey: `${section}/${line.code}`,
    label: line.name,
    group: [`${line.program.code} ${line.program.name}`, `${line.kegiatan.code} ${line.kegiatan.name}`],
    context: {
      code: line.code,
      pagu: line.pagu,
      rencana_keuangan: through(line.rak, month),
      rencana_fisik: through(line.physical, month),
      target: line.target,
      satuan: line.unit,
      indikator: line.indicator,
    },
  };
}

const partOf = (row: RowDefinition, field: FieldId): string | undefined => row.parts?.[field] ?? row.part;

/** Whether a form, a narrative or a drawn table is this unit's. */
export const owns = ({ part }: { readonly part?: string | undefined }, { parts }: Pick<Duties, "parts">): boolean =>
  parts === null || part === undefined || parts.includes(part);

/** Whether a unit has anything to fill in a row. */
export function concerns(row: RowDefinition, { parts }: Pick<Duties, "parts">): boolean {
  if (parts === null || row.part === undefined) return true;
  return [row.part, ...Object.values(row.parts ?? {})].some((part) => parts.includes(part));
}

/** Fields of a row that are not this unit's to fill, each with why. */
function closedOf(section: TableSection, row: RowDefinition, { parts, filledBy }: Duties): Record<string, string> {
  const reasons = section.fields.flatMap(({ id }): [string, string][] => {
    if (row.closed?.includes(id)) return [[id, "Baris ini tidak memiliki isian tersebut."]];
    const part = partOf(row, id);
    if (parts === null || part === undefined || parts.includes(part)) return [];
    return [[id, `Diisi oleh ${filledBy(part) ?? "perangkat daerah lain"}.`]];
  });
  return Object.fromEntries(reasons);
}

/** Indicator and unit of a row, where reading and printing look for them. */
const facts = ({ code, indicator }: RowDefinition): Record<string, string> => ({
  ...(code === undefined ? {} : { code }),
  ...(indicator ? { satuan: indicator.unit, arah: indicator.direction } : {}),
});

/** Fields of this unit that its own targets fill, with their cells and the sentence that names version and source. */
function givenOf(
  section: TableSection,
  value: string | undefined,
  targets: Basis["targets"],
  closed: NonNullable<NewRow["closed"]>,
): Pick<NewRow, "given" | "cells"> {
  const fields = section.fields.filter(({ id, given }) => given === "target" && closed[id] === undefined);
  if (targets === null || value === undefined || fields.length === 0) return {};
  const cell: Cell = { v: value, n: 1, s: "value", o: "given", w: "", t: 0 };
  return {
    given: Object.fromEntries(fields.map(({ id }) => [id, `${targets.label}: ${targets.source}`])),
    cells: Object.fromEntries(fields.map(({ id }) => [id, cell])),
  };
}

function listedRow(section: TableSection, row: RowDefinition, duties: Duties, targets: Basis["targets"]): NewRow {
  const closed = closedOf(section, row, duties);
  return {
    rowKey: `${section.id}/${row.key}`,
    label: row.label,
    group: [...row.group],
    context: { ...facts(row), ...row.context },
    ...(Object.keys(closed).length === 0 ? {} : { closed }),
    ...givenOf(section, targets?.values.get(row.key), targets, closed),
  };
}

const PLACE_DIGITS = 5;
/** Its key bears the part, so that indicators of two offices never meet in one row. */
function measuredRow(
  section: CascadeSection,
  { plan, part }: MeasuredRows,
  { indicator, node, method }: Measured,
  targets: Basis["targets"],
  place: number,
): NewRow {
  const { id, code, text, unit, direction, aggregation } = indicator;
  return {
    rowKey: `${section.id}/${id}@${part}`,
    label: text,
    group: [node.text],
    context: {
      ...(code === null ? {} : { code }),
      satuan: unit,
      arah: direction,
      akumulasi: aggregation,
      metode: method,
      asal: plan,
      [PLACE]: String(place).padStart(PLACE_DIGITS, "0"),
    },
    ...givenOf(section, targets?.ids.get(id), targets, {}),
  };
}

function measuredRows(section: CascadeSection, { targets, measured }: Basis): readonly NewRow[] {
  const known = measured.get(section.id);
  return known ? known.all.map((each, i) => measuredRow(section, known, each, targets, i + 1)) : [];
}

function tableRows(section: TableSection, basis: Basis, period: string, duties: Duties): readonly NewRow[] {
  const { lines, targets } = basis;
  switch (section.source) {
    case "budget":
      return lines.map((line) => budgetRow(section.id, line, Number(lastMonth(period).slice(5))));
    case "list":
      return (section.rows ?? [])
        .filter((row) => concerns(row, duties))
        .map((row) => listedRow(section, row, duties, targets));
    case "cascade":
      return isMeasured(section) && owns(section, duties) ? measuredRows(section, basis) : [];
    case "free":
    case "query":
      // Rows of an author come later, drawn ones come with what they are drawn from.
      return [];
    default:
      return section.source satisfies never;
  }
}

/** Budget lines, the rows that the template names, indicators of the tree, one row per form, one per narrative field; none of what other units fill. */
export function rowsAtOpening(
  definition: Pick<TemplateDefinition, "sections">,
  basis: Basis,
  period: string,
  duties: Duties,
): readonly NewRow[] {
  return definition.sections.flatMap((section): readonly NewRow[] => {
    switch (section.kind) {
      case "rows":
      case "matrix":
      case "indicators":
        return tableRows(section, basis, period, duties);
      case "form":
        if (!owns(section, duties)) return [];
        return [{ rowKey: `${section.id}/${FORM_ROW}`, label: section.label, group: [], context: {} }];
      case "narrative":
        if (!owns(section, duties)) return [];
        return section.fields.map(({ id, label }) => ({
          rowKey: `${section.id}/${id}`,
          label,
          group: [],
          context: {},
        }));
      case "evidence":
        return [];
      default:
        return section satisfies never;
    }
  });
}

/** Whether any field of a template takes its target from the plan. */
export const followsTargets = (definition: Pick<TemplateDefinition, "sections">): boolean =>
  targetParts(definition).length > 0;

/** The sections whose rows take targets or are indicators of the tree. */
export const plannedSections = ({ sections }: Pick<TemplateDefinition, "sections">): TableSection[] =>
  sections.filter(
    (section): section is TableSection => isTable(section) && (section.source === "list" || isMeasured(section)),
  );

/** What a report keeps of the targets it follows, and of the plan of which its rows are. */
export const pinOf = ({ label, n, hash, source }: PlannedTargets) => ({ label, n, hash, source });
export function treePinOf({ measured }: Pick<Basis, "measured">): { readonly label: string } | null {
  const names = new Set([...measured.values()].map(({ plan }) => plan));
  return names.size === 0 ? null : { label: [...names].join(", ") };
}

/** Cells that a row takes from its plan, and the typed ones that they take the place of. */
export type Taken = { readonly cells: Row["cells"]; readonly replaced: readonly (readonly [string, Cell])[] };

/**
 * The cells of a row with what is given to it now. A value that is not given any more is emptied, so that it can be typed;
 * doing it again changes nothing.
 */
export function withGiven(cells: Row["cells"], row: Pick<NewRow, "given" | "cells">): Taken {
  const planned = Object.entries(row.cells ?? {}).map(([field, cell]): readonly [string, Cell] => {
    const before = cells[field];
    return [field, before?.o === "given" && before.v === cell.v ? before : { ...cell, n: (before?.n ?? 0) + 1 }];
  });
  const others = Object.entries(cells)
    .filter(([field]) => row.cells?.[field] === undefined)
    .map(([field, cell]): readonly [string, Cell] => [field, cell.o === "given" ? emptied(cell) : cell]);
  const replaced = Object.entries(cells).filter(
    ([field, { o, s }]) => row.cells?.[field] !== undefined && o !== "given" && s !== "missing",
  );
  return { cells: Object.fromEntries([...others, ...planned]), replaced };
}

const emptied = (cell: Cell): Cell =>
  cell.s === "missing" ? cell : { v: null, n: cell.n + 1, s: "missing", o: "given", w: "", t: 0 };

import type { FieldId } from "../kernel/id.ts";
import { lastMonth } from "../kernel/period.ts";
import { through } from "../budget/rules.ts";
import type { BudgetLine } from "../budget/schema.ts";
import { FORM_ROW } from "../template/fields.ts";
import type { RowDefinition, TableSection, TemplateDefinition } from "../template/schema.ts";
import type { Row } from "./schema.ts";

/* The rows a report begins with. They are pinned when it is opened: nothing that changes later reaches them. */

export type NewRow = Pick<Row, "label" | "group" | "context" | "closed"> & { readonly rowKey: string };

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

function listedRow(section: TableSection, row: RowDefinition, duties: Duties): NewRow {
  const closed = closedOf(section, row, duties);
  return {
    rowKey: `${section.id}/${row.key}`,
    label: row.label,
    group: [...row.group],
    context: { ...facts(row), ...row.context },
    ...(Object.keys(closed).length === 0 ? {} : { closed }),
  };
}

function tableRows(
  section: TableSection,
  lines: readonly BudgetLine[],
  period: string,
  duties: Duties,
): readonly NewRow[] {
  switch (section.source) {
    case "budget":
      return lines.map((line) => budgetRow(section.id, line, Number(lastMonth(period).slice(5))));
    case "list":
      return (section.rows ?? []).filter((row) => concerns(row, duties)).map((row) => listedRow(section, row, duties));
    case "free":
    case "query":
      // Rows of an author come later, drawn ones come with what they are drawn from.
      return [];
    default:
      return section.source satisfies never;
  }
}

/** Budget lines, the rows that the template names, one row per form, one per narrative field; none of what other units fill. */
export function rowsAtOpening(
  definition: Pick<TemplateDefinition, "sections">,
  lines: readonly BudgetLine[],
  period: string,
  duties: Duties,
): readonly NewRow[] {
  return definition.sections.flatMap((section): readonly NewRow[] => {
    switch (section.kind) {
      case "rows":
      case "matrix":
      case "indicators":
        return tableRows(section, lines, period, duties);
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

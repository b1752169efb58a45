import { nilRows } from "../report/compute.ts";
import { carriedBy, type Content, contentCells, rowsOf } from "../report/content.ts";
import type { CarryView, Cell } from "../report/schema.ts";
import { isTable, sectionOfRow } from "../template/fields.ts";
import type { TableSection, TemplateDefinition } from "../template/schema.ts";

/* What a published report keeps of its rows, so that figures of the region can be computed over the rows of all units. */

export type KeptCell = { readonly s: Cell["s"]; readonly v: string | null; readonly r?: string };
export type KeptRow = {
  readonly key: string;
  readonly label: string;
  readonly group: readonly string[];
  readonly context: Readonly<Record<string, string>>;
  readonly closed?: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, KeptCell>>;
};
export type Kept = { readonly rows: readonly KeptRow[]; readonly carry: CarryView };

/** The sections of which the region's figures are computed over the rows of all units. */
export const regionalSections = ({ sections }: Pick<TemplateDefinition, "sections">): readonly TableSection[] =>
  sections.filter((section): section is TableSection => isTable(section) && section.regional === true);

/** The rows of a signed content that count for the region; null when the template has no such section. */
export function keptOf(definition: TemplateDefinition, content: Content): Kept | null {
  const wanted = new Set(regionalSections(definition).map((section) => section.id));
  if (wanted.size === 0) return null;
  const own = rowsOf(content).filter((row) => wanted.has(sectionOfRow(row.rowKey)));
  const rows = content.nil === null ? own : nilRows(definition, own, content.nil);
  const keys = new Set<string>(rows.map((row) => row.rowKey));
  const { months, absent, values } = carriedBy(content);
  return {
    rows: rows.map(({ rowKey, label, group, context, closed, cells }) => ({
      key: rowKey,
      label,
      group,
      context,
      ...(closed ? { closed } : {}),
      cells: contentCells(cells),
    })),
    carry: { months, absent, values: Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key))) },
  };
}

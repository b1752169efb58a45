import { nilRows } from "./compute.ts";
import { carriedBy, type Content, contentCells, rowsOf } from "./content.ts";
import type { CarryView, Cell } from "./schema.ts";
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

/** The rows of a signed content in some sections, by default those that count for the region; null when there are none. */
export function keptOf(
  definition: TemplateDefinition,
  content: Content,
  sections: readonly TableSection[] = regionalSections(definition),
): Kept | null {
  const wanted = new Set(sections.map((section) => section.id));
  if (wanted.size === 0) return null;
  const own = rowsOf(content).filter((row) => wanted.has(sectionOfRow(row.rowKey)));
  const rows = content.nil === null ? own : nilRows(definition, own, content.nil);
  const keys = new Set<string>(rows.map((row) => row.rowKey));
  const { values, ...counted } = carriedBy(content);
  return {
    rows: rows.map(({ rowKey, label, group, context, closed, cells }) => ({
      key: rowKey,
      label,
      group,
      context,
      ...(closed ? { closed } : {}),
      cells: contentCells(cells),
    })),
    carry: { ...counted, values: Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key))) },
  };
}

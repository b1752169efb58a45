import { comparePeriods, notBefore } from "../kernel/period.ts";
import type { ComputedField, EntryField, Section, TableSection, TemplateDefinition } from "./schema.ts";
import { TABLE_KINDS } from "./table-kinds.ts";

/** A section in which cells are entered. */
export type EntrySection = Exclude<Section, { kind: "evidence" }>;

const tables: readonly string[] = TABLE_KINDS;
/** Whether a section has rows and columns, of whichever kind. */
export const isTable = (section: Section): section is TableSection => tables.includes(section.kind);

/** Whether the rows of a section are not its author's to add. */
export const isGiven = ({ source }: Pick<TableSection, "source">): boolean =>
  source === "list" || source === "query" || source === "cascade";

export const entrySections = (definition: Pick<TemplateDefinition, "sections">): readonly EntrySection[] =>
  definition.sections.filter((section): section is EntrySection => section.kind !== "evidence");

export const sectionOf = (definition: Pick<TemplateDefinition, "sections">, id: string): EntrySection | undefined =>
  entrySections(definition).find((section) => section.id === id);

export const fieldOf = (section: EntrySection, id: string): EntryField | undefined =>
  section.fields.find((field) => field.id === id);

export const computedOf = (section: EntrySection): readonly ComputedField[] =>
  section.kind === "narrative" ? [] : section.computed;

/** `<section>/<row>` split; the row of a form is `isian`, of a narrative the field itself. */
export function sectionOfRow(rowKey: string): string {
  return rowKey.slice(0, rowKey.indexOf("/"));
}
export const FORM_ROW = "isian";

/** The name under which a row that was drawn, or that is an indicator, keeps its place among the others. */
export const PLACE = "urut";
type Placed = { readonly rowKey: string; readonly context?: Readonly<Record<string, string>> };

/**
 * Rows in the order in which a template names them: sections as they stand, rows of a list as it lists them, drawn rows as
 * their source does, indicators as their tree does; budget lines and rows of an author as they come, by code and by time.
 */
export function inOrder<R extends Placed>(
  { sections }: Pick<TemplateDefinition, "sections">,
  rows: readonly R[],
): readonly R[] {
  const places = new Map<string, number>();
  for (const section of sections) {
    places.set(section.id, places.size);
    const listed = isTable(section) ? (section.rows ?? []) : [];
    for (const { key } of listed) places.set(`${section.id}/${key}`, places.size);
  }
  const place = ({ rowKey }: R): number => places.get(rowKey) ?? places.get(sectionOfRow(rowKey)) ?? places.size;
  const drawn = ({ context }: R): string => context?.[PLACE] ?? "";
  return rows.toSorted((a, b) => place(a) - place(b) || drawn(a).localeCompare(drawn(b)));
}

/** The version of a template that a period uses: the latest published one that takes effect in it or before. */
export function versionFor<V extends { effectiveFrom: string; n: number; status: string }>(
  versions: readonly V[],
  period: string,
): V | null {
  const usable = versions.filter(
    (version) => version.status === "published" && notBefore(period, version.effectiveFrom),
  );
  usable.sort((a, b) => comparePeriods(a.effectiveFrom, b.effectiveFrom) || a.n - b.n);
  return usable.at(-1) ?? null;
}

import { AGGREGATIONS, DIRECTIONS } from "../cascade/levels.ts";
import { isTable } from "./fields.ts";
import type { Cascade, EntryField, Section, TableSection, TemplateDefinition } from "./schema.ts";

/* Sections whose rows are the indicators of the performance tree: what they say of themselves. */

/** A section of indicators of the tree, with which of them. */
export type CascadeSection = TableSection & { readonly cascade: Cascade };

export const isMeasured = (section: Section): section is CascadeSection =>
  isTable(section) && section.source === "cascade" && section.cascade !== undefined;

export const measuredSections = ({ sections }: Pick<TemplateDefinition, "sections">): readonly CascadeSection[] =>
  sections.filter(isMeasured);

type CascadeColumn = {
  readonly id: string;
  readonly label: string;
  readonly type: "text";
  readonly choices?: readonly string[];
};
/** Names that every row of such a section carries, fixed like those of the budget; code and unit stand beside the label. */
export const CASCADE_COLUMNS: readonly CascadeColumn[] = [
  { id: "code", label: "Kode", type: "text" },
  { id: "satuan", label: "Satuan", type: "text" },
  { id: "arah", label: "Arah", type: "text", choices: DIRECTIONS },
  { id: "akumulasi", label: "Cara penjumlahan", type: "text", choices: AGGREGATIONS },
  { id: "metode", label: "Metode capaian", type: "text" },
  { id: "asal", label: "Rencana", type: "text" },
];

const takesTarget = ({ given }: EntryField): boolean => given === "target";
/** From which part of the tree a section takes targets; null when it takes none, or cannot. */
export function targetsOf(section: Section): Cascade["of"] | null {
  if (!isTable(section) || !section.fields.some(takesTarget)) return null;
  return section.source === "list" ? "unit" : isMeasured(section) ? section.cascade.of : null;
}
/** The parts of the tree from which a template takes targets. A sound one takes them from one. */
export const targetParts = ({ sections }: Pick<TemplateDefinition, "sections">): readonly Cascade["of"][] => [
  ...new Set(sections.flatMap((section) => targetsOf(section) ?? [])),
];

/** Whether a section may have fields that take their target from the plan. */
export const mayTakeTargets = (section: Section): boolean =>
  isTable(section) && (section.source === "list" || section.source === "cascade");

import { comparePeriods, notBefore } from "../kernel/period.ts";
import type { ComputedField, EntryField, Section, TemplateDefinition } from "./schema.ts";

/** A section in which cells are entered. */
export type EntrySection = Exclude<Section, { kind: "evidence" }>;

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

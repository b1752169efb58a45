import { canonical } from "../kernel/canonical.ts";
import { MONTHS_IN, type PeriodType } from "../kernel/period.ts";
import { computedOf, isTable } from "./fields.ts";
import { CASCADE_COLUMNS } from "./measured.ts";
import type { EntryField, Query, Section, TableSection, TemplateDefinition } from "./schema.ts";

/* Sections whose rows are drawn from published reports of another template: what they say, and what is offered to them. */

/** A section that is drawn, with what it draws. */
export type QuerySection = TableSection & { readonly query: Query };

export const isDrawn = (section: Section): section is QuerySection =>
  isTable(section) && section.source === "query" && section.query !== undefined;

export const drawnSections = ({ sections }: Pick<TemplateDefinition, "sections">): readonly QuerySection[] =>
  sections.filter(isDrawn);

/** What a section says of where it draws from, as one text: drawn by another rule means not drawn yet. */
export const ruleOf = ({ query, part, fields }: QuerySection): string =>
  canonical([query, part ?? null, fields.flatMap(({ id, from }) => (from === undefined ? [] : [[id, from]]))]);

/** What the drawn sections of a definition were drawn from; a section that a later version took out leaves nothing. */
export const drawingsOf = <D extends { readonly section: string }>(
  definition: Pick<TemplateDefinition, "sections">,
  drawings: readonly D[],
): readonly D[] => {
  const sections = new Set<string>(drawnSections(definition).map((section) => section.id));
  return drawings.filter(({ section }) => sections.has(section));
};

/** Definitions by template id, as far as a definition reaches through what it draws; null = there is no such template. */
export type QuerySources = ReadonlyMap<string, TemplateDefinition | null>;

/** A column of a section from which another template may draw. */
export type Offered = {
  readonly id: string;
  readonly label: string;
  readonly type: EntryField["type"];
  readonly unit?: string | undefined;
  readonly decimals?: number | undefined;
  /** Whether everybody reads it. What rows carry stands in the template itself and keeps nothing back. */
  readonly public?: boolean | undefined;
};

/** Everything that a section offers to be drawn: what is entered, what is computed, what its rows carry. */
export const offeredBy = (section: TableSection): readonly Offered[] => [
  ...section.fields.filter((field) => !field.rich),
  ...computedOf(section),
  ...(section.context ?? []),
  ...(section.source === "cascade" ? CASCADE_COLUMNS : []),
];

/** The sections of a template from which another one may draw. */
export const offeringSections = ({ sections }: Pick<TemplateDefinition, "sections">): readonly TableSection[] =>
  sections.filter(isTable);

/** Whether periods of one kind fill those of another by a rule. */
export function periodFits(rule: Query["period"], own: PeriodType, source: PeriodType): boolean {
  if (rule === "same") return own === source;
  return MONTHS_IN[source] < MONTHS_IN[own] && MONTHS_IN[own] % MONTHS_IN[source] === 0;
}

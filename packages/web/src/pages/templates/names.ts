import type { Scope } from "@selaras/core/expression/program.ts";
import { judgesOf, scopeOfFigures, scopeOfSection } from "@selaras/core/template/program.ts";
import type { Name } from "./formula.ts";
import {
  type Computed,
  type Draft,
  type Figure,
  isTableKind,
  type Section,
} from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const labelled = (
  list: readonly { readonly id: string; readonly label: string; readonly unit?: string | undefined }[],
): readonly Name[] =>
  list
    .filter((each) => each.id !== "")
    .map(({ id, label, unit }) => ({ text: id, label: unit ? `${label} (${unit})` : label, kind: "name" as const }));

const functions = (): readonly Name[] =>
  Object.entries(words.formula.functions).map(([text, label]) => ({ text, label, kind: "function" as const }));

const judges = ({ frame }: Draft): readonly Name[] => [
  ...(frame.methods ?? []).map(
    ({ id, label }): Name => ({ text: `"${id}"`, label: words.formula.method(label), kind: "judge" }),
  ),
  ...(frame.scales ?? []).map(
    ({ id, label }): Name => ({ text: `"${id}"`, label: words.formula.scale(label), kind: "judge" }),
  ),
];

const named = (labels: Readonly<Record<string, string>>): readonly Name[] =>
  Object.entries(labels).map(([text, label]) => ({ text, label, kind: "name" as const }));
/** What every row of the budget, or every indicator of the tree, carries by itself. */
const carried = ({ source }: Section): readonly Name[] =>
  source === "budget" ? named(words.formula.budget) : source === "cascade" ? named(words.formula.cascade) : [];

const namesIn = (section: Section): readonly Name[] => [
  ...labelled(section.fields ?? []),
  ...labelled(section.computed ?? []),
  ...labelled(section.context ?? []),
  ...carried(section),
];

export type Vocabulary = { readonly scope: Scope; readonly names: readonly Name[] };

/** What a formula or rule of a section may name. */
export const inSection = (draft: Draft, section: Section): Vocabulary => ({
  scope: { fields: scopeOfSection(section), ...judgesOf(draft.frame) },
  names: [...namesIn(section), ...functions(), ...judges(draft)],
});

/** What a computed field may name: names of its own row, or columns of the section whose rows it gathers. */
export function inComputed(draft: Draft, section: Section, { over }: Computed): Vocabulary {
  const other = over && draft.sections.find((each) => each.id === over.section);
  if (!other) return inSection(draft, section);
  return {
    scope: { fields: {}, rows: scopeOfSection(other), ...judgesOf(draft.frame) },
    names: [...namesIn(other), ...functions(), ...judges(draft)],
  };
}

/** What a figure of the report may name: columns of its section, or the other figures. */
export function inFigure(draft: Draft, figure: Figure): Vocabulary {
  const section = draft.sections.find((each) => each.id === figure.section);
  const own = section && scopeOfSection(section);
  const scope = own
    ? isTableKind(section.kind)
      ? { fields: {}, rows: own }
      : { fields: own }
    : { fields: scopeOfFigures(draft.frame.figures) };
  const others = draft.frame.figures.filter((each) => each.id !== figure.id);
  return {
    scope: { ...scope, ...judgesOf(draft.frame) },
    names: [...(section ? namesIn(section) : labelled(others)), ...functions(), ...judges(draft)],
  };
}

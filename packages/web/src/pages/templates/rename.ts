import type { Computed, Draft, Figure, Row, Section } from "@selaras/core/template/draft-shape.ts";
import { changeSection, idsIn, isName } from "./model.ts";

/* A name that changes takes along everything in the draft that calls it by that name. */

type Renaming = { readonly from: string; readonly to: string };
type Named = { readonly id: string };

/** Texts in quotes stay as they are, and so does a function, which is known by its bracket. */
const WORDS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*(?!\w|\s*\()/g;

/** A formula that calls something by its new name. It may be unfinished: only whole words outside quotes are touched. */
export const renamedIn = (formula: string, { from, to }: Renaming): string =>
  formula.replace(WORDS, (word) => (word === from ? to : word));

/**
 * The one name that differs between two states of a list; nothing where members came, went or moved, or where either
 * name stands for two things: then nobody can know which of them a formula means.
 */
function renamingOf(before: readonly Named[], after: readonly Named[]): Renaming | null {
  if (before.length !== after.length) return null;
  const differing = before.flatMap(({ id }, at) => (after[at]?.id === id ? [] : [at]));
  const [at] = differing;
  const from = at === undefined ? "" : (before[at]?.id ?? "");
  const to = at === undefined ? "" : (after[at]?.id ?? "");
  const once = (list: readonly Named[], id: string) => list.filter((each) => each.id === id).length === 1;
  return differing.length === 1 && isName(from) && isName(to) && once(before, from) && once(after, to)
    ? { from, to }
    : null;
}

const keyed = <V>(values: Readonly<Record<string, V>>, { from, to }: Renaming): Record<string, V> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id === from ? to : id, value]));

const named = (id: string, { from, to }: Renaming): string => (id === from ? to : id);

function rowRenamed(row: Row, how: Renaming): Row {
  const formulas = Object.entries(row.formulas ?? {}).map(([id, formula]) => [id, renamedIn(formula, how)] as const);
  return {
    ...row,
    context: keyed(row.context, how),
    ...(row.parts ? { parts: keyed(row.parts, how) } : {}),
    ...(row.closed ? { closed: row.closed.map((id) => named(id, how)) } : {}),
    ...(row.formulas ? { formulas: keyed(Object.fromEntries(formulas), how) } : {}),
  };
}

/** The section in which something got another name. */
function ownRenamed(section: Section, how: Renaming): Section {
  const { fields, computed, rules, rows, print } = section;
  const weighed = fields?.map((field) => (field.weight === how.from ? { ...field, weight: how.to } : field));
  const worked = computed?.map((each) => (each.over ? each : { ...each, expression: renamedIn(each.expression, how) }));
  const ruled = rules?.map((rule) => ({ ...rule, when: renamedIn(rule.when, how), field: named(rule.field, how) }));
  const columns = print?.columns?.map((column) => ({ ...column, id: named(column.id, how) }));
  return {
    ...section,
    ...(weighed ? { fields: weighed } : {}),
    ...(worked ? { computed: worked } : {}),
    ...(ruled ? { rules: ruled } : {}),
    ...(rows ? { rows: rows.map((row) => rowRenamed(row, how)) } : {}),
    ...(print && columns ? { print: { ...print, columns } } : {}),
  };
}

/** A figure that gathers the rows of the section in which something got another name. */
const gatheredRenamed = (each: Computed, section: string, how: Renaming): Computed =>
  each.over?.section === section
    ? { ...each, expression: renamedIn(each.expression, how), over: { ...each.over, by: named(each.over.by, how) } }
    : each;

const figureRenamed = (figure: Figure, section: string | null, how: Renaming): Figure =>
  figure.section === section ? { ...figure, expression: renamedIn(figure.expression, how) } : figure;

/** Everything a section declares under names that its formulas share. */
const declared = ({ fields = [], computed = [], context = [] }: Section): readonly Named[][] => [
  [...fields],
  [...computed],
  [...context],
];

/** A name that two lists of a section share, or that its rows carry anyway, stands for two things. */
const isShared = (section: Section, id: string): boolean => idsIn(section).filter((each) => each === id).length > 1;

/** The draft with another state of one section; where that gave something another name, its callers follow. */
export function withSection(draft: Draft, id: string, next: Section): Draft {
  const before = draft.sections.find((section) => section.id === id);
  const after = declared(next);
  const found = before ? declared(before).map((list, i) => renamingOf(list, after[i] ?? [])) : [];
  const how = found.find((each) => each !== null);
  if (!before || !how || isShared(before, how.from) || isShared(next, how.to)) return changeSection(draft, id, next);
  const { frame, sections } = changeSection(draft, id, ownRenamed(next, how));
  return {
    frame: { ...frame, figures: frame.figures.map((figure) => figureRenamed(figure, id, how)) },
    sections: sections.map((section) =>
      section.id !== id && section.computed
        ? { ...section, computed: section.computed.map((each) => gatheredRenamed(each, id, how)) }
        : section,
    ),
  };
}

/** The figures of a template in another state; where one of them got another name, the others follow. */
export function withFigures(before: readonly Figure[], after: readonly Figure[]): Figure[] {
  const how = renamingOf(before, after);
  return how ? after.map((figure) => figureRenamed(figure, null, how)) : [...after];
}

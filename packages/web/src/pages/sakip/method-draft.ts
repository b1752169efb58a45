import { gradeClasses, methodProblems } from "@selaras/core/cascade/evaluation/rules.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { type ClassDraft, classDraft, judge } from "../indicators/model.ts";
import type { Sheet } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
export type Method = Sheet["method"];
export type SubDraft = {
  readonly id: string;
  readonly label: string;
  readonly weight: string;
  readonly criteria: string;
};
export type ComponentDraft = {
  readonly id: string;
  readonly label: string;
  readonly weight: string;
  readonly scored: Method["components"][number]["scored"];
  readonly subs: readonly SubDraft[];
};
export type LetterDraft = { readonly letter: string; readonly score: string };
export type GradeDraft = ClassDraft & { readonly meaning: string };
/** The way of evaluating while it is being typed: amounts as they stand in their fields, criteria one per line. */
export type EvaluationDraft = {
  readonly label: string;
  readonly source: string;
  readonly components: readonly ComponentDraft[];
  readonly letters: readonly LetterDraft[];
  readonly grades: readonly GradeDraft[];
};

const PERCENT = { decimals: 4, negative: false };
const shown = (amount: string): string => formatNumber(decimal(amount));
const amountOf = (typed: string): string => {
  const read = parseTyped(typed, PERCENT);
  return read.ok ? read.text : "0";
};
/** Why an amount cannot be read; an empty one has no words until it is asked for. */
export const amountFault = (typed: string): string | undefined => {
  const read = typed.trim() === "" ? undefined : parseTyped(typed, PERCENT);
  return read === undefined || read.ok ? undefined : read.message;
};

export const evaluationDraft = (method: Method): EvaluationDraft => ({
  label: method.label,
  source: method.source,
  components: method.components.map((component) => ({
    ...component,
    weight: shown(component.weight),
    subs: component.subs.map((sub) => ({ ...sub, weight: shown(sub.weight), criteria: sub.criteria.join("\n") })),
  })),
  letters: method.letters.map(({ letter, score }) => ({ letter, score: shown(score) })),
  grades: gradeClasses(method).map((each, i) => ({ ...classDraft(each), meaning: method.grades[i]?.meaning ?? "" })),
});

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The method that a draft says; amounts that cannot be read count as 0 and are named by `problemsOf`. */
export function methodOf({ label, source, components, letters, grades }: EvaluationDraft): Method {
  const { classes } = judge(grades);
  return {
    label: label.trim(),
    source: source.trim(),
    components: components.map((component) => ({
      ...component,
      label: component.label.trim(),
      weight: amountOf(component.weight),
      subs: component.subs.map((sub) => ({
        ...sub,
        label: sub.label.trim(),
        weight: amountOf(sub.weight),
        criteria: linesOf(sub.criteria),
      })),
    })),
    letters: letters.map(({ letter, score }) => ({ letter: letter.trim(), score: amountOf(score) })),
    grades: classes.map(({ label: name, tone, from, to }, i) => {
      return { label: name, tone, from, to, meaning: grades[i]?.meaning.trim() ?? "" };
    }),
  };
}

/** Everything that keeps a draft from being saved; empty = nothing. */
export function problemsOf(draft: EvaluationDraft): readonly string[] {
  const { components, letters, grades } = draft;
  const named = (label: string): string => label.trim() || w.nameless;
  const amounts = [
    ...components.flatMap((each) => [
      [named(each.label), each.weight] as const,
      ...each.subs.map((sub) => [`${named(each.label)}, ${named(sub.label)}`, sub.weight] as const),
    ]),
    ...letters.map(({ letter, score }) => [named(letter), score] as const),
  ];
  const unreadable = amounts.flatMap(([name, typed]) => {
    const read = parseTyped(typed, PERCENT);
    return read.ok ? [] : [`${name}: ${read.message}`];
  });
  const names = [
    ...components.flatMap((each) => [each.label, ...each.subs.map((sub) => sub.label)]),
    ...grades.map(({ meaning }) => meaning),
  ];
  const nameless = names.some((name) => name.trim() === "") ? [w.lackingNames] : [];
  const badLetters = letters.some(({ letter }) => !/^[A-E]{1,2}$/.test(letter.trim())) ? [w.badLetter] : [];
  const { faults } = judge(grades);
  if (unreadable.length + faults.length > 0) return [...unreadable, ...nameless, ...badLetters, ...faults];
  return [...nameless, ...badLetters, ...methodProblems(methodOf(draft))];
}

/** An id that none of these has. */
export function freeKey(prefix: string, taken: readonly { readonly id: string }[]): string {
  let n = taken.length + 1;
  while (taken.some(({ id }) => id === `${prefix}-${n}`)) n += 1;
  return `${prefix}-${n}`;
}

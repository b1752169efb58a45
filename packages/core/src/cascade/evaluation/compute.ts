import { add, compare, type Decimal, decimal, divide, HUNDRED, multiply, ZERO } from "../../kernel/decimal.ts";
import { classHolding } from "../../indicator/scales.ts";
import type { Answer, EvaluationMethod } from "./schema.ts";

type Component = EvaluationMethod["components"][number];
type Grade = EvaluationMethod["grades"][number];

/** What is reached of a component: points with nothing rounded, the most there are, and what was not answered. */
export type ComponentScore = {
  readonly id: string;
  readonly points: Decimal;
  readonly most: Decimal;
  readonly missing: readonly string[];
};
export type Score = {
  readonly components: readonly ComponentScore[];
  /** Over what was answered; a total only when nothing is missing. */
  readonly total: Decimal;
  readonly missing: readonly string[];
  /** By the unrounded total; null while something is missing. */
  readonly grade: Grade | null;
};

/** One thing that is answered, with its points. */
export type Question = {
  readonly key: string;
  readonly label: string;
  readonly weight: string;
  readonly criteria: readonly string[];
};
/** What a component is asked: itself where it takes a score as a whole, its sub components otherwise. */
export const questionsOf = ({ id, scored, subs, label, weight }: Component): readonly Question[] =>
  scored === "score"
    ? [{ key: id, label, weight, criteria: [] }]
    : subs.map((sub) => ({ key: `${id}/${sub.id}`, label: sub.label, weight: sub.weight, criteria: sub.criteria }));

/** From 0 to 100 for an answer: by the letters of the method, or the score itself. Undefined for what it does not take. */
export function worthOf(
  method: EvaluationMethod,
  component: Component,
  value: string | undefined,
): Decimal | undefined {
  if (value === undefined) return undefined;
  const letter = method.letters.find((each) => each.letter === value);
  if (component.scored === "letters") return letter && decimal(letter.score);
  if (letter || !/^\d/.test(value)) return undefined;
  const score = decimal(value);
  return compare(score, HUNDRED) > 0 ? undefined : score;
}

function ofComponent(method: EvaluationMethod, component: Component, answers: readonly Answer[]): ComponentScore {
  let points = ZERO;
  const missing: string[] = [];
  for (const { key, weight } of questionsOf(component)) {
    const worth = worthOf(method, component, answers.find((answer) => answer.key === key)?.value);
    if (worth === undefined) missing.push(key);
    // weight x worth %: the one division is by 100, so that nothing is cut off.
    else points = add(points, divide(multiply(decimal(weight), worth), HUNDRED));
  }
  return { id: component.id, points, most: decimal(component.weight), missing };
}

/** The grade in which an unrounded total lies: 70 is still B where BB is above 70, 70,01 is BB. */
export function gradeOf({ grades }: Pick<EvaluationMethod, "grades">, total: Decimal): Grade | null {
  return classHolding(grades, total) ?? null;
}

/** What one side's answers come to. */
export function scoreOf(method: EvaluationMethod, answers: readonly Answer[]): Score {
  const components = method.components.map((component) => ofComponent(method, component, answers));
  const total = components.reduce((sum, { points }) => add(sum, points), ZERO);
  const missing = components.flatMap((component) => component.missing);
  return { components, total, missing, grade: missing.length > 0 ? null : gradeOf(method, total) };
}

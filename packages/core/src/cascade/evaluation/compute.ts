import { add, compare, type Decimal, decimal, divide, HUNDRED, multiply, ZERO } from "../../kernel/decimal.ts";
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

/** What a component is asked: itself where it takes a score as a whole, its sub components otherwise. */
export const questionsOf = ({ id, scored, subs, label }: Component) =>
  scored === "score"
    ? [{ key: id, label, share: "100" }]
    : subs.map((sub) => ({ key: `${id}/${sub.id}`, label: sub.label, share: sub.share }));

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
  const weight = decimal(component.weight);
  let points = ZERO;
  const missing: string[] = [];
  for (const { key, share } of questionsOf(component)) {
    const worth = worthOf(method, component, answers.find((answer) => answer.key === key)?.value);
    if (worth === undefined) missing.push(key);
    // weight x share % x worth %: divided once, by 10 000, so that nothing is cut off on the way.
    else points = add(points, divide(multiply(multiply(weight, decimal(share)), worth), multiply(HUNDRED, HUNDRED)));
  }
  return { id: component.id, points, most: weight, missing };
}

/** The grade of a total, by the first bound that it exceeds: 70 is still B where BB is above 70, 70,01 is BB. */
export function gradeOf({ grades }: Pick<EvaluationMethod, "grades">, total: Decimal): Grade | null {
  return grades.find(({ above }) => above === null || compare(total, decimal(above)) > 0) ?? null;
}

/** What one side's answers come to. */
export function scoreOf(method: EvaluationMethod, answers: readonly Answer[]): Score {
  const components = method.components.map((component) => ofComponent(method, component, answers));
  const total = components.reduce((sum, { points }) => add(sum, points), ZERO);
  const missing = components.flatMap((component) => component.missing);
  return { components, total, missing, grade: missing.length > 0 ? null : gradeOf(method, total) };
}

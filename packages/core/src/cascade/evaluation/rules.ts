import { add, compare, decimal, equals, HUNDRED, ZERO } from "../../kernel/decimal.ts";
import { allow, type Decision, refuse } from "../../kernel/decision.ts";
import { formatNumber } from "../../kernel/format.ts";
import { scaleProblems } from "../../indicator/scale-problems.ts";
import type { ScaleClass } from "../../indicator/schema.ts";
import { scoreOf, questionsOf, worthOf } from "./compute.ts";
import { badMethod, handedIn, unanswered, unknownAnswer } from "./failures.ts";
import type { Answer, EvaluationMethod, Given } from "./schema.ts";

const total = (parts: readonly string[]) => parts.reduce((sum, part) => add(sum, decimal(part)), ZERO);
const distinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
const unless = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what]);
const shown = (parts: readonly string[]): string => formatNumber(total(parts));

/** Letters from the best down, each worth less than the one before. */
const fallen = (values: readonly string[]): boolean =>
  values.every((value, i) => {
    const before = values[i - 1];
    return before === undefined || compare(decimal(value), decimal(before)) < 0;
  });

function componentProblems({ label, weight, scored, subs }: EvaluationMethod["components"][number]): readonly string[] {
  if (scored === "score" && subs.length === 0) return [];
  if (subs.length === 0) return [`${label} dinilai dengan huruf, jadi perlu subkomponen.`];
  const weights = subs.map((sub) => sub.weight);
  return unless(
    equals(total(weights), decimal(weight)),
    `bobot subkomponen ${label} berjumlah ${shown(weights)}, seharusnya ${formatNumber(decimal(weight))}.`,
  );
}

/** The grades as classes of a scale. */
export const gradeClasses = ({ grades }: Pick<EvaluationMethod, "grades">): readonly ScaleClass[] =>
  grades.map(({ label, tone, from, to }) => ({ label, tone, from, to, everyPart: false }));

/** Everything that keeps a method from being reckoned with, each with its place; empty = sound. */
export function methodProblems({ components, letters, grades }: EvaluationMethod): readonly string[] {
  const weights = components.map(({ weight }) => weight);
  return [
    ...unless(equals(total(weights), HUNDRED), `bobot komponen berjumlah ${shown(weights)}, seharusnya 100.`),
    ...components.flatMap(componentProblems),
    ...unless(
      distinct(components.flatMap(({ id, subs }) => [id, ...subs.map((sub) => `${id}/${sub.id}`)])),
      "nama komponen atau subkomponen ganda.",
    ),
    ...unless(distinct(letters.map(({ letter }) => letter)), "huruf ganda."),
    ...unless(fallen(letters.map(({ score }) => score)), "nilai huruf harus menurun dari yang terbaik."),
    ...unless(
      letters.every(({ score }) => compare(decimal(score), HUNDRED) <= 0),
      "nilai huruf paling tinggi 100.",
    ),
    ...scaleProblems(gradeClasses({ grades })).map(({ message }) => message),
  ];
}

/** Whether a method can be reckoned with: weights add up, letters fall, and every total has one grade. */
export function sound(method: EvaluationMethod): Decision {
  const problems = methodProblems(method);
  return problems.length === 0 ? allow : refuse(badMethod({ what: problems.join(" ") }));
}

/** Whether these answers may be saved on a side, or handed in. */
export function mayAnswer(
  method: EvaluationMethod,
  given: Given,
  answers: readonly Answer[],
  final: boolean,
): Decision {
  if (given.final) return refuse(handedIn({}));
  const wrong = answers.find(({ key, value }) => {
    const component = method.components.find((each) => questionsOf(each).some((question) => question.key === key));
    return !component || worthOf(method, component, value) === undefined;
  });
  if (wrong) return refuse(unknownAnswer({ key: wrong.key }));
  const missing = scoreOf(method, answers).missing.length;
  return final && missing > 0 ? refuse(unanswered({ missing })) : allow;
}

import { add, compare, decimal, equals, HUNDRED, ZERO } from "../../kernel/decimal.ts";
import { all, allow, type Decision, refuse } from "../../kernel/decision.ts";
import { scoreOf, questionsOf, worthOf } from "./compute.ts";
import { badMethod, handedIn, unanswered, unknownAnswer } from "./failures.ts";
import type { Answer, EvaluationMethod, Given } from "./schema.ts";

const total = (parts: readonly string[]) => parts.reduce((sum, part) => add(sum, decimal(part)), ZERO);
const whole = (parts: readonly string[], what: string): Decision =>
  equals(total(parts), HUNDRED) ? allow : refuse(badMethod({ what }));
const distinct = (names: readonly string[], what: string): Decision =>
  new Set(names).size === names.length ? allow : refuse(badMethod({ what }));
/** Each smaller than the one before. */
const falling = (values: readonly string[], what: string): Decision =>
  values.every((value, i) => {
    const before = values[i - 1];
    return before === undefined || compare(decimal(value), decimal(before)) < 0;
  })
    ? allow
    : refuse(badMethod({ what }));

/** Whether a method can be reckoned with: weights and shares make 100, letters and bounds fall, and no total is left over. */
export function sound({ components, letters, grades }: EvaluationMethod): Decision {
  const bounds = grades.flatMap(({ above }) => (above === null ? [] : [above]));
  return all(
    whole(
      components.map(({ weight }) => weight),
      "bobot komponen harus berjumlah 100.",
    ),
    ...components.map(({ subs, label }) =>
      whole(
        subs.map(({ share }) => share),
        `bagian subkomponen ${label} harus berjumlah 100.`,
      ),
    ),
    distinct(
      components.flatMap(({ id, subs }) => [id, ...subs.map((sub) => `${id}/${sub.id}`)]),
      "nama komponen atau subkomponen ganda.",
    ),
    falling(
      letters.map(({ score }) => score),
      "nilai huruf harus menurun dari yang terbaik.",
    ),
    falling(bounds, "batas predikat harus menurun dari yang terbaik."),
    grades.findIndex(({ above }) => above === null) === grades.length - 1
      ? allow
      : refuse(badMethod({ what: "hanya predikat terakhir yang tanpa batas, agar setiap nilai mempunyai predikat." })),
  );
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

import * as v from "valibot";
import { isDecimalText } from "../../kernel/decimal.ts";
import { Revision, UnitId, Year } from "../../kernel/id.ts";
import { SCALE_TONES, ScaleClass } from "../../indicator/schema.ts";
import { LIMITS } from "../../kernel/limits.ts";

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const Percent = v.pipe(
  v.string(),
  v.check(isDecimalText, "Angka belum benar."),
  v.regex(/^\d{1,3}(\.\d{1,4})?$/, "Angka 0 sampai 100."),
);
const Key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/));

/** How an evaluation is reckoned: weights, letters and bounds. Data of the tenant with a named source, never a rule. */
export const EvaluationMethod = v.strictObject({
  label: line(120),
  source: line(200),
  components: v.pipe(
    v.array(
      v.strictObject({
        id: Key,
        label: line(120),
        /** Points of the whole; all of them together make 100. */
        weight: Percent,
        /** Whether the component takes a score from 0 to 100 as a whole, or a letter per sub component. */
        scored: v.picklist(["letters", "score"]),
        /** Points of the component; all of them together make its weight. Only asked where letters are given. */
        subs: v.pipe(
          v.array(
            v.strictObject({
              id: Key,
              label: line(120),
              weight: Percent,
              /** What is looked at, in the words of the tenant's own guide; shown beside the answer. */
              criteria: v.pipe(v.array(line(LIMITS.textCharacters)), v.maxLength(LIMITS.criteriaPerSubComponent)),
            }),
          ),
          v.maxLength(10),
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(10),
  ),
  letters: v.pipe(
    v.array(v.strictObject({ letter: v.pipe(v.string(), v.regex(/^[A-E]{1,2}$/)), score: Percent })),
    v.minLength(2),
    v.maxLength(12),
  ),
  /** Classes over the whole line, like a scale of the catalogue: every total has exactly one grade. */
  grades: v.pipe(
    v.array(
      v.strictObject({
        label: line(20),
        from: ScaleClass.entries.from,
        to: ScaleClass.entries.to,
        meaning: line(60),
        tone: v.picklist(SCALE_TONES),
      }),
    ),
    v.minLength(2),
    v.maxLength(12),
  ),
});
export type EvaluationMethod = v.InferOutput<typeof EvaluationMethod>;

/** `<component>` or `<component>/<sub>`: what an answer is given for. */
export const AnswerKey = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}(\/[a-z][a-z0-9-]{0,29})?$/));
export const Answer = v.strictObject({
  key: AnswerKey,
  /** A letter, or a score from 0 to 100 where the method says so. */
  value: v.pipe(v.string(), v.regex(/^([A-E]{1,2}|\d{1,3}(\.\d{1,4})?)$/)),
  note: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.textCharacters))),
});
export type Answer = v.InferOutput<typeof Answer>;

export const SIDES = ["self", "evaluator"] as const;
export type Side = (typeof SIDES)[number];

export const Given = v.strictObject({
  answers: v.array(Answer),
  /** Who saved it last, and whether it was handed in: then this side does not change any more. */
  by: v.nullable(v.strictObject({ person: v.string(), name: v.string(), at: v.string() })),
  final: v.boolean(),
});
export type Given = v.InferOutput<typeof Given>;

export const FOLLOW_UPS = ["belum", "proses", "selesai"] as const;
export const Recommendation = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  text: line(LIMITS.messageCharacters),
  status: v.picklist(FOLLOW_UPS),
  /** What was done, and where the evidence is. */
  note: v.nullable(v.string()),
  at: v.string(),
  followedUp: v.nullable(v.strictObject({ by: v.string(), at: v.string() })),
});
export type Recommendation = v.InferOutput<typeof Recommendation>;

/** One version of the tenant's method; `by` and `at` are null for the one that every regency begins with. */
export const MethodVersion = v.strictObject({
  n: v.number(),
  method: EvaluationMethod,
  by: v.nullable(v.string()),
  at: v.nullable(v.string()),
});
export type MethodVersion = v.InferOutput<typeof MethodVersion>;

/** The evaluation sheet (LKE) of one OPD, or of the regency, for one year. The method is pinned when it is opened. */
export const Evaluation = v.strictObject({
  year: Year,
  unit: UnitId,
  method: EvaluationMethod,
  /** Which version of the tenant's method that is. */
  methodN: v.number(),
  self: Given,
  evaluator: Given,
  recommendations: v.array(Recommendation),
  rev: Revision,
});
export type Evaluation = v.InferOutput<typeof Evaluation>;

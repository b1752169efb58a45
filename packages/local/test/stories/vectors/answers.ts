import { answerTo, disagreement, type Vector } from "@selaras/core/expression/vector.ts";
import { VECTOR_CATALOGUE } from "@selaras/core/indicator/vector-catalogue.ts";
import golden from "../../../../core/src/expression/vectors.json" with { type: "json" };

/** The golden vectors by name: the whole answer, and what differs from the expected one (null = nothing). */
export const answersInPage = (): readonly (readonly [string, string, string | null])[] =>
  (golden.vectors as readonly Vector[]).map((vector) => [
    vector.name,
    answerTo(vector, VECTOR_CATALOGUE),
    disagreement(vector, VECTOR_CATALOGUE) ?? null,
  ]);

import { tenantEntity } from "../../db/entity.ts";
import type { Evaluation, EvaluationMethod } from "./schema.ts";

export const Evaluations = tenantEntity<Evaluation>({
  entity: "evaluation",
  attributes: {
    year: "string",
    unit: "string",
    method: "any",
    self: "any",
    evaluator: "any",
    recommendations: "any",
    rev: "number",
  },
  key: { pk: "${tenant}#evaluation#${year}", sk: "${unit}" },
  opens: true,
});

/** The tenant's own way of evaluating, where it differs from the ministry's; sheets pin what they were opened with. */
export const Methods = tenantEntity<{ readonly method: EvaluationMethod; readonly rev: number }>({
  entity: "evaluationmethod",
  attributes: { method: "any", rev: "number" },
  key: { pk: "${tenant}#cascades", sk: "evaluation" },
});

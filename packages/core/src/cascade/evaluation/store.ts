import { tenantEntity } from "../../db/entity.ts";
import type { Evaluation, MethodVersion } from "./schema.ts";

export const Evaluations = tenantEntity<Evaluation>({
  entity: "evaluation",
  attributes: {
    year: "string",
    unit: "string",
    method: "any",
    methodN: "number",
    self: "any",
    evaluator: "any",
    recommendations: "any",
    rev: "number",
  },
  key: { pk: "${tenant}#evaluation#${year}", sk: "${unit}" },
  opens: true,
});

/** Versions of the tenant's own way of evaluating: created once, never written again. Version 1 is the service's. */
export const Methods = tenantEntity<MethodVersion & { readonly number: string }>({
  entity: "evaluationmethod",
  attributes: { number: "string", n: "number", method: "any", by: "any", at: "any" },
  key: { pk: "${tenant}#cascades", sk: "evaluation#${number}" },
});

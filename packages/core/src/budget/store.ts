import { tenantEntity } from "../db/entity.ts";
import type { BudgetVersion } from "./schema.ts";

export const Versions = tenantEntity<BudgetVersion>({
  entity: "budget",
  attributes: {
    year: "string",
    unit: "string",
    stage: "string",
    n: "number",
    effectiveFrom: "string",
    hash: "string",
    total: "string",
    lines: "number",
  },
  key: { pk: "${tenant}#budget#${year}#${unit}", sk: "version#${stage}#${n}" },
  opens: true,
});

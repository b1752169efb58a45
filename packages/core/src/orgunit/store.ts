import { tenantEntity } from "../db/entity.ts";
import type { OrgUnit } from "./schema.ts";

export const Units = tenantEntity<OrgUnit>({
  entity: "unit",
  attributes: {
    unitId: "string",
    name: "string",
    short: "string",
    kind: "string",
    code: "any",
    parent: "any",
    opd: "boolean",
    from: "string",
    until: "any",
    successors: "any",
  },
  key: { pk: "${tenant}#units", sk: "unit#${unitId}#${from}" },
});

import type { PeriodType } from "../kernel/period.ts";
import { tenantEntity } from "../db/entity.ts";
import type { Assignment, TemplateVersion } from "./schema.ts";

type StoredVersion = TemplateVersion & { readonly number: string };

export const Versions = tenantEntity<StoredVersion>({
  entity: "template",
  attributes: {
    template: "string",
    number: "string",
    n: "number",
    status: "string",
    hash: "string",
    name: "string",
    short: "string",
    family: "string",
    effectiveFrom: "string",
    chain: "any",
  },
  key: { pk: "${tenant}#template#${template}", sk: "version#${number}" },
  opens: true,
});

export const stored = (version: TemplateVersion): StoredVersion => ({
  ...version,
  number: String(version.n).padStart(4, "0"),
});

export const Assignments = tenantEntity<Assignment>({
  entity: "assignment",
  attributes: { template: "string", unit: "string", from: "string", until: "any", parts: "any" },
  key: { pk: "${tenant}#template#${template}", sk: "assign#${unit}#${from}" },
});

/** The templates of a tenant by name: a short list, asked for on many pages. */
export const Catalogue = tenantEntity<{
  readonly template: string;
  readonly name: string;
  readonly short: string;
  readonly family: string;
  readonly periodType: PeriodType;
}>({
  entity: "templatename",
  attributes: { template: "string", name: "string", short: "string", family: "string", periodType: "string" },
  key: { pk: "${tenant}#templates", sk: "${template}" },
});

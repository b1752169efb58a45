import { tenantEntity } from "../../db/entity.ts";
import type { Agreement } from "./schema.ts";

/** `number` is the version with leading zeros, so that versions sort. */
export type StoredAgreement = Agreement & { readonly number: string };
export const Agreements = tenantEntity<StoredAgreement>({
  entity: "agreement",
  attributes: {
    year: "string",
    unit: "string",
    post: "string",
    person: "string",
    number: "string",
    version: "number",
    plan: "string",
    state: "string",
    superior: "any",
    actions: "any",
    reason: "any",
    name: "string",
    title: "string",
    hash: "any",
    first: "any",
    second: "any",
    snapshot: "any",
    rev: "number",
  },
  key: { pk: "${tenant}#agreement#${year}", sk: "${unit}#${post}#${person}#${number}" },
  opens: true,
});

export const numberOf = (version: number): string => String(version).padStart(2, "0");

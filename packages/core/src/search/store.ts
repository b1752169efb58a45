import { tenantEntity } from "../db/entity.ts";

/** A word of a sub kegiatan's name, once in the scope of its unit and once in the scope of the tenant. */
export type SearchRecord = {
  readonly scope: string;
  readonly word: string;
  readonly unit: string;
  readonly code: string;
  readonly year: string;
  readonly stamp: number;
  readonly label: string;
};
export const Words = tenantEntity<SearchRecord>({
  entity: "word",
  attributes: {
    scope: "string",
    word: "string",
    unit: "string",
    code: "string",
    year: "string",
    stamp: "number",
    label: "string",
  },
  key: { pk: "${tenant}#search#${scope}", sk: "${word}#${unit}#${year}#${code}" },
});
export const WHOLE_TENANT = "semua";

import { tenantEntity } from "../db/entity.ts";
import type { Extension, Window } from "./schema.ts";

type StoredWindow = Window & { readonly year: string };
type StoredExtension = Extension & { readonly year: string };

export const Windows = tenantEntity<StoredWindow>({
  entity: "window",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    opensOn: "string",
    dueOn: "string",
    lockOn: "string",
    rev: "number",
  },
  key: { pk: "${tenant}#calendar#${template}#${year}", sk: "${period}" },
  opens: true,
});

export const Extensions = tenantEntity<StoredExtension>({
  entity: "extension",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    unit: "string",
    until: "string",
    reason: "string",
  },
  key: { pk: "${tenant}#calendar#${template}#${year}", sk: "${period}~${unit}" },
});

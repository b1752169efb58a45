import { tenantEntity } from "../db/entity.ts";
import type { Method, Scale } from "./schema.ts";

/** Who wrote a version, and when. */
export type WrittenBy = { readonly at: string; readonly person: string; readonly name: string };

/** Versions of methods and scales. They are created once and never written again. All lie together: a screen shows them all. */
export type StoredMethod = {
  readonly id: string;
  readonly number: string;
  readonly method: Method;
  readonly by: WrittenBy;
};
export const Methods = tenantEntity<StoredMethod>({
  entity: "method",
  attributes: { id: "string", number: "string", method: "any", by: "any" },
  key: { pk: "${tenant}#indicator", sk: "method#${id}#${number}" },
  opens: true,
});

export type StoredScale = {
  readonly id: string;
  readonly number: string;
  readonly scale: Scale;
  readonly by: WrittenBy;
};
export const Scales = tenantEntity<StoredScale>({
  entity: "scale",
  attributes: { id: "string", number: "string", scale: "any", by: "any" },
  key: { pk: "${tenant}#indicator", sk: "scale#${id}#${number}" },
  opens: true,
});

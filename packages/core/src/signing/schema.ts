import * as v from "valibot";

/** What a seal of a snapshot says; stored beside the snapshot, printed in the document. */
export const Seal = v.strictObject({
  by: v.picklist(["internal", "bsre"]),
  algorithm: v.string(),
  keyId: v.string(),
  signature: v.string(),
  at: v.string(),
});
export type Seal = v.InferOutput<typeof Seal>;

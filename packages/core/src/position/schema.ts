import * as v from "valibot";
import { PersonId, PostKind, UnitId } from "../kernel/id.ts";
import { LocalDate } from "../orgunit/schema.ts";

/** How a post is held: for good, vacant and acted for, absent and stood in for, or appointed from above. */
export const HOLDINGS = ["definitif", "plt", "plh", "pj"] as const;
export type Holding = (typeof HOLDINGS)[number];
export const HOLDING_PREFIX: Readonly<Record<Holding, string>> = {
  definitif: "",
  plt: "Plt. ",
  plh: "Plh. ",
  pj: "Pj. ",
};

/** A person in a post from a day to a day, both included, in the tenant's zone. */
export const Post = v.strictObject({
  unit: UnitId,
  kind: PostKind,
  person: PersonId,
  from: LocalDate,
  until: v.nullable(LocalDate),
  holding: v.picklist(HOLDINGS),
  /** Title of the post as printed, such as "Kepala Dinas Pekerjaan Umum". */
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Number of the SK. */
  decree: v.nullable(v.string()),
  grantedBy: v.nullable(v.string()),
});
export type Post = v.InferOutput<typeof Post>;

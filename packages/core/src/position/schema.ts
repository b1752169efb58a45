import * as v from "valibot";
import { PersonId, PostKind, Revision, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
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

const PostTitle = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

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
  /** The person who recorded it; null for what an operator recorded. */
  grantedBy: v.nullable(v.string()),
});
export type Post = v.InferOutput<typeof Post>;

/** Days from which to which, both included. */
export type Days = { readonly from: string; readonly until: string };
/** One SK that moved the end of a mandate. */
export const Extended = v.strictObject({
  until: LocalDate,
  decree: v.string(),
  decreeDate: v.nullable(LocalDate),
  by: v.string(),
  at: v.string(),
});
export type Extended = v.InferOutput<typeof Extended>;
/** Who ended a mandate before its time, why, and when it would have ended. */
export const Ended = v.strictObject({ was: v.nullable(LocalDate), reason: v.string(), by: v.string(), at: v.string() });
export type Ended = v.InferOutput<typeof Ended>;

/** A kind of post in the catalogue of a tenant. */
export const KindDefinition = v.strictObject({
  kind: PostKind,
  /** As people say it, "Kepala OPD". */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  /** Structural: one definitive holder per unit. */
  single: v.boolean(),
  /** Heads, and offices that serve the whole region: no secretariat of an OPD writes their mandates. */
  reserved: v.boolean(),
  /** Where the kind comes from: a regulation or the tenant's own SOTK. */
  source: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(160)),
});
export type KindDefinition = v.InferOutput<typeof KindDefinition>;

export const Decree = v.pipe(v.string(), v.trim(), v.minLength(1, "Isi nomor SK."), v.maxLength(120));

export const MandateInput = v.strictObject({
  unit: UnitId,
  kind: PostKind,
  person: PersonId,
  holding: v.picklist(HOLDINGS),
  /** Null = the title the post bears already. */
  title: v.nullable(PostTitle),
  from: LocalDate,
  until: v.nullable(LocalDate),
  decree: v.nullable(Decree),
  decreeDate: v.nullable(LocalDate),
  /** For a Plh where several hold the post: whose daily work is done. */
  standsFor: v.nullable(PersonId),
});
export type MandateInput = v.InferOutput<typeof MandateInput>;

/** One holding of a post: what its record is found by. */
export const HoldingKey = { unit: UnitId, kind: PostKind, person: PersonId, from: LocalDate } as const;
export const ExtendInput = v.strictObject({
  ...HoldingKey,
  until: LocalDate,
  decree: Decree,
  decreeDate: v.nullable(LocalDate),
  rev: Revision,
});
export const EndInput = v.strictObject({
  ...HoldingKey,
  /** The last day; the day before `from` takes back what has not begun. */
  until: LocalDate,
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(LIMITS.reasonCharactersLeast),
    v.maxLength(LIMITS.reasonCharactersMost),
  ),
  rev: Revision,
});

import * as v from "valibot";
import { PersonId, Subject } from "../kernel/id.ts";

/** An employee as documents name them. One-word names are normal; there is no last name. */
export const Person = v.strictObject({
  personId: PersonId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  /** 18 digits; null for operators without one. */
  nip: v.nullable(v.pipe(v.string(), v.regex(/^\d{18}$/))),
  /** Pangkat and golongan, such as "Pembina Utama Muda (IV/c)". */
  rank: v.nullable(v.string()),
  email: v.pipe(v.string(), v.email()),
  subject: v.nullable(Subject),
  active: v.boolean(),
});
export type Person = v.InferOutput<typeof Person>;

export const HeldPostView = v.strictObject({
  kind: v.string(),
  unit: v.string(),
  unitName: v.string(),
  title: v.string(),
  holding: v.string(),
  decree: v.nullable(v.string()),
});

export const Membership = v.strictObject({
  tenant: v.string(),
  name: v.string(),
  short: v.string(),
  brand: v.string(),
});
export type Membership = v.InferOutput<typeof Membership>;

export const Me = v.strictObject({
  person: v.strictObject({ id: PersonId, name: v.string(), nip: v.nullable(v.string()), rank: v.nullable(v.string()) }),
  tenant: v.strictObject({
    id: v.string(),
    name: v.string(),
    short: v.string(),
    brand: v.string(),
    zone: v.picklist(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    demo: v.boolean(),
    deviationYellow: v.string(),
    deviationRed: v.string(),
  }),
  /** Every post held now, whatever the person acts in at the moment. */
  posts: v.array(HeldPostView),
  /** The post chosen under "bertindak sebagai", as `<kind>@<unit>`; null = all of them. */
  actingAs: v.nullable(v.string()),
  /** Sees every unit of the tenant. */
  wide: v.boolean(),
  /** What the person may administer. */
  may: v.strictObject({ calendar: v.boolean(), audit: v.boolean() }),
  now: v.string(),
});
export type Me = v.InferOutput<typeof Me>;

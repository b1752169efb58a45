import * as v from "valibot";
import { PersonId, Subject } from "../kernel/id.ts";
import { isLocalDate } from "../kernel/zone.ts";

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

/** Pangkat and golongan of PNS (PP 11/2017 jo. PP 17/2020) and golongan of PPPK (Perpres 98/2020). [K-H] */
export const RANKS = [
  "Juru Muda (I/a)",
  "Juru Muda Tk. I (I/b)",
  "Juru (I/c)",
  "Juru Tk. I (I/d)",
  "Pengatur Muda (II/a)",
  "Pengatur Muda Tk. I (II/b)",
  "Pengatur (II/c)",
  "Pengatur Tk. I (II/d)",
  "Penata Muda (III/a)",
  "Penata Muda Tk. I (III/b)",
  "Penata (III/c)",
  "Penata Tk. I (III/d)",
  "Pembina (IV/a)",
  "Pembina Tk. I (IV/b)",
  "Pembina Utama Muda (IV/c)",
  "Pembina Utama Madya (IV/d)",
  "Pembina Utama (IV/e)",
  ...["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"].map(
    (grade) => `PPPK Golongan ${grade}`,
  ),
];

const SEX_PLACE = 14;
/**
 * 18 digits: birth date, month of appointment, sex (1 or 2), number. Digits 13 and 14 of a PPPK are no month, so they are
 * not looked at. [K-M]
 */
export const isNip = (nip: string): boolean =>
  /^\d{18}$/.test(nip) &&
  isLocalDate(`${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`) &&
  ["1", "2"].includes(nip.charAt(SEX_PLACE));

/** One sign, something before it, a domain with a dot after it: what a form can check; the rest the mail shows. */
const MAIL = /^[^\s@#*]+@[^\s@#*]+\.[^\s@#*]+$/;

/** What a form says about an employee. */
export const PersonForm = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, "Isi nama."), v.maxLength(120)),
  nip: v.nullable(v.pipe(v.string(), v.check(isNip, "NIP terdiri atas 18 angka, diawali tanggal lahir."))),
  rank: v.nullable(v.picklist(RANKS)),
  email: v.pipe(v.string(), v.trim(), v.maxLength(200), v.regex(MAIL, "Bukan alamat surel.")),
});
export type PersonForm = v.InferOutput<typeof PersonForm>;

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
  /** Posts of this person that a Plh attends to now, with the last day of it. */
  away: v.array(v.strictObject({ title: v.string(), until: v.string() })),
  /** The post chosen under "bertindak sebagai", as `<kind>@<unit>`; null = all of them. */
  actingAs: v.nullable(v.string()),
  /** Sees every unit of the tenant. */
  wide: v.boolean(),
  /** What the person may administer. */
  may: v.strictObject({
    calendar: v.boolean(),
    audit: v.boolean(),
    chains: v.boolean(),
    settings: v.boolean(),
    indicators: v.boolean(),
    templates: v.boolean(),
    /** Keeps mandates, people or units. */
    organisation: v.boolean(),
    units: v.boolean(),
    people: v.boolean(),
    mandates: v.boolean(),
  }),
  now: v.string(),
});
export type Me = v.InferOutput<typeof Me>;

import * as v from "valibot";
import { isDecimalText } from "../../kernel/decimal.ts";
import { PersonId, PostKind, Revision, UnitId, Year } from "../../kernel/id.ts";
import { LIMITS } from "../../kernel/limits.ts";
import { HOLDINGS } from "../../position/schema.ts";
import { AGGREGATIONS, DIRECTIONS, LEVELS, MethodPin, NodeRef, PlanId } from "../schema.ts";

/** A Perjanjian Kinerja belongs to a person in a post for one year; each version is a record of its own. */
export const AgreementKey = { year: Year, unit: UnitId, post: PostKind, person: PersonId } as const;
export type AgreementKey = {
  readonly year: string;
  readonly unit: string;
  readonly post: string;
  readonly person: string;
};
export const VersionText = v.pipe(v.string(), v.regex(/^[1-9]\d?$/, "Versi berupa angka 1 sampai 99."));

const Amount = v.pipe(v.string(), v.check(isDecimalText, "Angka belum benar."), v.maxLength(40));
const Money = v.pipe(v.string(), v.regex(/^\d{1,18}(\.\d{1,2})?$/, "Anggaran ditulis dalam rupiah."));
const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.textCharacters));

/** One line of the rencana aksi: what is done for an indicator, with what money, and how far it gets by quarter. */
export const Action = v.strictObject({
  indicator: NodeRef,
  activity: Text,
  budget: v.nullable(Money),
  quarters: v.pipe(v.array(v.nullable(Amount)), v.length(4, "Target triwulan ada empat.")),
});
export type Action = v.InferOutput<typeof Action>;

export const Seat = v.strictObject({ unit: UnitId, post: PostKind, person: PersonId });
export type Seat = v.InferOutput<typeof Seat>;

export const AGREEMENT_STATES = ["draft", "offered", "signed", "superseded"] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** One side of the agreement as of the moment it was signed: later changes of name, rank or post never reach it. */
export const Party = v.strictObject({
  person: v.string(),
  name: v.string(),
  nip: v.nullable(v.string()),
  rank: v.nullable(v.string()),
  unit: v.string(),
  post: v.string(),
  /** With the way it is held: "Plt. Kepala Dinas Kesehatan". */
  title: v.string(),
  holding: v.picklist(HOLDINGS),
  decree: v.nullable(v.string()),
});
export type Party = v.InferOutput<typeof Party>;

export const Promised = v.strictObject({
  ref: v.string(),
  code: v.nullable(v.string()),
  text: v.string(),
  unit: v.string(),
  direction: v.picklist(DIRECTIONS),
  /** The version of the method by which it is judged, with its name: a later version does not reach what was signed. */
  method: v.nullable(v.strictObject({ ...MethodPin.entries, label: v.string() })),
  formula: v.nullable(v.string()),
  aggregation: v.picklist(AGGREGATIONS),
  target: v.nullable(v.strictObject({ value: v.string(), source: v.string() })),
});
export type Promised = v.InferOutput<typeof Promised>;

export const Scope = v.strictObject({
  ref: v.string(),
  level: v.picklist(LEVELS),
  code: v.nullable(v.string()),
  text: v.string(),
  indicators: v.array(Promised),
});
export type Scope = v.InferOutput<typeof Scope>;

/** Everything that both signatures cover. */
export const AgreementContent = v.strictObject({
  format: v.literal(1),
  kind: v.literal("perjanjian-kinerja"),
  tenant: v.strictObject({ name: v.string(), capital: v.string() }),
  plan: v.strictObject({ plan: v.string(), label: v.string(), source: v.string() }),
  year: v.string(),
  version: v.number(),
  /** Why it was changed; null for the first version. */
  reason: v.nullable(v.string()),
  first: Party,
  second: v.nullable(Party),
  scope: v.array(Scope),
  programs: v.array(v.strictObject({ code: v.nullable(v.string()), text: v.string(), budget: v.nullable(v.string()) })),
  actions: v.array(Action),
});
export type AgreementContent = v.InferOutput<typeof AgreementContent>;

export const Signature = v.strictObject({ person: v.string(), name: v.string(), title: v.string(), at: v.string() });
export type Signature = v.InferOutput<typeof Signature>;

export const Agreement = v.strictObject({
  ...AgreementKey,
  version: v.number(),
  plan: PlanId,
  state: v.picklist(AGREEMENT_STATES),
  /** With whom it is made; null for the head of region, who promises to the public. */
  superior: v.nullable(Seat),
  actions: v.array(Action),
  reason: v.nullable(v.string()),
  /** Name and hat for lists; the content holds what was signed. */
  name: v.string(),
  title: v.string(),
  /** Of the content that the first signature covers; null while it is a draft. */
  hash: v.nullable(v.string()),
  first: v.nullable(Signature),
  second: v.nullable(Signature),
  /** Of the frozen whole, content and signatures. */
  snapshot: v.nullable(v.string()),
  rev: Revision,
});
export type Agreement = v.InferOutput<typeof Agreement>;

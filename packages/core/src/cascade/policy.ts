import type { Actor } from "../kernel/context.ts";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import { holdsOne } from "../operation/policies.ts";
import type { Policy } from "../operation/operation.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import { DEFAULT_SAKIP, type SakipRules } from "../tenant/schema.ts";
import { REGENCY } from "./schema.ts";

/** What policies of the SAKIP decide on besides the place: the tenant's own rules. */
export type Ruled = { readonly rules: SakipRules };
/** Where something lies: a part of the tree or a unit, with the units of the tenant and its tenant-wide posts. */
export type Place = Ruled & {
  readonly part: string;
  readonly units: readonly OrgUnit[];
  readonly wide: readonly string[];
};

/** Where nothing is loaded the default rules speak. */
export const rulesOf = (loaded: Ruled | null): SakipRules => loaded?.rules ?? DEFAULT_SAKIP;
/** Whether an actor holds a post that keeps plans and the regency's own tree. */
export const keepsPlans = (actor: Actor, loaded: Ruled | null): boolean =>
  actor.kind === "system" || holdsOne(actor, rulesOf(loaded).planKeepers);

const isOfficial = (actor: Actor): boolean => actor.kind === "official";
const orProduct = (actor: Actor): boolean => isOfficial(actor) || actor.kind === "system";

/** Whether an actor holds one of these kinds in a unit or above it. */
export const holdsAbove = (actor: Actor, kinds: readonly string[] | null, { units, part }: Place): boolean =>
  actor.kind === "official" &&
  actor.posts.some((post) => (kinds === null || kinds.includes(post.kind)) && isWithin(units, part, post.unit));

/** Whether an actor keeps a part of the tree: the regency's keepers all of them, an OPD its own. */
export const keepsPart = (actor: Actor, place: Place): boolean =>
  keepsPlans(actor, place) || (place.part !== REGENCY && holdsAbove(actor, place.rules.partKeepers, place));

const unless = (may: boolean, act: string): Decision => (may ? allow : refuse(forbidden({ act })));

export const planKeepers: Policy<Ruled> = {
  sentence: "pengelola rencana menurut pengaturan daerah; bawaannya admin, Bappeda dan Bagian Organisasi",
  sees: orProduct,
  may: (actor, loaded) => unless(keepsPlans(actor, loaded), "mengelola rencana daerah"),
};

export const partKeepers: Policy<Place> = {
  sentence:
    "pengelola rencana; pada bagian perangkat daerah juga jabatan menurut pengaturan, bawaannya kepala dan perencananya",
  sees: orProduct,
  may: (actor, place) => unless(keepsPart(actor, place), "mengubah pohon kinerja bagian ini"),
};

/** Whether an actor is the head of the unit itself, not of one above it. */
export const isHead = (actor: Actor, { part, rules }: Pick<Place, "part" | "rules">): boolean =>
  actor.kind === "official" &&
  actor.posts.some((post) => post.unit === part && rules.heads.some((kind) => kind === post.kind));

export const headsOnly: Policy<Place> = {
  sentence: "kepala perangkat daerah yang diminta, dan layanan sendiri",
  sees: orProduct,
  may: (actor, place) => unless(actor.kind === "system" || isHead(actor, place), "menjawab permintaan dukungan ini"),
};

/** Who may know of what concerns one unit: its own officials, those above it, and the tenant-wide offices. */
export const concerns = (actor: Actor, place: Place): boolean =>
  actor.kind === "system" || holdsOne(actor, place.wide) || holdsAbove(actor, null, place);

export const ofUnit: Policy<Place> = {
  sentence: "pejabat pada unit itu dan di atasnya, dan kantor pengelola; bagi yang lain tidak ada",
  sees: concerns,
  may: () => allow,
};

/** The unit's own officials and the keepers of plans. */
export const unitKeepers: Policy<Place> = {
  sentence: "pengelola rencana; pejabat pada unit itu dan di atasnya",
  sees: concerns,
  may: (actor, place) =>
    unless(keepsPlans(actor, place) || holdsAbove(actor, null, place), "menyusun perjanjian kinerja unit ini"),
};

import type { Actor } from "../kernel/context.ts";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { holdsOne } from "../operation/policies.ts";
import { keepers } from "../orgunit/policy.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import type { OrganisationRules } from "../tenant/schema.ts";
import { outOfReach } from "./failures.ts";
import type { KindDefinition } from "./schema.ts";

export const mandateOfficers = keepers(
  "pengelola mandat: BKPSDM dan admin daerah; sekretariat di bawah kepala perangkat daerahnya",
  "mengelola jabatan dan mandat",
  "mandateKeepers",
  "opdMandateKeepers",
);
/** Where a post lies and what it is, for whoever would write its mandates. */
export type Place = { readonly unit: string; readonly kind: KindDefinition; readonly units: readonly OrgUnit[] };

/**
 * Whether an actor keeps the mandates of a post: everywhere, or below the head of the own OPD. What gives power over the
 * whole region is never within a secretariat's reach, nor is its own post.
 */
export function reaches(
  actor: Actor,
  { unit, kind, units }: Place,
  rules: OrganisationRules,
  wide: readonly string[],
): Decision {
  if (actor.kind === "system" || holdsOne(actor, rules.mandateKeepers)) return allow;
  if (actor.kind !== "official") return refuse(outOfReach({}));
  const { unitKeepers, personKeepers, mandateKeepers, opdMandateKeepers } = rules;
  const powers = [...unitKeepers, ...personKeepers, ...mandateKeepers, ...opdMandateKeepers, ...wide];
  const ordinary = !kind.reserved && !powers.includes(kind.kind);
  const own = actor.posts.some((post) => opdMandateKeepers.includes(post.kind) && isWithin(units, unit, post.unit));
  return ordinary && own ? allow : refuse(outOfReach({}));
}

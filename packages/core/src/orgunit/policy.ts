import type { Actor } from "../kernel/context.ts";
import { allow, refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import type { Policy } from "../operation/operation.ts";
import { holdsOne } from "../operation/policies.ts";
import { DEFAULT_ORGANISATION, type OrganisationRules } from "../tenant/schema.ts";

/** What the policies of the organisation decide on: the rules of the tenant. */
export type Ruled = { readonly rules: OrganisationRules };
type List = "unitKeepers" | "personKeepers" | "mandateKeepers" | "opdMandateKeepers";
const isThere = (actor: Actor): boolean => actor.kind === "official" || actor.kind === "system";

/** Holders of the post kinds in some lists of the tenant's rules, and the product. Where nothing is loaded the default rules speak. */
export function keepers(sentence: string, act: string, ...lists: readonly List[]): Policy<Ruled> {
  return {
    sentence,
    sees: isThere,
    may: (actor, loaded: Ruled | null) => {
      const { rules } = loaded ?? { rules: DEFAULT_ORGANISATION };
      const isKeeper = actor.kind === "system" || lists.some((list) => holdsOne(actor, rules[list]));
      return isKeeper ? allow : refuse(forbidden({ act }));
    },
  };
}

export const unitKeepers = keepers(
  "pengelola organisasi: admin daerah dan Bagian Organisasi",
  "mengubah susunan organisasi",
  "unitKeepers",
);

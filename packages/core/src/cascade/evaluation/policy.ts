import type { Actor } from "../../kernel/context.ts";
import { allow, refuse } from "../../kernel/decision.ts";
import { forbidden } from "../../kernel/failure.ts";
import type { Policy } from "../../operation/operation.ts";
import { holdsOne } from "../../operation/policies.ts";
import { concerns, holdsAbove, keepsPlans, type Place, type Ruled, rulesOf } from "../policy.ts";
import { REGENCY } from "../schema.ts";

export const isEvaluator = (actor: Actor, loaded: Ruled | null): boolean => holdsOne(actor, rulesOf(loaded).evaluators);

/** Whether an actor answers for the evaluated: posts in the OPD; for the regency those who guide its SAKIP. */
export const isEvaluated = (actor: Actor, place: Place): boolean =>
  place.part === REGENCY ? holdsOne(actor, place.rules.planKeepers) : holdsAbove(actor, null, place);

export const seeing: Policy<Place> = {
  sentence: "pejabat perangkat daerah yang dinilai, penilai dan kantor pengelola; bagi yang lain tidak ada",
  sees: (actor, place) => concerns(actor, place) || isEvaluator(actor, place),
  may: () => allow,
};

export const evaluators: Policy<Place> = {
  sentence: "Inspektorat sebagai penilai, dan layanan sendiri",
  sees: seeing.sees,
  may: (actor, place) =>
    actor.kind === "system" || isEvaluator(actor, place)
      ? allow
      : refuse(forbidden({ act: "menilai akuntabilitas kinerja" })),
};

export const evaluated: Policy<Place> = {
  sentence: "pejabat perangkat daerah yang dinilai, dan layanan sendiri",
  sees: seeing.sees,
  may: (actor, place) =>
    actor.kind === "system" || isEvaluated(actor, place)
      ? allow
      : refuse(forbidden({ act: "mengisi penilaian mandiri dan tindak lanjut unit ini" })),
};

export const methodKeepers: Policy<Ruled> = {
  sentence: "pengelola rencana dan penilai menurut pengaturan daerah",
  sees: (actor) => actor.kind === "official" || actor.kind === "system",
  may: (actor, loaded) =>
    isEvaluator(actor, loaded) || keepsPlans(actor, loaded)
      ? allow
      : refuse(forbidden({ act: "mengatur cara penilaian" })),
};

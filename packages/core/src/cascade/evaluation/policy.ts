import type { Actor } from "../../kernel/context.ts";
import { allow, refuse } from "../../kernel/decision.ts";
import { forbidden } from "../../kernel/failure.ts";
import type { Policy } from "../../operation/operation.ts";
import { holdsOne } from "../../operation/policies.ts";
import { concerns, holdsAbove, type Place, REGENCY_KEEPERS } from "../policy.ts";
import { REGENCY } from "../schema.ts";

/** Posts that evaluate. Default [K-H]: the APIP of the regency. */
const EVALUATORS: readonly string[] = ["inspektorat", "inspektur", "irban"];
export const isEvaluator = (actor: Actor): boolean => holdsOne(actor, EVALUATORS);

/** Whether an actor answers for the evaluated: posts in the OPD; for the regency those who guide its SAKIP. */
export const isEvaluated = (actor: Actor, place: Place): boolean =>
  place.part === REGENCY ? holdsOne(actor, REGENCY_KEEPERS) : holdsAbove(actor, null, place);

export const seeing: Policy<Place> = {
  sentence: "pejabat perangkat daerah yang dinilai, penilai dan kantor pengelola; bagi yang lain tidak ada",
  sees: (actor, place) => concerns(actor, place) || isEvaluator(actor),
  may: () => allow,
};

export const evaluators: Policy<Place> = {
  sentence: "Inspektorat sebagai penilai, dan layanan sendiri",
  sees: seeing.sees,
  may: (actor) =>
    actor.kind === "system" || isEvaluator(actor) ? allow : refuse(forbidden({ act: "menilai akuntabilitas kinerja" })),
};

export const evaluated: Policy<Place> = {
  sentence: "pejabat perangkat daerah yang dinilai, dan layanan sendiri",
  sees: seeing.sees,
  may: (actor, place) =>
    actor.kind === "system" || isEvaluated(actor, place)
      ? allow
      : refuse(forbidden({ act: "mengisi penilaian mandiri dan tindak lanjut unit ini" })),
};

export const methodKeepers: Policy<object> = {
  sentence: "admin daerah, Bagian Organisasi, Bappeda dan Inspektorat",
  sees: (actor) => actor.kind === "official" || actor.kind === "system",
  may: (actor) =>
    actor.kind === "system" || isEvaluator(actor) || holdsOne(actor, REGENCY_KEEPERS)
      ? allow
      : refuse(forbidden({ act: "mengatur cara penilaian" })),
};

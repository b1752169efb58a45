import { desk, type DeskId } from "../kernel/id.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { lineUp } from "../orgunit/tree.ts";
import { holders, holdersAnywhere } from "../position/index.ts";
import type { Post } from "../position/schema.ts";
import { ANYWHERE, type Assignee, type Seat, type Step, type Team } from "./schema.ts";

/** A reporting unit in the tree of the day. */
export type Place = { readonly unit: string; readonly units: readonly OrgUnit[] };
type ByPost = Extract<Assignee, { by: "post" }>;

/** The unit one higher, or the unit itself at the top. */
const above = ({ unit, units }: Place): string => lineUp(units, unit)[1] ?? unit;
/** The OPD a unit belongs to: the nearest one upward that is an OPD. */
function opdOf({ unit, units }: Place): string {
  const line = lineUp(units, unit);
  return line.find((each) => units.some((one) => one.unitId === each && one.opd)) ?? line.at(-1) ?? unit;
}

/** The desk of a post assignee for a reporting unit. */
export function deskOf({ post, scope }: ByPost, place: Place): DeskId {
  switch (scope) {
    case "own":
      return desk(post, place.unit);
    case "parent":
      return desk(post, above(place));
    case "opd":
      return desk(post, opdOf(place));
    case "tenant":
      return desk(post, ANYWHERE);
    default:
      return scope satisfies never;
  }
}

/** The seats a step asks: one for a post, one per seat of a team. */
export function seatsOf(step: Step, place: Place, teams: readonly Team[]): readonly Seat[] {
  const { assignee } = step;
  if (assignee.by === "post") return [{ seat: step.key, label: step.label, desk: deskOf(assignee, place) }];
  return teams.find((team) => team.team === assignee.team)?.seats ?? [];
}

/** The two parts of a desk. */
export function partsOf(at: string): { readonly kind: string; readonly unit: string } {
  const [kind = "", unit = ""] = at.split("@");
  return { kind, unit };
}

/** Who holds a desk at an instant, read strongly: the ground for decisions. */
export function holdersAt(at: string, now: Date): Promise<readonly Post[]> {
  const { kind, unit } = partsOf(at);
  return unit === ANYWHERE ? holdersAnywhere(kind, now) : holders(unit, kind, now);
}

/**
 * The desk at which a task waits now: its own, or what the step says for an empty chair. One unit higher is tried upward
 * until somebody holds the post; a signature never goes to the admin.
 */
export async function route(step: Step, home: DeskId, place: Place, now: Date): Promise<DeskId> {
  const { kind, unit } = partsOf(home);
  if (step.emptyHolder === "wait" || unit === ANYWHERE || (await holdersAt(home, now)).length > 0) return home;
  if (step.emptyHolder === "admin") {
    return step.kind === "sign" || step.kind === "publish" ? home : desk("admin", ANYWHERE);
  }
  for (const higher of lineUp(place.units, unit).slice(1)) {
    if ((await holders(higher, kind, now)).length > 0) return desk(kind, higher);
  }
  return home;
}

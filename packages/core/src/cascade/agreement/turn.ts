import type { Actor } from "../../kernel/context.ts";
import { all, allow, type Decision, refuse } from "../../kernel/decision.ts";
import { holders } from "../../position/index.ts";
import { keepsPlans, type Ruled } from "../policy.ts";
import { notYourTurn } from "./failures.ts";
import { inState } from "./rules.ts";
import type { Agreement } from "./schema.ts";

/** Whose signature comes next: the official's own, then the superior's. */
const nextSeat = ({ state, unit, post, person, superior }: Agreement) =>
  state === "draft" ? { unit, post, person } : superior;

/**
 * Whether an actor may give the next signature: the person whose turn it is, holding the post by the mandates of this
 * very moment, read strongly, and not acting in another post alone.
 */
export async function mayStamp(actor: Actor, agreement: Agreement, at: Date): Promise<Decision> {
  const open = inState(agreement.state, "draft", "offered");
  const seat = nextSeat(agreement);
  if (!open.allowed || !seat) return open;
  const title = agreement.state === "draft" ? `${agreement.name} (${agreement.title})` : "atasan dalam perjanjian ini";
  const mine =
    actor.kind === "official" &&
    actor.person === seat.person &&
    actor.posts.some((post) => post.unit === seat.unit && post.kind === seat.post);
  if (!mine) return refuse(notYourTurn({ title }));
  const held = await holders(seat.unit, seat.post, at);
  return held.some(({ person }) => person === seat.person) ? allow : refuse(notYourTurn({ title }));
}

/** Whether an actor may take the first signature back before the second was given: a party, or who guides the SAKIP. */
export function mayReopen(actor: Actor, agreement: Agreement, ruled: Ruled): Decision {
  const party =
    actor.kind === "official" && [agreement.person, agreement.superior?.person].some((each) => each === actor.person);
  return all(
    inState(agreement.state, "offered"),
    party || keepsPlans(actor, ruled) ? allow : refuse(notYourTurn({ title: "salah satu pihak" })),
  );
}

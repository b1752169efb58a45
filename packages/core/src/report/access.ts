import type { Actor } from "../kernel/context.ts";
import { context } from "../kernel/context.ts";
import { all, allow, type Decision, refuse } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { formatMonth } from "../kernel/format.ts";
import { postAt, separated } from "../approval/rules.ts";
import { chainVersion, deskOf } from "../approval/index.ts";
import type { ChainVersion, Step } from "../approval/schema.ts";
import { noWindow, windowOf } from "../calendar/index.ts";
import { mayEnter } from "../calendar/rules.ts";
import type { Extension, Window } from "../calendar/schema.ts";
import { unitsToday } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { definitionOf } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Tenant } from "../tenant/schema.ts";
import { decidedSince, notAuthor, notYourDesk } from "./failures.ts";
import { can, type Move } from "./machine.ts";
import type { Head } from "./schema.ts";

/** A report with everything its policy decides on. */
export type Surroundings = {
  readonly tenant: Tenant;
  readonly units: readonly OrgUnit[];
  readonly definition: TemplateDefinition;
  readonly chain: ChainVersion;
  readonly window: Window | null;
  readonly extension: Extension | null;
};
export type Placed = { readonly head: Head } & Surroundings;

/** What stands around a report: its pins resolved, the units of today and the calendar of its period. */
export async function surroundings(head: Head): Promise<Surroundings> {
  const [tenant, units, definition, chain, calendar] = await Promise.all([
    currentTenant(),
    unitsToday(),
    definitionOf(head.pins.template.hash),
    chainVersion(head.pins.chain),
    windowOf(head.template, head.period, head.unit),
  ]);
  if (!definition) throw notFound({});
  return { tenant, units, definition, chain, window: calendar?.window ?? null, extension: calendar?.extension ?? null };
}

/**
 * Who knows of a report (mission, rule 14): everybody in the tenant once it is published; before that the holders in its
 * reporting unit, in units above or below it, the posts of its chain and the tenant-wide offices.
 */
export function sees(
  actor: Actor,
  { head, units, tenant, chain }: Pick<Placed, "head" | "units" | "tenant" | "chain">,
): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "official") return false;
  if (head.state === "published" || seesWholeTenant(actor.posts, tenant)) return true;
  const inLine = actor.posts.some(
    (post) => isWithin(units, head.unit, post.unit) || isWithin(units, post.unit, head.unit),
  );
  return inLine || chain.steps.some((step) => postAt(actor.posts, deskOf(step, head.unit)) !== null);
}

/** Whether the actor fills this report: an author post in the reporting unit or below it. */
export function isAuthor(
  actor: Actor,
  { head, units, definition }: Pick<Placed, "head" | "units" | "definition">,
): boolean {
  if (actor.kind !== "official") return false;
  return actor.posts.some((post) => definition.authors.includes(post.kind) && isWithin(units, post.unit, head.unit));
}

export const stepOf = (chain: ChainVersion, key: string | null): Step | null =>
  chain.steps.find((step) => step.key === key) ?? null;

const authored = (actor: Actor, placed: Placed): Decision => (isAuthor(actor, placed) ? allow : refuse(notAuthor({})));

/** A report that the chain sent back may be edited in spite of the lock. */
function unlocked({ head, window, extension, tenant }: Placed): Decision {
  if (head.state === "returned") return allow;
  if (!window) return refuse(noWindow({ period: formatMonth(head.period) }));
  return mayEnter(window, extension, context().now, tenant.zone);
}

/** A submission is its author's to take back until somebody of the chain decided on it. */
const undecided = ({ head, chain }: Placed): Decision =>
  chain.steps.some((step) => (head.acted[step.key] ?? []).length > 0) ? refuse(decidedSince({})) : allow;

function atDesk(actor: Actor, { head, chain }: Placed, kind: "sign" | "check" | "any"): Decision {
  const step = stepOf(chain, head.step);
  if (!step) return allow;
  const wrongKind = (kind === "sign") !== (step.kind === "sign") && kind !== "any";
  const post = actor.kind === "official" ? postAt(actor.posts, deskOf(step, head.unit)) : null;
  if (wrongKind || !post) return refuse(notYourDesk({ step: step.label }));
  // Sending back confirms nothing, so nobody is barred from it: otherwise a report could be stuck with its only holder.
  return kind === "any" ? allow : separated(step, actor, head.acted);
}

/** Whether an actor may make a move now. The reason disables the button and refuses the request alike. */
export function mayMove(move: Exclude<Move, "publish">, actor: Actor, placed: Placed): Decision {
  const state = can(move, placed.head.state);
  switch (move) {
    case "save":
    case "attach":
    case "submit":
      return all(authored(actor, placed), state, unlocked(placed));
    case "withdraw":
      // Behind the lock a withdrawn report could not be sent again: then it has to be sent back by the chain.
      return all(authored(actor, placed), state, undecided(placed), unlocked(placed));
    case "verify":
      return all(state, atDesk(actor, placed, "check"));
    case "sign":
      return all(state, atDesk(actor, placed, "sign"));
    case "sendBack":
      return all(state, atDesk(actor, placed, "any"));
    default:
      return move satisfies never;
  }
}

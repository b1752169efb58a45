import type { Actor } from "../kernel/context.ts";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { holdsOne } from "../operation/policies.ts";
import { offerOf, versionOn } from "../template/index.ts";
import type { TemplateVersion } from "../template/schema.ts";
import { isAuthor, type Placed } from "./access.ts";
import { declinedMove, noOffer, notAuthor, notOffered } from "./failures.ts";
import { can } from "./machine.ts";
import type { Head, ReportView } from "./schema.ts";

/** A version of the template to which a report may move, and what its author may do about it. */
export type Offer = {
  readonly version: TemplateVersion;
  readonly authors: boolean;
  readonly decline: boolean;
};

/**
 * The version that the period of a report would take if it were opened now, when that is another one than its own. A
 * correction stays on the version of what it corrects. Null = nothing is offered.
 */
export async function offerFor(head: Head): Promise<Offer | null> {
  if (!can("save", head.state).allowed || head.correction !== null) return null;
  const version = await versionOn(head.template, head.period);
  const moving = head.pins.template.former !== undefined;
  if (!version || (version.n === head.pins.template.n && !moving)) return null;
  return { version, ...(await offerOf(head.template, version.n)) };
}

export const MOVERS = ["admin"];
const isMover = (actor: Actor): boolean => actor.kind === "system" || holdsOne(actor, MOVERS);
const declinedFor = (head: Head, { version }: Offer): Head["declined"] =>
  head.declined?.n === version.n ? head.declined : undefined;

/** Whether somebody may move a report to what it is offered. Admins respect what its author declined. */
export function mayTake(actor: Actor, placed: Placed, offer: Offer | null): Decision {
  if (!offer) return refuse(noOffer({}));
  if (isAuthor(actor, placed)) {
    return offer.authors || isMover(actor) ? allow : refuse(notOffered({ act: "memindahkan laporan" }));
  }
  if (!isMover(actor)) return refuse(notAuthor({}));
  const declined = declinedFor(placed.head, offer);
  return declined ? refuse(declinedMove({ name: declined.name })) : allow;
}

/** Whether somebody may say that a report stays where it is. A move that began is finished. */
export function mayDecline(actor: Actor, placed: Placed, offer: Offer | null): Decision {
  if (!offer || placed.head.pins.template.former) return refuse(noOffer({}));
  if (!isAuthor(actor, placed)) return refuse(notAuthor({}));
  return offer.decline ? allow : refuse(notOffered({ act: "menolak pemindahan" }));
}

/** The offer as the page of a report shows it. */
export async function offerView(actor: Actor, placed: Placed): Promise<ReportView["offer"]> {
  const offer = await offerFor(placed.head);
  if (!offer) return undefined;
  return {
    n: offer.version.n,
    effectiveFrom: offer.version.effectiveFrom,
    mayMove: mayTake(actor, placed, offer).allowed,
    mayDecline: mayDecline(actor, placed, offer).allowed,
    declined: declinedFor(placed.head, offer) !== undefined,
  };
}

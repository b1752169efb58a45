import type { DomainEvent } from "../db/unit.ts";
import type { Actor, Context } from "../kernel/context.ts";
import type { Deed, Head } from "./schema.ts";

/**
 * What consumers learn of a report: its whole state at one stamp. A later statement replaces an earlier one, in
 * whatever order and however often they arrive.
 */
export const statement = (type: string, head: Head): DomainEvent => ({
  type,
  stamp: versionStamp(head),
  report: head.reportId,
  template: head.template,
  unit: head.unit,
  period: head.period,
  version: head.version,
  state: head.state,
  step: head.course.open[0]?.key ?? null,
  onTime: head.onTime,
  submittedAt: head.submitted?.at ?? null,
  publishedAt: head.publishedAt,
  snapshot: head.signed?.snapshot ?? null,
  correcting: head.correcting,
  supersededBy: head.supersededBy,
  voidedReason: head.voided?.reason ?? null,
});

/** Orders statements about one period of one unit: a later version always after an earlier one. */
export const versionStamp = ({ version, rev }: Pick<Head, "version" | "rev">): number => version * 1_000_000 + rev;

/** Who does a thing now, in which hat. */
export function deedOf({ actor, now }: Pick<Context, "actor" | "now">, hat?: string | null): Deed {
  return { at: now.toISOString(), person: personOf(actor), name: nameOf(actor), hat: hat ?? hatOf(actor) };
}
const hatOf = (actor: Actor): string | null => (actor.kind === "official" ? (actor.posts[0]?.title ?? null) : null);
const nameOf = (actor: Actor): string => (actor.kind === "official" ? actor.name : "Sistem");
export const personOf = (actor: Actor): string => (actor.kind === "official" ? actor.person : "sistem");

import type { HeldPost } from "../kernel/context.ts";
import { daysBetween } from "../kernel/zone.ts";
import type { Tenant } from "../tenant/schema.ts";
import { type Days, HOLDING_PREFIX, type Post } from "./schema.ts";

/** Whether a post is held on a local date. It begins at 00:00 and ends at 24:00 of its days by itself. */
export const heldOn = (post: Pick<Post, "from" | "until">, date: string): boolean =>
  post.from <= date && (post.until === null || date <= post.until);

/** Whether a Plh stands in for this holder on a local date. */
export const isAway = (post: { readonly away?: readonly Days[] }, date: string): boolean =>
  (post.away ?? []).some((days) => heldOn(days, date));

/** Whether the holder decides on a local date: holds the post, and no Plh does so instead. */
export const decidesOn = (
  post: Pick<Post, "from" | "until"> & { readonly away?: readonly Days[] },
  date: string,
  during: "paused" | "both",
): boolean => heldOn(post, date) && (during === "both" || !isAway(post, date));

/** Days of a holding, both ends included; undefined without an end. */
export const lengthOf = ({ from, until }: Pick<Post, "from" | "until">): number | undefined =>
  until === null ? undefined : daysBetween(from, until) + 1;

/** Where a holding stands on a local date. */
export const stateOn = (
  post: Pick<Post, "from" | "until"> & { readonly away?: readonly Days[] },
  date: string,
): "now" | "away" | "upcoming" | "ended" | "cancelled" => {
  if (post.until !== null && post.until < post.from) return "cancelled";
  if (date < post.from) return "upcoming";
  if (!heldOn(post, date)) return "ended";
  return isAway(post, date) ? "away" : "now";
};

/** "Plt. Kepala Dinas Kesehatan": the title with the way it is held. */
export const fullTitle = (post: Pick<Post, "holding" | "title">): string => HOLDING_PREFIX[post.holding] + post.title;

/** A post as the actor carries it. */
export const asHeld = (post: Pick<Post, "kind" | "unit" | "title" | "holding" | "decree">): HeldPost => ({
  kind: post.kind,
  unit: post.unit,
  title: fullTitle(post),
  holding: post.holding,
  decree: post.decree,
});

/** Whether one of these posts sees the whole tenant. */
export const seesWholeTenant = (posts: readonly { kind: HeldPost["kind"] }[], tenant: Tenant): boolean =>
  posts.some((post) => tenant.settings.tenantWide.includes(post.kind));

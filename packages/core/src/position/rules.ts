import type { HeldPost } from "../kernel/context.ts";
import type { Tenant } from "../tenant/schema.ts";
import { HOLDING_PREFIX, type Post } from "./schema.ts";

/** Whether a post is held on a local date. It begins at 00:00 and ends at 24:00 of its days by itself. */
export const heldOn = (post: Pick<Post, "from" | "until">, date: string): boolean =>
  post.from <= date && (post.until === null || date <= post.until);

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

import type { Actor } from "../kernel/context.ts";
import { allow, refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import type { Policy } from "./operation.ts";

const isOfficial = (actor: Actor): boolean => actor.kind === "official";
const isProduct = (actor: Actor): boolean => actor.kind === "system";

/** Whether an actor holds a post of one of these kinds, anywhere in the tenant. */
export const holdsOne = (actor: Actor, kinds: readonly string[]): boolean =>
  actor.kind === "official" && actor.posts.some((post) => kinds.includes(post.kind));

/** Every official of the tenant; the sentence says about what. */
export const everyOfficial = (sentence = "setiap pejabat daerah ini"): Policy<object> => ({
  sentence,
  sees: isOfficial,
  may: () => allow,
});

/** The product itself: its jobs, and what an operator's command does in its name. */
export const onlyProduct = (sentence = "hanya perintah operator layanan"): Policy<object> => ({
  sentence,
  sees: isProduct,
  may: () => allow,
});

/** Holders of certain posts, and the product; other officials are refused openly. `act` completes "tidak berwenang untuk". */
export const offices = (sentence: string, kinds: readonly string[], act: string): Policy<object> => ({
  sentence,
  sees: (actor) => isOfficial(actor) || isProduct(actor),
  may: (actor) => (isProduct(actor) || holdsOne(actor, kinds) ? allow : refuse(forbidden({ act }))),
});

import { type Actor, publicTenantId } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import type { PublicTenant } from "./schema.ts";
import { Faces } from "./store.ts";

/** Who may ask the public questions. */
export const everybody = {
  sentence: "setiap orang tanpa masuk: hanya proyeksi yang sudah terbit",
  sees: (actor: Actor) => actor.kind === "visitor",
  may: () => allow,
};

/** The public face of the tenant whose site is visited; null when there is none. */
export async function face(): Promise<PublicTenant | null> {
  const found = await Faces.get({});
  if (!found) return null;
  const { stamp: _stamp, ...shown } = found;
  return { ...shown, id: publicTenantId() };
}

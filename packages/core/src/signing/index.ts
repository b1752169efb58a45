import type { Sha256 } from "../kernel/id.ts";
import { currentTenant } from "../tenant/index.ts";
import { sealInternally } from "./internal.ts";
import type { SealOutcome } from "./schema.ts";

export { publicKey } from "./internal.ts";
export { verifySeal } from "./verify.ts";

/** Whoever signed the report, for the sheet that BSrE seals. */
export type SealedFor = { readonly name: string; readonly nip: string | null };

/**
 * Seals the SHA-256 of a snapshot for the acting tenant by the signer that its settings name, and by no other: where BSrE
 * is asked for and does not answer, the house's own key does not take its place. Never throws for a signer that cannot be
 * reached or says no: it answers queued, and whoever asked comes again.
 */
export async function seal(hash: Sha256, signer: SealedFor): Promise<SealOutcome> {
  const { settings, name } = await currentTenant();
  if (settings.signer !== "bsre") return sealInternally(hash);
  // Few regencies have it: loaded with their first seal.
  const { sealByBsre } = await import("./bsre.ts");
  return sealByBsre(hash, { tenant: name, signer });
}

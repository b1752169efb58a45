import * as v from "valibot";

/**
 * Who seals snapshots: a key of this house, or Balai Besar Sertifikasi Elektronik (BSrE) by its service in the region.
 * A third one is an adapter more; whoever asks for a seal does not change.
 */
export const SIGNERS = ["internal", "bsre"] as const;
export type Signer = (typeof SIGNERS)[number];

/** What a seal of a snapshot says; stored beside the snapshot, printed in the document. */
export const Seal = v.strictObject({
  by: v.picklist(SIGNERS),
  /** `ECDSA_SHA_256` for the internal one, `CMS` for BSrE. */
  algorithm: v.string(),
  /** Id of the key without its account, or serial number of the certificate. */
  keyId: v.string(),
  /** base64url: the 64 bytes `r || s` of the internal one; the hash of the sealed sheet in the archive for BSrE. */
  signature: v.string(),
  /** The instant that is sealed with the hash, as ISO. */
  at: v.string(),
});
export type Seal = v.InferOutput<typeof Seal>;

/** `because` is a sentence for those who wait; the caller comes again later. */
export type SealOutcome =
  | { readonly kind: "sealed"; readonly seal: Seal }
  | { readonly kind: "queued"; readonly because: string };

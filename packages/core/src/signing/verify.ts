import { createPublicKey, verify } from "node:crypto";
import type { Sha256, TenantId } from "../kernel/id.ts";
import { sealedText } from "./message.ts";
import type { Seal } from "./schema.ts";

const SIGNATURE_BYTES = 64;

/**
 * Whether an internal seal was made over this hash for this tenant by the owner of the public key (PEM). A seal of BSrE
 * is checked with the sealed sheet at BSrE, never with a key: false here.
 */
export function verifySeal(hash: Sha256, seal: Seal, pem: string, tenant: TenantId): boolean {
  if (seal.by !== "internal" || seal.algorithm !== "ECDSA_SHA_256") return false;
  const signature = Buffer.from(seal.signature, "base64url");
  if (signature.length !== SIGNATURE_BYTES) return false;
  const key = { key: createPublicKey(pem), dsaEncoding: "ieee-p1363" } as const;
  return verify("sha256", Buffer.from(sealedText(tenant, hash, seal.at)), key, signature);
}

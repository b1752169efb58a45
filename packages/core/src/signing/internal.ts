import { context, tenantId } from "../kernel/context.ts";
import type { Sha256 } from "../kernel/id.ts";
import type * as Key from "./key.ts";
import { sealedText } from "./message.ts";
import type { SealOutcome } from "./schema.ts";

/* Loaded with the first seal: only the worker ever makes one, and the client of KMS is no small part of a program. */
const loaded = (): Promise<typeof Key> => import("./key.ts");

/** Refusals that pass only when somebody acts; everything else may pass by itself. */
const FOR_THE_OPERATOR = /AccessDenied|NotFound|Disabled|InvalidState|KeyUnavailable|InvalidKeyUsage/;

const because = (error: unknown): string => {
  const name = error instanceof Error ? error.name : "";
  return FOR_THE_OPERATOR.test(name)
    ? `Kunci segel tidak dapat dipakai (${name}). Pengelola layanan perlu memeriksanya; segel dicoba lagi dengan sendirinya.`
    : "Layanan kunci segel sedang tidak menjawab. Segel dicoba lagi dengan sendirinya; isi laporan tidak berubah.";
};

/** Seals with the key of the house. */
export async function sealInternally(hash: Sha256): Promise<SealOutcome> {
  const key = await loaded();
  const at = context().now.toISOString();
  try {
    const { keyId, signature } = await key.signText(sealedText(tenantId(), hash, at));
    return { kind: "sealed", seal: { by: "internal", algorithm: key.ALGORITHM, keyId, signature, at } };
  } catch (error) {
    // Without a name there was no answer to ask again for: a fault of the installation.
    if (error instanceof Error && error.message === "SELARAS_SIGNING_KEY is not set") throw error;
    return { kind: "queued", because: because(error) };
  }
}

/** The public half of the house's key, for whoever checks seals. */
export const publicKey = async (): Promise<{ keyId: string; algorithm: string; pem: string }> =>
  (await loaded()).readPublicKey();

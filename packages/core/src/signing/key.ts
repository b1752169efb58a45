import { createPublicKey } from "node:crypto";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { ownPrincipal, type Principal } from "../db/principal.ts";
import { LIMITS } from "../kernel/limits.ts";

/*
 * The asymmetric key of the house, asked on the function's own role: no session of a tenant may use it. Endpoint and
 * region come from the environment that the SDK reads itself.
 */
export const ALGORITHM = "ECDSA_SHA_256";
const clients = new WeakMap<Principal, KMSClient>();

function client(): KMSClient {
  const principal = ownPrincipal();
  const known = clients.get(principal);
  if (known) return known;
  const made = new KMSClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: LIMITS.signerConnectMilliseconds,
      requestTimeout: LIMITS.signerAnswerMilliseconds,
      throwOnRequestTimeout: true,
    },
    ...(principal.credentials ? { credentials: principal.credentials } : {}),
  });
  clients.set(principal, made);
  return made;
}

/** ARN of the key, from `SELARAS_SIGNING_KEY`. */
function keyName(): string {
  const name = process.env["SELARAS_SIGNING_KEY"];
  if (!name) throw new Error("SELARAS_SIGNING_KEY is not set");
  return name;
}

/** The key's id without account and region. */
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

const HALF_BYTES = 32;
const INTEGER = 2;

/** One number of a DER signature at `start`, as 32 bytes, and where it ends. */
function numberAt(der: Uint8Array, start: number): { readonly bytes: Buffer; readonly end: number } {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== INTEGER || end > der.length) throw new Error("The signature is no pair of numbers");
  const digits = Buffer.from(der.subarray(start + 2, end));
  // DER drops leading zeros and adds one where the number would look negative.
  const bytes = Buffer.alloc(HALF_BYTES);
  const shown = digits.subarray(Math.max(0, digits.length - HALF_BYTES));
  shown.copy(bytes, HALF_BYTES - shown.length);
  return { bytes, end };
}

/** `r || s` in 64 bytes, as browsers verify it and as it fits into a QR code; KMS gives DER. */
export function plainSignature(der: Uint8Array): Buffer {
  const r = numberAt(der, 2);
  return Buffer.concat([r.bytes, numberAt(der, r.end).bytes]);
}

/** Signs a text; KMS makes the SHA-256 of it. Throws whatever the service or the way to it says no with. */
export async function signText(text: string): Promise<{ readonly keyId: string; readonly signature: string }> {
  const asked = new SignCommand({
    KeyId: keyName(),
    Message: Buffer.from(text),
    MessageType: "RAW",
    SigningAlgorithm: ALGORITHM,
  });
  const { KeyId, Signature } = await client().send(asked);
  if (!KeyId || !Signature) throw new Error("KMS gave no signature");
  return { keyId: idOf(KeyId), signature: plainSignature(Signature).toString("base64url") };
}

/** The public half of the key, as PEM. */
export async function readPublicKey(): Promise<{ keyId: string; algorithm: string; pem: string }> {
  const { KeyId, PublicKey } = await client().send(new GetPublicKeyCommand({ KeyId: keyName() }));
  if (!KeyId || !PublicKey) throw new Error("KMS gave no public key");
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
  return { keyId: idOf(KeyId), algorithm: ALGORITHM, pem: key.export({ type: "spki", format: "pem" }).toString() };
}

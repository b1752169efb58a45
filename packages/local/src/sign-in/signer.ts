import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, sign, verify } from "node:crypto";
import { promisify } from "node:util";
import type { KeyRecord } from "./records.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** Signs and reads tokens with the one key of this stand-in. */
export interface Signer {
  /** The key set as the production verifier wants it. */
  readonly jwks: { keys: Record<string, unknown>[] };
  sign(claims: Claims): string;
  /** The claims of a token of ours; undefined for anything else. Says nothing about expiry. */
  read(token: string): Claims | undefined;
}

/** A new RSA key of 2048 bits. */
export async function newKey(): Promise<KeyRecord> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  return { kid: randomBytes(32).toString("base64"), pem: pem.toString() };
}

export function createSigner(key: KeyRecord): Signer {
  const privateKey = createPrivateKey(key.pem);
  const publicKey = createPublicKey(privateKey);
  const header = encoded({ kid: key.kid, alg: "RS256" });
  return {
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: key.kid, alg: "RS256", use: "sig" }] },
    sign(claims) {
      const content = `${header}.${encoded(claims)}`;
      return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
    },
    read(token) {
      const [head, body, signature, ...more] = token.split(".");
      // Only our own header is accepted, so no token can choose another algorithm.
      if (head !== header || !body || !signature || more.length > 0) return undefined;
      const genuine = verify(
        "RSA-SHA256",
        Buffer.from(`${head}.${body}`),
        publicKey,
        Buffer.from(signature, "base64url"),
      );
      if (!genuine) return undefined;
      const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
      return typeof claims === "object" && claims !== null ? { ...claims } : undefined;
    },
  };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

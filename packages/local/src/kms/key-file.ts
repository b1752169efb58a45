import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { LOCAL_ACCOUNT, LOCAL_REGION } from "../access/roles.ts";

/** The one signing key of a house: ECDSA on P-256, as in the foundation. */
export interface SigningKey {
  readonly keyId: string;
  readonly arn: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const KeyFile = v.strictObject({ format: v.literal(1), keyId: v.pipe(v.string(), v.uuid()), pem: v.string() });
/** For the owner of the folder only. */
const PRIVATE_MODE = 0o600;

export const keyArn = (keyId: string): string => `arn:aws:kms:${LOCAL_REGION}:${LOCAL_ACCOUNT}:key/${keyId}`;

function keyOf(keyId: string, privateKey: KeyObject): SigningKey {
  return { keyId, arn: keyArn(keyId), privateKey, publicKey: createPublicKey(privateKey) };
}

/**
 * The key in the file given, made there when there is none; without a file one that lives as long as the process.
 *
 * @throws when the file is there and cannot be read: what was signed with a key must not be signed with another unawares.
 */
export function openSigningKey(file: string | undefined): SigningKey {
  if (file !== undefined && existsSync(file)) {
    try {
      const { keyId, pem } = v.parse(KeyFile, JSON.parse(readFileSync(file, "utf8")));
      return keyOf(keyId, createPrivateKey(pem));
    } catch (error) {
      throw new Error(`The signing key ${file} cannot be read; remove it to get a new one.`, { cause: error });
    }
  }
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const made = keyOf(randomUUID(), privateKey);
  if (file !== undefined) {
    const pem = privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(file, JSON.stringify({ format: 1, keyId: made.keyId, pem }), { mode: PRIVATE_MODE, flag: "wx" });
  }
  return made;
}

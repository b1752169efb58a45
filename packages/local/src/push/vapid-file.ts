import { createECDH } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";

/** The key by which push services know a house (RFC 8292), as the product reads it. */
const Vapid = v.strictObject({ publicKey: v.string(), privateKey: v.string(), subject: v.string() });
export type Vapid = v.InferOutput<typeof Vapid>;

/** For the owner of the folder only. */
const PRIVATE_MODE = 0o600;

function fresh(): Vapid {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys().toString("base64url");
  // A number that begins with zeros is written shorter than the 32 bytes it has.
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString("base64url");
  return { publicKey, privateKey, subject: "mailto:operator@selaras.test" };
}

/**
 * The key in the file given, made there when there is none; without a file one that lives as long as the process.
 *
 * @throws when the file is there and cannot be read: devices subscribed under its key.
 */
export function openVapid(file: string | undefined): Vapid {
  if (file !== undefined && existsSync(file)) {
    try {
      return v.parse(Vapid, JSON.parse(readFileSync(file, "utf8")));
    } catch (error) {
      throw new Error(`The key ${file} cannot be read; remove it to get a new one.`, { cause: error });
    }
  }
  const made = fresh();
  if (file !== undefined) writeFileSync(file, JSON.stringify(made), { mode: PRIVATE_MODE, flag: "wx" });
  return made;
}

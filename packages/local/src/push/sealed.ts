import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, verify } from "node:crypto";
import * as v from "valibot";

/*
 * What a browser and its push service do with a message, from the standards and not from the library that made it: the
 * signature of the sender (VAPID, RFC 8292) and the sealed content (aes128gcm, RFC 8188 and RFC 8291).
 */

/** A subscription with its secrets, as the browser keeps them. */
export interface Subscriber {
  readonly pair: ECDH;
  /** 65 bytes, uncompressed. */
  readonly publicKey: Buffer;
  /** 16 bytes. */
  readonly auth: Buffer;
}

export function subscriber(auth: Buffer): Subscriber {
  const pair = createECDH("prime256v1");
  return { pair, publicKey: pair.generateKeys(), auth };
}

const derived = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** Salt, record size (4), length of the key id (1). */
const HEAD_BYTES = SALT_BYTES + 5;
/** Ends the last record. */
const LAST = 2;

/** Opens a message of one record. @throws Error when it was not sealed for this subscription. */
export function opened(body: Buffer, { pair, publicKey, auth }: Subscriber): string {
  const salt = body.subarray(0, SALT_BYTES);
  const keyBytes = body[HEAD_BYTES - 1] ?? 0;
  const sender = body.subarray(HEAD_BYTES, HEAD_BYTES + keyBytes);
  const record = body.subarray(HEAD_BYTES + keyBytes);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
  const secret = derived(pair.computeSecret(sender), auth, info, 32);
  const key = derived(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derived(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(record.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()]);
  const end = plain.lastIndexOf(LAST);
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("The record has no end");
  return plain.subarray(0, end).toString("utf8");
}

const Head = v.object({ alg: v.literal("ES256"), typ: v.literal("JWT") });
const Claims = v.object({ aud: v.string(), exp: v.number(), sub: v.pipe(v.string(), v.regex(/^(mailto:|https:)/)) });
const DAY_SECONDS = 86_400;

const jsonIn = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

/** The public key of P-256 in its 65 bytes. */
function keyOf(raw: Buffer) {
  const x = raw.subarray(1, 33).toString("base64url");
  const y = raw.subarray(33, 65).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}

/**
 * Whether a request's `Authorization` proves its sender: signed by the key under which was subscribed, for this service, and
 * not for longer than a day. @param now milliseconds since 1970, of the machine: the library knows no other clock.
 */
export function isProven(
  authorization: string,
  about: { readonly origin: string; readonly subscribedUnder: string; readonly now: number },
): boolean {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization);
  if (!found) return false;
  const [, head = "", claims = "", signature = "", key = ""] = found;
  if (key !== about.subscribedUnder || !v.is(Head, jsonIn(head))) return false;
  const said = v.safeParse(Claims, jsonIn(claims));
  const seconds = about.now / 1000;
  if (!said.success || said.output.aud !== about.origin) return false;
  if (said.output.exp < seconds || said.output.exp > seconds + DAY_SECONDS) return false;
  const signed = Buffer.from(`${head}.${claims}`);
  const made = { key: keyOf(Buffer.from(key, "base64url")), dsaEncoding: "ieee-p1363" as const };
  return verify("sha256", signed, made, Buffer.from(signature, "base64url"));
}

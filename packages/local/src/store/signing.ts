import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { StoreRequest } from "./request.ts";

/** Whose signatures the store accepts, and for which region. */
export interface StoreCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** Percent-encodes as AWS Signature Version 4 defines it: everything but A-Z a-z 0-9 - _ . ~ */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256Hex(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Compares two signatures in constant time. */
export function sameSignature(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `20260325T010203Z` as an instant in milliseconds, or undefined when it is no such text. */
export function parseAmzDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The signature of any text under the key of that day (`yyyymmdd`), in hexadecimal. */
export function signText(credentials: StoreCredentials, day: string, text: string): string {
  const steps = [day, credentials.region, "s3", "aws4_request", text];
  const first = Buffer.from(`AWS4${credentials.secretAccessKey}`);
  return steps.reduce((key, step) => createHmac("sha256", key).update(step).digest(), first).toString("hex");
}

export interface SignedParts {
  readonly signedHeaders: readonly string[];
  /** `20260325T010203Z`. */
  readonly date: string;
  /** Hash of the body, or one of the words S3 allows in its place. */
  readonly payload: string;
}

/**
 * The signature a client must have sent for this request.
 * Source: AWS Signature Version 4 for S3 (the path is used as sent, without normalisation).
 */
export function requestSignature(request: StoreRequest, parts: SignedParts, credentials: StoreCredentials): string {
  const headerLines = parts.signedHeaders.map((name) => {
    const value = (request.headers.get(name) ?? "").replace(/ +/g, " ");
    return `${name}:${value}\n`;
  });
  const canonical = [
    request.method,
    request.rawPath,
    canonicalQuery(request.query),
    headerLines.join(""),
    parts.signedHeaders.join(";"),
    parts.payload,
  ].join("\n");
  const day = parts.date.slice(0, 8);
  const scope = `${day}/${credentials.region}/s3/aws4_request`;
  return signText(credentials, day, ["AWS4-HMAC-SHA256", parts.date, scope, sha256Hex(canonical)].join("\n"));
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs: [name: string, value: string][] = [];
  for (const [name, value] of query) {
    if (name !== "X-Amz-Signature") pairs.push([uriEncode(name), uriEncode(value)]);
  }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return pairs
    .sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB))
    .map((pair) => pair.join("="))
    .join("&");
}

import type { IncomingMessage } from "node:http";

import { MAX_KEY_BYTES } from "./limits.ts";
import { Refusal } from "./refusal.ts";

/** One request as the store sees it: path-style address, query and headers taken apart. */
export interface StoreRequest {
  readonly method: string;
  /** The path exactly as sent: this is what was signed. */
  readonly rawPath: string;
  /** Decoded; empty for the store itself. */
  readonly bucket: string;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** Names in lower case; repeated headers joined by a comma, as the signature wants them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly incoming: IncomingMessage;
}

/** Takes a request apart. Raises InvalidURI for an address that is no path or not valid percent-encoded UTF-8. */
export function parseRequest(incoming: IncomingMessage): StoreRequest {
  const target = incoming.url ?? "";
  const mark = target.indexOf("?");
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  if (!rawPath.startsWith("/")) throw new Refusal("InvalidURI");
  const slash = rawPath.indexOf("/", 1);
  const bucket = decode(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash));
  const key = slash < 0 ? "" : decode(rawPath.slice(slash + 1));
  requireKeyLength(key);
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (values !== undefined) headers.set(name, values.map((value) => value.trim()).join(","));
  }
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  return { method: incoming.method ?? "", rawPath, bucket, key, query, headers, incoming };
}

/** Raises KeyTooLongError beyond S3's 1,024 bytes of UTF-8. */
export function requireKeyLength(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new Refusal("KeyTooLongError");
}

/** Percent-decodes one part of an address. Raises InvalidURI when it is not valid UTF-8. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal("InvalidURI");
  }
}

const SIGNATURE_TERMS = new Set([
  "x-amz-algorithm",
  "x-amz-content-sha256",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-expires",
  "x-amz-security-token",
  "x-amz-signature",
  "x-amz-signedheaders",
]);

/**
 * The headers that describe the object, with the `x-amz-*` ones a presigner moved into the address.
 * Both are covered by the signature, so nobody but the signer can make them differ; the header wins.
 */
export function requestTerms(request: StoreRequest): ReadonlyMap<string, string> {
  const terms = new Map(request.headers);
  for (const [name, value] of request.query) {
    const term = name.toLowerCase();
    const describes = term.startsWith("x-amz-") && !SIGNATURE_TERMS.has(term);
    if (describes && !terms.has(term)) terms.set(term, value);
  }
  return terms;
}

/**
 * Reads a body into memory. Raises EntityTooLarge beyond `limitBytes` (the rest is discarded unread into memory)
 * and IncompleteBody when the sender goes away.
 */
export async function readBody(incoming: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(incoming.headers["content-length"] ?? 0) > limitBytes) throw new Refusal("EntityTooLarge");
  // A sender who left before we listened raises no event any more.
  if (incoming.destroyed && !incoming.readableEnded) throw new Refusal("IncompleteBody");
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(new Refusal("EntityTooLarge"));
      }
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", () => reject(new Refusal("IncompleteBody")));
  });
}

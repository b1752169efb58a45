import type { Authenticated } from "./authentication.ts";
import { type Checksums, verifiedChecksums } from "./checksums.ts";
import { MAX_DOCUMENT_BYTES, MAX_FRAMING_BYTES, MAX_OBJECT_BYTES } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { readBody, requestTerms, type StoreRequest } from "./request.ts";
import { sha256Hex } from "./signing.ts";

/** A body that arrived whole: every hash and checksum the sender claimed holds. */
export interface Upload {
  readonly bytes: Buffer;
  readonly checksums: Checksums;
}

/** Reads and verifies the body of an upload. Raises EntityTooLarge beyond 50 MB and S3's codes for wrong digests. */
export async function readUpload(request: StoreRequest, caller: Authenticated): Promise<Upload> {
  const streamed = caller.payload.startsWith("STREAMING-");
  const received = await readBody(request.incoming, MAX_OBJECT_BYTES + (streamed ? MAX_FRAMING_BYTES : 0));
  const terms = new Map(requestTerms(request));
  const bytes = streamed ? unframe(received, caller.payload, terms) : received;
  if (bytes.length > MAX_OBJECT_BYTES) throw new Refusal("EntityTooLarge");
  if (!streamed) requirePayloadHash(bytes, caller.payload);
  return { bytes, checksums: verifiedChecksums(bytes, terms) };
}

/** Reads and verifies a small XML or JSON document. */
export async function readDocument(request: StoreRequest, caller: Authenticated): Promise<string> {
  const bytes = await readBody(request.incoming, MAX_DOCUMENT_BYTES);
  requirePayloadHash(bytes, caller.payload);
  verifiedChecksums(bytes, requestTerms(request));
  return bytes.toString("utf8");
}

function requirePayloadHash(bytes: Buffer, payload: string): void {
  if (payload === "UNSIGNED-PAYLOAD") return;
  if (!/^[0-9a-f]{64}$/.test(payload)) {
    throw new Refusal("InvalidArgument", "x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.");
  }
  if (sha256Hex(bytes) !== payload) throw new Refusal("XAmzContentSHA256Mismatch");
}

/** Takes the frames off an aws-chunked body and adds its trailers to the terms. */
function unframe(received: Buffer, payload: string, terms: Map<string, string>): Buffer {
  // Chunks that carry a signature each are not sent by the JavaScript SDK; accepting them unverified would be worse.
  if (payload !== "STREAMING-UNSIGNED-PAYLOAD-TRAILER") throw new Refusal("NotImplemented");
  const { bytes, trailers } = decodeChunks(received);
  if (Number(terms.get("x-amz-decoded-content-length")) !== bytes.length) throw new Refusal("IncompleteBody");
  const announced = (terms.get("x-amz-trailer") ?? "").split(",").map((name) => name.trim().toLowerCase());
  for (const name of announced) {
    const value = trailers.get(name);
    if (name === "") continue;
    if (value === undefined) throw new Refusal("IncompleteBody", `The announced trailer ${name} is missing.`);
    terms.set(name, value);
  }
  return bytes;
}

/** Source: the aws-chunked content encoding, `<size in hex>[;extension]CRLF<bytes>CRLF`, ended by a chunk of size 0. */
function decodeChunks(received: Buffer): { bytes: Buffer; trailers: ReadonlyMap<string, string> } {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = received.indexOf("\r\n", position);
    if (lineEnd < 0) throw new Refusal("IncompleteBody");
    const size = /^([0-9a-f]{1,8})(;|$)/i.exec(received.toString("latin1", position, lineEnd))?.[1];
    if (size === undefined) throw new Refusal("InvalidRequest", "The chunk size is not a hexadecimal number.");
    position = lineEnd + 2;
    const sizeBytes = Number.parseInt(size, 16);
    if (sizeBytes === 0) break;
    const chunkEnd = position + sizeBytes;
    if (received.toString("latin1", chunkEnd, chunkEnd + 2) !== "\r\n") throw new Refusal("IncompleteBody");
    chunks.push(received.subarray(position, chunkEnd));
    position = chunkEnd + 2;
  }
  return { bytes: Buffer.concat(chunks), trailers: readTrailers(received.toString("latin1", position)) };
}

function readTrailers(text: string): ReadonlyMap<string, string> {
  const trailers = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return trailers;
}

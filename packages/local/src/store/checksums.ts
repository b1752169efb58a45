import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

import { Refusal } from "./refusal.ts";

const ALGORITHMS = {
  sha256: { bytes: 32, digest: hashed("sha256") },
  sha512: { bytes: 64, digest: hashed("sha512") },
  sha1: { bytes: 20, digest: hashed("sha1") },
  md5: { bytes: 16, digest: hashed("md5") },
  crc32: { bytes: 4, digest: (body: Buffer) => bigEndian(crc32(body)) },
  crc32c: { bytes: 4, digest: (body: Buffer) => bigEndian(crc32c(body)) },
} as const satisfies Record<string, { bytes: number; digest: (body: Buffer) => string }>;

export type ChecksumAlgorithm = keyof typeof ALGORITHMS;

/** Checksums of one object in base64, by algorithm. */
export type Checksums = Readonly<Partial<Record<ChecksumAlgorithm, string>>>;

/** The checksum of bytes in base64, as S3 writes it. */
export function checksumOf(algorithm: ChecksumAlgorithm, body: Buffer): string {
  return ALGORITHMS[algorithm].digest(body);
}

/** The algorithm of that name in any case. Raises NotImplemented for those S3 knows and the store does not. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm {
  const known = algorithmNames.find((algorithm) => algorithm === name.toLowerCase());
  if (known === undefined) throw new Refusal("NotImplemented", `The checksum ${name} is not implemented.`);
  return known;
}

const algorithmNames = ["sha256", "sha512", "sha1", "md5", "crc32", "crc32c"] as const;

const TERM = "x-amz-checksum-";
const TERMS_WITHOUT_VALUE = new Set(["x-amz-checksum-mode", "x-amz-checksum-algorithm", "x-amz-checksum-type"]);

/**
 * Verifies every checksum claimed among the terms (header, address, trailer or form field) and returns what to store.
 * Without a claim CRC-32 is computed, so that a reader can still notice a damaged file.
 * Raises BadDigest when a claim is wrong, InvalidRequest or InvalidDigest when it is malformed.
 */
export function verifiedChecksums(body: Buffer, terms: ReadonlyMap<string, string>): Checksums {
  const md5 = terms.get("content-md5");
  if (md5 !== undefined) {
    if (!isBase64Of(md5, ALGORITHMS.md5.bytes)) throw new Refusal("InvalidDigest");
    if (checksumOf("md5", body) !== md5) throw new Refusal("BadDigest");
  }
  const claims = [...terms].filter(([name]) => name.startsWith(TERM) && !TERMS_WITHOUT_VALUE.has(name));
  if (claims.length > 1) {
    throw new Refusal(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  const [claim] = claims;
  if (claim === undefined) return { crc32: checksumOf("crc32", body) };
  const [name, value] = claim;
  const algorithm = checksumAlgorithm(name.slice(TERM.length));
  if (!isBase64Of(value, ALGORITHMS[algorithm].bytes)) {
    throw new Refusal("InvalidRequest", `Value for ${name} header is invalid.`);
  }
  if (checksumOf(algorithm, body) !== value) {
    throw new Refusal(
      "BadDigest",
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return { [algorithm]: value };
}

/** The headers that report checksums, as in `x-amz-checksum-sha256`. */
export function checksumHeaders(checksums: Checksums): Record<string, string> {
  const headers: Record<string, string> = { "x-amz-checksum-type": "FULL_OBJECT" };
  for (const [algorithm, value] of Object.entries(checksums)) headers[TERM + algorithm] = value;
  return headers;
}

function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, "base64");
  return decoded.length === bytes && decoded.toString("base64") === text;
}

function hashed(algorithm: string): (body: Buffer) => string {
  return (body) => createHash(algorithm).update(body).digest("base64");
}

function bigEndian(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString("base64");
}

/** Castagnoli's polynomial, bits reversed (RFC 3720, appendix B.4). */
const CASTAGNOLI = 0x82f63b78;

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ CASTAGNOLI : value >>> 1;
  return value >>> 0;
});

function crc32c(body: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of body) crc = (crc >>> 8) ^ (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

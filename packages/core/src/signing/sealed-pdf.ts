import { X509Certificate } from "node:crypto";
import { sha256 } from "../kernel/digest.ts";

/*
 * Reads as much of a sealed PDF as tells whether it is one: the last signature, what it covers, and whose certificate it
 * carries. It does not judge the certificate; that is BSrE's own check.
 */

/** What stands in a sealed PDF. */
export type Sealed = {
  /** Serial number of the certificate, in hex. */
  readonly serial: string;
  /** Whether the signature holds the SHA-256 of the bytes that it says it covers. */
  readonly coversItsBytes: boolean;
  /** The bytes that it covers. */
  readonly covered: Buffer;
};

const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

function rangeIn(pdf: Buffer): { readonly covered: Buffer; readonly signature: Buffer } | null {
  const [, ...numbers] = [...pdf.toString("latin1").matchAll(RANGE)].at(-1) ?? [];
  const [a = -1, aLength = 0, b = 0, bLength = 0] = numbers.map((digits) => Number.parseInt(digits, 10));
  if (a !== 0 || b <= aLength || b + bLength > pdf.length) return null;
  // Between both ranges stands the signature, in hex between angle brackets.
  const hex = pdf
    .subarray(aLength, b)
    .toString("latin1")
    .replace(/[<>\s]/g, "");
  if (!/^[0-9a-f]+$/i.test(hex)) return null;
  const covered = Buffer.concat([pdf.subarray(a, aLength), pdf.subarray(b, b + bLength)]);
  return { covered, signature: Buffer.from(hex, "hex") };
}

const SEQUENCE = 0x30;
const TWO_BYTE_LENGTH = 0x82;
const HEAD_BYTES = 4;

/** The certificates inside a signature: whatever sequence of it reads as one. */
function certificatesIn(signature: Buffer): readonly X509Certificate[] {
  const found: X509Certificate[] = [];
  for (let at = 0; at + HEAD_BYTES < signature.length; at += 1) {
    if (signature[at] !== SEQUENCE || signature[at + 1] !== TWO_BYTE_LENGTH) continue;
    const end = at + HEAD_BYTES + signature.readUInt16BE(at + 2);
    if (end > signature.length) continue;
    try {
      found.push(new X509Certificate(signature.subarray(at, end)));
      at = end - 1;
    } catch {
      // Some other sequence, such as the whole.
    }
  }
  return found;
}

/** The last signature of a PDF; null when there is none or it cannot be read. */
export function sealedPdf(pdf: Buffer): Sealed | null {
  const range = rangeIn(pdf);
  if (range === null) return null;
  const certificate = certificatesIn(range.signature).find(({ ca }) => !ca);
  if (certificate === undefined) return null;
  const digest = Buffer.from(sha256(range.covered), "hex");
  return {
    serial: certificate.serialNumber,
    coversItsBytes: range.signature.includes(digest),
    covered: range.covered,
  };
}

import { Refusal } from "./refusal.ts";

/** First and last byte of a part, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The part a `Range` header asks for, or undefined for the whole (no header, several parts, or not understood).
 * Raises InvalidRange when the part lies outside. Source: RFC 9110, section 14.
 */
export function requestedRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  const first = from === "" ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === "" || to === "" ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first >= sizeBytes) throw new Refusal("InvalidRange", undefined, { "content-range": `bytes */${sizeBytes}` });
  return { first, last };
}

import { createHash } from "node:crypto";
import * as v from "valibot";
import { canonical } from "./canonical.ts";
import { Sha256 } from "./id.ts";

/** SHA-256 of bytes or text, in lower-case hex. */
export const sha256 = (bytes: string | Uint8Array): Sha256 =>
  v.parse(Sha256, createHash("sha256").update(bytes).digest("hex"));

/** SHA-256 over canonical JSON. */
export const contentHash = (content: unknown): Sha256 => sha256(canonical(content));

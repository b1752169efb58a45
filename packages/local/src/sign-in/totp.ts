import { createHmac, randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;
const SECRET_BYTES = 20;
/** A phone's clock may be this many steps off in either direction. */
const TOLERATED_STEPS = 1;

/** A fresh secret of 160 bits in base32, as authenticator apps read it from a QR code. */
export function newTotpSecret(): string {
  let bits = "";
  for (const byte of randomBytes(SECRET_BYTES)) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
}

/** The six digits of an instant (RFC 6238 with SHA-1 and steps of 30 seconds). */
export function totpCode(secret: string, at: Date): string {
  return codeOfStep(secret, stepOf(at));
}

/**
 * The step whose code was typed, or undefined when it fits none. Steps up to and including `lastStep` are used up: the
 * same code is never accepted twice.
 */
export function acceptedStep(secret: string, typed: string, at: Date, lastStep: number): number | undefined {
  const current = stepOf(at);
  for (let step = current - TOLERATED_STEPS; step <= current + TOLERATED_STEPS; step += 1) {
    if (step > lastStep && codeOfStep(secret, step) === typed) return step;
  }
  return undefined;
}

function stepOf(at: Date): number {
  return Math.floor(at.getTime() / STEP_MS);
}

function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function fromBase32(secret: string): Buffer {
  let bits = "";
  for (const letter of secret) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new RangeError("A TOTP secret is written in base32.");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from "node:crypto";

/**
 * The server's half of SRP-6a as Cognito speaks it: the 3072-bit group of RFC 3526 (group 15) with generator 2, SHA-256,
 * and numbers written as hexadecimal two's complement, which is why a leading digit of 8 or more gets a zero byte.
 * Powers are computed with BigInt: `createDiffieHellman(prime)` would test the prime anew, which takes over a second.
 */
const PRIME_HEX = getDiffieHellman("modp15").getPrime("hex");
const PRIME = BigInt(`0x${PRIME_HEX}`);
const GENERATOR = 2n;
const MULTIPLIER = BigInt(`0x${sha256Hex(signedHex(PRIME_HEX) + signedHex("2"))}`);
// RFC 5054, 2.5.4: the private exponent has at least 256 bits; more costs time and adds nothing to this group.
const EXPONENT_BYTES = 32;

/** The server's side of one exchange, kept until the client proves that it knows the password. */
export interface SrpExchange {
  clientPublic: string;
  serverPublic: string;
  serverSecret: string;
  verifier: string;
}

/** What the client signs with the shared key, besides the name of the pool. */
export interface SrpClaim {
  poolName: string;
  userId: string;
  secretBlock: string;
  timestamp: string;
}

/** `base ** exponent % modulus` by squaring; all non-negative, modulus above 1. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The salted exponent x (hex) of a password. `poolName` is the part of the pool id behind the underscore. */
export function passwordExponent(poolName: string, userId: string, password: string, salt: string): string {
  const identity = createHash("sha256").update(`${poolName}${userId}:${password}`).digest("hex");
  return sha256Hex(signedHex(salt) + identity);
}

/** The verifier g^x (hex): a few milliseconds, therefore derived at sign-in and not when a user is created. */
export function verifierOf(exponent: string): string {
  return modPow(GENERATOR, BigInt(`0x${exponent}`), PRIME).toString(16);
}

/** True for a client's public number A (hex) that SRP allows: a number that is not a multiple of the prime. */
export function isClientPublic(text: string): boolean {
  return /^[0-9a-f]{1,800}$/i.test(text) && BigInt(`0x${text}`) % PRIME !== 0n;
}

/** Answers the client's public number with the server's own, B = k*v + g^b. */
export function openExchange(clientPublic: string, verifier: string): SrpExchange {
  const secret = BigInt(`0x${randomBytes(EXPONENT_BYTES).toString("hex")}`);
  const serverPublic = (MULTIPLIER * BigInt(`0x${verifier}`) + modPow(GENERATOR, secret, PRIME)) % PRIME;
  return { clientPublic, serverPublic: serverPublic.toString(16), serverSecret: secret.toString(16), verifier };
}

/** The signature (32 bytes) that a client with the right password computes over its claim. */
export function expectedSignature(exchange: SrpExchange, claim: SrpClaim): Buffer {
  const scrambler = sha256Hex(signedHex(exchange.clientPublic) + signedHex(exchange.serverPublic));
  const shared = modPow(
    BigInt(`0x${exchange.clientPublic}`) * modPow(BigInt(`0x${exchange.verifier}`), BigInt(`0x${scrambler}`), PRIME),
    BigInt(`0x${exchange.serverSecret}`),
    PRIME,
  );
  const keySource = Buffer.from(signedHex(shared.toString(16)), "hex");
  const keySalt = Buffer.from(signedHex(BigInt(`0x${scrambler}`).toString(16)), "hex");
  const key = Buffer.from(hkdfSync("sha256", keySource, keySalt, "Caldera Derived Key", 16));
  return createHmac("sha256", key)
    .update(claim.poolName)
    .update(claim.userId)
    .update(Buffer.from(claim.secretBlock, "base64"))
    .update(claim.timestamp)
    .digest();
}

function signedHex(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return /^[89a-f]/i.test(even) ? `00${even}` : even;
}

function sha256Hex(hex: string): string {
  return createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");
}

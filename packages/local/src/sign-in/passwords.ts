import { randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { CognitoFailure } from "./failure.ts";
import type { PasswordPolicy, PasswordRecord } from "./records.ts";
import { passwordExponent } from "./srp.ts";

const SALT_BYTES = 16;
const LONGEST_PASSWORD = 256;
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** What Cognito asks of a password unless told otherwise. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

/** Refuses a password that falls short of the policy and says of what. */
export function checkPolicy(policy: PasswordPolicy, password: string): void {
  const lacks = shortcoming(policy, password);
  if (lacks) {
    throw new CognitoFailure("InvalidPasswordException", `Password did not conform with policy: ${lacks}`);
  }
}

function shortcoming(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < policy.minimumLength) return "Password not long enough";
  if (password.length > LONGEST_PASSWORD) return "Password too long";
  if (policy.requireLowercase && !/[a-z]/.test(password)) return "Password must have lowercase characters";
  if (policy.requireUppercase && !/[A-Z]/.test(password)) return "Password must have uppercase characters";
  if (policy.requireNumbers && !/\d/.test(password)) return "Password must have numeric characters";
  if (policy.requireSymbols && !SYMBOL.test(password)) return "Password must have symbol characters";
  return undefined;
}

/** The record of a password for one user of one pool, under a new salt. */
export function sealPassword(poolName: string, username: string, password: string): PasswordRecord {
  const salt = randomBytes(SALT_BYTES).toString("hex");
  return { salt, exponent: passwordExponent(poolName, username, password, salt) };
}

/** Whether the typed password is the recorded one. */
export function isPassword(poolName: string, username: string, record: PasswordRecord, typed: string): boolean {
  const exponent = passwordExponent(poolName, username, typed, record.salt);
  return timingSafeEqual(Buffer.from(exponent, "hex"), Buffer.from(record.exponent, "hex"));
}

/** A random temporary password that fits every policy; letters and digits that look alike are left out. */
export function temporaryPassword(policy: PasswordPolicy): string {
  const groups = ["abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!@#%*+-="];
  const letters = groups.map(pick);
  while (letters.length < Math.max(12, policy.minimumLength)) letters.push(pick(groups.join("")));
  for (let last = letters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [letters[last], letters[other]] = [letters[other] ?? "", letters[last] ?? ""];
  }
  return letters.join("");
}

function pick(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}

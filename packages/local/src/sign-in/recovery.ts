import { maskedEmail } from "./attributes.ts";
import { codeMismatch, delivery, sendCode, useCode } from "./codes.ts";
import { CognitoFailure } from "./failure.ts";
import { checkPolicy, sealPassword } from "./passwords.ts";
import { clientOf, lockoutKey, simulated, type Pool, type Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";
import type { ApiRequest } from "./request.ts";

/** ForgotPassword: sends a code, or answers exactly as if it had. */
export function forgotPassword(realm: Realm, request: ApiRequest): object {
  const { pool } = clientOf(realm, request.text("ClientId"));
  const name = request.text("Username");
  const user = recoverable(pool, name);
  if (!user) return delivery(simulatedDestination(realm, pool, name));
  if (user.status === "FORCE_CHANGE_PASSWORD") {
    throw new CognitoFailure("NotAuthorizedException", "User password cannot be reset in the current state.");
  }
  return sendCode(realm, user, "reset");
}

/** ConfirmForgotPassword: sets the new password. A password too weak does not use the code up. */
export function confirmForgotPassword(realm: Realm, request: ApiRequest): object {
  const { pool } = clientOf(realm, request.text("ClientId"));
  const code = request.text("ConfirmationCode");
  const password = request.text("Password");
  const user = recoverable(pool, request.text("Username"));
  checkPolicy(pool.settings.passwordPolicy, password);
  if (!user) throw codeMismatch();
  useCode(realm, user, "reset", code);
  user.password = sealPassword(pool.name, user.username, password);
  user.status = "CONFIRMED";
  user.modifiedMs = realm.now().getTime();
  realm.lockout.clear(lockoutKey(pool, user.username));
  return {};
}

// Disabled people and those without a verified address are answered like names nobody bears.
function recoverable(pool: Pool, name: string): UserRecord | undefined {
  const user = pool.users.find(name);
  return user?.enabled && user.attributes["email_verified"] === "true" ? user : undefined;
}

function simulatedDestination(realm: Realm, pool: Pool, name: string): string {
  if (name.includes("@")) return maskedEmail(name);
  const digits = simulated(realm, pool, "destination", name);
  const letter = (at: number): string => String.fromCharCode(97 + (Number.parseInt(digits.slice(at, at + 4), 16) % 26));
  return maskedEmail(`${letter(0)}@${letter(4)}`);
}

import { randomInt } from "node:crypto";
import { maskedEmail } from "./attributes.ts";
import { CognitoFailure } from "./failure.ts";
import type { Realm, SignInMail } from "./realm.ts";
import type { CodeKind, UserRecord } from "./records.ts";

const CODE_LIFE_MS: Readonly<Record<CodeKind, number>> = { reset: 3_600_000, verify: 86_400_000 };
const MOST_WRONG_TRIES = 5;

/** Sends a fresh code of six digits to a user's address; an earlier code of the kind dies. */
export function sendCode(realm: Realm, user: UserRecord, kind: CodeKind): object {
  const to = user.attributes["email"] ?? "";
  const value = String(randomInt(1_000_000)).padStart(6, "0");
  user.codes[kind] = { value, expiresMs: realm.now().getTime() + CODE_LIFE_MS[kind], wrongTries: 0 };
  post(realm, { to, kind, username: user.username, code: value });
  return delivery(maskedEmail(to));
}

/** Hands a mail over; a mailbox that fails is reported as the service does. */
export function post(realm: Realm, mail: SignInMail): void {
  try {
    realm.sendMail(mail);
  } catch (error) {
    console.error("A sign-in mail could not be delivered:", error);
    throw new CognitoFailure("CodeDeliveryFailureException", "Failed to deliver the message.");
  }
}

/** `CodeDeliveryDetails` with a masked address. */
export function delivery(destination: string): object {
  return { CodeDeliveryDetails: { Destination: destination, DeliveryMedium: "EMAIL", AttributeName: "email" } };
}

/** Uses a code up. Five wrong tries use it up as well, so that it cannot be guessed. */
export function useCode(realm: Realm, user: UserRecord, kind: CodeKind, typed: string): void {
  const code = user.codes[kind];
  if (!code || code.expiresMs <= realm.now().getTime()) {
    throw new CognitoFailure("ExpiredCodeException", "Invalid code provided, please request a code again.");
  }
  if (code.value === typed) {
    delete user.codes[kind];
    return;
  }
  code.wrongTries += 1;
  realm.touch();
  if (code.wrongTries < MOST_WRONG_TRIES) throw codeMismatch();
  delete user.codes[kind];
  throw new CognitoFailure("LimitExceededException", "Attempt limit exceeded, please try after some time.");
}

export function codeMismatch(): CognitoFailure {
  return new CognitoFailure("CodeMismatchException", "Invalid verification code provided, please try again.");
}

import { timingSafeEqual } from "node:crypto";
import { checkAdmitted, required } from "./admission.ts";
import { checkAttributes, checkOwnAttributes } from "./attributes.ts";
import type { OpenStep, StepName } from "./challenge-book.ts";
import { CognitoFailure, invalidParameter, invalidSession, wrongCredentials } from "./failure.ts";
import { checkPolicy, sealPassword } from "./passwords.ts";
import { clientOf, lockoutKey, type Client, type Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";
import type { ApiRequest } from "./request.ts";
import { expectedSignature } from "./srp.ts";
import { openSession } from "./tokens.ts";
import { acceptedStep } from "./totp.ts";

const MOST_WRONG_CODES = 3;
const ATTRIBUTE_PREFIX = "userAttributes.";

/** What one answer to a step works on. */
interface Answer {
  realm: Realm;
  client: Client;
  user: UserRecord;
  step: OpenStep;
  session: string;
  responses: ReadonlyMap<string, string>;
}

/**
 * What a user who has just passed a factor gets: the next challenge, or tokens when nothing is left. The order is new
 * password, then code, then (where a second factor is compulsory) its set-up.
 */
export function nextStep(realm: Realm, client: Client, user: UserRecord): object {
  const { mfa } = client.pool.settings;
  if (user.status === "FORCE_CHANGE_PASSWORD") {
    return opened(realm, client, user, "NEW_PASSWORD_REQUIRED", {
      requiredAttributes: "[]",
      userAttributes: JSON.stringify(user.attributes),
    });
  }
  if (mfa !== "OFF" && user.totp?.enabled) {
    const { deviceName } = user.totp;
    return opened(realm, client, user, "SOFTWARE_TOKEN_MFA", deviceName ? { FRIENDLY_DEVICE_NAME: deviceName } : {});
  }
  if (mfa === "ON") {
    return opened(realm, client, user, "MFA_SETUP", { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' });
  }
  return admitted(realm, client, user);
}

/** RespondToAuthChallenge and AdminRespondToAuthChallenge. */
export function respondToChallenge(realm: Realm, request: ApiRequest): object {
  const client = clientOf(realm, request.text("ClientId"));
  const name = request.text("ChallengeName");
  const responses = request.texts("ChallengeResponses");
  switch (name) {
    case "PASSWORD_VERIFIER":
      return verifyPassword(realm, client, responses);
    case "NEW_PASSWORD_REQUIRED":
      return takeNewPassword(answerTo(realm, client, request.text("Session"), name, responses));
    case "SOFTWARE_TOKEN_MFA":
      return takeCode(answerTo(realm, client, request.text("Session"), name, responses));
    case "MFA_SETUP":
      return finishSetup(answerTo(realm, client, request.text("Session"), name, responses));
    default:
      throw invalidParameter(`${name} is not a supported challenge`);
  }
}

/** The user and step behind a session string; refused unless the password proven then still stands. */
export function openStepOf(realm: Realm, session: string, kind: StepName): { user: UserRecord; step: OpenStep } {
  const step = realm.challenges.step(session, kind);
  const user = realm.pools.get(step.poolId)?.users.find(step.userId);
  if (!user || user.password.salt !== step.passwordSalt) throw invalidSession();
  return { user, step };
}

function opened(realm: Realm, client: Client, user: UserRecord, kind: StepName, parameters: object): object {
  const session = realm.challenges.open({
    kind,
    poolId: client.pool.id,
    clientId: client.settings.clientId,
    userId: user.username,
    passwordSalt: user.password.salt,
    wrongTries: 0,
    deviceProven: false,
  });
  return {
    ChallengeName: kind,
    Session: session,
    ChallengeParameters: { USER_ID_FOR_SRP: user.username, ...parameters },
  };
}

function admitted(realm: Realm, client: Client, user: UserRecord): object {
  realm.lockout.clear(lockoutKey(client.pool, user.username));
  return { ChallengeParameters: {}, AuthenticationResult: openSession(realm, client, user) };
}

function verifyPassword(realm: Realm, client: Client, responses: ReadonlyMap<string, string>): object {
  const { pool } = client;
  const secretBlock = required(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const open = realm.challenges.takeExchange(secretBlock);
  if (open.poolId !== pool.id || open.clientId !== client.settings.clientId) throw invalidSession();
  const claim = { poolName: pool.name, userId: open.userId, secretBlock, timestamp: required(responses, "TIMESTAMP") };
  const expected = expectedSignature(open.exchange, claim);
  const given = Buffer.from(required(responses, "PASSWORD_CLAIM_SIGNATURE"), "base64");
  const key = lockoutKey(pool, open.userId);
  realm.lockout.check(key);
  const user = pool.users.find(open.userId);
  if (!user || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    realm.lockout.fail(key);
    realm.touch();
    throw wrongCredentials();
  }
  checkAdmitted(realm, user);
  return nextStep(realm, client, user);
}

function answerTo(
  realm: Realm,
  client: Client,
  session: string,
  kind: StepName,
  responses: ReadonlyMap<string, string>,
): Answer {
  const { user, step } = openStepOf(realm, session, kind);
  const named = client.pool.users.find(required(responses, "USERNAME"));
  const same = step.poolId === client.pool.id && step.clientId === client.settings.clientId && named === user;
  if (!same) throw invalidSession();
  checkAdmitted(realm, user);
  return { realm, client, user, step, session, responses };
}

// The session closes only on success, so that a password too weak can be mended without signing in again.
function takeNewPassword({ realm, client, user, session, responses }: Answer): object {
  const { pool } = client;
  if (user.status !== "FORCE_CHANGE_PASSWORD") throw invalidSession();
  const password = required(responses, "NEW_PASSWORD");
  checkPolicy(pool.settings.passwordPolicy, password);
  const attributes = new Map(
    [...responses]
      .filter(([name]) => name.startsWith(ATTRIBUTE_PREFIX))
      .map(([name, value]) => [name.slice(ATTRIBUTE_PREFIX.length), value]),
  );
  checkOwnAttributes(attributes);
  checkAttributes(attributes, pool.settings.customAttributes);
  if (attributes.has("email") && user.attributes["email"]) {
    throw new CognitoFailure("NotAuthorizedException", "Cannot modify an already provided email");
  }
  realm.challenges.close(session);
  pool.users.changeAttributes(user, attributes, realm.now().getTime());
  user.password = sealPassword(pool.name, user.username, password);
  user.status = "CONFIRMED";
  delete user.temporaryUntilMs;
  return nextStep(realm, client, user);
}

// Wrong codes count like wrong passwords: whoever knows the password must not guess codes for ever.
function takeCode({ realm, client, user, step, session, responses }: Answer): object {
  const { totp } = user;
  if (!totp) throw invalidSession();
  const key = lockoutKey(client.pool, user.username);
  realm.lockout.check(key);
  const typed = required(responses, "SOFTWARE_TOKEN_MFA_CODE");
  const accepted = acceptedStep(totp.secret, typed, realm.now(), totp.lastStep);
  if (accepted === undefined) {
    step.wrongTries += 1;
    if (step.wrongTries >= MOST_WRONG_CODES) realm.challenges.close(session);
    realm.lockout.fail(key);
    realm.touch();
    throw new CognitoFailure("CodeMismatchException", "Invalid code received for user");
  }
  totp.lastStep = accepted;
  realm.challenges.close(session);
  return admitted(realm, client, user);
}

// A device enrolled earlier does not count: an operator may have switched it off because it was lost.
function finishSetup({ realm, client, user, step, session }: Answer): object {
  if (!user.totp || !step.deviceProven) throw invalidParameter("User has not set up software token mfa");
  user.totp.enabled = true;
  realm.challenges.close(session);
  return admitted(realm, client, user);
}

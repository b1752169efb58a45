import { checkAttributes, checkOwnAttributes } from "./attributes.ts";
import { openStepOf } from "./challenges.ts";
import { sendCode, useCode } from "./codes.ts";
import { CognitoFailure, invalidParameter, wrongCredentials } from "./failure.ts";
import { checkPolicy, isPassword, sealPassword } from "./passwords.ts";
import { clientOf, lockoutKey, type Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";
import type { ApiRequest } from "./request.ts";
import { callerOf, endSessions, findSession } from "./tokens.ts";
import { acceptedStep, newTotpSecret } from "./totp.ts";
import { attributeList, mfaView } from "./users.ts";

/** GetUser: the caller's own account. */
export function getUser(realm: Realm, request: ApiRequest): object {
  const { user } = callerOf(realm, request.text("AccessToken"));
  return { Username: user.username, UserAttributes: attributeList(user), ...mfaView(user) };
}

/** ChangePassword: asks for the old one; wrong ones count towards the lock. */
export function changePassword(realm: Realm, request: ApiRequest): object {
  const { pool, user } = callerOf(realm, request.text("AccessToken"));
  const key = lockoutKey(pool, user.username);
  realm.lockout.check(key);
  if (!isPassword(pool.name, user.username, user.password, request.text("PreviousPassword"))) {
    realm.lockout.fail(key);
    realm.touch();
    throw wrongCredentials();
  }
  const proposed = request.text("ProposedPassword");
  checkPolicy(pool.settings.passwordPolicy, proposed);
  user.password = sealPassword(pool.name, user.username, proposed);
  user.modifiedMs = realm.now().getTime();
  realm.lockout.clear(key);
  return {};
}

/** UpdateUserAttributes: a new address is unverified until the code sent to it comes back. */
export function updateUserAttributes(realm: Realm, request: ApiRequest): object {
  const { pool, user } = callerOf(realm, request.text("AccessToken"));
  const changes = new Map(request.attributes("UserAttributes"));
  checkOwnAttributes(changes);
  checkAttributes(changes, pool.settings.customAttributes);
  const email = changes.get("email");
  const newAddress = email !== undefined && email !== user.attributes["email"];
  if (newAddress) changes.set("email_verified", "false");
  pool.users.changeAttributes(user, changes, realm.now().getTime());
  if (!newAddress || email === "") return {};
  return codeList(sendCode(realm, user, "verify"));
}

/** GetUserAttributeVerificationCode, for the address: sends the code once more. */
export function resendVerification(realm: Realm, request: ApiRequest): object {
  const { user } = callerOf(realm, request.text("AccessToken"));
  requireEmail(request);
  if (!user.attributes["email"]) throw invalidParameter("User does not have an email address.");
  return sendCode(realm, user, "verify");
}

/** VerifyUserAttribute, for the address. */
export function verifyUserAttribute(realm: Realm, request: ApiRequest): object {
  const { pool, user } = callerOf(realm, request.text("AccessToken"));
  requireEmail(request);
  useCode(realm, user, "verify", request.text("Code"));
  pool.users.changeAttributes(user, new Map([["email_verified", "true"]]), realm.now().getTime());
  return {};
}

/** AssociateSoftwareToken: hands out a secret; the device in use stays until the new one is proven. */
export function associateSoftwareToken(realm: Realm, request: ApiRequest): object {
  const { user, session } = enrolling(realm, request);
  user.pendingTotpSecret = newTotpSecret();
  return { SecretCode: user.pendingTotpSecret, ...session };
}

/** VerifySoftwareToken: the first code proves the device. */
export function verifySoftwareToken(realm: Realm, request: ApiRequest): object {
  const { user, session, proven } = enrolling(realm, request);
  const secret = user.pendingTotpSecret;
  const step = secret && acceptedStep(secret, request.text("UserCode"), realm.now(), -1);
  if (!secret || step === undefined || step === "") {
    throw new CognitoFailure("EnableSoftwareTokenMFAException", "Code mismatch");
  }
  const deviceName = request.optionalText("FriendlyDeviceName");
  const enabled = user.totp?.enabled ?? false;
  user.totp = { secret, enabled, lastStep: step, ...(deviceName ? { deviceName } : {}) };
  delete user.pendingTotpSecret;
  proven();
  return { Status: "SUCCESS", ...session };
}

/** SetUserMFAPreference: switches the proven device on or off as second factor. */
export function setUserMfaPreference(realm: Realm, request: ApiRequest): object {
  const { user } = callerOf(realm, request.text("AccessToken"));
  preferSoftwareToken(user, request);
  return {};
}

/** Applies `SoftwareTokenMfaSettings`; without a proven device it can only be off. */
export function preferSoftwareToken(user: UserRecord, request: ApiRequest): void {
  const enabled = request.optionalPart("SoftwareTokenMfaSettings")?.optionalFlag("Enabled");
  if (enabled === undefined) return;
  if (enabled && !user.totp) throw invalidParameter("User has not verified software token mfa");
  if (user.totp) user.totp.enabled = enabled;
}

/** GlobalSignOut: ends the caller's sessions on every device. */
export function globalSignOut(realm: Realm, request: ApiRequest): object {
  endSessions(callerOf(realm, request.text("AccessToken")).user);
  return {};
}

/** RevokeToken: ends one session by its refresh token; an unknown token is no error. */
export function revokeToken(realm: Realm, request: ApiRequest): object {
  const client = clientOf(realm, request.text("ClientId"));
  const found = findSession(realm, client, request.text("Token"));
  if (found) found.user.sessions = found.user.sessions.filter((open) => open !== found.session);
  return {};
}

// A device is enrolled by somebody signed in, or in the middle of a sign-in that demands one.
function enrolling(realm: Realm, request: ApiRequest) {
  const accessToken = request.optionalText("AccessToken");
  if (accessToken) {
    return { user: callerOf(realm, accessToken).user, session: {}, proven: () => undefined };
  }
  const session = request.text("Session");
  const { user, step } = openStepOf(realm, session, "MFA_SETUP");
  const proven = (): void => {
    step.deviceProven = true;
  };
  return { user, session: { Session: session }, proven };
}

function requireEmail(request: ApiRequest): void {
  if (request.text("AttributeName") !== "email")
    throw invalidParameter("Only email can be verified in this user pool.");
}

function codeList(sent: object): object {
  return { CodeDeliveryDetailsList: Object.values(sent) };
}

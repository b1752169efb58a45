import { randomUUID } from "node:crypto";
import { checkAttributes } from "./attributes.ts";
import { post, sendCode } from "./codes.ts";
import { CognitoFailure, invalidParameter } from "./failure.ts";
import { preferSoftwareToken } from "./own-account.ts";
import { checkPolicy, sealPassword, temporaryPassword } from "./passwords.ts";
import { lockoutKey, poolOf, userOf, type Pool, type Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";
import type { ApiRequest } from "./request.ts";
import { endSessions } from "./tokens.ts";
import { attributeList, mfaView, userView } from "./users.ts";

const DAY_MS = 86_400_000;
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** What a new account starts with. */
export interface NewUser {
  username: string;
  sub?: string;
  attributes: ReadonlyMap<string, string>;
  password: string;
  permanent: boolean;
}

/** Creates an account; refuses names and attributes as the service does. */
export function createUser(realm: Realm, pool: Pool, wanted: NewUser): UserRecord {
  const { username, attributes } = wanted;
  if (!USERNAME.test(username)) throw invalidParameter("Username does not satisfy the constraints of the user pool.");
  if (username.includes("@")) {
    throw invalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
  }
  checkAttributes(attributes, pool.settings.customAttributes);
  checkPolicy(pool.settings.passwordPolicy, wanted.password);
  const nowMs = realm.now().getTime();
  const user: UserRecord = {
    username,
    sub: wanted.sub ?? randomUUID(),
    attributes: Object.fromEntries(attributes),
    enabled: true,
    status: "CONFIRMED",
    createdMs: nowMs,
    modifiedMs: nowMs,
    password: sealPassword(pool.name, username, wanted.password),
    sessions: [],
    codes: {},
  };
  if (!wanted.permanent) makeTemporary(realm, pool, user);
  pool.users.add(user);
  return user;
}

/** AdminCreateUser: invites somebody by mail with a temporary password, or again with MessageAction RESEND. */
export function adminCreateUser(realm: Realm, request: ApiRequest): object {
  const pool = poolOf(realm, request.text("UserPoolId"));
  const username = request.text("Username");
  const action = request.optionalText("MessageAction");
  const password = request.optionalText("TemporaryPassword") ?? temporaryPassword(pool.settings.passwordPolicy);
  const user =
    action === "RESEND"
      ? renewInvitation(realm, pool, userOf(pool, username), password)
      : createUser(realm, pool, {
          username,
          attributes: request.attributes("UserAttributes"),
          password,
          permanent: false,
        });
  const to = user.attributes["email"];
  if (action !== "SUPPRESS" && to) post(realm, { to, kind: "invite", username: user.username, code: password });
  return { User: userView(user) };
}

/** AdminGetUser. */
export function adminGetUser(realm: Realm, request: ApiRequest): object {
  const { user } = named(realm, request);
  const { Attributes: _, ...view } = userView(user);
  return { ...view, UserAttributes: attributeList(user), ...mfaView(user) };
}

/** AdminSetUserPassword: permanent, or to be replaced at the next sign-in. */
export function adminSetUserPassword(realm: Realm, request: ApiRequest): object {
  const { pool, user } = named(realm, request);
  const password = request.text("Password");
  checkPolicy(pool.settings.passwordPolicy, password);
  user.password = sealPassword(pool.name, user.username, password);
  if (request.optionalFlag("Permanent")) {
    user.status = "CONFIRMED";
    delete user.temporaryUntilMs;
  } else {
    makeTemporary(realm, pool, user);
  }
  user.modifiedMs = realm.now().getTime();
  realm.lockout.clear(lockoutKey(pool, user.username));
  return {};
}

/** AdminDisableUser: nobody comes in any more, and whoever is in is out. */
export function adminDisableUser(realm: Realm, request: ApiRequest): object {
  const { user } = named(realm, request);
  user.enabled = false;
  user.modifiedMs = realm.now().getTime();
  endSessions(user);
  return {};
}

/** AdminEnableUser. */
export function adminEnableUser(realm: Realm, request: ApiRequest): object {
  const { user } = named(realm, request);
  user.enabled = true;
  user.modifiedMs = realm.now().getTime();
  return {};
}

/** AdminDeleteUser. */
export function adminDeleteUser(realm: Realm, request: ApiRequest): object {
  const { pool, user } = named(realm, request);
  realm.lockout.clear(lockoutKey(pool, user.username));
  pool.users.remove(user);
  return {};
}

/** AdminUpdateUserAttributes: operators may declare an address verified. */
export function adminUpdateUserAttributes(realm: Realm, request: ApiRequest): object {
  const { pool, user } = named(realm, request);
  const changes = request.attributes("UserAttributes");
  checkAttributes(changes, pool.settings.customAttributes);
  pool.users.changeAttributes(user, changes, realm.now().getTime());
  return {};
}

/** AdminResetUserPassword: the password no longer works; a code goes out by mail. */
export function adminResetUserPassword(realm: Realm, request: ApiRequest): object {
  const { user } = named(realm, request);
  if (!user.attributes["email"] || user.attributes["email_verified"] !== "true") {
    throw invalidParameter("Cannot reset password for the user as there is no registered/verified email");
  }
  if (user.status === "FORCE_CHANGE_PASSWORD") {
    throw new CognitoFailure("NotAuthorizedException", "User password cannot be reset in the current state.");
  }
  user.status = "RESET_REQUIRED";
  user.modifiedMs = realm.now().getTime();
  sendCode(realm, user, "reset");
  return {};
}

/** AdminSetUserMFAPreference: lets somebody in again who lost the device. */
export function adminSetUserMfaPreference(realm: Realm, request: ApiRequest): object {
  preferSoftwareToken(named(realm, request).user, request);
  return {};
}

/** AdminUserGlobalSignOut. */
export function adminUserGlobalSignOut(realm: Realm, request: ApiRequest): object {
  endSessions(named(realm, request).user);
  return {};
}

function named(realm: Realm, request: ApiRequest): { pool: Pool; user: UserRecord } {
  const pool = poolOf(realm, request.text("UserPoolId"));
  return { pool, user: userOf(pool, request.text("Username")) };
}

function renewInvitation(realm: Realm, pool: Pool, user: UserRecord, password: string): UserRecord {
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    throw new CognitoFailure("UnsupportedUserStateException", "User's status is not FORCE_CHANGE_PASSWORD.");
  }
  checkPolicy(pool.settings.passwordPolicy, password);
  user.password = sealPassword(pool.name, user.username, password);
  makeTemporary(realm, pool, user);
  return user;
}

function makeTemporary(realm: Realm, pool: Pool, user: UserRecord): void {
  user.status = "FORCE_CHANGE_PASSWORD";
  user.temporaryUntilMs = realm.now().getTime() + pool.settings.temporaryPasswordDays * DAY_MS;
}

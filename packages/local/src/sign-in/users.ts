import { CognitoFailure } from "./failure.ts";
import type { UserRecord } from "./records.ts";

/** The people of one pool, found by the name they type. */
export interface Directory {
  /** By username, subject or verified e-mail address, in any case; undefined when nobody bears the name. */
  find(name: string): UserRecord | undefined;
  /** Adds a user; a taken username or verified address is refused. */
  add(user: UserRecord): void;
  remove(user: UserRecord): void;
  /** Changes attributes; an address already verified by somebody else is refused before anything changes. */
  changeAttributes(user: UserRecord, changes: ReadonlyMap<string, string>, atMs: number): void;
  /** Everybody, in the order of their usernames. */
  inOrder(): UserRecord[];
  /** Everybody, in the order they came. */
  all(): UserRecord[];
}

/** Builds a directory over records read from storage. */
export function createDirectory(records: readonly UserRecord[]): Directory {
  const byName = new Map<string, UserRecord>();
  const bySub = new Map<string, UserRecord>();
  const byEmail = new Map<string, UserRecord>();

  function claimEmail(user: UserRecord, attributes: Readonly<Record<string, string>>): void {
    const alias = emailAlias(attributes);
    const owner = alias === undefined ? undefined : byEmail.get(alias);
    if (owner && owner !== user) {
      throw new CognitoFailure("AliasExistsException", "An account with the given email already exists.");
    }
    const former = emailAlias(user.attributes);
    if (former !== undefined && byEmail.get(former) === user) byEmail.delete(former);
    if (alias !== undefined) byEmail.set(alias, user);
  }

  const directory: Directory = {
    find(name) {
      const key = folded(name);
      return byName.get(key) ?? bySub.get(key) ?? byEmail.get(key);
    },
    add(user) {
      if (byName.has(folded(user.username)) || bySub.has(folded(user.sub))) {
        throw new CognitoFailure("UsernameExistsException", "User account already exists");
      }
      claimEmail(user, user.attributes);
      byName.set(folded(user.username), user);
      bySub.set(folded(user.sub), user);
    },
    remove(user) {
      byName.delete(folded(user.username));
      bySub.delete(folded(user.sub));
      const alias = emailAlias(user.attributes);
      if (alias !== undefined) byEmail.delete(alias);
    },
    changeAttributes(user, changes, atMs) {
      const attributes = { ...user.attributes, ...Object.fromEntries(changes) };
      claimEmail(user, attributes);
      user.attributes = attributes;
      user.modifiedMs = atMs;
    },
    inOrder() {
      return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, user]) => user);
    },
    all() {
      return [...byName.values()];
    },
  };
  for (const user of records) directory.add(user);
  return directory;
}

/** The form in which names are compared: this pool is not case-sensitive. */
export function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Attributes as the API lists them, the subject first. */
export function attributeList(user: UserRecord): { Name: string; Value: string }[] {
  return Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({ Name, Value }));
}

/** A user as ListUsers and AdminCreateUser show it; dates are seconds since 1970. */
export function userView(user: UserRecord) {
  return {
    Username: user.username,
    Attributes: attributeList(user),
    UserCreateDate: user.createdMs / 1000,
    UserLastModifiedDate: user.modifiedMs / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** The second factors in use, for GetUser and AdminGetUser. */
export function mfaView(user: UserRecord) {
  return user.totp?.enabled
    ? { UserMFASettingList: ["SOFTWARE_TOKEN_MFA"], PreferredMfaSetting: "SOFTWARE_TOKEN_MFA" }
    : {};
}

function emailAlias(attributes: Readonly<Record<string, string>>): string | undefined {
  const email = attributes["email"];
  return email && attributes["email_verified"] === "true" ? folded(email) : undefined;
}

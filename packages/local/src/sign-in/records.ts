/** What the stand-in remembers, exactly as it stands in its file. Times end in `Ms` or `S` (since 1970). */

export type UserStatus = "CONFIRMED" | "FORCE_CHANGE_PASSWORD" | "RESET_REQUIRED";
export type CodeKind = "reset" | "verify";
export type MfaRequirement = "OFF" | "OPTIONAL" | "ON";
export type AuthFlow = "USER_SRP_AUTH" | "USER_PASSWORD_AUTH" | "ADMIN_USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH";

/**
 * A password as its salted SRP exponent (hex): the password cannot be read from it, a typed password is compared with
 * it by two hashes, and the costly verifier is derived from it only when somebody signs in. The real service keeps the
 * verifier alone; here the file holds the signing key as well, so nothing is lost by it.
 */
export interface PasswordRecord {
  salt: string;
  exponent: string;
}

export interface TotpRecord {
  secret: string;
  enabled: boolean;
  /** The 30-second step of the last accepted code: a code is good once. */
  lastStep: number;
  deviceName?: string;
}

/** One signed-in device. Removing it revokes its refresh token and every access token that came from it. */
export interface SessionRecord {
  origin: string;
  clientId: string;
  refreshHash: string;
  authTimeS: number;
  expiresS: number;
}

/** A code sent by mail. */
export interface CodeRecord {
  value: string;
  expiresMs: number;
  wrongTries: number;
}

export interface UserRecord {
  username: string;
  sub: string;
  attributes: Record<string, string>;
  enabled: boolean;
  status: UserStatus;
  createdMs: number;
  modifiedMs: number;
  password: PasswordRecord;
  /** End of a temporary password; set only while the status is FORCE_CHANGE_PASSWORD. */
  temporaryUntilMs?: number;
  totp?: TotpRecord;
  /** A secret handed out but not yet proven by a code. */
  pendingTotpSecret?: string;
  sessions: SessionRecord[];
  codes: Partial<Record<CodeKind, CodeRecord>>;
}

export interface PasswordPolicy {
  minimumLength: number;
  requireLowercase: boolean;
  requireUppercase: boolean;
  requireNumbers: boolean;
  requireSymbols: boolean;
}

export interface PoolSettings {
  mfa: MfaRequirement;
  passwordPolicy: PasswordPolicy;
  temporaryPasswordDays: number;
  /** Names of `custom:` attributes, without the prefix. */
  customAttributes: string[];
}

export interface ClientSettings {
  clientId: string;
  flows: AuthFlow[];
  accessTokenMinutes: number;
  idTokenMinutes: number;
  refreshTokenDays: number;
}

export interface LockoutRecord {
  failures: number;
  lastFailureMs: number;
  lockedUntilMs: number;
}

export interface PoolRecord {
  id: string;
  settings: PoolSettings;
  clients: ClientSettings[];
  users: UserRecord[];
}

export interface KeyRecord {
  kid: string;
  pem: string;
}

export interface StateRecord {
  format: 1;
  key: KeyRecord;
  /** Seeds the made-up salts of names nobody bears, so that they stay the same between tries. */
  simulationSecret: string;
  pools: PoolRecord[];
  lockouts: [string, LockoutRecord][];
}

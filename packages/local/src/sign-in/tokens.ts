import { createHash, randomBytes, randomUUID } from "node:crypto";
import { CognitoFailure } from "./failure.ts";
import type { Client, Pool, Realm } from "./realm.ts";
import type { SessionRecord, UserRecord } from "./records.ts";

const ACCESS_SCOPE = "aws.cognito.signin.user.admin";

/** `AuthenticationResult` of the API. */
export interface TokenSet {
  AccessToken: string;
  IdToken: string;
  RefreshToken?: string;
  ExpiresIn: number;
  TokenType: "Bearer";
}

/** Who calls with an access token. */
export interface Caller {
  pool: Pool;
  user: UserRecord;
}

/** Opens a session for a user who passed every challenge: access, identity and refresh token. */
export function openSession(realm: Realm, client: Client, user: UserRecord): TokenSet {
  const authTimeS = seconds(realm.now());
  const refreshToken = randomBytes(96).toString("base64url");
  const session: SessionRecord = {
    origin: randomUUID(),
    clientId: client.settings.clientId,
    refreshHash: hashed(refreshToken),
    authTimeS,
    expiresS: authTimeS + client.settings.refreshTokenDays * 86_400,
  };
  user.sessions = [...user.sessions.filter((open) => open.expiresS > authTimeS), session];
  realm.touch();
  return { ...signTokens(realm, client, user, session), RefreshToken: refreshToken };
}

/** Fresh access and identity tokens for a session; the caller has found it by its refresh token. */
export function signTokens(realm: Realm, client: Client, user: UserRecord, session: SessionRecord): TokenSet {
  const issuedS = seconds(realm.now());
  const { clientId, accessTokenMinutes, idTokenMinutes } = client.settings;
  const shared = {
    sub: user.sub,
    iss: `https://cognito-idp.${realm.region}.amazonaws.com/${client.pool.id}`,
    origin_jti: session.origin,
    event_id: randomUUID(),
    auth_time: session.authTimeS,
    iat: issuedS,
  };
  const accessToken = realm.signer.sign({
    ...shared,
    client_id: clientId,
    token_use: "access",
    scope: ACCESS_SCOPE,
    exp: issuedS + accessTokenMinutes * 60,
    jti: randomUUID(),
    username: user.username,
  });
  const idToken = realm.signer.sign({
    ...attributeClaims(user),
    ...shared,
    "cognito:username": user.username,
    aud: clientId,
    token_use: "id",
    exp: issuedS + idTokenMinutes * 60,
    jti: randomUUID(),
  });
  return { AccessToken: accessToken, IdToken: idToken, ExpiresIn: accessTokenMinutes * 60, TokenType: "Bearer" };
}

/** The session a refresh token belongs to, with its user; undefined when unknown, expired or of another client. */
export function findSession(realm: Realm, client: Client, refreshToken: string) {
  const refreshHash = hashed(refreshToken);
  for (const user of client.pool.users.all()) {
    const session = user.sessions.find((open) => open.refreshHash === refreshHash);
    if (!session) continue;
    const good = session.clientId === client.settings.clientId && session.expiresS > seconds(realm.now());
    return good ? { user, session } : undefined;
  }
  return undefined;
}

/** Ends every session of a user: refresh tokens die at once, access tokens no longer work on this service. */
export function endSessions(user: UserRecord): void {
  user.sessions = [];
}

/** Reads an access token; a forged, expired or revoked one is refused with NotAuthorizedException. */
export function callerOf(realm: Realm, accessToken: string): Caller {
  const claims = realm.signer.read(accessToken);
  if (claims?.["token_use"] !== "access") throw new CognitoFailure("NotAuthorizedException", "Invalid Access Token");
  if (Number(claims["exp"]) <= seconds(realm.now())) {
    throw new CognitoFailure("NotAuthorizedException", "Access Token has expired");
  }
  const pool = realm.pools.get(String(claims["iss"]).split("/").at(-1) ?? "");
  const user = pool?.users.find(String(claims["sub"]));
  const session = user?.sessions.find((open) => open.origin === claims["origin_jti"]);
  if (!pool || !user || !session) throw new CognitoFailure("NotAuthorizedException", "Access Token has been revoked");
  if (!user.enabled) throw new CognitoFailure("NotAuthorizedException", "User is disabled.");
  return { pool, user };
}

function attributeClaims(user: UserRecord): Record<string, unknown> {
  const claims = Object.entries(user.attributes).map(([name, value]): [string, unknown] => [
    name,
    name.endsWith("_verified") ? value === "true" : value,
  ]);
  return Object.fromEntries(claims);
}

function hashed(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

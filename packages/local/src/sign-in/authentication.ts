import { checkAdmitted, required } from "./admission.ts";
import { nextStep } from "./challenges.ts";
import { CognitoFailure, invalidParameter, wrongCredentials } from "./failure.ts";
import { isPassword } from "./passwords.ts";
import { clientOf, lockoutKey, poolOf, simulated, type Client, type Realm } from "./realm.ts";
import type { AuthFlow } from "./records.ts";
import type { ApiRequest } from "./request.ts";
import { isClientPublic, openExchange, passwordExponent, verifierOf } from "./srp.ts";
import { findSession, signTokens } from "./tokens.ts";

const FLOWS: Readonly<Record<string, AuthFlow>> = {
  USER_SRP_AUTH: "USER_SRP_AUTH",
  USER_PASSWORD_AUTH: "USER_PASSWORD_AUTH",
  ADMIN_USER_PASSWORD_AUTH: "ADMIN_USER_PASSWORD_AUTH",
  REFRESH_TOKEN_AUTH: "REFRESH_TOKEN_AUTH",
  REFRESH_TOKEN: "REFRESH_TOKEN_AUTH",
};

/** InitiateAuth: begins a sign-in or refreshes tokens. The operators' flow is refused here. */
export function initiateAuth(realm: Realm, request: ApiRequest): object {
  const flow = request.text("AuthFlow");
  if (flow.startsWith("ADMIN_")) throw invalidParameter(`${flow} is only for signed requests`);
  return begin(realm, clientOf(realm, request.text("ClientId")), request);
}

/** AdminInitiateAuth: the same for signed requests, within the pool they name. */
export function adminInitiateAuth(realm: Realm, request: ApiRequest): object {
  const pool = poolOf(realm, request.text("UserPoolId"));
  const client = clientOf(realm, request.text("ClientId"));
  if (client.pool !== pool) {
    throw new CognitoFailure("ResourceNotFoundException", "User pool client does not belong to the user pool.");
  }
  return begin(realm, client, request);
}

function begin(realm: Realm, client: Client, request: ApiRequest): object {
  const flow = allowedFlow(client, request.text("AuthFlow"));
  const parameters = request.texts("AuthParameters");
  switch (flow) {
    case "USER_SRP_AUTH":
      return beginSrp(realm, client, parameters);
    case "USER_PASSWORD_AUTH":
    case "ADMIN_USER_PASSWORD_AUTH":
      return checkPassword(realm, client, parameters);
    default:
      flow satisfies "REFRESH_TOKEN_AUTH";
      return refresh(realm, client, required(parameters, "REFRESH_TOKEN"));
  }
}

function allowedFlow(client: Client, name: string): AuthFlow {
  const flow = Object.hasOwn(FLOWS, name) ? FLOWS[name] : undefined;
  if (!flow) throw invalidParameter(`${name} is not a supported authentication flow`);
  if (!client.settings.flows.includes(flow)) throw invalidParameter(`${name} flow not enabled for this client`);
  return flow;
}

// For a name nobody bears the same steps run over made-up but stable values, and end in the same refusal.
function beginSrp(realm: Realm, client: Client, parameters: ReadonlyMap<string, string>): object {
  const { pool } = client;
  const typedName = required(parameters, "USERNAME");
  const clientPublic = required(parameters, "SRP_A");
  if (!isClientPublic(clientPublic)) throw invalidParameter("Invalid SRP_A.");
  const user = pool.users.find(typedName);
  const userId = user?.username ?? simulatedUserId(simulated(realm, pool, "user", typedName), typedName);
  const salt = user?.password.salt ?? simulated(realm, pool, "salt", typedName).slice(0, 32);
  const exponent =
    user?.password.exponent ?? passwordExponent(pool.name, userId, simulated(realm, pool, "password", typedName), salt);
  const exchange = openExchange(clientPublic, verifierOf(exponent));
  const secretBlock = realm.challenges.open({
    kind: "PASSWORD_VERIFIER",
    poolId: pool.id,
    clientId: client.settings.clientId,
    userId,
    exchange,
  });
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      USER_ID_FOR_SRP: userId,
      USERNAME: userId,
      SALT: salt,
      SRP_B: exchange.serverPublic,
      SECRET_BLOCK: secretBlock,
    },
  };
}

// A username comes back as typed; an address comes back as the id of somebody, as it does for real users.
function simulatedUserId(digits: string, typedName: string): string {
  if (!typedName.includes("@")) return typedName;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}

function checkPassword(realm: Realm, client: Client, parameters: ReadonlyMap<string, string>): object {
  const { pool } = client;
  const name = required(parameters, "USERNAME");
  const password = required(parameters, "PASSWORD");
  const key = lockoutKey(pool, name);
  realm.lockout.check(key);
  const user = pool.users.find(name);
  if (!user || !isPassword(pool.name, user.username, user.password, password)) {
    realm.lockout.fail(key);
    realm.touch();
    throw wrongCredentials();
  }
  checkAdmitted(realm, user);
  return nextStep(realm, client, user);
}

function refresh(realm: Realm, client: Client, refreshToken: string): object {
  const found = findSession(realm, client, refreshToken);
  if (!found) throw new CognitoFailure("NotAuthorizedException", "Invalid Refresh Token");
  checkAdmitted(realm, found.user);
  return { ChallengeParameters: {}, AuthenticationResult: signTokens(realm, client, found.user, found.session) };
}

import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type ICognitoStorage,
} from "amazon-cognito-identity-js";
import { startSignIn, type PoolWish, type SignIn, type SignInMail } from "../src/sign-in/sign-in.ts";

export const REGION = "ap-southeast-3";
export const POOL_ID = "ap-southeast-3_Local1234";
export const CLIENT_ID = "selaraslocalweb0123456789a";
/** A client that sends the password itself: the browser library needs 0.3 s of arithmetic for each SRP sign-in. */
export const QUICK_CLIENT_ID = "selaraslocalquick012345678";
export const PASSWORD = "Sungai-Mahakam-7";

/** A stand-in with one pool, the clients that talk to it, and a clock that stands still until it is told. */
export interface SignInWorld {
  signIn: SignIn;
  sdk: CognitoIdentityProviderClient;
  mails: SignInMail[];
  /** Moves the clock on. */
  pass: (span: { seconds?: number; minutes?: number; hours?: number; days?: number }) => void;
  now: () => Date;
  /** A new browser at whose sign-in page this name was typed. */
  browser: (username: string) => CognitoUser;
  /** The same with the quick client, where SRP is not what is tested. */
  quick: (username: string) => CognitoUser;
  stop: () => Promise<void>;
}

export async function signInWorld(options: { file?: string; pool?: Partial<PoolWish> } = {}): Promise<SignInWorld> {
  let instantMs = Date.now();
  const now = (): Date => new Date(instantMs);
  const mails: SignInMail[] = [];
  const signIn = await startSignIn({
    ...(options.file === undefined ? {} : { file: options.file }),
    region: REGION,
    now,
    sendMail: (mail) => mails.push(mail),
  });
  signIn.admin.ensurePool({ poolId: POOL_ID, clientId: CLIENT_ID, ...options.pool });
  signIn.admin.ensurePool({
    poolId: POOL_ID,
    clientId: QUICK_CLIENT_ID,
    flows: ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"],
    ...options.pool,
  });
  const sdk = new CognitoIdentityProviderClient({
    endpoint: signIn.endpoint,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  function open(username: string, clientId: string): CognitoUser {
    const Storage = memoryStorage();
    const { endpoint } = signIn;
    const Pool = new CognitoUserPool({ UserPoolId: POOL_ID, ClientId: clientId, endpoint, Storage });
    return new CognitoUser({ Username: username, Pool, Storage });
  }
  return {
    signIn,
    sdk,
    mails,
    now,
    pass({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      instantMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
    browser: (username) => open(username, CLIENT_ID),
    quick(username) {
      const user = open(username, QUICK_CLIENT_ID);
      user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
      return user;
    },
    async stop() {
      sdk.destroy();
      await signIn.stop();
    },
  };
}

/** How an attempt to sign in ended. */
export type Outcome =
  | { kind: "session"; session: CognitoUserSession }
  | { kind: "newPassword"; attributes: Record<string, string> }
  | { kind: "code" }
  | { kind: "setup" }
  | { kind: "refused"; code: string; message: string };

/** Types the password. In a `browser` it never leaves it, as in the web app. */
export function attempt(user: CognitoUser, password: string): Promise<Outcome> {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
  return new Promise((resolve) => {
    user.authenticateUser(details, outcomes(resolve));
  });
}

export function answerNewPassword(user: CognitoUser, password: string, attributes = {}): Promise<Outcome> {
  return new Promise((resolve) => user.completeNewPasswordChallenge(password, attributes, outcomes(resolve)));
}

export function answerCode(user: CognitoUser, code: string): Promise<Outcome> {
  return new Promise((resolve) => user.sendMFACode(code, outcomes(resolve), "SOFTWARE_TOKEN_MFA"));
}

/** Signs in and returns the session; anything else than success fails the test. */
export async function enter(user: CognitoUser, password: string): Promise<CognitoUserSession> {
  return opened(await attempt(user, password));
}

/** The session of an attempt that succeeded; anything else fails the test. */
export function opened(outcome: Outcome): CognitoUserSession {
  if (outcome.kind !== "session") throw new Error(`Expected a session, got ${JSON.stringify(outcome)}`);
  return outcome.session;
}

/** Refreshes as the web app does. Only for sessions that stand: the library repeats a refused call for six seconds. */
export function refresh(user: CognitoUser, session: CognitoUserSession): Promise<Outcome> {
  return new Promise((resolve) =>
    user.refreshSession(session.getRefreshToken(), (error: unknown, renewed: CognitoUserSession) =>
      resolve(error ? refusal(error) : { kind: "session", session: renewed }),
    ),
  );
}

/** Types a password as a bare caller of the API, without the browser library: "session", a challenge, or the refusal. */
export async function knock(world: SignInWorld, username: string, password: string): Promise<string> {
  const answer = await initiate(world, "USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD: password });
  return typeof answer === "string" ? answer : "session";
}

/** The tokens of a bare caller with the right password. */
export async function tokensOf(world: SignInWorld, username: string, password: string) {
  const answer = await initiate(world, "USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD: password });
  if (typeof answer === "string") throw new Error(`Expected tokens, got ${answer}`);
  return { access: answer.AccessToken ?? "", refresh: answer.RefreshToken ?? "" };
}

/** Refreshes as a bare caller: "session" or the refusal. */
export async function refreshed(world: SignInWorld, refreshToken: string): Promise<string> {
  const answer = await initiate(world, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: refreshToken });
  return typeof answer === "string" ? answer : "session";
}

async function initiate(world: SignInWorld, AuthFlow: "USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH", parameters: object) {
  const AuthParameters = { ...parameters };
  try {
    const answer = await world.sdk.send(
      new InitiateAuthCommand({ ClientId: QUICK_CLIENT_ID, AuthFlow, AuthParameters }),
    );
    return answer.AuthenticationResult ?? String(answer.ChallengeName);
  } catch (error) {
    if (error instanceof CognitoIdentityProviderServiceException) return `${error.name}: ${error.message}`;
    throw error;
  }
}

/** A raw call, as a caller would make it who does not keep to the library. */
export async function call(world: SignInWorld, operation: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(world.signIn.endpoint, {
    method: "POST",
    headers: { "x-amz-target": `AWSCognitoIdentityProviderService.${operation}` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** The session string of the challenge under way; the library keeps it in a field its types do not name. */
export function sessionOf(browser: object): string {
  return "Session" in browser ? String(browser.Session) : "";
}

/** Runs a callback-style call of the browser library; resolves to its result or its refusal. */
export function called<Result>(call: (done: (error: unknown, result?: Result) => void) => void) {
  return new Promise<Result | Outcome | undefined>((resolve) =>
    call((error, result) => resolve(error ? refusal(error) : result)),
  );
}

/** The name of the exception a promise ends in, or "answered". */
export async function nameOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "answered";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

function outcomes(resolve: (outcome: Outcome) => void) {
  return {
    onSuccess: (session: CognitoUserSession) => resolve({ kind: "session", session }),
    onFailure: (error: unknown) => resolve(refusal(error)),
    newPasswordRequired: (attributes: Record<string, string>) => resolve({ kind: "newPassword", attributes }),
    totpRequired: () => resolve({ kind: "code" }),
    mfaSetup: () => resolve({ kind: "setup" }),
  };
}

function refusal(error: unknown): Outcome {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return { kind: "refused", code, message: error instanceof Error ? error.message : String(error) };
}

function memoryStorage(): ICognitoStorage {
  const items = new Map<string, string>();
  return {
    setItem: (key, value) => void items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

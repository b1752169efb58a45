import { type RuntimeConfig, runtimeConfig, signInAddress } from "./config.ts";
import { quietHere } from "./push.ts";

/**
 * Tokens lie where amazon-cognito-identity-js puts them, shared by all tabs. Reading and renewing need only these few
 * lines: the library (25 KB) is loaded by the sign-in page alone, and its own renewal repeats a refusal for seconds.
 */
const KEYS = "CognitoIdentityServiceProvider.";
const LAST_USER = ".LastAuthUser";

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** `<prefix>.<client>.<user>` of whoever signed in last on this device, or null. */
function place(): string | null {
  try {
    const key = Object.keys(localStorage).find((each) => each.startsWith(KEYS) && each.endsWith(LAST_USER));
    const user = key === undefined ? null : kept(key);
    return key !== undefined && user !== null ? `${key.slice(0, -LAST_USER.length)}.${user}` : null;
  } catch {
    return null;
  }
}

const keptToken = (kind: "accessToken" | "refreshToken"): string | null => {
  const at = place();
  return at === null ? null : kept(`${at}.${kind}`);
};

/** The access token of this device; it may have expired. */
export const accessToken = (): string | null => keptToken("accessToken");

/** The name under which the person on this device signed in, or null. */
export function signedInAs(): string | null {
  const at = place();
  return at === null ? null : at.slice(at.indexOf(".", KEYS.length) + 1);
}

/** Whether somebody is signed in on this device, as far as can be told without asking. */
export const holdsTokens = (): boolean => accessToken() !== null;

function forgetTokens(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(KEYS)) localStorage.removeItem(key);
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/**
 * The session is over on this device, whoever ended it: the person, the sign-in service that no longer renews it, or the API
 * that refuses it. Its tokens go at once, and the notices that the device showed for it; waits for the latter alone.
 */
export async function endSession(): Promise<void> {
  forgetTokens();
  await quietHere();
}

/** Calls one operation of the sign-in service. */
export async function askSignIn(config: RuntimeConfig, operation: string, body: object): Promise<Response> {
  return fetch(signInAddress(config), {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
}

/**
 * Whether the sign-in service did not judge the session at all: it is down, or too many ask at once, as on the morning of a due
 * day. It says the latter with the status of a refusal.
 */
async function saysNothing(response: Response): Promise<boolean> {
  if (response.status !== 400) return true;
  const said = await response.text().catch(() => "");
  return /TooManyRequestsException|LimitExceededException|InternalErrorException/.test(said);
}

type Renewed = { AuthenticationResult?: { AccessToken?: string; IdToken?: string; RefreshToken?: string } };

async function renewOnce(refused: string | null): Promise<string | null> {
  // Another tab may have renewed in the meantime.
  const present = accessToken();
  if (present !== null && present !== refused) return present;
  const [at, refresh, config] = [place(), keptToken("refreshToken"), await runtimeConfig()];
  if (at === null || refresh === null) return null;
  const response = await askSignIn(config, "InitiateAuth", {
    ClientId: config.userClient,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: refresh },
  });
  if (!response.ok) {
    if (await saysNothing(response)) throw new Error(`sign-in answered ${response.status}`);
    void endSession();
    return null;
  }
  const { AuthenticationResult: result } = (await response.json()) as Renewed;
  if (result?.AccessToken === undefined) return null;
  localStorage.setItem(`${at}.accessToken`, result.AccessToken);
  if (result.IdToken !== undefined) localStorage.setItem(`${at}.idToken`, result.IdToken);
  if (result.RefreshToken !== undefined) localStorage.setItem(`${at}.refreshToken`, result.RefreshToken);
  return result.AccessToken;
}

let renewing: Promise<string | null> | undefined;

/** A new access token in place of a refused one, or null when the person must sign in. Callers share one attempt. */
export function renewToken(refused: string | null): Promise<string | null> {
  renewing ??= renewOnce(refused).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

function revoke(refresh: string | null): void {
  if (refresh === null) return;
  runtimeConfig()
    .then((config) => askSignIn(config, "RevokeToken", { ClientId: config.userClient, Token: refresh }))
    .catch(() => undefined);
}

/** Ends the session here and has the sign-in service revoke it; does not wait for the latter. */
export async function discardSession(): Promise<void> {
  const refresh = keptToken("refreshToken");
  const ended = endSession();
  revoke(refresh);
  await ended;
}

/** To be called before signing in anew in place: what it gives back ends the former sign-in, once the new one stands. */
export function formerSignIn(): () => void {
  const refresh = keptToken("refreshToken");
  return () => {
    if (refresh !== keptToken("refreshToken")) revoke(refresh);
  };
}

/** Calls back when another tab signs in or out. Returns the way to stop. */
export function onOtherTab(changed: (signedIn: boolean) => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key?.endsWith(LAST_USER) === true) changed(event.newValue !== null);
  };
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}

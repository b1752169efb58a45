import { ACTING_HEADER, COMMAND_HEADER, PATHS, type RouteName, TENANT_HEADER } from "@selaras/functions/http/paths.ts";
import type { Api } from "@selaras/functions/http/routes.ts";
import { CognitoUser, CognitoUserPool, AuthenticationDetails, type ICognitoStorage } from "amazon-cognito-identity-js";

export const PASSWORD = "Selaras-2026!";

/** An answer of the API as it came. */
export type Answer<N extends RouteName> =
  | { readonly ok: true; readonly status: number; readonly reply: Api[N]["reply"] }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly text: string };

/** An official at the API instead of at a screen. */
export type ApiDesk = {
  readonly username: string;
  /** @throws TypeError when no answer came. */
  readonly ask: <N extends RouteName>(name: N, input: Api[N]["input"], command?: string) => Promise<Answer<N>>;
  /** The same for answers that must be good. @throws Error naming the refusal. */
  readonly call: <N extends RouteName>(name: N, input: Api[N]["input"], command?: string) => Promise<Api[N]["reply"]>;
};

/** Signs in by SRP against the house's sign-in service, as the browser does, and works for one tenant from then on. */
export async function apiDesk(
  url: string,
  username: string,
  tenant: string,
  options: { password?: string; acting?: string } = {},
): Promise<ApiDesk> {
  const token = await tokenOf(url, username, options.password ?? PASSWORD);
  const ask: ApiDesk["ask"] = async (name, input, command) => {
    const [method, pattern] = PATHS[name];
    const { path, rest } = filled(pattern, { ...input });
    const query = new URLSearchParams(
      Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    );
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      [TENANT_HEADER]: tenant,
      ...(options.acting === undefined ? {} : { [ACTING_HEADER]: options.acting }),
      ...(method === "GET" ? {} : { "content-type": "application/json", [COMMAND_HEADER]: command ?? commandId() }),
    };
    const address = `${url}/api${path}${method === "GET" && query.size > 0 ? `?${query}` : ""}`;
    const response = await fetch(address, { method, headers, body: method === "GET" ? null : JSON.stringify(rest) });
    const text = await response.text();
    if (response.ok) return { ok: true, status: response.status, reply: JSON.parse(text) };
    const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? "";
    return { ok: false, status: response.status, code, text };
  };
  return {
    username,
    ask,
    call: async (name, input, command) => {
      const answer = await ask(name, input, command);
      if (!answer.ok) throw new Error(`${username} ${name}: ${answer.status} ${answer.text}`);
      return answer.reply;
    },
  };
}

async function tokenOf(url: string, username: string, password: string): Promise<string> {
  const config = (await (await fetch(`${url}/config.json`)).json()) as {
    userPool: string;
    userClient: string;
    signInEndpoint: string;
  };
  const Storage = memory();
  const Pool = new CognitoUserPool({
    UserPoolId: config.userPool,
    ClientId: config.userClient,
    endpoint: config.signInEndpoint,
    Storage,
  });
  const user = new CognitoUser({ Username: username, Pool, Storage });
  const details = new AuthenticationDetails({ Username: username, Password: password });
  return new Promise((resolve, reject) => {
    user.authenticateUser(details, {
      onSuccess: (session) => resolve(session.getAccessToken().getJwtToken()),
      onFailure: reject,
    });
  });
}

function filled(pattern: string, input: Readonly<Record<string, unknown>>) {
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = String(input[name]);
    Reflect.deleteProperty(rest, name);
    return encodeURIComponent(value);
  });
  return { path, rest };
}

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new command id (ULID). */
export function commandId(): string {
  let time = "";
  for (let left = Date.now(), place = 0; place < 10; place += 1, left = Math.floor(left / 32))
    time = LETTERS.charAt(left % 32) + time;
  const random = crypto.getRandomValues(new Uint8Array(16));
  return time + [...random].map((byte) => LETTERS.charAt(byte % 32)).join("");
}

function memory(): ICognitoStorage {
  const items = new Map<string, string>();
  return {
    setItem: (key, value) => void items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

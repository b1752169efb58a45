import { afterAll, beforeAll, vi } from "vitest";
import { newId } from "@selaras/core/kernel/context.ts";
import { createSigner, newKey, type Signer } from "@selaras/local/sign-in/signer.ts";
import type { Somebody } from "../../core/test/world.ts";
import { ACTING_HEADER, COMMAND_HEADER, PATHS, type RouteName, TENANT_HEADER } from "../src/http/paths.ts";
import { call, type Got } from "./gateway.ts";

export const POOL = "ap-southeast-3_Local1234";
export const CLIENT = "selaraslokal00000000000000";
export const ISSUER = `https://cognito-idp.ap-southeast-3.amazonaws.com/${POOL}`;

let signer: Signer | undefined;

/** Tokens are signed as the sign-in stand-in signs them; the production verifier reads them. */
export function useTokens(more: readonly Record<string, unknown>[] = []): void {
  beforeAll(async () => {
    signer = createSigner(await newKey());
    Object.assign(process.env, {
      SELARAS_USER_POOL: POOL,
      SELARAS_USER_CLIENT: CLIENT,
      SELARAS_LOCAL_JWKS: JSON.stringify({ keys: [...signer.jwks.keys, ...more] }),
    });
  });
  afterAll(() => {
    for (const name of ["SELARAS_USER_POOL", "SELARAS_USER_CLIENT", "SELARAS_LOCAL_JWKS"]) delete process.env[name];
  });
}

/** A token with these claims over those of a good access token. */
export function signed(claims: Readonly<Record<string, unknown>>): string {
  if (!signer) throw new Error("useTokens comes first");
  const now = Math.floor(Date.now() / 1000);
  return signer.sign({
    iss: ISSUER,
    client_id: CLIENT,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    auth_time: now,
    iat: now,
    exp: now + 3600,
    ...claims,
  });
}

const tokens = new Map<string, string>();
/** The access token of an identity, signed once. */
export function tokenOf(subject: string): string {
  const known = tokens.get(subject) ?? signed({ sub: subject, username: subject });
  tokens.set(subject, known);
  return known;
}

export type Asked = {
  readonly as: Pick<Somebody, "subject">;
  /** Null = the tab has not chosen a tenant. */
  readonly tenant: string | null;
  /** Path parts and the rest together, as the operation's input. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly acting?: string;
  readonly command?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Calls a route as the browser's client does: path parts into the path, the rest into query or body. */
export async function ask(name: RouteName, asked: Asked): Promise<Got> {
  const { method, url, body } = addressed(name, asked.input ?? {});
  const command = asked.command === undefined ? freshCommand() : asked.command;
  const got = await call({
    method,
    url,
    headers: {
      authorization: `Bearer ${tokenOf(asked.as.subject)}`,
      ...(asked.tenant === null ? {} : { [TENANT_HEADER]: asked.tenant }),
      ...(asked.acting === undefined ? {} : { [ACTING_HEADER]: asked.acting }),
      ...(method === "GET" || command === null ? {} : { [COMMAND_HEADER]: command }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...asked.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!got) throw new Error(`${name} was refused by the gateway`);
  return got;
}

/** A client-made command id at the real time. */
export const freshCommand = (): string => newId(new Date());

/** Where an input goes: `:name` parts into the path, the rest into the query of a GET or the body. */
export function addressed(name: RouteName, input: Readonly<Record<string, unknown>>) {
  const [method, path] = PATHS[name];
  const left = new Map(Object.entries(input));
  const filled = path.replace(/:(\w+)/g, (_, part: string) => {
    const value = left.get(part);
    left.delete(part);
    return encodeURIComponent(textOf(value));
  });
  const rest = Object.fromEntries(left);
  if (method !== "GET") return { method, url: `/api${filled}`, body: JSON.stringify(rest) };
  const query = new URLSearchParams([...left].map(([key, value]): [string, string] => [key, textOf(value)]));
  return { method, url: `/api${filled}${left.size > 0 ? `?${query.toString()}` : ""}`, body: undefined };
}

/** A value as an address carries it: text as it is (half characters replaced, as every client does), the rest as JSON. */
export function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The code of a failure, or "" when the answer is none. */
export function codeOf({ json }: Pick<Got, "json">): string {
  if (typeof json !== "object" || json === null || !("error" in json)) return "";
  const { error } = json;
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** One member of an answer, for the next request of a story. */
export function member(got: Got, name: string): unknown {
  const { json } = got;
  if (typeof json !== "object" || json === null)
    throw new Error(`No object but ${got.status} ${got.text.slice(0, 300)}`);
  const found = new Map<string, unknown>(Object.entries(json)).get(name);
  if (found === undefined) throw new Error(`No ${name} in ${got.status} ${got.text.slice(0, 300)}`);
  return found;
}

/** What was written to the log while some work ran, line by line. */
export async function logged(work: () => Promise<unknown>): Promise<readonly string[]> {
  const lines: string[] = [];
  const keep = (piece: unknown): boolean => {
    lines.push(String(piece));
    return true;
  };
  const spies = [
    vi.spyOn(process.stderr, "write").mockImplementation(keep),
    vi.spyOn(process.stdout, "write").mockImplementation(keep),
    vi.spyOn(console, "error").mockImplementation((...all: unknown[]) => void lines.push(all.map(String).join(" "))),
    vi.spyOn(console, "log").mockImplementation((...all: unknown[]) => void lines.push(all.map(String).join(" "))),
  ];
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines;
}

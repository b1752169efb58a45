import { ACTING_HEADER, COMMAND_HEADER, PATHS, type RouteName, TENANT_HEADER } from "@selaras/functions/http/paths.ts";
import type { Api } from "@selaras/functions/http/routes.ts";
import { fillPath, queryOf } from "./address.ts";
import { newCommandId } from "./command-id.ts";
import { type ApiFailure, failureOf, noAnswer } from "./failure.ts";
import { createPatience, type Hold, type Pausing } from "./patience.ts";

export type { Api, RouteName };

export type CallOptions = {
  /** Id of the command, to send the same one again; a new one when absent. Reads have none. */
  readonly command?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What a call needs from the tab around it. */
export type Surroundings = Pausing & {
  /** Where the API stands, ending in `/api`. */
  readonly base: string;
  readonly token: () => string | null;
  /** A new token after the old one was refused; null when the person must sign in again; throws when nobody answers. */
  readonly renew: (refused: string | null) => Promise<string | null>;
  readonly tenant: () => string | null;
  readonly actingAs: () => string | null;
  /** The session is over; called before the failure is thrown. */
  readonly ended: () => void;
  readonly offline: () => boolean;
};

export type Call = <N extends RouteName>(
  name: N,
  input: Api[N]["input"],
  options?: CallOptions,
) => Promise<Api[N]["reply"]>;

const PAUSES_MS = [800, 2_500] as const;
/** Between the gateway and the function; the request may or may not have arrived. */
const UNSURE = [502, 503, 504];

type Sending = {
  readonly url: string;
  readonly method: string;
  readonly body: string | null;
  readonly command: string | null;
};

function prepare(base: string, name: RouteName, input: object, command: string | undefined): Sending {
  const [method, pattern] = PATHS[name];
  const { path, rest } = fillPath(pattern, { ...input });
  if (method === "GET") return { url: `${base}${path}${queryOf(rest)}`, method, body: null, command: null };
  return { url: `${base}${path}`, method, body: JSON.stringify(rest), command: command ?? newCommandId() };
}

function headersOf(
  sending: Sending,
  around: Surroundings,
  token: string | null,
  requestId: string,
): Record<string, string> {
  const optional: readonly (readonly [string, string | null])[] = [
    ["authorization", token && `Bearer ${token}`],
    [TENANT_HEADER, around.tenant()],
    [ACTING_HEADER, around.actingAs()],
    [COMMAND_HEADER, sending.command],
    ["content-type", sending.body && "application/json"],
  ];
  const given = optional.filter((each): each is readonly [string, string] => each[1] !== null && each[1] !== "");
  return { "x-request-id": requestId, ...Object.fromEntries(given) };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** Nobody knows whether the request arrived. */
const isUnsure = (failure: ApiFailure): boolean => failure.unanswered || UNSURE.includes(failure.status);

/** How long to wait before asking again for an answer that was lost; null when it is no use. */
const pauseAfter = (failure: ApiFailure, attempt: number): number | null =>
  failure.code !== "offline" && isUnsure(failure) ? (PAUSES_MS[attempt] ?? null) : null;

const kindOf = (name: RouteName): Hold["kind"] => {
  if (PATHS[name][0] === "GET") return "read";
  return name === "report.save" ? "save" : "act";
};

type Outcome = { readonly reply: unknown } | { readonly failure: ApiFailure; readonly retryAfter: string | null };

async function sendOnce(
  sending: Sending,
  around: Surroundings,
  token: string | null,
  signal?: AbortSignal,
): Promise<Outcome> {
  const requestId = newCommandId();
  const { url, method, body } = sending;
  try {
    const headers = headersOf(sending, around, token, requestId);
    const response = await fetch(url, { method, body, headers, signal: signal ?? null });
    if (response.ok) return { reply: await response.json() };
    const failure = failureOf(response.status, await bodyOf(response), requestId);
    return { failure, retryAfter: response.headers.get("retry-after") };
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown;
    return { failure: noAnswer(requestId, around.offline()), retryAfter: null };
  }
}

async function renewal(around: Surroundings, refused: string | null, requestId: string): Promise<string | null> {
  try {
    return await around.renew(refused);
  } catch {
    throw noAnswer(requestId, around.offline());
  }
}

/**
 * Makes the function that calls the API. One command keeps its id through every repetition, so that the server does it
 * once. A refused token is renewed once; a lost answer is asked for again twice; what the server asks to come later
 * (429, 503 with `Retry-After`) is kept and comes later, and so do the other calls of the tab meanwhile.
 */
export function exchange(around: Surroundings): Call {
  const patience = createPatience(around);
  return async (name, input, options = {}) => {
    const sending = prepare(around.base, name, input, options.command);
    const hold = patience.ofCall(kindOf(name), options.signal);
    let token = around.token();
    let renewed = false;
    let inDoubt = false;
    for (let attempt = 0; ; ) {
      const standing = patience.standing();
      if (standing !== null) await hold(standing, inDoubt);
      const outcome = await sendOnce(sending, around, token, options.signal);
      if ("reply" in outcome) return outcome.reply as never;
      const { failure, retryAfter } = outcome;
      if (failure.status === 401) {
        token = renewed ? null : await renewal(around, token, failure.requestId);
        renewed = true;
        if (token !== null) continue;
        around.ended();
        throw failure;
      }
      const later = patience.told(failure, retryAfter);
      if (later !== null) {
        await hold(later, inDoubt);
        continue;
      }
      const pause = pauseAfter(failure, attempt);
      if (pause === null) throw failure;
      attempt += 1;
      inDoubt = true;
      await around.wait(pause);
    }
  };
}

import { createHash } from "node:crypto";
import { canonical } from "@selaras/core/kernel/canonical.ts";
import { Failure, type FailureKind, internal } from "@selaras/core/kernel/failure.ts";
import { noteFailure } from "../invocation.ts";
import { log } from "../log.ts";

export const STATUS: Readonly<Record<FailureKind, 400 | 401 | 403 | 404 | 409 | 429 | 500>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  refused: 409,
  stale: 409,
  limited: 429,
  internal: 500,
};

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

/**
 * A reply as JSON with a weak tag of its content; 304 when the client has it already. Canonical, because the table gives
 * the attributes of an item in any order: the same content has the same bytes and the same tag.
 */
export function reply(content: unknown, ifNoneMatch: string | undefined, cache: string): Answer {
  const body = canonical(content);
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...JSON_TYPE, etag, "cache-control": cache };
  return ifNoneMatch === etag ? { status: 304, body: "", headers } : { status: 200, body, headers };
}

/** What a client is told to wait that met no limit of its own but a busy table. */
const BUSY_SECONDS = 2;

/** How long to wait before sending again, in whole seconds, as the failure says it. */
function retryAfter({ facts }: Failure): string {
  const { retryAfterSeconds } = facts;
  return String(typeof retryAfterSeconds === "number" ? retryAfterSeconds : BUSY_SECONDS);
}

/** A failure in the house's form. What is not a failure of ours is logged and answered as `internal`. */
export function refusal(error: unknown, requestId: string): Answer {
  const failure = error instanceof Failure ? error : internal({});
  noteFailure(error);
  if (!(error instanceof Failure)) log.error("unexpected", { requestId, error });
  const { code, message, fields, kind } = failure;
  const body = { error: { code, message, ...(fields.length > 0 ? { fields } : {}), requestId } };
  const wait = kind === "limited" ? { "retry-after": retryAfter(failure) } : {};
  const headers = { ...JSON_TYPE, "cache-control": "no-store", ...wait };
  return { status: STATUS[kind], body: JSON.stringify(body), headers };
}

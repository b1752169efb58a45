import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { newId } from "@selaras/core/kernel/context.ts";
import { CommandId, TenantId } from "@selaras/core/kernel/id.ts";
import type { Context } from "hono";
import * as v from "valibot";
import { invocation } from "../invocation.ts";
import type { Answer } from "./answer.ts";
import { securityHeaders } from "./security.ts";

/**
 * A request id: the caller's own when it is a ULID (so that a page can name it), otherwise a new one; the same however
 * often it is asked for.
 */
export function requestIdOf(c: Context): string {
  const standing = invocation()?.requestId;
  if (standing) return standing;
  const given = v.safeParse(CommandId, c.req.header("x-request-id"));
  return given.success ? given.output : newId(presentInstant());
}

/** The answer as a response, with the headers that every answer of its kind carries. */
export function send(
  c: Context,
  { status, body, headers }: Answer,
  kind: "api" | "portal",
  requestId: string,
): Response {
  const head = { ...headers, ...securityHeaders(kind), "x-request-id": requestId };
  return new Response(status === 304 || c.req.method === "HEAD" ? null : body, { status, headers: head });
}

/** The tenant in a host name of the form `<slug>.<base>`; null when it names none. */
export function tenantOfHost(host: string): TenantId | null {
  const [first = "", ...rest] = (host.split(":")[0] ?? "").split(".");
  const parsed = v.safeParse(TenantId, first);
  return rest.length > 0 && parsed.success ? parsed.output : null;
}

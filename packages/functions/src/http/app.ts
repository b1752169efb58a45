import { type Context as Scope, within } from "@selaras/core/kernel/context.ts";
import { invalid, invalidFields, notFound } from "@selaras/core/kernel/failure.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { admit } from "@selaras/core/limit/index.ts";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { noteActor } from "../invocation.ts";
import { log } from "../log.ts";
import { type Answer, refusal, reply } from "./answer.ts";
import { ACTING_HEADER, PATHS, type RouteName, TENANT_HEADER } from "./paths.ts";
import { operationOf } from "./routes.ts";
import { ensureFreshFactor } from "./factor.ts";
import { health } from "./health.ts";
import { observing } from "./observe.ts";
import { requestIdOf, send } from "./request.ts";
import { officialContext } from "./session.ts";
import { VERSION } from "./version.ts";

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null && !Array.isArray(x);

const reads = (c: Context): boolean => c.req.method === "GET" || c.req.method === "HEAD";

/** Path parts, query and body together; a name that comes twice with different values is refused, not overruled. */
export async function inputOf(c: Context, mostBytes: number = LIMITS.bodyBytes): Promise<Record<string, unknown>> {
  const body = reads(c) ? {} : await bodyOf(c, mostBytes);
  const given = [...new URL(c.req.url).searchParams, ...Object.entries(body), ...Object.entries(c.req.param())];
  const input = new Map<string, unknown>();
  for (const [name, value] of given) {
    if (input.has(name) && input.get(name) !== value) {
      throw invalidFields([{ path: name, message: "Nilai pada alamat dan pada isi permintaan berbeda." }]);
    }
    input.set(name, value);
  }
  return Object.fromEntries(input);
}

/** A lone surrogate is half a character, which can neither be stored nor be shown. */
const HALF_CHARACTER = /\p{Surrogate}/u;

function wholeCharacters(name: string, value: unknown): unknown {
  if (HALF_CHARACTER.test(name) || (typeof value === "string" && HALF_CHARACTER.test(value))) throw invalid({});
  return value;
}

async function bodyOf(c: Context, mostBytes: number): Promise<Record<string, unknown>> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > mostBytes) throw invalidFields([{ path: "", message: "Permintaan terlalu besar." }]);
  if (bytes.byteLength === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), wholeCharacters);
  } catch {
    throw invalid({});
  }
  if (!isRecord(parsed)) throw invalid({});
  return parsed;
}

/** Counts a request against the limits of its person and its tenant; a table that cannot count stops nobody. */
async function counted(requestId: string): Promise<void> {
  const admission = await admit();
  if (admission.kind === "uncounted" && admission.error !== null)
    log.warn("limits uncounted", { requestId, error: admission.error });
}

/** Acts that bind the regency by somebody's name. */
const SIGNING: readonly RouteName[] = ["report.sign"];

async function answer(c: Context, name: RouteName, requestId: string): Promise<Answer> {
  const operation = await operationOf(name);
  const { kind } = operation.operation;
  const headers = { get: (header: string) => c.req.header(header) };
  const scope: Scope = await officialContext(headers, kind, requestId);
  noteActor(scope.actor);
  if (scope.actor.kind === "identity" && name !== "account.session") {
    throw invalidFields([{ path: TENANT_HEADER, message: "Pilih daerah lebih dahulu." }]);
  }
  // Before the body is read. An identity without a tenant has no bucket: the gateway's throttling alone limits it.
  await within(scope, () => counted(requestId));
  const input = await inputOf(c, name === "template.saveDraft" ? LIMITS.templateBodyBytes : LIMITS.bodyBytes);
  if (SIGNING.includes(name)) await within(scope, () => ensureFreshFactor(headers));
  const content = await within(scope, () => operation(input as never));
  const {
    status,
    body,
    headers: head,
  } = reply(content, reads(c) ? c.req.header("if-none-match") : undefined, cacheOf(c, name));
  return { status, body, headers: { ...head, vary: `authorization, ${TENANT_HEADER}, ${ACTING_HEADER}` } };
}

/** A definition never changes under its hash; an address of a file lives for seconds; all else is asked for again. */
function cacheOf(c: Context, name: RouteName): string {
  if (name === "template.definition") return "private, max-age=31536000, immutable";
  return reads(c) && name !== "evidence.open" && name !== "export.open" ? "private, no-cache" : "no-store";
}

const packed = compress({ threshold: LIMITS.plainBodyBytes });

/**
 * What may not be kept the CDN does not compress; a report of 300 rows would be ten times as long on the line. The length
 * tells how long an answer is before it is packed; the gateway counts anew.
 */
const packing: MiddlewareHandler = async (c, next) => {
  await packed(c, async () => {
    await next();
    const body = await c.res.clone().arrayBuffer();
    c.res.headers.set("content-length", String(body.byteLength));
  });
  c.res.headers.delete("content-length");
};

/** The officials' API: one line per route comes from the route table. */
export function officialsApp(): Hono {
  const app = new Hono().basePath("/api");
  app.use(observing("api"));
  app.use(packing);
  app.get("/health", async (c) => {
    const { healthy, parts } = await health();
    const answer = reply({ ok: healthy, version: VERSION, parts }, undefined, "no-store");
    return send(c, healthy ? answer : { ...answer, status: 503 }, "api", requestIdOf(c));
  });
  app.get("/openapi.json", async (c) => {
    const { documentOf } = await import("./openapi.ts");
    const told = reply(await documentOf(), c.req.header("if-none-match"), "public, max-age=300");
    return send(c, told, "api", requestIdOf(c));
  });
  for (const [name, [method, path]] of Object.entries(PATHS) as [RouteName, readonly [string, string]][]) {
    app.on(method, path, async (c) => {
      const requestId = requestIdOf(c);
      try {
        return send(c, await answer(c, name, requestId), "api", requestId);
      } catch (error) {
        return send(c, refusal(error, requestId), "api", requestId);
      }
    });
  }
  app.notFound((c) => {
    const requestId = requestIdOf(c);
    return send(c, refusal(notFound({}), requestId), "api", requestId);
  });
  app.onError((error, c) => {
    const requestId = requestIdOf(c);
    return send(c, refusal(error, requestId), "api", requestId);
  });
  return app;
}

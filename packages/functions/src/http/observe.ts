import { notFound } from "@selaras/core/kernel/failure.ts";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { noteUsage, observed } from "../observe.ts";
import { cameByEdge } from "./edge.ts";
import { PAGES } from "./page-address.ts";
import { PATHS, PUBLIC_PATHS } from "./paths.ts";
import { requestIdOf } from "./request.ts";

/** Every address of the routers, by the name that a log line gives it: pages by name, questions by operation. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ...PATHS, ...PUBLIC_PATHS }).map(
    ([name, [method, path]]) => [`${method} /api${path}`, name] as const,
  ),
  ...Object.entries(PAGES).map(([name, path]) => [`GET ${path}`, `page.${name}`] as const),
  ["GET /api/health", "health"],
  ["GET /api/province/health", "province.health"],
  ["GET /api/openapi.json", "document"],
]);

/** The route that answers, never the address that was asked for: that may hold what somebody typed. */
function operationOf(c: Context): string {
  const route = matchedRoutes(c).at(-1);
  return NAMES.get(`${route?.method} ${route?.path}`) ?? "nowhere";
}

/** Lambda's id of the invocation; absent where nobody gave a context. */
function awsRequestIdOf({ env }: Context): string | undefined {
  const context: unknown = env?.lambdaContext;
  const named = typeof context === "object" && context !== null && "awsRequestId" in context;
  return named && typeof context.awsRequestId === "string" ? context.awsRequestId : undefined;
}

/**
 * Opens and closes every request of a function, answered or refused. What officials ask is metered to their tenant; the
 * public function may write nothing, so visitors are told in its lines only.
 */
export const observing =
  (name: "api" | "public" | "province"): MiddlewareHandler =>
  async (c, next) => {
    // Whoever goes around the CDN goes around its firewall.
    if (!cameByEdge((header) => c.req.header(header))) throw notFound({});
    const beginning = {
      function: name,
      event: "request" as const,
      operation: operationOf(c),
      requestId: requestIdOf(c),
      awsRequestId: awsRequestIdOf(c),
    };
    await observed(beginning, async (here) => {
      await next();
      here.status = c.res.status;
      // A host that names a tenant proves nothing until the tenant answered.
      if (here.actor === "visitor" && here.kind !== null) here.tenant = null;
      if (here.actor !== "official" || here.tenant === null) return;
      noteUsage(name, here.tenant, here.spent, { requests: 1, refused: here.kind !== null });
    });
  };

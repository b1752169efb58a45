import { notFound } from "@selaras/core/kernel/failure.ts";
import { Hono } from "hono";
import { refusal, reply } from "./answer.ts";
import { observing } from "./observe.ts";
import { requestIdOf, send } from "./request.ts";
import { VERSION } from "./version.ts";

/**
 * What provinces will compare, under `/api/province`. Its function stands on a role of its own that may read
 * `province#*` and nothing else, so that no later feature can reach a regency's own records from here. Today it says
 * that it stands, and answers everything else like something that does not exist.
 */
export function provinceApp(): Hono {
  const app = new Hono().basePath("/api/province");
  app.use(observing("province"));
  app.get("/health", (c) =>
    send(c, reply({ ok: true, version: VERSION }, undefined, "no-store"), "api", requestIdOf(c)),
  );
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

import { createHash } from "node:crypto";
import { canonical } from "@selaras/core/kernel/canonical.ts";
import { Failure, notFound } from "@selaras/core/kernel/failure.ts";
import type { PortalPage } from "@selaras/portal/contract.ts";
import { type Context, Hono } from "hono";
import { noteFailure } from "../invocation.ts";
import { log } from "../log.ts";
import { type Answer, refusal } from "./answer.ts";
import { asVisitor, PAGES } from "./page-address.ts";
import { PUBLIC_PATHS, type PublicRouteName } from "./paths.ts";
import { proofPage, typedCode, unknownCode } from "./public-proof.ts";
import { portalServer } from "./portal-bundle.ts";
import { viewerHost } from "./edge.ts";
import { observing } from "./observe.ts";
import { brandFile, markImage, openData, type PublicFile } from "./public-files.ts";
import { PUBLIC_ROUTES } from "./public-routes.ts";
import type { AnyOperation } from "./routes.ts";
import { requestIdOf, send } from "./request.ts";

const FRESH = "public, max-age=60, stale-while-revalidate=600";
/** Their addresses carry the colour or never change; a new colour is a new address. */
const LASTING = "public, max-age=86400";

// Canonical bytes: the table gives maps back in any order, and the tag must not change with it.
const OPEN_JSON = { "content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*" };

/** Whoever checks a document wants to know how it stands now: nobody may be shown what was kept longer than a minute. */
const CHECKED = "public, max-age=60";

const { "portal.home": home, "portal.unit": unit, "portal.report": report, "portal.version": version } = PUBLIC_ROUTES;

/** A page or file with a weak tag of its content; 304 when the client has it already. */
function tagged({ body, headers }: PublicFile, ifNoneMatch: string | undefined, cache: string): Answer {
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const head = { ...headers, etag, "cache-control": cache };
  return ifNoneMatch === etag ? { status: 304, body: "", headers: head } : { status: 200, body, headers: head };
}

/** The page for what went wrong. An address nobody could have linked to (a year "abc") is simply not there. */
async function wrong(error: unknown, requestId: string): Promise<Answer> {
  noteFailure(error);
  const absent = error instanceof Failure && (error.kind === "not_found" || error.kind === "invalid");
  if (!absent) log.error("unexpected", { requestId, error });
  const portal = await portalServer();
  const { status, html, headers } = portal.renderPage(absent ? { page: "not-found" } : { page: "trouble", requestId });
  return { status, body: html, headers: { ...headers, "cache-control": absent ? "public, max-age=60" : "no-store" } };
}

type Making<T> = (c: Context) => Promise<T>;

const inPart = (c: Context, name: string): string => c.req.param(name) ?? "";
const placeOf = (c: Context) => ({
  template: inPart(c, "template"),
  period: inPart(c, "period"),
  unit: inPart(c, "unit"),
});
const yearAsked = (c: Context): { year?: string } => {
  const year = c.req.query("tahun");
  return year === undefined ? {} : { year };
};

const PAGE_OF = {
  home: async (c) => ({ page: "home", home: await home(yearAsked(c)) }),
  unit: async (c) => {
    const shown = await home(yearAsked(c));
    return { page: "unit", home: shown, unit: await unit({ unit: inPart(c, "unit"), year: shown.year }) };
  },
  report: async (c) => {
    return { page: "report", report: await report(placeOf(c)) };
  },
  version: async (c) => {
    return { page: "report", report: await version({ ...placeOf(c), version: inPart(c, "version") }) };
  },
  check: async () => ({ page: "check", tenant: (await home({})).tenant }),
  about: async () => ({ page: "about", tenant: (await home({})).tenant }),
} as const satisfies Record<string, Making<PortalPage>>;

async function rendered(page: PortalPage): Promise<PublicFile> {
  const { html, headers } = (await portalServer()).renderPage(page);
  return { body: html, headers };
}

/** Answers a page or file of the tenant in the host name. */
function show(app: Hono, path: string, cache: string, make: Making<PublicFile>): void {
  app.get(path, async (c) => {
    const requestId = requestIdOf(c);
    try {
      const file = await asVisitor(
        viewerHost((name) => c.req.header(name)),
        requestId,
        () => make(c),
      );
      return send(c, tagged(file, c.req.header("if-none-match"), cache), "portal", requestId);
    } catch (error) {
      return send(c, await wrong(error, requestId), "portal", requestId);
    }
  });
}

/** Answers whoever checks a code. Wrong, foreign and unpublished ones get one answer, not before its time. */
function prove(app: Hono): void {
  app.get(PAGES.proof, async (c) => {
    const requestId = requestIdOf(c);
    try {
      const host = viewerHost((name) => c.req.header(name));
      const file = await proofPage(c, host, requestId);
      const answer = file === null ? await unknownCode() : tagged(file, c.req.header("if-none-match"), CHECKED);
      return send(c, answer, "portal", requestId);
    } catch (error) {
      return send(c, await wrong(error, requestId), "portal", requestId);
    }
  });
  // The form works without script: it asks for its own page with the code, and is sent to the code's page.
  app.get(PAGES.check, async (c, next) => {
    const location = typedCode(c);
    if (location === null) return next();
    const headers = { location, "cache-control": "no-store" };
    return send(c, { status: 303, body: "", headers }, "portal", requestIdOf(c));
  });
}

/** Answers a public question as JSON, readable by pages of other origins: it is the same for everybody. */
function ask(app: Hono, name: PublicRouteName, path: string): void {
  const operation: AnyOperation = PUBLIC_ROUTES[name];
  app.get(`/api${path}`, async (c) => {
    const requestId = requestIdOf(c);
    try {
      const input = { ...Object.fromEntries(new URL(c.req.url).searchParams), ...c.req.param() };
      const content = await asVisitor(
        viewerHost((name) => c.req.header(name)),
        requestId,
        () => operation(input as never),
      );
      const answer = tagged({ body: canonical(content), headers: OPEN_JSON }, c.req.header("if-none-match"), FRESH);
      return send(c, answer, "api", requestId);
    } catch (error) {
      return send(c, refusal(error, requestId), "api", requestId);
    }
  });
}

/** The public site of every tenant: its pages, files and questions. It reads public projections and writes nothing. */
export function publicApp(): Hono {
  const app = new Hono();
  app.use(observing("public"));
  for (const [name, [, path]] of Object.entries(PUBLIC_PATHS) as [PublicRouteName, readonly [string, string]][]) {
    ask(app, name, path);
  }
  prove(app);
  for (const [name, make] of Object.entries(PAGE_OF) as [keyof typeof PAGE_OF, Making<PortalPage>][]) {
    show(app, PAGES[name], FRESH, async (c) => rendered(await make(c)));
  }
  show(app, PAGES.brand, LASTING, brandFile);
  show(app, PAGES.mark, LASTING, markImage);
  show(app, PAGES.data, FRESH, (c) => openData(inPart(c, "file")));
  app.notFound(async (c) => {
    const requestId = requestIdOf(c);
    if (c.req.path.startsWith("/api/")) return send(c, refusal(notFound({}), requestId), "api", requestId);
    return send(c, await wrong(notFound({}), requestId), "portal", requestId);
  });
  app.onError((error, c) => {
    const requestId = requestIdOf(c);
    return send(c, refusal(error, requestId), "api", requestId);
  });
  return app;
}

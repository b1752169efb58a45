import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { useEngines } from "../../core/test/world.ts";
import { PATHS, type RouteName } from "../src/http/paths.ts";
import { call, type Wire } from "./gateway.ts";
import { addressed, signed, textOf, tokenOf, useTokens } from "./http-world.ts";
import { nastyText, rawBody } from "./hostile-values.ts";
import { goodInput, headersOf, REPORT, sentSoFar, type Target, target, torment } from "./torment.ts";

useEngines();
useTokens();

let at: Target;
beforeAll(async () => {
  at = await target();
});

const JSON_TYPE = { "content-type": "application/json" };
const WRITES = (Object.keys(PATHS) as RouteName[]).filter((name) => PATHS[name][0] !== "GET");

/** A good request to a route, with other headers. */
function wireTo(name: RouteName, more: Readonly<Record<string, string>>, input: object = {}): Wire {
  const { method, url, body } = addressed(name, { ...goodInput(name, at), ...input });
  return { method, url, headers: headersOf(at.mighty, more), ...(body === undefined ? {} : { body }) };
}

/** What can stand in a header at all: HTTP refuses control characters before anybody of ours sees them. */
const headerText = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").trim();
const escaped = (text: string): string => encodeURIComponent(textOf(text));

describe("whatever is sent", () => {
  it.each(WRITES)("to %s as a body that is no command is refused", async (name) => {
    const requests = await torment(rawBody, 16, (body) => call({ ...wireTo(name, JSON_TYPE), body }));
    expect(requests).toBe(16);
  });

  it("as an address leads nowhere, but never to a crash", async () => {
    const start = fc.constantFrom("/api/", "/api/reports/", "/api/units/", "/api/boards/rfk/", "/", "//");
    const piece = fc.oneof(nastyText, fc.constantFrom("history", "evidence", "posts", REPORT));
    const rest = fc.array(piece, { maxLength: 4 });
    const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    const requests = await torment(fc.tuple(start, rest, fc.boolean(), method), 300, ([from, parts, whole, verb]) =>
      call({ method: verb, url: from + parts.map(whole ? textOf : escaped).join("/"), headers: headersOf(at.mighty) }),
    );
    expect(requests).toBe(300);
  });

  it("as a query is refused or has no effect", async () => {
    const key = fc.oneof(nastyText, fc.constantFrom("id", "year", "q", "cursor", "day"));
    const pairs = fc.array(fc.tuple(key, nastyText), { maxLength: 5 });
    const route = fc.constantFrom<RouteName[]>(
      "report.mine",
      "search.find",
      "audit.day",
      "report.history",
      "account.me",
    );
    const requests = await torment(fc.tuple(route, pairs), 200, ([name, query]) => {
      const wire = wireTo(name, {});
      const more = query.map(([k, value]) => `${escaped(k)}=${escaped(value)}`).join("&");
      return call({ ...wire, url: `${wire.url}${wire.url.includes("?") ? "&" : "?"}${more}` });
    });
    expect(requests).toBe(200);
  });

  it("as a token opens nothing", async () => {
    const names = ["sub", "iss", "exp", "nbf", "client_id", "token_use", "scope"];
    const claims = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 }), { minKeys: 1 });
    const token = fc.oneof(
      nastyText,
      fc.array(fc.base64String({ maxLength: 40 }), { maxLength: 5 }).map((parts) => parts.join(".")),
      claims.map((each) => signed({ sub: "sub-orang-lain", ...each })),
      fc.nat({ max: 600 }).map((n) => tokenOf(at.mighty.subject).slice(0, n)),
    );
    const scheme = fc.constantFrom("Bearer ", "bearer ", "Bearer  ", "Basic ", "");
    const requests = await torment(fc.tuple(scheme, token), 250, async ([kind, text]) => {
      const got = await call(wireTo("report.save", { ...JSON_TYPE, authorization: headerText(kind + text) }));
      if (got && ![401, 403].includes(got.status)) throw new Error(`A token of nothing answered ${got.status}`);
      return got;
    });
    expect(requests).toBe(250);
  });

  it("as a header is refused or has no effect", async () => {
    const ours = ["selaras-tenant", "selaras-acting-as", "idempotency-key", "x-request-id", "if-none-match"];
    const theirs = ["content-type", "cookie", "x-forwarded-host", "range", "expect", "x-http-method-override"];
    const name = fc.constantFrom(...ours, ...theirs);
    const route = fc.constantFrom<RouteName[]>("account.me", "report.view", "calendar.change", "template.definition");
    const requests = await torment(fc.tuple(route, name, nastyText), 250, ([to, header, text]) =>
      call(wireTo(to, { [header]: headerText(text) }, to === "calendar.change" ? { rev: 99 } : {})),
    );
    expect(requests).toBe(250);
  });

  it("as a host opens no other regency", async () => {
    const known = fc.constantFrom(
      "nunukan.localhost",
      "kukar.localhost:1",
      "app.selaras.id",
      "[::1]:3000",
      "127.0.0.1",
    );
    const host = fc
      .oneof(fc.stringMatching(/^[a-z0-9.:-]{1,40}$/), known)
      .filter((each) => URL.canParse(`https://${each}`));
    const requests = await torment(host, 120, async (each) => {
      const got = await call(wireTo("account.me", { host: each }));
      if (got?.status === 200 && !got.text.includes('"id":"kukar"')) throw new Error(`${each} opened ${got.text}`);
      return got;
    });
    expect(requests).toBe(120);
  });

  it("has come in thousands", () => {
    expect(sentSoFar()).toBeGreaterThanOrEqual(1_300);
  });
});

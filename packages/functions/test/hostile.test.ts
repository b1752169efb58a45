import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  everything,
  MARCH_OPEN,
  regency,
  type Regency,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { PATHS, type RouteName } from "../src/http/paths.ts";
import { ROUTES } from "../src/http/routes.ts";
import { call, type Got } from "./gateway.ts";
import { addressed, ask, freshCommand, logged, signed, textOf, tokenOf, useTokens } from "./http-world.ts";
import { broken, nastyText, rawBody } from "./hostile-values.ts";
import { attach, manyPosts, PDF_SHA256, project } from "./stories.ts";
import { TENANCY } from "./tenancy-cases.ts";

useEngines();
useTokens();

const NAMES = Object.keys(PATHS) as readonly RouteName[];
const WRITES = NAMES.filter((name) => PATHS[name][0] !== "GET");
const SEED = 20_260_405;
const id = "rfk.2026-03.dinas-pu.1";
let kukar: Regency;
let mighty: Somebody;
let definition = "";
let requests = 0;
const spoken: string[] = [];

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar");
  const desks = ["pptk", "kabid", "kepala"].map((kind) => `${kind}@dinas-pu`);
  mighty = await manyPosts(
    kukar,
    "serba-bisa",
    ...desks,
    ...["bappeda", "admin", "inspektorat"].map((k) => `${k}@bappeda`),
  );
  await kukar.openReport();
  await kukar.fill(id, 3);
  await attach(kukar, id, kukar.who("pptk"));
  await project();
  const { template } = JSON.parse((await ask("report.view", { as: mighty, tenant: "kukar", input: { id } })).text) as {
    template: { hash: string };
  };
  definition = template.hash;
});

/** An input that would be taken, about things that exist. */
function good(name: RouteName): Readonly<Record<string, unknown>> {
  const found = TENANCY[name];
  if (found.kind === "own") return found.input;
  const here = {
    report: id,
    unit: "dinas-pu",
    template: "rfk",
    content: "0".repeat(64),
    definition,
    file: PDF_SHA256,
    ownReport: id,
  };
  return found.inputs(here)[0] ?? {};
}

/** Runs a property and proves of the whole run: no 5xx, nothing in the log, and no write but those answered with 200. */
async function torment<T>(
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  shoot: (value: T) => Promise<Got | null>,
): Promise<void> {
  const before = await everything();
  let taken = 0;
  const lines = await logged(async () => {
    const property = fc.asyncProperty(arbitrary, async (value) => {
      requests += 1;
      const got = await shoot(value);
      if (got === null) return; // the gateway itself refused
      if (got.status === 200) taken += 1;
      if (got.status >= 500) throw new Error(`${got.status} ${got.text}`);
      if (got.headers["x-content-type-options"] !== "nosniff") throw new Error(`Not the house's answer: ${got.text}`);
    });
    await fc.assert(property, { numRuns: runs, seed: SEED, endOnFailure: false });
  });
  expect(lines).toEqual([]);
  spoken.push(...lines);
  const after = await everything();
  if (taken === 0) expect(after).toEqual(before);
  else expect(commandsIn(after) - commandsIn(before)).toBeLessThanOrEqual(taken);
}

const commandsIn = (items: readonly Record<string, unknown>[]): number =>
  items.filter((item) => item["__edb_e__"] === "journal").length;

/** The input as the server puts it together: addresses carry text only. */
function seen(name: RouteName, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [method, path] = PATHS[name];
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      method === "GET" || path.includes(`:${key}`) ? textOf(value) : value,
    ]),
  );
}

describe("whatever is sent", () => {
  it.each(NAMES)("to %s with broken input is refused without a write or a crash", async (name) => {
    await torment(broken(good(name)), 90, async (input) => {
      const got = await ask(name, { as: mighty, tenant: name === "account.session" ? null : "kukar", input });
      const fits = v.is(ROUTES[name].operation.input, seen(name, input)) || JSON.stringify(input).includes("%");
      if (!fits && got.status === 200 && !polluting(input))
        throw new Error(`Taken: ${JSON.stringify(input).slice(0, 400)}`);
      return got;
    });
  });

  it.each(WRITES)("to %s as a body that is no command is refused without a write or a crash", async (name) => {
    const { method, url } = addressed(name, good(name));
    await torment(rawBody, 20, (body) =>
      call({ method, url, body, headers: headersOf({ "content-type": "application/json" }) }),
    );
  });

  it("as an address leads nowhere, but never to a crash", async () => {
    const start = fc.constantFrom(
      "/api/",
      "/api/reports/",
      "/api/units/",
      "/api/boards/rfk/",
      "/api/templates/versions/",
      "/",
      "//",
    );
    const rest = fc.array(fc.oneof(nastyText, fc.constantFrom("history", "evidence", "posts", id)), { maxLength: 4 });
    const written = fc.constantFrom(
      (t: string) => encodeURIComponent(textOf(t)),
      (t: string) => textOf(t),
    );
    const address = fc.tuple(start, rest, written, fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"));
    await torment(address, 400, ([from, parts, write, method]) =>
      call({ method, url: from + parts.map(write).join("/"), headers: headersOf({}) }),
    );
  });

  it("as a query is refused or has no effect", async () => {
    const pairs = fc.array(
      fc.tuple(fc.oneof(nastyText, fc.constantFrom("id", "year", "q", "cursor", "day")), nastyText),
      { maxLength: 5 },
    );
    const name = fc.constantFrom<RouteName[]>(
      "report.mine",
      "search.find",
      "audit.day",
      "report.history",
      "account.me",
    );
    await torment(fc.tuple(name, pairs), 200, ([route, query]) => {
      const { method, url } = addressed(route, good(route));
      const more = query.map(
        ([key, value]) => `${encodeURIComponent(textOf(key))}=${encodeURIComponent(textOf(value))}`,
      );
      return call({ method, url: `${url}${url.includes("?") ? "&" : "?"}${more.join("&")}`, headers: headersOf({}) });
    });
  });

  it("as a token opens nothing", async () => {
    const claims = fc.dictionary(
      fc.constantFrom("sub", "iss", "exp", "nbf", "client_id", "token_use", "scope"),
      fc.jsonValue({ maxDepth: 1 }),
      { minKeys: 1 },
    );
    const token = fc.oneof(
      nastyText,
      fc.array(fc.base64String({ maxLength: 40 }), { maxLength: 5 }).map((parts) => parts.join(".")),
      claims.map((each) => signed({ sub: "sub-orang-lain", ...each })),
      fc.nat({ max: 600 }).map((n) => tokenOf(mighty.subject).slice(0, n)),
    );
    const texts = fc.tuple(token, fc.constantFrom("Bearer ", "bearer ", "Bearer  ", "Basic ", ""));
    await torment(texts, 250, async ([text, scheme]) => {
      const { method, url } = addressed("report.save", good("report.save"));
      const authorization = headerText(scheme + text);
      const got = await call({
        method,
        url,
        body: "{}",
        headers: { ...headersOf({ "content-type": "application/json" }), authorization },
      });
      if (got && ![401, 403].includes(got.status)) throw new Error(`A token of nothing answered ${got.status}`);
      return got;
    });
  });

  it("as a header is refused or has no effect", async () => {
    const name = fc.constantFrom(
      "selaras-tenant",
      "selaras-acting-as",
      "idempotency-key",
      "x-request-id",
      "if-none-match",
      "content-type",
      "cookie",
      "x-forwarded-host",
      "accept-encoding",
      "range",
      "expect",
      "x-http-method-override",
    );
    const route = fc.constantFrom<RouteName[]>(
      "account.me",
      "report.view",
      "report.withdraw",
      "calendar.change",
      "template.definition",
    );
    await torment(fc.tuple(route, name, nastyText), 300, ([to, header, text]) => {
      const { method, url, body } = addressed(to, to === "calendar.change" ? { ...good(to), rev: 99 } : good(to));
      return call({
        method,
        url,
        ...(body === undefined ? {} : { body }),
        headers: headersOf({ [header]: headerText(text) }),
      });
    });
  });

  it("as a host never opens another regency", async () => {
    const host = fc
      .oneof(
        fc.stringMatching(/^[a-z0-9.:-]{1,40}$/),
        fc.constantFrom("nunukan.localhost", "kukar.localhost:1", "app.selaras.id", "[::1]:3000", "127.0.0.1"),
      )
      .filter((each) => URL.canParse(`https://${each}`));
    await torment(host, 150, (each) => call({ method: "GET", url: "/api/me", headers: headersOf({ host: each }) }));
  });

  it("has come in thousands", () => {
    expect(requests).toBeGreaterThanOrEqual(3_000);
  });
});

afterAll(() => {
  expect(spoken).toEqual([]);
});

/** Names that every object has by birth: the schema does not see them as strangers, and drops them. */
const polluting = (input: unknown): boolean =>
  /"(__proto__|constructor|toString|hasOwnProperty)":/.test(JSON.stringify(input));

/** What can stand in a header at all: HTTP refuses control characters before anybody of ours sees them. */
const headerText = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").trim();

const headersOf = (more: Readonly<Record<string, string>>): Record<string, string> => ({
  authorization: `Bearer ${tokenOf(mighty.subject)}`,
  "selaras-tenant": "kukar",
  "idempotency-key": freshCommand(),
  ...more,
});

describe("cursors", () => {
  it("that somebody wrote by hand are refused, however well they know the form", async () => {
    const made = cursorsBy("kukar");
    await torment(fc.constantFrom(...made), made.length * 2, async (cursor) => {
      const got = await ask("report.history", { as: mighty, tenant: "kukar", input: { id, cursor } });
      if (got.status === 200) throw new Error(`Taken: ${Buffer.from(cursor, "base64url").toString("utf8")}`);
      return got;
    });
  });
});

/** Cursors in the product's own form, with the right question and positions of every wrong kind. */
function cursorsBy(tenant: string): readonly string[] {
  const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const positions: readonly unknown[] = [
    { pk: `${tenant}#tenant`, sk: "a" },
    { pk: `${tenant}#report#${id}`, sk: 7 },
    { pk: `${tenant}#report#${id}` },
    { pk: `${tenant}#report#${id}`, sk: "log#", extra: "x" },
    { pk: `${tenant}#report#${id}`, sk: "a#head" },
    { pk: `nunukan#report#${id}`, sk: "log#0" },
    { pk: [`${tenant}#`], sk: {} },
    { gsi2pk: `${tenant}#day#2026-04-05`, gsi2sk: "x" },
    [],
    "teks",
    null,
  ];
  return positions.flatMap((position) => [
    packed({ t: tenant, q: "x", c: packed(position) }),
    packed({ t: "nunukan", q: "x", c: packed(position) }),
    packed(position),
  ]);
}

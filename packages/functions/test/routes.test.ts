import { describe, expect, it } from "vitest";
import { registeredOperations } from "@selaras/core/operation/registry.ts";
import { officialsApp } from "../src/http/app.ts";
import { PATHS, PUBLIC_PATHS, type RouteName } from "../src/http/paths.ts";
import { PUBLIC_ROUTES } from "../src/http/public-routes.ts";
import { operationOf } from "../src/http/routes.ts";
import { call } from "./gateway.ts";
import { TENANCY } from "./tenancy-cases.ts";

const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
const entries = Object.entries(PATHS);
const names = Object.keys(PATHS) as RouteName[];

async function got(method: string, url: string, headers: Record<string, string> = {}) {
  const answer = await call({ method, url, headers });
  if (!answer) throw new Error(`${method} ${url} did not reach the function`);
  return answer;
}

const NOT_FOUND = {
  error: {
    code: "kernel.not_found",
    message: "Tidak ditemukan. Mungkin alamatnya keliru atau bukan bagian dari tugas Anda.",
    requestId: ULID,
  },
};

describe("the route table", () => {
  it("is the whole router: every path once, health and the document, and nothing else", () => {
    const found = officialsApp().routes.map(({ method, path }) => `${method} ${path}`);
    const wanted = entries.map(([, [method, path]]) => `${method} /api${path}`);
    // What opens and closes every request and what packs its answer stand before all of them.
    expect(found.slice(0, 2)).toEqual(["ALL /api/*", "ALL /api/*"]);
    expect(found.slice(2).sort()).toEqual([...wanted, "GET /api/health", "GET /api/openapi.json"].sort());
    expect(new Set(found.slice(2)).size).toBe(found.length - 2);
  });

  it("gives every path the operation of the same name, with a summary and a sentence that says who may", async () => {
    const officials = await Promise.all(names.map(async (name) => [name, await operationOf(name)] as const));
    for (const [name, route] of [...officials, ...Object.entries(PUBLIC_ROUTES)]) {
      expect(route.operation.name).toBe(name);
      expect(registeredOperations().get(name)).toBe(route.operation);
      expect(route.operation.summary).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect(route.operation.policy.sentence).toMatch(/\S{3,}/);
    }
    expect(Object.keys(PUBLIC_ROUTES).sort()).toEqual(Object.keys(PUBLIC_PATHS).sort());
  });

  it("never writes on a GET", async () => {
    const asking = names.filter((name) => PATHS[name][0] === "GET");
    for (const name of asking) expect([name, (await operationOf(name)).operation.kind]).toEqual([name, "read"]);
    expect(asking.length).toBeGreaterThan(20);
  });

  it("is walked whole by the tenancy test", () => {
    expect(Object.keys(TENANCY).sort()).toEqual(Object.keys(PATHS).sort());
  });
});

describe("addresses that lead nowhere", () => {
  const lost = [
    ["GET", "/api"],
    ["GET", "/api/"],
    ["GET", "/api/nothing"],
    ["GET", "/api/session/"],
    ["GET", "/api/reports/"],
    ["GET", "/api/reports//history"],
    ["GET", "/api/reports/rfk.2026-03.dinas-pu.1/cells"],
    ["DELETE", "/api/reports/rfk.2026-03.dinas-pu.1"],
    ["PATCH", "/api/session"],
    ["POST", "/api/session"],
    ["POST", "/api/health"],
    ["PUT", "/api/budgets"],
    ["GET", "/api/public/home"],
    ["GET", "/session"],
    ["GET", "/"],
    ["GET", "/API/session"],
  ] as const;
  it.each(lost)("answers %s %s with the house's 404, asking nobody who it is", async (method, url) => {
    const { status, json, headers } = await got(method, url, { "x-request-id": ULID });
    expect([status, json]).toEqual([404, NOT_FOUND]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  it("answers every method that a path does not have with the same 404", async () => {
    for (const [, [method, path]] of entries) {
      const url = `/api${path.replace(/:\w+/g, "x")}`;
      for (const other of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const taken = entries.some(([, [m, p]]) => m === other && matches(p, url));
        if (other === method || taken) continue;
        const { status, json } = await got(other, url, { "x-request-id": ULID });
        expect([other, url, status, json]).toEqual([other, url, 404, NOT_FOUND]);
      }
    }
  });
});

const matches = (path: string, url: string): boolean => new RegExp(`^/api${path.replace(/:\w+/g, "[^/]+")}$`).test(url);

describe("HEAD and OPTIONS", () => {
  it("answers HEAD like GET without a body", async () => {
    const [head, get] = [await got("HEAD", "/api/openapi.json"), await got("GET", "/api/openapi.json")];
    expect([head.status, head.text, head.headers["etag"]]).toEqual([200, "", get.headers["etag"]]);
    const lost = await got("HEAD", "/api/nothing");
    expect([lost.status, lost.text]).toEqual([404, ""]);
    const closed = await got("HEAD", "/api/session");
    expect([closed.status, closed.text]).toEqual([401, ""]);
  });

  it("lets no other origin in: no answer carries a CORS header, not even to a preflight", async () => {
    const foreign = { origin: "https://jahat.example", "access-control-request-method": "POST" };
    for (const [method, url] of [
      ["OPTIONS", "/api/reports"],
      ["OPTIONS", "/api/session"],
      ["GET", "/api/session"],
      ["GET", "/api/openapi.json"],
      ["GET", "/api/health"],
      ["GET", "/api/nothing"],
    ] as const) {
      const { status, headers } = await got(method, url, foreign);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect([method, status === 404]).toEqual([method, method === "OPTIONS" || url === "/api/nothing"]);
    }
  });
});

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { exchange, type Surroundings } from "../src/api/exchange.ts";
import { ApiFailure, failureOf } from "../src/api/failure.ts";

type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "cut";

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A real server that gives these answers in turn, the last one for ever, and notes what it was asked. */
async function serve(...answers: readonly Answer[]): Promise<{ base: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
    });
    request.on("end", () => {
      const answer = answers[Math.min(seen.length, answers.length - 1)] ?? "cut";
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      if (answer === "cut") {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, seen };
}

function tab(base: string, over: Partial<Surroundings> = {}) {
  const pauses: number[] = [];
  const ends: string[] = [];
  const now = Date.now();
  const call = exchange({
    base,
    token: () => "lama",
    renew: async () => "baru",
    tenant: () => "kukar",
    actingAs: () => "kabid@dpu",
    ended: () => ends.push("ended"),
    offline: () => false,
    // Waits take no time here; the clock of the device knows of them.
    now: () => now + pauses.reduce((sum, each) => sum + each, 0),
    chance: () => 0,
    hold: () => () => undefined,
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...over,
  });
  return { call, pauses, ends };
}

const told = (code: string, message: string) => ({ error: { code, message, requestId: "01REQ" } });
const failing = async (work: Promise<unknown>): Promise<ApiFailure> => {
  const thrown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof ApiFailure)) throw new Error("the call did not fail");
  return thrown;
};

describe("a call of the API", () => {
  it("says for which tenant and in which post it is made, and asks by query when it reads", async () => {
    const { base, seen } = await serve({ status: 200, body: { slots: [] } });
    await tab(base).call("report.mine", { year: "2026" });
    expect(seen[0]).toMatchObject({ method: "GET", url: "/api/reports?year=2026", body: "" });
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer lama",
      "selaras-tenant": "kukar",
      "selaras-acting-as": "kabid@dpu",
    });
    expect(seen[0]?.headers["idempotency-key"]).toBeUndefined();
  });

  it("keeps the id of a command when the answer was lost on the way, so that it is done once", async () => {
    const { base, seen } = await serve("cut", { status: 503 }, { status: 200, body: { id: "x" } });
    await tab(base).call("report.open", { template: "rfk", period: "2026-09", unit: "dpu" });
    expect(seen).toHaveLength(3);
    const ids = new Set(seen.map((each) => each.headers["idempotency-key"]));
    expect(ids.size).toBe(1);
    expect([...ids][0]).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(JSON.parse(seen[2]?.body ?? "")).toEqual({ template: "rfk", period: "2026-09", unit: "dpu" });
  });

  it("renews a refused token once and repeats the call with the new one", async () => {
    const { base, seen } = await serve({ status: 401 }, { status: 200 });
    const { call, ends } = tab(base);
    await call("account.session", {});
    expect(seen.map((each) => each.headers.authorization)).toEqual(["Bearer lama", "Bearer baru"]);
    expect(ends).toEqual([]);
  });

  it("ends the session when the renewed token is refused too", async () => {
    const { base, seen } = await serve({ status: 401, body: told("kernel.unauthenticated", "Silakan masuk kembali.") });
    const { call, ends } = tab(base);
    expect(await failing(call("account.session", {}))).toMatchObject({
      status: 401,
      message: "Silakan masuk kembali.",
    });
    expect(seen).toHaveLength(2);
    expect(ends).toEqual(["ended"]);
  });

  it("does not send anybody to the sign-in page because the sign-in service could not be reached", async () => {
    const { base } = await serve({ status: 401 });
    const { call, ends } = tab(base, { renew: () => Promise.reject(new TypeError("no route")) });
    expect(await failing(call("account.session", {}))).toMatchObject({ code: "network" });
    expect(ends).toEqual([]);
  });

  it("waits as long as it is told to when the service is busy", async () => {
    const { base } = await serve({ status: 429, headers: { "retry-after": "3" } }, { status: 200 });
    const { call, pauses } = tab(base);
    await call("account.session", {});
    expect(pauses).toEqual([3_000]);
  });

  it("never repeats what the rules refused", async () => {
    const { base, seen } = await serve({ status: 409, body: told("calendar.stale", "Baru saja diubah.") });
    const failure = await failing(tab(base).call("account.session", {}));
    expect(failure).toMatchObject({ status: 409, code: "calendar.stale", requestId: "01REQ" });
    expect(seen).toHaveLength(1);
  });

  it("gives up after two repetitions and says at once when the device is offline", async () => {
    const { base, seen } = await serve("cut");
    expect(await failing(tab(base).call("account.session", {}))).toMatchObject({ status: 0, code: "network" });
    expect(seen).toHaveLength(3);
    expect(await failing(tab(base, { offline: () => true }).call("account.session", {}))).toMatchObject({
      code: "offline",
    });
    expect(seen).toHaveLength(4);
  });
});

describe("a failure", () => {
  it("keeps the server's sentence, code and fields", () => {
    const body = {
      error: {
        code: "kernel.invalid",
        message: "Isian belum benar.",
        requestId: "r",
        fields: [{ path: "year", message: "Tahun." }, 7],
      },
    };
    expect(failureOf(400, body, "sent")).toMatchObject({
      code: "kernel.invalid",
      requestId: "r",
      fields: [{ path: "year", message: "Tahun." }],
    });
  });

  it("has a sentence and the id that was sent when somebody else than our server answered", () => {
    const failure = failureOf(502, "<html>", "sent");
    expect(failure).toMatchObject({ status: 502, code: "http.502", requestId: "sent", fields: [] });
    expect(failure.message).toContain("502");
  });
});

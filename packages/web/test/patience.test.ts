import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, type Surroundings } from "../src/api/exchange.ts";
import { ApiFailure } from "../src/api/failure.ts";
import { type Hold, retryAfterMs, wait } from "../src/api/patience.ts";

type Answer = { readonly status: number; readonly code?: string; readonly retryAfter?: string };
type Seen = { readonly url: string; readonly command: string | undefined };

const NOW = Date.UTC(2026, 3, 5, 2);
const TOO_MANY: Answer = { status: 429, code: "limit.person", retryAfter: "12" };
const DONE: Answer = { status: 200 };

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A real server that gives these answers in turn, the last one for ever. */
async function serve(...answers: readonly Answer[]): Promise<{ base: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    const { status, code, retryAfter } = answers[Math.min(seen.length, answers.length - 1)] ?? DONE;
    seen.push({ url: request.url ?? "", command: request.headers["idempotency-key"]?.toString() });
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(
      JSON.stringify(code === undefined ? {} : { error: { code, message: `Kode ${code}.`, requestId: "r" } }),
    );
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, seen };
}

/** A tab whose waits last until the test says so. */
function tab(base: string, over: Partial<Surroundings> = {}) {
  let now = NOW;
  const held: Hold[] = [];
  const waits: { readonly milliseconds: number; readonly end: () => void }[] = [];
  const call = exchange({
    base,
    token: () => "t",
    renew: async () => null,
    tenant: () => "kukar",
    actingAs: () => null,
    ended: () => undefined,
    offline: () => false,
    now: () => now,
    chance: () => 0,
    hold: (hold) => {
      held.push(hold);
      return () => void held.splice(held.indexOf(hold), 1);
    },
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        waits.push({ milliseconds, end: resolve });
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
    ...over,
  });
  return {
    call,
    held,
    waits,
    /** Lets the time of all waits pass. */
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const each of waits.splice(0)) each.end();
    },
    waiting: (count: number) => vi.waitFor(() => expect(waits).toHaveLength(count)),
  };
}

const SAVE = { id: "rfk.2026-03.dinas-pu.1", changes: [] };
const SIGN = { id: "rfk.2026-03.dinas-pu.1", hash: "0" };
const failing = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (thrown: unknown) => thrown,
  );

describe("what was refused because there was too much", () => {
  it("is kept, waits as told, and is sent again as the very same command", async () => {
    const { base, seen } = await serve(TOO_MANY, TOO_MANY, DONE);
    const { call, held, waits, pass, waiting } = tab(base);
    const saved = call("report.save", SAVE, { command: "01JQZ8K3W5X7Y9ABCDEFGHJKMN" });
    await waiting(1);
    expect(waits[0]?.milliseconds).toBe(12_000);
    expect(held).toEqual([{ kind: "save", rush: true, until: NOW + 12_000, cancel: null }]);
    pass(12_000);
    await waiting(1);
    pass(12_000);
    await saved;
    expect(held).toEqual([]);
    expect(seen.map(({ command }) => command)).toEqual(Array.from({ length: 3 }, () => "01JQZ8K3W5X7Y9ABCDEFGHJKMN"));
  });

  it("comes back a little apart from the others", async () => {
    const { base } = await serve(TOO_MANY, DONE);
    const { call, held, waits, pass, waiting } = tab(base, { chance: () => 0.5 });
    const read = call("template.list", {});
    await waiting(1);
    expect(waits[0]?.milliseconds).toBe(13_000);
    expect(held[0]?.until).toBe(NOW + 13_000);
    pass(13_000);
    await read;
  });

  it("holds the other calls of the tab too: they wait without being refused first", async () => {
    const { base, seen } = await serve(TOO_MANY, DONE);
    const { call, held, pass, waiting } = tab(base);
    const first = call("report.save", SAVE);
    await waiting(1);
    const others = [call("template.list", {}), call("report.sign", SIGN)];
    await waiting(3);
    expect(seen).toHaveLength(1);
    expect(held.map(({ kind, until }) => [kind, until])).toEqual([
      ["save", NOW + 12_000],
      ["read", NOW + 12_000],
      ["act", NOW + 12_000],
    ]);
    pass(12_000);
    await Promise.all([first, ...others]);
    expect(seen).toHaveLength(4);
  });

  it("holds nobody else when only this one act met a busy table", async () => {
    const { base, seen } = await serve({ status: 429, code: "kernel.busy", retryAfter: "2" }, DONE);
    const { call, held, pass, waiting } = tab(base);
    const act = call("report.sign", SIGN);
    await waiting(1);
    expect(held[0]).toMatchObject({ kind: "act", rush: false, until: NOW + 2_000 });
    await call("template.list", {});
    expect(seen).toHaveLength(2);
    pass(2_000);
    await act;
  });

  it("is told to the person when it would take longer than two minutes", async () => {
    const { base, seen } = await serve({ ...TOO_MANY, retryAfter: "50" });
    const { call, pass, waiting } = tab(base);
    const acted = failing(call("report.sign", SIGN));
    for (let n = 0; n < 2; n += 1) {
      await waiting(1);
      pass(50_000);
    }
    expect(await acted).toMatchObject({ status: 429, code: "limit.person", message: "Kode limit.person." });
    expect(seen).toHaveLength(3);
  });

  it.each([
    ["a gateway's refusal without a time", { status: 429 }, 2_000],
    ["a refusal that says at once", { status: 429, retryAfter: "0" }, 1_000],
    ["a service that is down for a while", { status: 503, retryAfter: "5" }, 5_000],
    ["a service that is down and does not say how long", { status: 503 }, 800],
  ])("waits for %s", async (_, answer, milliseconds) => {
    const { base, seen } = await serve(answer, DONE);
    const { call, waits, pass, waiting } = tab(base);
    const read = call("template.list", {});
    await waiting(1);
    expect(waits[0]?.milliseconds).toBe(milliseconds);
    pass(milliseconds);
    await read;
    expect(seen).toHaveLength(2);
  });
});

describe("giving up", () => {
  it("is offered for an act, says that nothing was done, and sends nothing more", async () => {
    const { base, seen } = await serve(TOO_MANY, DONE);
    const { call, held, waiting } = tab(base);
    const acted = failing(call("report.sign", SIGN));
    await waiting(1);
    held[0]?.cancel?.();
    const failure = await acted;
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(failure).toMatchObject({
      status: 0,
      code: "cancelled",
      message: expect.stringMatching(/Tidak ada yang berubah/),
    });
    expect([held, seen.length]).toEqual([[], 1]);
  });

  it("does not claim so when an earlier attempt may have arrived", async () => {
    const { base } = await serve({ status: 502 }, TOO_MANY);
    const { call, held, waits, waiting } = tab(base);
    const acted = failing(call("report.sign", SIGN));
    await waiting(1);
    waits.shift()?.end();
    await waiting(1);
    held[0]?.cancel?.();
    expect(await acted).toMatchObject({ code: "cancelled", message: expect.stringMatching(/Belum pasti/) });
  });

  it("is offered neither for entries nor for pages", async () => {
    const { base } = await serve(TOO_MANY, TOO_MANY, DONE);
    const { call, held, pass, waiting } = tab(base);
    const work = [call("report.save", SAVE), call("template.list", {})];
    await waiting(2);
    expect(held.map(({ cancel }) => cancel)).toEqual([null, null]);
    pass(12_000);
    await Promise.all(work);
  });

  it("follows the search that was typed over", async () => {
    const { base, seen } = await serve(TOO_MANY, DONE);
    const { call, held, waiting } = tab(base);
    const typing = new AbortController();
    const found = failing(call("search.find", { q: "jalan" }, { signal: typing.signal }));
    await waiting(1);
    typing.abort();
    expect(await found).not.toBeInstanceOf(ApiFailure);
    expect([held, seen.length]).toEqual([[], 1]);
  });
});

describe("Retry-After", () => {
  it.each([
    ["12", 12_000],
    [" 0 ", 0],
    ["Sun, 05 Apr 2026 02:00:30 GMT", 30_000],
    ["Sun, 05 Apr 2026 01:00:00 GMT", 0],
    ["soon", null],
    ["", null],
    ["-3", null],
    [null, null],
  ])("%j is %j milliseconds", (header, milliseconds) => {
    expect(retryAfterMs(header, NOW)).toBe(milliseconds);
  });
});

describe("a wait", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("lasts as long as it was asked for", async () => {
    let over = false;
    const waited = wait(12_000).then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(11_999);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waited;
    expect(over).toBe(true);
  });

  it("ends with its signal, also with one that was given before, and leaves no timer", async () => {
    const stop = new AbortController();
    const waited = failing(wait(12_000, stop.signal));
    stop.abort();
    expect(await waited).toMatchObject({ name: "AbortError" });
    expect(await failing(wait(12_000, stop.signal))).toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

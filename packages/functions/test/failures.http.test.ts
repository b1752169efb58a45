import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import {
  type ChaosProxy,
  type Injection,
  startChaosProxy,
  type TableRequest,
  transactionConflict,
} from "@selaras/local/table/chaos.ts";
import {
  everything,
  lines,
  MARCH_OPEN,
  regency,
  type Regency,
  rowOf,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { OpenApi, validators } from "./api-document.ts";
import { call, type Got } from "./gateway.ts";
import { type Asked, ask, codeOf, freshCommand, logged, member, tokenOf, useTokens } from "./http-world.ts";
import { PDF_FILE, upload } from "./stories.ts";
import type { RouteName } from "../src/http/paths.ts";
import { log } from "../src/log.ts";

useEngines();
useTokens();

const id = "rfk.2026-03.dinas-pu.1";
const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
let kukar: Regency;
let hash: string;
let documented: ReturnType<typeof validators>;
let proxy: ChaosProxy;
/** What the table does instead of its work, while a test says so. */
let disturb: (request: TableRequest) => Injection | undefined = () => undefined;

beforeAll(async () => {
  proxy = await startChaosProxy(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", (request) => disturb(request));
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = proxy.endpoint;
  travel(MARCH_OPEN);
  const document = await call({ method: "GET", url: "/api/openapi.json" });
  documented = validators(v.parse(OpenApi, document?.json));
  kukar = await regency("kukar");
  await kukar.openReport();
  await kukar.fill(id, 3);
  hash = await kukar.send(id);
  await kukar.openReport("2026-03", "dinas-pu", "layanan-bulanan");
});
afterAll(async () => {
  await proxy.stop();
});

const as = (kind: string, unit = "dinas-pu", rest: Partial<Asked> = {}): Asked => ({
  as: kukar.who(kind, unit),
  tenant: "kukar",
  ...rest,
});
const REASON = "Alasan yang cukup panjang.";
const save = (value = "1") => ({ id, changes: [kukar.cell(rowOf(1), "keuangan", value, 1)] });

/** The house's form of a failure, and nothing beyond it. */
function expectFailure(got: Got, status: number, code: string): void {
  expect([got.status, codeOf(got)]).toEqual([status, code]);
  expect(documented.failure(got.json)).toEqual([]);
  expect(got.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-request-id": expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
  });
  expect(got.text).toContain(`"requestId":"${got.headers["x-request-id"]}"`);
  expect("etag" in got.headers).toBe(false);
}

describe("what is refused, and how", () => {
  it("400 names each field by its path", async () => {
    const bad = { template: "RFK", period: "2026-13", unit: "dinas-pu", extra: 1 };
    const got = await ask("report.open", as("bappeda", "bappeda", { input: bad }));
    expectFailure(got, 400, "kernel.invalid");
    const { error } = got.json as { error: { fields: { path: string }[] } };
    expect(error.fields.map((field) => field.path).sort()).toEqual(["extra", "period", "template"]);
    const cell = { ...kukar.cell(rowOf(1), "keuangan", "1"), rowKey: "tanpa-garis", at: "kemarin" };
    const nested = await ask(
      "report.save",
      as("pptk", "dinas-pu", { input: { id, changes: [save().changes[0], cell] } }),
    );
    expectFailure(nested, 400, "kernel.invalid");
    expect(nested.text).toContain('"path":"changes.1.rowKey"');
    expect(nested.text).toContain('"path":"changes.1.at"');
  });

  it("400 answers a body that is no JSON object, or not in UTF-8, or holds half a character", async () => {
    for (const body of [
      "{",
      "[]",
      "null",
      '"a"',
      "7",
      "\u0000",
      '{"id":"\\ud800"}',
      '{"\\udfff":1}',
      '{"a":["x\\udc00"]}',
    ]) {
      const got = await raw("/api/reports", body);
      expect([body, got.status, codeOf(got)]).toEqual([body, 400, "kernel.invalid"]);
    }
  });

  it("400 refuses a body that is too large in bytes, before it is read as anything", async () => {
    const wide = JSON.stringify({ id, text: "é".repeat(LIMITS.bodyBytes / 2) });
    expect(wide.length).toBeLessThan(LIMITS.bodyBytes);
    const got = await raw(`/api/reports/${id}/cells`, wide);
    expectFailure(got, 400, "kernel.invalid");
    expect(got.text).toContain("Permintaan terlalu besar.");
  });

  it("400 refuses a name that comes twice with different values: path, query and body cannot overrule each other", async () => {
    const other = "rfk.2026-03.dinas-xx.1";
    for (const [url, body] of [
      [`/api/reports/${id}/withdraw`, { id: other, reason: REASON }],
      [`/api/reports/${id}/withdraw?id=${other}`, { reason: REASON }],
      [`/api/reports/${id}/withdraw?reason=Alasan%20yang%20lain%20lagi.`, { reason: REASON }],
      [`/api/reports/${id}/withdraw?reason=Alasan%20satu%20panjang.&reason=Alasan%20dua%20panjang.`, {}],
    ] as const) {
      const got = await raw(url, JSON.stringify(body));
      expectFailure(got, 400, "kernel.invalid");
      expect(got.text).toContain("berbeda");
    }
  });

  it("403 tells what one may see but not do", async () => {
    expectFailure(await ask("report.save", as("kepala", "dinas-pu", { input: save() })), 403, "report.not_author");
    expectFailure(await ask("report.verify", as("kepala", "dinas-pu", { input: { id, hash } })), 403, "report.desk");
    const day = { input: { day: "2026-04-05" } };
    expectFailure(await ask("audit.day", as("pptk", "dinas-pu", day)), 403, "kernel.forbidden");
  });

  it("404 answers what is absent", async () => {
    const input = { id: "rfk.2026-03.dinas-xx.1" };
    expectFailure(await ask("report.view", as("pptk", "dinas-pu", { input })), 404, "kernel.not_found");
    const evidenceId = "0".repeat(64);
    expectFailure(
      await ask("evidence.open", as("pptk", "dinas-pu", { input: { id, evidenceId } })),
      404,
      "kernel.not_found",
    );
  });

  it("409 tells when the rules say no", async () => {
    expectFailure(await ask("report.save", as("pptk", "dinas-pu", { input: save() })), 409, "report.state");
    const again = { template: "rfk", period: "2026-03", unit: "dinas-pu" };
    expectFailure(await ask("report.open", as("bappeda", "bappeda", { input: again })), 409, "report.exists");
  });

  it("409 tells when the world moved since one looked", async () => {
    const stale = { id, hash: "0".repeat(64) };
    expectFailure(await ask("report.verify", as("kabid", "dinas-pu", { input: stale })), 409, "report.content_changed");
    const days = { opensOn: "2026-06-11", dueOn: "2026-07-12", lockOn: "2026-07-22", rev: 7 };
    const change = { template: "rfk", period: "2026-06", ...days };
    expectFailure(await ask("calendar.change", as("bappeda", "bappeda", { input: change })), 409, "calendar.stale");
    const form = { id: "layanan-bulanan.2026-03.dinas-pu.1", stamp: 99 };
    expectFailure(await ask("report.submit", as("pptk", "dinas-pu", { input: form })), 409, "report.stale");
  });

  it("429 asks to wait when the table is busy to the end, and writes nothing", async () => {
    const before = await everything();
    disturb = ({ operation, body }) => {
      const items = v.safeParse(v.object({ TransactItems: v.array(v.unknown()) }), body);
      return operation === "TransactWriteItems"
        ? transactionConflict(0, items.success ? items.output.TransactItems.length : 1)
        : undefined;
    };
    const got = await ask("report.verify", as("kabid", "dinas-pu", { input: { id, hash } }));
    disturb = () => undefined;
    expectFailure(got, 429, "kernel.busy");
    expect(got.headers["retry-after"]).toBe("2");
    expect(await everything()).toEqual(before);
  });

  it("500 says nothing of what happened, neither to the person nor in the log", async () => {
    const typed = "Kalimat rahasia yang diketik";
    const message = `Table kukar is gone:\n    ${typed}\n    at Pejabat kabid (SELARAS_TABLE)`;
    const body = { __type: "com.amazonaws.dynamodb.v20120810#ValidationException", message };
    disturb = ({ operation }) =>
      operation === "TransactWriteItems" ? { kind: "answer", status: 400, body } : undefined;
    let got: Got | undefined;
    const written = await logged(async () => {
      const asked = as("kabid", "dinas-pu", {
        input: { id, hash, reason: `${typed} sekali.` },
        headers: { "x-request-id": ULID },
      });
      got = await ask("report.sendBack", asked);
    });
    disturb = () => undefined;
    if (!got) throw new Error("No answer");
    expectFailure(got, 500, "kernel.internal");
    const told = `${got.text}\n${written.join("\n")}`;
    for (const secret of [
      typed,
      "Table kukar",
      "Pejabat",
      "SELARAS_TABLE",
      tokenOf(kukar.who("kabid").subject),
      hash,
    ]) {
      expect(told).not.toContain(secret);
    }
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? "")).toMatchObject({
      level: "error",
      event: "unexpected",
      requestId: ULID,
      error: { name: "ValidationException", stack: expect.stringMatching(/^ {4}at /) },
    });
  });

  it("logs only names and places of errors, whatever their message looks like", async () => {
    const error = new Error("satu\n    at rahasia (orang.ts:1:1)\ntiga");
    const [line = ""] = await logged(async () => log.error("uji", { error }));
    expect(line).not.toMatch(/satu|rahasia|tiga/);
    expect(line).toContain("failures.http.test.ts");
  });
});

async function raw(url: string, body: string, headers: Record<string, string> = {}): Promise<Got> {
  const got = await call({
    method: "POST",
    url,
    body,
    headers: {
      authorization: `Bearer ${tokenOf(kukar.who("pptk").subject)}`,
      "selaras-tenant": "kukar",
      "idempotency-key": freshCommand(),
      "content-type": "application/json",
      ...headers,
    },
  });
  if (!got) throw new Error("The gateway refused");
  return got;
}

describe("request ids", () => {
  it("are the caller's when they are ULIDs, otherwise new, and the same in header and body", async () => {
    const mine = await ask(
      "report.view",
      as("pptk", "dinas-pu", { input: { id: "x" }, headers: { "x-request-id": ULID } }),
    );
    expect(mine.headers["x-request-id"]).toBe(ULID);
    expectFailure(mine, 400, "kernel.invalid");
    const given = ["", "1", `${ULID}x`, "<script>", ULID.toLowerCase()];
    const made = await Promise.all(
      given.map((text) =>
        ask("account.session", { as: kukar.who("pptk"), tenant: null, headers: { "x-request-id": text } }),
      ),
    );
    const ids = made.map((got) => got.headers["x-request-id"] ?? "");
    for (const each of ids) expect(each).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(new Set([...ids, ...given]).size).toBe(given.length * 2);
  });
});

describe("GET with a body", () => {
  it("is answered as without one", async () => {
    const got = await call({
      method: "GET",
      url: "/api/health",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    });
    expect([got?.status, got?.headers["x-content-type-options"]]).toEqual([200, "nosniff"]);
  });
});

describe("a command sent twice", () => {
  const bappeda = () => ({ as: kukar.who("bappeda", "bappeda"), tenant: "kukar" });
  const window = {
    template: "rfk",
    period: "2026-07",
    opensOn: "2026-07-11",
    dueOn: "2026-08-12",
    lockOn: "2026-08-22",
    rev: 1,
  };
  const budget = { year: "2026", unit: "dinas-pu", stage: "pergeseran", n: 1, effectiveFrom: "2026-09" };

  it("gives the same answer and is one write, also when both come at once", async () => {
    const extension = { template: "rfk", period: "2026-03", unit: "dinas-pu", until: "2026-04-30", reason: REASON };
    const form = { id: "layanan-bulanan.2026-03.dinas-pu.1" };
    const cells = [kukar.cell("uraian/capaian", "capaian", "Berjalan baik.")];
    const commands: readonly (readonly [RouteName, Asked])[] = [
      ["calendar.change", { ...bappeda(), input: window }],
      ["calendar.extend", { ...bappeda(), input: extension }],
      ["budget.record", { ...bappeda(), input: { ...budget, lines: lines(2) } }],
      ["report.open", { ...bappeda(), input: { template: "layanan-bulanan", period: "2026-04", unit: "dinas-pu" } }],
      ["report.save", as("pptk", "dinas-pu", { input: { ...form, changes: cells } })],
      ["report.withdraw", as("pptk", "dinas-pu", { input: { id, reason: REASON } })],
    ];
    for (const [name, asked] of commands) {
      const command = freshCommand();
      const twin = await Promise.all([ask(name, { ...asked, command }), ask(name, { ...asked, command })]);
      const standing = await journals();
      const later = await ask(name, { ...asked, command });
      expect([name, ...twin.map((got) => got.status), later.status]).toEqual([name, 200, 200, 200]);
      expect([twin[1]?.text, later.text]).toEqual([twin[0]?.text, twin[0]?.text]);
      const after = await journals();
      expect(after).toEqual(standing);
      expect(after.filter((key) => key.endsWith(command))).toHaveLength(1);
    }
  });

  it("repeats the steps of a report without taking one twice", async () => {
    const { url, headers } = v.parse(
      v.object({ url: v.string(), headers: v.record(v.string(), v.string()) }),
      (await ask("evidence.announce", as("pptk", "dinas-pu", { input: { id, ...PDF_FILE } }))).json,
    );
    expect(await upload(url, headers)).toBe(200);
    const sendNow = async () => ({
      id,
      stamp: member(await ask("report.view", as("pptk", "dinas-pu", { input: { id } })), "stamp"),
    });
    const decideNow = async () => ({
      id,
      hash: member(await ask("report.view", as("pptk", "dinas-pu", { input: { id } })), "hash"),
    });
    const steps: readonly (readonly [RouteName, string, () => Promise<object>])[] = [
      ["evidence.confirm", "pptk", async () => ({ id, ...PDF_FILE })],
      ["evidence.remove", "pptk", async () => ({ id, evidenceId: PDF_FILE.sha256, reason: REASON })],
      ["report.submit", "pptk", sendNow],
      ["report.sendBack", "kabid", async () => ({ ...(await decideNow()), reason: REASON })],
      ["report.submit", "pptk", sendNow],
      ["report.verify", "kabid", decideNow],
      ["report.sign", "kepala", decideNow],
    ];
    for (const [name, kind, input] of steps) {
      const asked = as(kind, "dinas-pu", { input: { ...(await input()) }, command: freshCommand() });
      const first = await ask(name, asked);
      const standing = await everything();
      const second = await ask(name, asked);
      expect([name, first.status, second.status, second.text]).toEqual([name, 200, 200, first.text]);
      expect(await everything()).toEqual(standing);
    }
  });

  it("is refused when the id is used for something else or by somebody else", async () => {
    const command = freshCommand();
    const change = { ...window, period: "2026-08", opensOn: "2026-08-11", dueOn: "2026-09-12", lockOn: "2026-09-22" };
    expect((await ask("calendar.change", { ...bappeda(), input: change, command })).status).toBe(200);
    const before = await everything();
    const otherContent = { ...bappeda(), input: { ...change, rev: 2 }, command };
    const otherSubject = { ...bappeda(), input: { ...budget, n: 2, lines: lines(1) }, command };
    const otherPerson = { as: kukar.who("admin", "bappeda"), tenant: "kukar", input: change, command };
    expect((await ask("calendar.change", otherContent)).text).toContain('"rev":2'); // the first answer, not a second change
    expectFailure(await ask("budget.record", otherSubject), 400, "kernel.command_reused");
    expectFailure(await ask("calendar.change", otherPerson), 400, "kernel.command_reused");
    expect(await everything()).toEqual(before);
  });
});

/** Keys of all journal items: one per command that was done. */
async function journals(): Promise<readonly string[]> {
  const items = await everything();
  return items
    .filter((item) => item["__edb_e__"] === "journal")
    .map((item) => `${String(item["pk"])} ${String(item["sk"])}`);
}

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
import { everything, MARCH_OPEN, regency, type Regency, rowOf, travel, useEngines } from "../../core/test/world.ts";
import { OpenApi, validators } from "./api-document.ts";
import { call, type Got } from "./gateway.ts";
import { type Asked, ask, codeOf, freshCommand, logged, tokenOf, useTokens } from "./http-world.ts";
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

const HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** Status and code of a failure, and everything about it that is not in the house's form. */
function told(got: Got): readonly unknown[] {
  const { headers, text } = got;
  const requestId = headers["x-request-id"] ?? "";
  const wrong = Object.entries(HEADERS).flatMap(([name, value]) => (headers[name] === value ? [] : [name]));
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(requestId)) wrong.push("request id");
  if (!text.includes(`"requestId":"${requestId}"`)) wrong.push("request id in the body");
  if ("etag" in headers) wrong.push("etag");
  return [got.status, codeOf(got), ...documented.failure(got.json), ...wrong];
}

describe("what is refused, and how", () => {
  it("400 names each field by its path", async () => {
    const bad = { template: "RFK", period: "2026-13", unit: "dinas-pu", extra: 1 };
    const got = await ask("report.open", as("bappeda", "bappeda", { input: bad }));
    expect(told(got)).toEqual([400, "kernel.invalid"]);
    const { error } = got.json as { error: { fields: { path: string }[] } };
    expect(error.fields.map((field) => field.path).sort()).toEqual(["extra", "period", "template"]);
    const cell = { ...kukar.cell(rowOf(1), "keuangan", "1"), rowKey: "tanpa-garis", at: "kemarin" };
    const nested = await ask(
      "report.save",
      as("pptk", "dinas-pu", { input: { id, changes: [save().changes[0], cell] } }),
    );
    expect(told(nested)).toEqual([400, "kernel.invalid"]);
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

  it("400 refuses half a character in a text that is free otherwise, before anything is stored", async () => {
    const before = await everything();
    for (const body of [
      '{"reason":"Alasan yang panjang \\ud800 sekali."}',
      '{"reason":"\\udc00 Alasan yang panjang."}',
    ]) {
      expect(told(await raw(`/api/reports/${id}/withdraw`, body))).toEqual([400, "kernel.invalid"]);
    }
    expect(await everything()).toEqual(before);
  });

  it("400 refuses a body that is too large in bytes, before it is read as anything", async () => {
    const wide = JSON.stringify({ id, text: "é".repeat(LIMITS.bodyBytes / 2) });
    expect(wide.length).toBeLessThan(LIMITS.bodyBytes);
    const got = await raw(`/api/reports/${id}/cells`, wide);
    expect(told(got)).toEqual([400, "kernel.invalid"]);
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
      expect(told(got)).toEqual([400, "kernel.invalid"]);
      expect(got.text).toContain("berbeda");
    }
  });

  it("403 tells what one may see but not do", async () => {
    expect(told(await ask("report.save", as("kepala", "dinas-pu", { input: save() })))).toEqual([
      403,
      "report.not_author",
    ]);
    expect(told(await ask("report.verify", as("kepala", "dinas-pu", { input: { id, hash } })))).toEqual([
      403,
      "report.desk",
    ]);
    const day = { input: { day: "2026-04-05" } };
    expect(told(await ask("audit.day", as("pptk", "dinas-pu", day)))).toEqual([403, "kernel.forbidden"]);
  });

  it("404 answers what is absent", async () => {
    const input = { id: "rfk.2026-03.dinas-xx.1" };
    expect(told(await ask("report.view", as("pptk", "dinas-pu", { input })))).toEqual([404, "kernel.not_found"]);
    const evidenceId = "0".repeat(64);
    expect(told(await ask("evidence.open", as("pptk", "dinas-pu", { input: { id, evidenceId } })))).toEqual([
      404,
      "kernel.not_found",
    ]);
  });

  it("409 tells when the rules say no", async () => {
    expect(told(await ask("report.save", as("pptk", "dinas-pu", { input: save() })))).toEqual([409, "report.state"]);
    const again = { template: "rfk", period: "2026-03", unit: "dinas-pu" };
    expect(told(await ask("report.open", as("bappeda", "bappeda", { input: again })))).toEqual([409, "report.exists"]);
  });

  it("409 tells when the world moved since one looked", async () => {
    const stale = { id, hash: "0".repeat(64) };
    expect(told(await ask("report.verify", as("kabid", "dinas-pu", { input: stale })))).toEqual([
      409,
      "report.content_changed",
    ]);
    const days = { opensOn: "2026-06-11", dueOn: "2026-07-12", lockOn: "2026-07-22", rev: 7 };
    const change = { template: "rfk", period: "2026-06", ...days };
    expect(told(await ask("calendar.change", as("bappeda", "bappeda", { input: change })))).toEqual([
      409,
      "calendar.stale",
    ]);
    const form = { id: "layanan-bulanan.2026-03.dinas-pu.1", stamp: 99 };
    expect(told(await ask("report.submit", as("pptk", "dinas-pu", { input: form })))).toEqual([409, "report.stale"]);
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
    expect(told(got)).toEqual([429, "kernel.busy"]);
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
    expect(told(got)).toEqual([500, "kernel.internal"]);
    const shown = `${got.text}\n${written.join("\n")}`;
    for (const secret of [
      typed,
      "Table kukar",
      "Pejabat",
      "SELARAS_TABLE",
      tokenOf(kukar.who("kabid").subject),
      hash,
    ]) {
      expect(shown).not.toContain(secret);
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
    expect(told(mine)).toEqual([400, "kernel.invalid"]);
    const given = ["", "1", `${ULID}x`, "<script>", ULID.toLowerCase()];
    const made = await Promise.all(
      given.map((text) =>
        ask("account.session", { as: kukar.who("pptk"), tenant: null, headers: { "x-request-id": text } }),
      ),
    );
    const ids = made.map((got) => got.headers["x-request-id"] ?? "");
    expect(ids.filter((each) => !/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(each))).toEqual([]);
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

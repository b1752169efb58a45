import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { actAs } from "@selaras/local/environment.ts";
import { lambdaContext } from "@selaras/local/gateway/lambda-context.ts";
import { type ChaosProxy, type Injection, startChaosProxy, type TableRequest } from "@selaras/local/table/chaos.ts";
import {
  everything,
  MARCH_OPEN,
  regency,
  type Regency,
  rowOf,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { handler as jobs, type JobName } from "../src/jobs.ts";
import { handler as visitors } from "../src/public.ts";
import { handler as projector } from "../src/stream.ts";
import { handler as worker } from "../src/worker.ts";
import { call } from "./gateway.ts";
import { ask, logged, member, signed, tokenOf, useTokens } from "./http-world.ts";
import { journalRecords, PDF_FILE, upload } from "./stories.ts";
import { trace, useTraceSink } from "./trace-sink.ts";

useEngines();
useTokens();
const sink = useTraceSink();

/*
 * The main job with a mark in every place where people type or where somebody can be recognised, through all functions,
 * also where things break: none of it may come out in a log line, a metric or a trace.
 */
const MARK = "RAHASIA";
const TYPED = {
  name: `Siti ${MARK} Aminah`,
  text: `${MARK}: longsor di ruas Tenggarong`,
  follow: `${MARK}: pindah alat berat`,
  amount: "98765432.11",
  reason: `${MARK}: realisasi ruas 2 belum cocok.`,
  file: `${MARK} kontrak.pdf`,
  search: `${MARK}-cari`,
  field: `${MARK}-medan`,
  path: `${MARK}-jalan`,
  agent: `${MARK}-peramban`,
  fault: `${MARK}: Item kukar#people of Siti was not written`,
} as const;
/** What the world itself gives to people, and to their requests. */
const PERSONAL = ["197801012005012001", "@contoh.id", "Pejabat ", "sub-kukar-", "127.0.0.1", "10.20.30.40"];

const LEVELS = {
  POWERTOOLS_LOG_LEVEL: "DEBUG",
  POWERTOOLS_METRICS_DISABLED: "false",
  POWERTOOLS_METRICS_NAMESPACE: "Selaras/uji",
} as const;
Object.assign(process.env, LEVELS);

let proxy: ChaosProxy;
let disturb: (request: TableRequest) => Injection | undefined = () => undefined;
let kukar: Regency;
let siti: Somebody;
let out: readonly string[] = [];
const seen = new Set<string>();

beforeAll(async () => {
  proxy = await startChaosProxy(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", (request) => disturb(request));
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = proxy.endpoint;
  travel(MARCH_OPEN);
  kukar = await regency("kukar");
  siti = { ...kukar.who("pptk"), person: "siti", subject: "sub-kukar-siti", name: TYPED.name };
  await kukar.hire(siti);
  trace(1);
  out = await logged(async () => {
    const id = await publishing();
    await breaking(id);
  });
});
afterAll(async () => {
  for (const name of Object.keys(LEVELS)) delete process.env[name];
  await proxy.stop();
});

/** Calls a route as somebody would who gives himself away in every header and parameter. */
async function does(name: Parameters<typeof ask>[0], as: Somebody, input: Record<string, unknown> = {}) {
  const headers = { "user-agent": TYPED.agent, "x-forwarded-for": "10.20.30.40", cookie: `nama=${TYPED.field}` };
  const got = await ask(name, { as, tenant: "kukar", input, headers });
  seen.add(`${name} ${got.status}`);
  return got;
}
const cell = (row: number, field: string, value: string, base = 0) => ({
  ...kukar.cell(rowOf(row), field, value, base),
});

const visit = (path: string, host = "kukar.selaras.id") => {
  const [rawPath = "", rawQueryString = ""] = path.split("?");
  const http = { method: "GET", path: rawPath, protocol: "HTTP/1.1", sourceIp: "10.20.30.40", userAgent: TYPED.agent };
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers: { host, "user-agent": TYPED.agent },
    requestContext: { http, domainName: host, routeKey: "$default", stage: "$default" },
    isBase64Encoded: false,
  };
  return actAs("public", () => visitors(JSON.parse(JSON.stringify(event)), lambdaContext("public", 29_000)));
};
const project = async () => actAs("projector", async () => projector({ Records: [...(await journalRecords())] }));
const run = (job: JobName) => actAs("jobs", () => jobs({ job }));

const work = async () => actAs("worker", async () => worker({ Records: [...(await journalRecords())] }));

/** From the empty report to its publication, over HTTP. */
async function publishing(): Promise<string> {
  const [kabid, kepala] = [kukar.who("kabid"), kukar.who("kepala")];
  await run("open-periods");
  const id = "rfk.2026-03.dinas-pu.1";
  await does("report.mine", siti);
  const changes = [1, 2, 3].flatMap((row) => [
    cell(row, "keuangan", TYPED.amount),
    cell(row, "fisik", "7.5"),
    cell(row, "status", "Kontrak/Pelaksanaan"),
    cell(row, "kategori", "lahan"),
    cell(row, "permasalahan", TYPED.text),
    cell(row, "tindak_lanjut", TYPED.follow),
  ]);
  await does("report.save", siti, { id, changes });
  const file = { id, ...PDF_FILE, name: TYPED.file };
  const address = await does("evidence.announce", siti, file);
  await upload(String(member(address, "url")), member(address, "headers") as Record<string, string>);
  await does("evidence.confirm", siti, file);
  await does("evidence.open", siti, { id, evidenceId: PDF_FILE.sha256 });
  const hash = await send(id);
  await does("report.sendBack", kabid, { id, hash, reason: TYPED.reason });
  await does("evidence.remove", siti, { id, evidenceId: PDF_FILE.sha256, reason: TYPED.reason });
  const again = { id, hash: await send(id) };
  await does("report.differences", kabid, { id });
  await does("report.verify", kabid, again);
  await does("report.sign", kepala, again);
  await work();
  await does("report.history", kepala, { id });
  await does("search.find", siti, { q: TYPED.search });
  await does("audit.day", kukar.who("inspektorat", "bappeda"), { day: "2026-04-05" });
  await project();
  for (const path of ["/", `/laporan/rfk/2026-03/dinas-pu?nama=${MARK}`, "/data/rfk-2026.csv"]) await visit(path);
  for (const job of ["publish-signed", "collect-usage"] as const) await run(job);
  return id;
}

async function send(id: string): Promise<string> {
  const stamp = member(await does("report.view", siti, { id }), "stamp");
  return String(member(await does("report.submit", siti, { id, stamp }), "hash"));
}

/** From now on the table refuses these requests, or those of them that name something. */
const fault = (operation: string, named = ""): void => {
  const body = { __type: "com.amazonaws.dynamodb.v20120810#ValidationException", message: TYPED.fault };
  disturb = (request) =>
    request.operation === operation && JSON.stringify(request.body).includes(named)
      ? { kind: "answer", status: 400, body }
      : undefined;
};

/** Whatever can go wrong around it, with the same marks in what went wrong. */
async function breaking(id: string): Promise<void> {
  await does("report.save", siti, { id, changes: [{ ...cell(1, "fisik", TYPED.text), [TYPED.field]: TYPED.text }] });
  await does("report.save", siti, { id, changes: [cell(1, "keuangan", "1")] });
  await does("report.withdraw", siti, { id, reason: TYPED.reason });
  await does("report.view", siti, { id: TYPED.path });
  await does("report.view", siti, { id: "rfk.2026-03.dinas-tiada.1" });
  await does("audit.day", siti, { day: "2026-04-05" });
  const wire = { method: "GET", url: `/api/${TYPED.path}?nip=${TYPED.search}`, headers: { authorization: "Bearer x" } };
  await call(wire);
  await call({ ...wire, url: `/api/reports?${TYPED.field}=${TYPED.search}` });
  const forged = signed({ sub: "sub-kukar-siti", username: TYPED.name, client_id: "lain" });
  await call({ ...wire, url: "/api/reports", headers: { authorization: `Bearer ${forged}` } });
  await visit(`/${TYPED.path}`);
  await visit("/", `siti-${MARK.toLowerCase()}.selaras.id`);
  fault("Query");
  await does("report.view", siti, { id });
  await visit("/");
  await expect(run("publish-signed")).rejects.toThrow("jobs: publish-signed failed");
  await project();
  fault("Query", "layanan@terbit");
  await run("publish-signed");
  fault("TransactWriteItems");
  await does("calendar.extend", kukar.who("bappeda", "bappeda"), {
    template: "rfk",
    period: "2026-05",
    unit: "dinas-pu",
    until: "2027-01-30",
    reason: TYPED.reason,
  });
  // Usage that cannot be written down: due because of the rush.
  fault("UpdateItem");
  for (let n = 0; n <= LIMITS.usageFlushWorks; n += 1) await does("account.me", siti);
  disturb = () => undefined;
}

const lines = () => out.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("what functions write about themselves", () => {
  it("was written: every function spoke, of what went well and of what broke, and the traces too", async () => {
    const told = lines();
    const events = new Set(
      told.filter((line) => "event" in line).map((line) => `${line["function"]} ${line["event"]}`),
    );
    expect([...events].sort()).toEqual([
      "api limits uncounted",
      "api request",
      "api unexpected",
      "api usage postponed",
      "jobs job",
      "jobs job failed",
      "jobs period opened",
      "jobs unexpected",
      "projector batch",
      "projector projection failed",
      "public request",
      "public unexpected",
      "worker batch",
    ]);
    const metrics = out.filter((line) => line.includes("_aws"));
    expect(metrics.filter((line) => line.includes('"Namespace":"Selaras/uji"'))).toEqual(metrics);
    expect(metrics.length).toBeGreaterThan(50);
    const { annotations } = await sink.arrived((part) => part.annotations?.["operation"] === "report.sign");
    expect(annotations).toMatchObject({ tenant: "kukar" });
    expect(sink.packets.length).toBeGreaterThan(100);
  });

  it("came from requests that did carry the marks, and from a table that holds them", async () => {
    const stored = JSON.stringify(await everything());
    const { search: _1, field: _2, path: _3, agent: _4, fault: _5, ...kept } = TYPED;
    for (const typed of Object.values(kept)) expect(stored, typed).toContain(typed);
    expect([...seen].filter((each) => each.endsWith(" 200")).length).toBeGreaterThan(12);
    for (const status of [400, 403, 404, 409, 500]) {
      expect([...seen].filter((each) => each.endsWith(` ${status}`)).length, String(status)).toBeGreaterThan(0);
    }
  });

  it("holds no name, no answer, no token, no query, no address and no words of an error", () => {
    const everythingTold = [...out, ...sink.packets];
    const people = [siti, ...["kabid", "kepala", "pptk"].map((kind) => kukar.who(kind))];
    const tokens = people.map(({ subject }) => tokenOf(subject).split(".")[1] ?? "?");
    const secrets = [MARK, MARK.toLowerCase(), TYPED.amount, "98765432", ...PERSONAL, ...tokens, PDF_FILE.sha256];
    const leaks = everythingTold.flatMap((line) =>
      secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret} in ${line.slice(0, 300)}`),
    );
    expect(leaks).toEqual([]);
  });

  it("has facts from the list only, none of which was too odd to be told", () => {
    const names = new Set(lines().flatMap((line) => ("_aws" in line ? [] : Object.keys(line))));
    expect([...names].sort()).toEqual([
      "actor",
      "awsRequestId",
      "calls",
      "code",
      "coldStart",
      "durationMs",
      "error",
      "event",
      "failed",
      "function",
      "job",
      "kind",
      "level",
      "opened",
      "operation",
      "period",
      "readUnits",
      "records",
      "requestId",
      "sequence",
      "service",
      "status",
      "template",
      "tenant",
      "timestamp",
      "traceId",
      "writeUnits",
    ]);
    const metrics = new Set(lines().flatMap((line) => ("_aws" in line ? Object.keys(line) : [])));
    expect([...metrics].sort()).toEqual([
      "ColdStart",
      "JobFailures",
      "Latency",
      "ProjectionFailures",
      "ReadUnits",
      "Refusals",
      "Requests",
      "WriteUnits",
      "_aws",
      "function",
      "kind",
      "operation",
      "tenant",
    ]);
  });

  it("names every refusal by its code", () => {
    const failed = lines().filter((line) => Number(line["status"]) >= 400);
    expect(failed.length).toBeGreaterThan(8);
    expect(failed.filter((line) => typeof line["code"] !== "string")).toEqual([]);
  });
});

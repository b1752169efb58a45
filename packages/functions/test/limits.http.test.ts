import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { type ChaosProxy, type Injection, serverError, startChaosProxy } from "@selaras/local/table/chaos.ts";
import {
  everything,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { OpenApi, validators } from "./api-document.ts";
import { call, type Got } from "./gateway.ts";
import { ask, codeOf, freshCommand, logged, useTokens } from "./http-world.ts";

useEngines();
useTokens();

/** Small ones, so that a rush is short. */
const LIMITS = {
  requestsPerPersonBurst: 30,
  requestsPerPersonPerMinute: 60,
  requestsPerTenantBurst: 300,
  requestsPerTenantPerMinute: 600,
};

const id = "rfk.2026-03.dinas-pu.1";
let kukar: Regency;
let others: readonly Regency[];
let documented: ReturnType<typeof validators>;
let proxy: ChaosProxy;
let breaking = false;

const onlyBuckets = (body: unknown): Injection | undefined =>
  breaking && JSON.stringify(body).includes("#bucket#") ? serverError() : undefined;

beforeAll(async () => {
  proxy = await startChaosProxy(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", ({ body }) => onlyBuckets(body));
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = proxy.endpoint;
  travel(MARCH_OPEN);
  const document = await call({ method: "GET", url: "/api/openapi.json" });
  documented = validators(v.parse(OpenApi, document?.json));
  const made = [];
  for (const name of ["kukar", "kukar-2", "kuka"]) made.push(await regency(name, { limits: LIMITS }));
  const [first, ...rest] = made;
  if (!first) throw new Error("three regencies were made");
  kukar = first;
  others = rest;
  await kukar.openReport();
});
afterAll(async () => {
  await proxy.stop();
});

/** Every test begins an hour later, with full buckets. */
let hour = new Date(MARCH_OPEN).getTime();
const after = (milliseconds: number): void => travel(new Date(hour + milliseconds).toISOString());
beforeEach(() => {
  hour += 3_600_000;
  after(0);
});

const look = (where: Regency, who: Somebody): Promise<Got> => ask("template.list", { as: who, tenant: where.id });

/** A script that asks as fast as it can; what it got, by status. */
async function flood(where: Regency, who: Somebody, times: number): Promise<ReadonlyMap<number, readonly Got[]>> {
  const came = await Promise.all(Array.from({ length: times }, () => look(where, who)));
  const statuses = [...new Set(came.map(({ status }) => status))];
  return new Map(statuses.map((status) => [status, came.filter((got) => got.status === status)]));
}

describe("a person who asks too much", () => {
  it("is answered 429 in the house's form, with the seconds to wait in the header that the document promises", async () => {
    const came = await flood(kukar, kukar.who("pptk"), 50);
    expect(came.get(200)).toHaveLength(30);
    expect(came.get(429)).toHaveLength(20);
    expect(came.size).toBe(2);
    for (const got of came.get(429) ?? []) {
      expect(codeOf(got)).toBe("limit.person");
      expect(documented.failure(got.json)).toEqual([]);
      expect(got.text).toContain("Tunggu 15 detik");
      expect(got.headers).toMatchObject({ "retry-after": "15", "cache-control": "no-store" });
      expect(got.headers).not.toHaveProperty("etag");
    }
    after(15_000);
    expect((await look(kukar, kukar.who("pptk"))).status).toBe(200);
  });

  it("stops neither a colleague nor the namesake in a regency whose name begins alike", async () => {
    const wild = kukar.who("pptk");
    await flood(kukar, wild, 100);
    expect((await look(kukar, wild)).status).toBe(429);
    const calm = await flood(kukar, kukar.who("pptk", "dinas-pu", 2), 30);
    expect([...calm.keys()]).toEqual([200]);
    for (const other of others) {
      const namesake = other.who("pptk");
      expect(namesake.person).toBe(wild.person);
      expect([...(await flood(other, namesake, 30)).keys()]).toEqual([200]);
    }
  });

  it("has written nothing by a refused command, and does it once when the same one is sent again", async () => {
    const who = kukar.who("pptk");
    const command = freshCommand();
    const input = { id, changes: [kukar.cell(rowOf(1), "keuangan", "1500000")] };
    const save = () => ask("report.save", { as: who, tenant: "kukar", input, command });
    await flood(kukar, who, 40);
    const before = await everything();
    expect(codeOf(await save())).toBe("limit.person");
    expect(await everything()).toEqual(before);
    after(15_000);
    const done = await save();
    expect([done.status, codeOf(done)]).toEqual([200, ""]);
    expect((await save()).text).toBe(done.text);
    const journal = (await everything()).filter((item) => String(item["sk"]) === `log#${command}`);
    expect(journal).toHaveLength(1);
  });

  it("is refused before the body is read, so that rubbish counts as well", async () => {
    const who = kukar.who("kabid");
    await flood(kukar, who, 40);
    const got = await ask("report.verify", { as: who, tenant: "kukar", input: { id, hash: "kosong" } });
    expect([got.status, codeOf(got)]).toEqual([429, "limit.person"]);
  });
});

describe("somebody who has not chosen a regency", () => {
  it("has no bucket", async () => {
    const who = kukar.who("pptk");
    await flood(kukar, who, 40);
    expect((await ask("account.session", { as: who, tenant: null })).status).toBe(200);
  });
});

describe("a table that cannot count", () => {
  it("lets everybody pass and says so in a line or two, without names", async () => {
    breaking = true;
    const who = kukar.who("kepala");
    let came: ReadonlyMap<number, readonly Got[]> = new Map();
    const lines = await logged(async () => {
      came = await flood(kukar, who, 60);
    });
    breaking = false;
    expect([...came.keys()]).toEqual([200]);
    const told = lines.filter((line) => line.includes('"limits uncounted"'));
    expect(told.length).toBeGreaterThan(0);
    // One for the person's bucket, one for the regency's.
    expect(told.length).toBeLessThanOrEqual(2);
    for (const line of told) expect(JSON.parse(line)).toMatchObject({ level: "warn", event: "limits uncounted" });
    expect(told.join("")).not.toContain(who.person);
  });
});

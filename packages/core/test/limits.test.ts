import { serverError } from "@selaras/local/table/chaos.ts";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startMetering, stopMetering } from "../src/db/meter.ts";
import { Draws } from "../src/limit/draws.ts";
import { type Admission, admit } from "../src/limit/index.ts";
import { DEFAULT_LIMITS } from "../src/limit/rules.ts";
import type { RequestLimits } from "../src/tenant/schema.ts";
import {
  everyItem,
  failing,
  MARCH_OPEN,
  type Regency,
  regency,
  type Somebody,
  travel,
  useDisturbedEngines,
} from "./world.ts";

const disturbed = useDisturbedEngines();

/** A regency so small that ten people can use it up: 300 requests at once, 600 a minute. */
const SMALL: RequestLimits = {
  requestsPerPersonBurst: 30,
  requestsPerPersonPerMinute: 60,
  requestsPerTenantBurst: 300,
  requestsPerTenantPerMinute: 600,
};

let kukar: Regency;
let small: readonly Regency[];
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1, limits: DEFAULT_LIMITS });
  small = [await regency("kukar-2", { lines: 1, limits: SMALL }), await regency("kuka", { lines: 1, limits: SMALL })];
});

/** Every test begins a day later, so that all buckets are full again. */
let day = new Date(MARCH_OPEN).getTime();
const after = (milliseconds: number): void => travel(new Date(day + milliseconds).toISOString());
/** Updates of buckets that were sent, refused ones included. */
let writes: string[] = [];
beforeEach(() => {
  day += 86_400_000;
  after(0);
  writes = [];
  disturbed.inject(({ operation, body }) => note(operation, body));
});

function note(operation: string, body: unknown): undefined {
  const key = /"pk":\{"S":"([^"]+#bucket#[^"]+)"\}/.exec(JSON.stringify(body))?.[1];
  if (operation !== "GetItem" && key !== undefined) writes.push(`${operation} ${key}`);
}

/** One request of somebody on one warm function: "ok", or the code of the refusal. */
const request = (where: Regency, who: Somebody, on: Draws): Promise<string> => failing(where.as(who, () => admit(on)));
async function requests(where: Regency, who: Somebody, on: Draws, times: number): Promise<string[]> {
  const came: string[] = [];
  for (let n = 0; n < times; n += 1) came.push(await request(where, who, on));
  return came;
}
const okay = (came: readonly string[]): number => came.filter((code) => code === "ok").length;

describe("what limits cost", () => {
  it("is one write in twenty requests of a person and one in fifty for the regency, after a smaller one to begin with", async () => {
    const on = new Draws();
    startMetering();
    for (let n = 0; n < 300; n += 1) {
      after(n * 500);
      expect(await request(kukar, kukar.who("pptk"), on)).toBe("ok");
    }
    const { calls, read, tableWrite, indexWrite } = stopMetering();
    // 10 + 15 x 20 of the person, 30 + 6 x 50 of the regency.
    expect(writes).toHaveLength(16 + 7);
    expect([tableWrite, indexWrite]).toEqual([23, 0]);
    // A draw reads its bucket and the regency's settings, which two draws of one request share: at the 1st, 31st, 131st, 231st.
    expect([calls, read]).toEqual([23 * 3 - 4, (23 * 2 - 4) / 2]);
  });

  it("stays below one write in ten requests when the person is refused over and over", async () => {
    const on = new Draws();
    const came: string[] = [];
    for (let n = 0; n < 3_000; n += 1) {
      after(n * 20);
      came.push(await request(kukar, kukar.who("pptk"), on));
    }
    // 300 at once and 240 in the minute; the last few are still in the bucket.
    expect(okay(came)).toBeLessThanOrEqual(540);
    expect(okay(came)).toBeGreaterThan(520);
    expect(new Set(came)).toEqual(new Set(["ok", "limit.person"]));
    expect(writes.length).toBeLessThanOrEqual(okay(came) / 10);
  });

  it("stays below one write in ten for a tab that only asks every two minutes, all day", async () => {
    const on = new Draws();
    for (let n = 0; n < 300; n += 1) {
      after(n * 120_000);
      expect(await request(kukar, kukar.who("pptk"), on)).toBe("ok");
    }
    // 10 + 20 x 15 of the person, 10 x 30 of the regency.
    expect(writes).toHaveLength(21 + 10);
  });
});

describe("several warm functions at once", () => {
  it("grant together what the bucket holds and what flows in, not a request more", async () => {
    const functions = Array.from({ length: 8 }, () => new Draws());
    const rush = async () =>
      okay((await Promise.all(functions.map((on) => requests(kukar, kukar.who("pptk"), on, 100)))).flat());
    // Eight times ten, then eleven times twenty.
    expect(await rush()).toBe(300);
    // Each of the eight functions may meet another one on the way to an idle bucket and to its end.
    const person = writes.filter((write) => write.includes("#person/"));
    expect(person.length).toBeLessThanOrEqual(8 + 11 + 2 * functions.length);
    after(10_000);
    expect(await rush()).toBe(40);
    after(10_001);
    expect(await rush()).toBe(0);
  });

  it("keep each bucket in a partition of its own regency, to be forgotten by itself", async () => {
    const who = { ...kukar.who("pptk"), person: "tenant" };
    await request(kukar, who, new Draws());
    const buckets = (await everyItem()).filter((item) => item["__edb_e__"] === "bucket");
    const names = buckets.map((item) => String(item["pk"]));
    expect(names).toContain("kukar#bucket#tenant");
    expect(names).toContain("kukar#bucket#person/tenant");
    for (const item of buckets) {
      expect(String(item["pk"])).toBe(`${String(item["tenant"])}#bucket#${String(item["owner"])}`);
      const { fullAt, expires } = item;
      expect(Number(expires) * 1_000).toBeGreaterThanOrEqual(Number(fullAt) + 3_600_000);
    }
  });
});

describe("one person's script at full speed", () => {
  it("takes nothing from a colleague", async () => {
    const on = new Draws();
    const [wild, calm] = [kukar.who("pptk", "dinas-pu", 1), kukar.who("pptk", "dinas-pu", 2)];
    const came: string[] = [];
    for (let n = 0; n < 100; n += 1) {
      after(n * 600);
      await requests(kukar, wild, on, 50);
      came.push(await request(kukar, calm, on));
    }
    expect(okay(came)).toBe(100);
    // The regency's own bucket has paid for no more than was granted, in draws of thirty to fifty.
    expect(writes.filter((write) => write.endsWith("#tenant")).length).toBeLessThanOrEqual((300 + 240 + 100) / 30);
  });

  it("never draws from the regency once the own bucket is empty", async () => {
    const on = new Draws();
    // 10 + 14 x 20, and the last ten by a function that never met the person.
    expect(okay(await requests(kukar, kukar.who("pptk"), on, 350))).toBe(290);
    expect(okay(await requests(kukar, kukar.who("pptk"), new Draws(), 50))).toBe(10);
    writes = [];
    for (const each of [on, new Draws(), new Draws()]) {
      const came = await requests(kukar, kukar.who("pptk"), each, 200);
      expect(new Set(came)).toEqual(new Set(["limit.person"]));
    }
    expect(writes).toEqual([]);
  });
});

describe("a regency that has used up its limit", () => {
  const people = (where: Regency) =>
    Array.from({ length: 12 }, (_, i) => ({ ...where.who("pptk"), person: `pegawai-${i + 1}` }));

  it("waits, while regencies of similar names and the same people go on", async () => {
    const [first, second] = small;
    if (!first || !second) throw new Error("two small regencies were made");
    const on = new Draws();
    const rush = async (where: Regency) => {
      const came = await Promise.all(people(where).map((who) => requests(where, who, on, 30)));
      return came.flat();
    };
    const came = await rush(first);
    // 30 + 5 x 50; the last twenty are fewer than a draw.
    expect(okay(came)).toBe(280);
    expect(new Set(came)).toEqual(new Set(["ok", "limit.tenant"]));
    // The same people on the same function, in a regency whose name begins alike: full buckets.
    expect(okay(await rush(second))).toBe(280);
    expect(okay(await requests(kukar, kukar.who("kabid"), on, 100))).toBe(100);
  });

  it("costs no writes of its people while it waits, and takes no token from them", async () => {
    const [first] = small;
    if (!first) throw new Error("two small regencies were made");
    const on = new Draws();
    const [latecomer, ...rest] = people(first);
    if (!latecomer) throw new Error("twelve people were made");
    await Promise.all(rest.map((who) => requests(first, who, on, 30)));
    writes = [];
    expect(new Set(await requests(first, latecomer, on, 30))).toEqual(new Set(["limit.tenant"]));
    expect(writes).toEqual([]);
    after(3_000);
    expect(okay(await requests(first, latecomer, on, 10))).toBe(10);
    expect(writes).toHaveLength(2);
  });

  it("gives the person's token back when a function learns only then that the regency is out", async () => {
    const [first] = small;
    if (!first) throw new Error("two small regencies were made");
    const [latecomer, ...rest] = people(first);
    if (!latecomer) throw new Error("twelve people were made");
    await Promise.all(rest.map((who) => requests(first, who, new Draws(), 30)));
    const on = new Draws();
    writes = [];
    expect(new Set(await requests(first, latecomer, on, 5))).toEqual(new Set(["limit.tenant"]));
    after(3_000);
    expect(okay(await requests(first, latecomer, on, 10))).toBe(10);
    expect(writes.filter((write) => write.includes("#person/"))).toHaveLength(1);
  });

  it("tells how long to wait, in whole seconds", async () => {
    const [first] = small;
    if (!first) throw new Error("two small regencies were made");
    const on = new Draws();
    await requests(first, first.who("pptk"), on, 30);
    // Fifteen tokens at one a second.
    const refused = first.as(first.who("pptk"), () => admit(on));
    await expect(refused).rejects.toMatchObject({
      kind: "limited",
      code: "limit.person",
      facts: { retryAfterSeconds: 15 },
      message: expect.stringContaining("Tunggu 15 detik"),
    });
    after(14_001);
    const again = first.as(first.who("pptk"), () => admit(on));
    await expect(again).rejects.toMatchObject({ facts: { retryAfterSeconds: 1 } });
    after(15_000);
    expect(await request(first, first.who("pptk"), on)).toBe("ok");
  });
});

describe("a table that does not answer", () => {
  it("stops nobody: the requests pass uncounted, and one of them carries what the table said", async () => {
    const on = new Draws();
    const who = kukar.who("pptk");
    disturbed.inject(({ operation, body }) =>
      operation === "UpdateItem" && JSON.stringify(body).includes("#bucket#") ? serverError() : undefined,
    );
    const came: Admission[] = [];
    for (let n = 0; n < 30; n += 1) came.push(await kukar.as(who, () => admit(on)));
    expect(came.map(({ kind }) => kind)).toEqual(Array.from({ length: 30 }, () => "uncounted"));
    const errors = came.flatMap((each) => (each.kind === "uncounted" && each.error !== null ? [each.error] : []));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ name: "InternalServerError" });
    disturbed.inject(null);
    after(5_000);
    expect(await kukar.as(who, () => admit(on))).toEqual({ kind: "counted" });
  });
});

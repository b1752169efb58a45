import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { metered, nothingSpent, type Spent } from "../src/db/meter.ts";
import { TenantId } from "../src/kernel/id.ts";
import { collectUsage, usageIn } from "../src/usage/index.ts";
import { monthBefore, NO_USAGE, usageDay } from "../src/usage/schema.ts";
import { Tally } from "../src/usage/tally.ts";
import { actAs } from "@selaras/local/environment.ts";
import { asProgram, everyItem, travel, useDisturbedEngines } from "./world.ts";

const disturbed = useDisturbedEngines();

const [KUKAR, NUNUKAN] = [v.parse(TenantId, "kukar"), v.parse(TenantId, "nunukan")];
/** As the API writes it down at the end of a request. */
const write = (tally: Tally, tenant: TenantId, now: Date) => actAs("api", () => tally.write(tenant, now));
const at = (time: string): Date => new Date(`2026-03-05T${time}.000Z`);
const spent = (some: Partial<Spent>): Spent => ({ ...nothingSpent(), ...some });
const request = (some: Partial<Spent>, when: Date, refused = false, tenant = KUKAR) => ({
  tenant,
  at: when,
  spent: spent(some),
  requests: 1 as const,
  refused,
});

/** The amounts that the items of a kind hold, by key. */
async function itemsOf(kind: "usage" | "collectedusage"): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const items = (await everyItem()).filter((item) => item["__edb_e__"] === kind);
  const amounts = (item: Record<string, unknown>) => Object.entries(item).filter(([name]) => name in NO_USAGE);
  return new Map(items.map((item) => [`${item["pk"]} ${item["sk"]}`, Object.fromEntries(amounts(item))]));
}

describe("usage that a warm function holds", () => {
  it("adds up over a morning, with few writes: one after a minute, one after fifty pieces of work", async () => {
    const tally = new Tally();
    let writes = 0;
    const settle = async (now: Date): Promise<void> => {
      for (const tenant of tally.due(now)) writes += (await write(tally, tenant, now)).written;
    };
    // Ten saves in half a minute, two of them refused: nothing is written yet.
    for (let n = 0; n < 10; n += 1) tally.add(request({ writeUnits: 7, readUnits: 2.5 }, at("01:00:00"), n < 2));
    await settle(at("01:00:59"));
    expect([writes, (await itemsOf("usage")).size]).toEqual([0, 0]);
    // A file is confirmed, a snapshot archived; a minute has passed since the first save.
    tally.add(request({ evidenceBytes: 4_000, writeUnits: 6 }, at("01:01:00")));
    tally.add(request({ archiveBytes: 900 }, at("01:01:00")));
    await settle(at("01:01:00"));
    expect([writes, await itemsOf("usage")]).toEqual([
      1,
      new Map([
        [
          "kukar#usage#2026-03 05",
          { requests: 12, refused: 2, readUnits: 25, writeUnits: 76, evidenceBytes: 4_000, archiveBytes: 900 },
        ],
      ]),
    ]);
    // Then a rush: 49 readings wait, the fiftieth writes. Two mails go out by the product itself.
    for (let n = 0; n < 49; n += 1) tally.add(request({ readUnits: 0.5 }, at("02:00:00")));
    await settle(at("02:00:00"));
    expect(writes).toBe(1);
    tally.add({ ...request({ mails: 2 }, at("02:00:01")), requests: 0 });
    await settle(at("02:00:01"));
    expect([writes, (await itemsOf("usage")).get("kukar#usage#2026-03 05")]).toEqual([
      2,
      { requests: 61, refused: 2, readUnits: 49.5, writeUnits: 76, evidenceBytes: 4_000, archiveBytes: 900, mails: 2 },
    ]);
  });

  it("counts what its own write costs with the next write, and lets an idle tenant rest", async () => {
    const tally = new Tally();
    tally.add(request({}, at("03:00:00"), false, NUNUKAN));
    const cost = nothingSpent();
    await metered(cost, () => write(tally, NUNUKAN, at("03:01:00")));
    expect([cost.writeUnits, cost.readUnits]).toEqual([1, 0]);
    tally.addCost(NUNUKAN, at("03:01:00"), cost);
    expect(tally.due(at("23:00:00"))).toEqual([]);
    tally.add(request({}, at("23:00:00"), false, NUNUKAN));
    expect(tally.due(at("23:00:59"))).toEqual([]);
    expect(tally.due(at("23:01:00"))).toEqual([NUNUKAN]);
    await write(tally, NUNUKAN, at("23:01:00"));
    expect((await itemsOf("usage")).get("nunukan#usage#2026-03 05")).toEqual({ requests: 2, writeUnits: 1 });
  });

  it("puts every piece of work on the day on which it was done", async () => {
    const tally = new Tally();
    tally.add(request({}, new Date("2026-05-31T23:59:59.999Z")));
    tally.add(request({}, new Date("2026-06-01T00:00:00.000Z")));
    const { written } = await write(tally, KUKAR, new Date("2026-06-01T00:01:00.000Z"));
    const items = await itemsOf("usage");
    expect([written, items.get("kukar#usage#2026-05 31"), items.get("kukar#usage#2026-06 01")]).toEqual([
      2,
      { requests: 1 },
      { requests: 1 },
    ]);
  });

  it("loses nothing when the table refuses, and tries again with a later write, not at once", async () => {
    const tally = new Tally();
    const day = new Date("2026-07-01T08:00:00.000Z");
    const later = (seconds: number): Date => new Date(day.getTime() + seconds * 1_000);
    for (let n = 0; n < 50; n += 1) tally.add(request({ writeUnits: 1 }, day));
    disturbed.inject(({ operation }) =>
      operation === "UpdateItem"
        ? { kind: "answer", status: 400, body: { __type: "com.amazonaws.dynamodb.v20120810#ValidationException" } }
        : undefined,
    );
    const { written, failed } = await write(tally, KUKAR, day);
    disturbed.inject(null);
    expect([written, failed.map(({ tenant }) => tenant)]).toEqual([0, [KUKAR]]);
    expect((await itemsOf("usage")).has("kukar#usage#2026-07 01")).toBe(false);
    tally.add(request({ writeUnits: 1 }, later(10)));
    expect(tally.due(later(59))).toEqual([]);
    expect(tally.due(later(60))).toEqual([KUKAR]);
    await write(tally, KUKAR, later(60));
    expect((await itemsOf("usage")).get("kukar#usage#2026-07 01")).toEqual({ requests: 51, writeUnits: 51 });
  });

  it("is written once when two requests end at the same time, and takes what comes meanwhile", async () => {
    const tally = new Tally();
    const day = new Date("2026-08-01T08:00:00.000Z");
    for (let n = 0; n < 50; n += 1) tally.add(request({}, day));
    const both = [write(tally, KUKAR, day), write(tally, KUKAR, day)];
    tally.add(request({}, day));
    expect((await Promise.all(both)).map(({ written }) => written)).toEqual([1, 0]);
    expect((await itemsOf("usage")).get("kukar#usage#2026-08 01")).toEqual({ requests: 50 });
    await write(tally, KUKAR, day);
    expect((await itemsOf("usage")).get("kukar#usage#2026-08 01")).toEqual({ requests: 51 });
  });

  it("lets one request write down four tenants at most, those that wait longest", () => {
    const tally = new Tally();
    const slugs = ["aa", "bb", "cc", "dd", "ee"].map((slug) => v.parse(TenantId, slug));
    for (const [n, slug] of slugs.toReversed().entries()) tally.add(request({}, at(`04:00:0${n}`), false, slug));
    expect(tally.due(at("04:10:00"))).toEqual(["ee", "dd", "cc", "bb"]);
  });

  it("adds no evidence for a request that was refused, but what it archived", async () => {
    const tally = new Tally();
    const day = new Date("2026-09-01T08:00:00.000Z");
    tally.add(request({ evidenceBytes: 10, archiveBytes: 20 }, day, true));
    await write(tally, KUKAR, day);
    expect((await itemsOf("usage")).get("kukar#usage#2026-09 01")).toEqual({
      requests: 1,
      refused: 1,
      archiveBytes: 20,
    });
  });
});

describe("the collection", () => {
  const collect = (tenant: string): Promise<number> => asProgram("jobs", tenant, collectUsage);
  const use = async (tenant: TenantId, day: string, some: Partial<Spent>): Promise<void> => {
    const tally = new Tally();
    tally.add(request(some, new Date(`${day}T05:00:00.000Z`), false, tenant));
    await write(tally, tenant, new Date(`${day}T05:00:00.000Z`));
  };
  const [one, two] = [v.parse(TenantId, "kumpul"), v.parse(TenantId, "kumpul-2")];

  it("copies the finished days of each tenant, and writes nothing when it is repeated", async () => {
    travel("2026-11-02T00:00:00.000Z");
    await use(one, "2026-09-30", { readUnits: 3 });
    await use(one, "2026-11-01", { readUnits: 1, archiveBytes: 8 });
    await use(one, "2026-11-02", { readUnits: 9 });
    await use(two, "2026-11-01", { writeUnits: 2 });
    expect([await collect(one), await collect(two)]).toEqual([2, 1]);
    const first = await itemsOf("collectedusage");
    expect(first).toEqual(
      new Map([
        ["platform#usage#2026-09 kumpul#30", { ...NO_USAGE, requests: 1, readUnits: 3 }],
        ["platform#usage#2026-11 kumpul#01", { ...NO_USAGE, requests: 1, readUnits: 1, archiveBytes: 8 }],
        ["platform#usage#2026-11 kumpul-2#01", { ...NO_USAGE, requests: 1, writeUnits: 2 }],
      ]),
    );
    const again = nothingSpent();
    expect(await metered(again, () => collect(one))).toBe(0);
    expect(again.writeUnits).toBe(0);
    expect(await itemsOf("collectedusage")).toEqual(first);
  });

  it("puts a day right whose last count came late", async () => {
    await use(one, "2026-11-01", { readUnits: 4 });
    expect(await collect(one)).toBe(1);
    expect((await itemsOf("collectedusage")).get("platform#usage#2026-11 kumpul#01")).toEqual({
      ...NO_USAGE,
      requests: 2,
      readUnits: 5,
      archiveBytes: 8,
    });
  });

  it("sums a month per tenant for the operator", async () => {
    travel("2026-12-01T00:00:00.000Z");
    expect(await collect(one)).toBe(1);
    const sums = await asProgram("jobs", "kumpul", () => usageIn("2026-11"));
    expect([...sums]).toEqual([
      ["kumpul", { ...NO_USAGE, requests: 3, readUnits: 14, archiveBytes: 8 }],
      ["kumpul-2", { ...NO_USAGE, requests: 1, writeUnits: 2 }],
    ]);
  });
});

describe("days and months", () => {
  it("are those of UTC, as the bill counts", () => {
    expect(usageDay(new Date("2026-03-31T23:59:59.999Z"))).toEqual({ month: "2026-03", day: "31" });
    expect(usageDay(new Date("2026-04-01T00:00:00.000Z"))).toEqual({ month: "2026-04", day: "01" });
  });

  it("are counted back over the turn of the year and from the 31st", () => {
    const months = (iso: string) => [0, 1, 2].map((back) => monthBefore(new Date(iso), back));
    expect(months("2026-01-31T12:00:00.000Z")).toEqual(["2026-01", "2025-12", "2025-11"]);
    expect(months("2026-03-31T12:00:00.000Z")).toEqual(["2026-03", "2026-02", "2026-01"]);
  });
});

import { describe, expect, it } from "vitest";
import { nothingSpent, type Spent } from "@selaras/core/db/meter.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { collectUsage } from "@selaras/core/usage/index.ts";
import { NO_USAGE } from "@selaras/core/usage/schema.ts";
import { Tally } from "@selaras/core/usage/tally.ts";
import { actAs } from "@selaras/local/environment.ts";
import * as v from "valibot";
import { asProgram, travel, useEngines } from "../../core/test/world.ts";
import { costOf, PRICES } from "../src/operate/prices.ts";
import { usageJson, usageRows, usageTable } from "../src/operate/usage.ts";

useEngines();

describe("what a month cost", () => {
  it("is units, requests, bytes and mails by the price list", () => {
    const usage = { ...NO_USAGE, readUnits: 2_000_000, writeUnits: 1_000_000, requests: 500_000, mails: 3_000 };
    // 0.25 + 0.625 + 0.6 + 2 GB at 0.023 + 3 at 0.10
    expect(costOf(usage, 2_000_000_000)).toBeCloseTo(1.821, 9);
    expect(costOf(NO_USAGE, 0)).toBe(0);
  });

  it("says where its prices are from, and that nobody has checked them", () => {
    expect(PRICES).toMatchObject({ region: "us-east-1", checked: false });
    expect(usageTable("2026-11", [])).toMatch(/us-east-1, 2025-12, BELUM DIPERIKSA/);
  });
});

describe("the operator's table", () => {
  async function use(slug: string, day: string, spent: Partial<Spent>): Promise<void> {
    const tenant = v.parse(TenantId, slug);
    const at = new Date(`${day}T05:00:00.000Z`);
    const tally = new Tally();
    tally.add({ tenant, at, spent: { ...nothingSpent(), ...spent }, requests: 1, refused: false });
    travel(`${day.slice(0, 8)}28T00:00:00.000Z`);
    await actAs("jobs", () => tally.write(tenant, at));
    await asProgram("jobs", slug, collectUsage);
  }
  const rows = (month: string) => actAs("operator", () => usageRows(month));

  it("has a row per tenant, with what it stored in all months up to this one", async () => {
    await use("kukar", "2026-09-01", { evidenceBytes: 1_500_000 });
    await use("nunukan", "2026-10-05", { archiveBytes: 2_000_000 });
    await use("kukar", "2026-11-02", { readUnits: 2.5, writeUnits: 7, archiveBytes: 500_000 });
    await use("kukar", "2026-11-03", { readUnits: 1, mails: 1 });
    await use("kukar", "2026-12-01", { archiveBytes: 9_000_000 });
    const november = await rows("2026-11");
    expect(november.map(({ slug, usage, storedBytes }) => [slug, usage, storedBytes])).toEqual([
      [
        "kukar",
        { ...NO_USAGE, requests: 2, readUnits: 3.5, writeUnits: 7, archiveBytes: 500_000, mails: 1 },
        2_000_000,
      ],
      ["nunukan", NO_USAGE, 2_000_000],
    ]);
    expect(usageTable("2026-11", november).split("\n").slice(0, 5)).toEqual([
      "Pemakaian 2026-11",
      "",
      "daerah   permintaan  ditolak  RRU  WRU  MB baru  MB tersimpan  surel     USD",
      "kukar             2        0  3,5    7      0,5             2      1  0,0002",
      "nunukan           0        0    0    0        0             2      0  0,0000",
    ]);
    const told = JSON.parse(usageJson("2026-11", november)) as { tenants: unknown; prices: unknown };
    expect(told).toEqual({ month: "2026-11", prices: PRICES, tenants: november });
  });

  it("of a month in which nothing was collected yet still shows what lies in the store", async () => {
    const january = await rows("2027-01");
    expect(january.map(({ slug, storedBytes }) => [slug, storedBytes])).toEqual([
      ["kukar", 11_000_000],
      ["nunukan", 2_000_000],
    ]);
    expect(await rows("2025-01")).toEqual([]);
    expect(usageTable("2025-01", [])).toContain("Belum ada pemakaian yang dikumpulkan.");
  });
});

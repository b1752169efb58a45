import { beforeAll, describe, expect, it } from "vitest";
import { board, counterparts, link, unlink } from "../src/consistency/index.ts";
import { bring } from "./stages.ts";
import { failing, MARCH_OPEN, project, type Regency, regency, travel, useEngines } from "./world.ts";

/* Three rows of 90 million in March: 270 million in the month and up to it; the budget of the three rows is 3.6 billion. */
useEngines();

const rfk = (figure: string, part: number | null) => ({ template: "rfk", figure, part });
const declared = (id: string, sides: ReturnType<typeof rfk>[], level: "unit" | "region" = "unit") => ({
  link: id,
  label: `Tautan ${id}`,
  level,
  sides,
  tolerance: "0",
  rev: 0,
});

describe("figures that a regency declares to be one", () => {
  let kukar: Regency;
  const bappeda = () => kukar.who("bappeda", "bappeda");
  const asked = async (id: string) => {
    const { links } = await kukar.as(kukar.who("pptk"), () => board({ year: "2026" }));
    return links.find((each) => each.link === id);
  };
  beforeAll(async () => {
    travel(MARCH_OPEN);
    kukar = await regency("kukar", { units: ["dinas-pu", "dinas-kes"] });
    await bring(kukar, "dinas-pu", "published");
    await project("kukar");
    const pairs = {
      sama: [rfk("keuangan_bulan", 3), rfk("keuangan_total", 3)],
      beda: [rfk("keuangan_total", 3), rfk("pagu_total", 3)],
      belum: [rfk("keuangan_total", 3), rfk("keuangan_total", 4)],
    };
    for (const [id, sides] of Object.entries(pairs)) await kukar.as(bappeda(), () => link(declared(id, sides)));
    const region = declared("daerah", [rfk("keuangan_bulan", null), rfk("keuangan_total", 3)], "region");
    await kukar.as(bappeda(), () => link(region));
  });

  it("stand side by side per unit, each with its report, its state and the difference", async () => {
    const row = async (id: string) =>
      (await asked(id))?.rows.map(({ unit, state, difference }) => [unit, state, difference]);
    expect(await row("sama")).toEqual([["dinas-pu", "same", "0"]]);
    expect(await row("beda")).toEqual([["dinas-pu", "different", "3330000000"]]);
    expect(await row("belum")).toEqual([["dinas-pu", "waiting", null]]);
    const [own] = (await asked("sama"))?.rows ?? [];
    expect(own?.values.map(({ figure, report }) => [figure, report])[0]).toEqual([
      { kind: "value", amount: "270000000", unit: "Rp" },
      "rfk.2026-03.dinas-pu.1",
    ]);
  });

  it("are put together over the year and the units, and say of how many", async () => {
    const found = await asked("daerah");
    expect(found?.sides.map((side) => side.period)).toEqual(["2026", "2026-03"]);
    expect(found?.rows).toMatchObject([
      {
        unit: null,
        state: "same",
        values: [
          { counted: 1, expected: 2 },
          { counted: 1, expected: 2 },
        ],
      },
    ]);
  });

  it("are told to whoever looks at a report of which one is", async () => {
    const input = { template: "rfk", period: "2026-03", unit: "dinas-pu" };
    const { links } = await kukar.as(kukar.who("kepala"), () => counterparts(input));
    expect(links.map((each) => each.link).toSorted()).toEqual(["beda", "belum", "daerah", "sama"]);
    const found = links.find((each) => each.link === "beda");
    expect([found?.own, found?.others.map(({ standing }) => standing.figure)]).toEqual([
      "keuangan_total",
      [{ kind: "value", amount: "3600000000", unit: "Rp" }],
    ]);
    // The region is another's as well: nobody can say of this report alone that it differs.
    const elsewhere = { ...input, unit: "dinas-kes" };
    const other = await kukar.as(kukar.who("kepala"), () => counterparts(elsewhere));
    expect(other.links.map((each) => each.link)).not.toContain("daerah");
    expect((await kukar.as(kukar.who("kepala"), () => counterparts({ ...input, period: "2026-05" }))).links).toEqual(
      [],
    );
  });

  it("must exist, be of one kind, and be declared by an office that may, on what it saw", async () => {
    const made = (sides: ReturnType<typeof rfk>[]) => failing(kukar.as(bappeda(), () => link(declared("x", sides))));
    expect(await made([rfk("keuangan_total", 3), rfk("tidak_ada", 3)])).toBe("consistency.side_unknown");
    expect(await made([rfk("keuangan_total", 3), rfk("persen_keuangan_total", 3)])).toBe("consistency.sides_unlike");
    expect(await made([rfk("keuangan_total", 3), rfk("keuangan_total", 3)])).toBe("consistency.side_twice");
    expect(await failing(kukar.as(kukar.who("pptk"), () => unlink({ link: "sama", rev: 1 })))).toBe("kernel.forbidden");
    expect(await failing(kukar.as(bappeda(), () => unlink({ link: "sama", rev: 2 })))).toBe("consistency.stale");
    expect(
      await failing(kukar.as(bappeda(), () => link(declared("sama", [rfk("pagu_total", 1), rfk("pagu_total", 2)])))),
    ).toBe("consistency.stale");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { plan } from "../src/calendar/index.ts";
import { Period } from "../src/kernel/id.ts";
import { amountOf } from "../src/expression/figure.ts";
import { text } from "../src/kernel/decimal.ts";
import { compute } from "../src/report/compute.ts";
import { verify } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import { view } from "../src/report/view.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { adopt, layanan } from "./lists-world.ts";
import { putOut } from "./stages.ts";
import { asProduct, project, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * A number that is counted once a year: 100 to be served, entered in the first quarter. 20 of them are served in the first
 * and 30 in the second: 30 of 100 in the second quarter alone is 30 %.
 */
useEngines();

const UNIT = "dinkes";
const ROW = "penerima/k.2";
const once = v.parse(TemplateDefinition, {
  ...layanan,
  id: "sekali-setahun",
  sections: layanan.sections.slice(0, 1).map((section) => ({
    ...section,
    rows: "rows" in section ? section.rows?.slice(0, 1) : [],
    fields: ("fields" in section ? section.fields : []).map((field) =>
      field.id === "sasaran" ? { ...field, entry: "stock", timeAgg: "last", given: "first-of-year" } : field,
    ),
  })),
  figures: [],
});
let kukar: Regency;
const author = () => kukar.who("pptk", UNIT);
const seen = (id: string) => kukar.as(author(), () => view({ id }));
const rowOf = async (id: string) => (await seen(id)).rows[0];
const type = (id: string, field: string, value: string, base = 0) =>
  kukar.as(author(), () => save({ id, changes: [kukar.cell(ROW, field, value, base)] }));
async function publish(id: string): Promise<void> {
  const hash = await kukar.send(id, author());
  await kukar.as(kukar.who("kabid", UNIT), () => verify({ id, hash }));
  await kukar.as(kukar.who("kepala", UNIT), () => sign({ id, hash }));
  await putOut("kukar", id);
  await project("kukar");
}

describe("a field that is counted once a year", () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    travel("2026-04-05T02:00:00.000Z");
    kukar = await regency("kukar", { units: [UNIT] });
    await adopt("kukar", { [UNIT]: undefined }, once);
    const days = { opensOn: "2026-04-01", dueOn: "2026-07-20", lockOn: "2026-07-31", rev: 1 };
    const window = { template: once.id, period: v.parse(Period, "2026-TW2"), ...days };
    await asProduct("kukar", () => plan({ template: once.id, year: "2026", windows: [window] }));
    first = await kukar.openReport("2026-TW1", UNIT, once.id);
    await type(first, "sasaran", "100");
    await type(first, "terlayani", "20");
    second = await kukar.openReport("2026-TW2", UNIT, once.id);
  });

  it("is asked for in a later period as long as the first is not out", async () => {
    expect((await rowOf(second))?.given).toBeUndefined();
    const { rows, carry } = await seen(second);
    expect(compute(once, rows, carry).missing.map(({ field }) => field)).toEqual(["sasaran", "terlayani"]);
  });

  it("stands in later periods with the period it comes from once the first is out, counts, and is not typed again", async () => {
    await publish(first);
    const row = await rowOf(second);
    expect([row?.cells["sasaran"]?.v, row?.given?.["sasaran"]]).toEqual([
      "100",
      "Sasaran diisi sekali setahun: angka ini dari Triwulan I 2026.",
    ]);
    const { cells } = await type(second, "sasaran", "90");
    expect(cells[0]).toMatchObject({
      outcome: "refused",
      code: "report.cell_closed",
      message: row?.given?.["sasaran"],
    });
    await type(second, "terlayani", "30");
    const { rows, carry } = await seen(second);
    const done = compute(once, rows, carry);
    const achieved = done.rows.get(rows[0]?.rowKey ?? "")?.computed["capaian"];
    const amount = achieved && amountOf(achieved);
    expect([amount && text(amount), done.missing]).toEqual(["30", []]);
  });

  it("is part of what is signed, and stays what it was", async () => {
    await publish(second);
    const { state, rows } = await seen(second);
    expect([state, rows[0]?.cells["sasaran"]?.v]).toEqual(["published", "100"]);
  });
});

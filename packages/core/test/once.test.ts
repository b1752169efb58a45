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
import { submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { adopt, layanan } from "./lists-world.ts";
import { putOut } from "./stages.ts";
import { asProduct, failing, project, type Regency, regency, travel, useEngines } from "./world.ts";

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
let office: Regency;
const author = () => office.who("pptk", UNIT);
const seen = (id: string) => office.as(author(), () => view({ id }));
const rowOf = async (id: string) => (await seen(id)).rows[0];
const type = (id: string, field: string, value: string, base = 0) =>
  office.as(author(), () => save({ id, changes: [office.cell(ROW, field, value, base)] }));
async function publish(id: string): Promise<void> {
  const hash = await office.send(id, author());
  await office.as(office.who("kabid", UNIT), () => verify({ id, hash }));
  await office.as(office.who("kepala", UNIT), () => sign({ id, hash }));
  await putOut(office.id, id);
  await project(office.id);
}
/** A regency whose office reports the first two quarters, both open. */
async function begun(tenant: string): Promise<void> {
  travel("2026-04-05T02:00:00.000Z");
  office = await regency(tenant, { units: [UNIT] });
  await adopt(tenant, { [UNIT]: undefined }, once);
  const days = { opensOn: "2026-04-01", dueOn: "2026-07-20", lockOn: "2026-07-31", rev: 1 };
  const window = { template: once.id, period: v.parse(Period, "2026-TW2"), ...days };
  await asProduct(tenant, () => plan({ template: once.id, year: "2026", windows: [window] }));
}

describe("a field that is counted once a year", () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    await begun("kukar");
    first = await office.openReport("2026-TW1", UNIT, once.id);
    await type(first, "sasaran", "100");
    await type(first, "terlayani", "20");
    second = await office.openReport("2026-TW2", UNIT, once.id);
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

/*
 * The first quarter has nobody to serve yet (nihil), and 30 of 90 are served in the second: 33.33 %. A 0 that nobody typed
 * would leave the second quarter without an answer.
 */
describe("a year's number that the first period calls nihil", () => {
  it("is no 0 of the year: the next period says its own, and what its author typed stands", async () => {
    await begun("bombana");
    const first = await office.openReport("2026-TW1", UNIT, once.id);
    const reason = "Pendataan sasaran belum dimulai.";
    const nihil = (field: string) => ({ ...office.cell(ROW, field, "0"), input: { kind: "nil" as const, reason } });
    const changes = [nihil("sasaran"), nihil("terlayani")];
    await office.as(author(), () => save({ id: first, changes }));
    const second = await office.openReport("2026-TW2", UNIT, once.id);
    await type(second, "sasaran", "90");
    await publish(first);
    const row = await rowOf(second);
    expect([row?.cells["sasaran"]?.v, row?.given]).toEqual(["90", undefined]);
    // What adds up still counts a nihil as nothing.
    expect((await seen(second)).carry.values[ROW]).toEqual({ terlayani: { sum: "0", last: "0" } });
    await type(second, "terlayani", "30");
    const { rows, carry } = await seen(second);
    const done = compute(once, rows, carry);
    const achieved = done.rows.get(rows[0]?.rowKey ?? "")?.computed["capaian"];
    const amount = achieved && amountOf(achieved);
    expect([amount && text(amount).slice(0, 5), done.missing]).toEqual(["33.33", []]);
  });
});

describe("a whole report that is nihil", () => {
  it("is sent over a number that stands in place of what its author had typed, and not over one that counts", async () => {
    await begun("palembang");
    const first = await office.openReport("2026-TW1", UNIT, once.id);
    await type(first, "sasaran", "100");
    await type(first, "terlayani", "20");
    const second = await office.openReport("2026-TW2", UNIT, once.id);
    await type(second, "sasaran", "90");
    const send = async () => {
      const { stamp } = await seen(second);
      return office.as(author(), () => submit({ id: second, stamp, nil: "Tidak ada layanan pada triwulan ini." }));
    };
    expect(await failing(send())).toBe("report.nil_filled");
    await publish(first);
    expect((await send()).state).toBe("in_review");
  });
});

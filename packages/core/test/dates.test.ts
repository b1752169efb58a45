import { beforeAll, describe, expect, it } from "vitest";
import * as Portal from "../src/portal/index.ts";
import { computeSent } from "../src/report/compute.ts";
import { save } from "../src/report/save.ts";
import { view } from "../src/report/view.ts";
import { region } from "../src/rollup/index.ts";
import { kontrak, tahunan } from "./dates-world.ts";
import { told } from "./filled.ts";
import { fileReport, introduce } from "./filings.ts";
import { asVisitor, project, type Regency, regency, travel, useEngines } from "./world.ts";

useEngines();

const JALAN = "paket/jalan";
const JEMBATAN = "paket/jembatan";

describe("dates in reports", () => {
  let made: Regency;
  let first: string;
  const seen = (id: string) => made.as(made.who("pptk", "pu"), () => view({ id }));

  beforeAll(async () => {
    travel("2026-04-05T02:00:00.000Z");
    made = await regency("kukar", { units: ["pu"] });
    await introduce(made, kontrak, { pu: undefined }, ["2025-TW4", "2026-TW1"]);
    await introduce(made, tahunan, { pu: undefined }, ["2025"]);
    first = await made.openReport("2025-TW4", "pu", kontrak.id);
  });

  it("are kept as the year, the month and the day, and nothing else is taken for one", async () => {
    const values = ["2025-11-03", "2025-02-29", "03/11/2025", "03/11/25", "0025-11-03", "kemarin"];
    const outcomes: (readonly unknown[])[] = [];
    for (const value of values) {
      const changes = [made.cell(JALAN, "kontrak", value)];
      const { cells } = await made.as(made.who("pptk", "pu"), () => save({ id: first, changes }));
      outcomes.push(...cells.map((cell) => [cell.outcome, "code" in cell ? cell.code : null]));
    }
    const refused = ["refused", "report.cell_date"];
    expect(outcomes).toEqual([["accepted", null], refused, refused, refused, refused, refused]);
    const { rows } = await seen(first);
    expect(rows.find((row) => row.rowKey === JALAN)?.cells["kontrak"]).toMatchObject({ s: "value", v: "2025-11-03" });
  });

  it("are reckoned with, followed from period to period, and drawn", async () => {
    // 3 November to 18 December: 27 + 18 = 45 days. 29 December to 31 December: 2.
    await fileReport(made, "pu", first, [
      [JALAN, "selesai", "2025-12-18"],
      [JEMBATAN, "kontrak", "2025-12-29"],
      [JEMBATAN, "selesai", "2025-12-31"],
    ]);
    const before = await seen(first);
    const whole = computeSent(kontrak, before.rows, before.carry, null);
    const at = (row: string, field: string) => told(whole.rows.get(row)?.computed[field], 0);
    expect([at(JALAN, "lama"), at(JEMBATAN, "lama")]).toEqual(["45", "2"]);
    // (45 + 2) / 2
    expect(told(whole.figures["rata_lama"], 1)).toBe("23.5");
    expect(whole.findings).toEqual([]);

    // The quarter after: 18 December to 5 April is 13 + 31 + 28 + 31 + 5 = 108 days, and past the quarter's end.
    const second = await made.openReport("2026-TW1", "pu", kontrak.id);
    const changes = [
      made.cell(JALAN, "kontrak", "2025-11-03"),
      made.cell(JALAN, "selesai", "2026-04-05"),
      made.cell(JEMBATAN, "kontrak", "2026-03-02"),
      made.cell(JEMBATAN, "selesai", "2026-03-01"),
    ];
    await made.as(made.who("pptk", "pu"), () => save({ id: second, changes }));
    const now = await seen(second);
    expect(now.carry.values[JALAN]?.["selesai"]).toEqual({ sum: "0", last: "2025-12-18" });
    const next = computeSent(kontrak, now.rows, now.carry, null);
    expect(told(next.rows.get(JALAN)?.computed["geser"], 0)).toBe("108");
    expect(next.findings.map(({ rowKey, rule }) => [rowKey, rule])).toEqual([
      [JALAN, "lewat"],
      [JEMBATAN, "terbalik"],
    ]);

    // The year draws what is out of its last quarter: the day as a day, what a formula gives as its words.
    const yearly = await made.openReport("2025", "pu", tahunan.id);
    const drawn = await seen(yearly);
    expect(drawn.rows.map(({ rowKey, cells }) => [rowKey, cells["selesai"]?.v, cells["batas"]?.v])).toEqual([
      [JALAN, "2025-12-18", "3 Februari 2026"],
      [JEMBATAN, "2025-12-31", "29 Maret 2026"],
    ]);
    const left = computeSent(tahunan, drawn.rows, drawn.carry, null);
    // 18 to 31 December.
    expect(told(left.rows.get(JALAN)?.computed["sisa"], 0)).toBe("13");
  });

  it("are shown to everybody and stand in the table of the region as days", async () => {
    await project("kukar");
    const place = { template: kontrak.id, period: "2025-TW4", unit: "pu" };
    const { rows } = await asVisitor("kukar", () => Portal.report(place));
    expect(rows.find(({ label }) => label === "Jalan")?.cells).toMatchObject({
      kontrak: { kind: "date", date: "2025-11-03" },
      selesai: { kind: "date", date: "2025-12-18" },
      batas: { kind: "date", date: "2026-02-03" },
      lama: { kind: "value", amount: "45" },
      // 18 to 31 December: a projection knows the period as well.
      sisa: { kind: "value", amount: "13" },
    });
    const over = await made.as(made.who("bappeda", "bappeda"), () =>
      region({ template: kontrak.id, period: "2025-TW4" }),
    );
    const [section] = over.sections;
    const jembatan = section?.groups.flatMap((group) => group.rows).find(({ key }) => key === JEMBATAN);
    expect(jembatan?.figures).toMatchObject({
      selesai: { kind: "date", date: "2025-12-31" },
      sisa: { kind: "value", amount: "0" },
    });
    expect([section?.counted, section?.figures["rata_lama"]]).toMatchObject([2, { kind: "value", amount: "23.5" }]);
  });
});

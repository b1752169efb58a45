import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { writeQuietly } from "../src/db/unit.ts";
import { ReportId, RowKey } from "../src/kernel/id.ts";
import { open } from "../src/report/open.ts";
import { Rows } from "../src/report/store.ts";
import { view } from "../src/report/view.ts";
import { asProduct, failing, MARCH_OPEN, type Regency, regency, rowOf, travel, useEngines } from "./world.ts";

useEngines();
const UNIT = "dinas-pu";
const OTHER = "dinas-kes";
const ID = `rfk.2026-03.${UNIT}.1`;
let kukar: Regency;

/** A row as an opening left it that broke off before the report had a head. */
const left = (rowKey: string, pagu: string) =>
  asProduct("kukar", () =>
    writeQuietly(
      Rows.create({
        reportId: ID,
        rowKey: v.parse(RowKey, rowKey),
        label: "Sisa",
        group: [],
        context: { code: "0", pagu },
        cells: {},
        rev: 0,
      }),
    ),
  );

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: [UNIT, OTHER], lines: 3 });
});

describe("opening a report after an opening that broke off", () => {
  it("pins what holds now in every row, and leaves nothing of what was pinned before", async () => {
    // One row that the budget has, with what it said then, and one that it does not have any more.
    await left(rowOf(2), "7");
    await left("rincian/9.99.99.9.99.9999", "7");
    const id = await kukar.openReport("2026-03", UNIT);
    const { rows } = await kukar.as(kukar.who("pptk"), () => view({ id: v.parse(ReportId, id) }));
    expect(rows.map((row) => [row.rowKey, row.context["pagu"]])).toEqual(
      [1, 2, 3].map((n) => [rowOf(n), "1200000000.00"]),
    );
  });

  it("creates the rows beside one that was left as it must be", async () => {
    const { rows } = await kukar.as(kukar.who("pptk"), () => view({ id: v.parse(ReportId, ID) }));
    const [, second] = rows;
    if (!second) throw new Error("no second row");
    const { rowKey, label, group, context } = second;
    const reportId = `rfk.2026-03.${OTHER}.1`;
    const same = { reportId, rowKey, label, group: [...group], context, cells: {}, rev: 0 };
    await asProduct("kukar", () => writeQuietly(Rows.create(same)));
    const id = await kukar.openReport("2026-03", OTHER);
    const made = await kukar.as(kukar.who("pptk", OTHER), () => view({ id: v.parse(ReportId, id) }));
    expect(made.rows.map((row) => row.rowKey)).toEqual([1, 2, 3].map(rowOf));
  });

  it("is refused once it stands, and takes nothing away from it", async () => {
    const before = await kukar.as(kukar.who("pptk"), () => view({ id: v.parse(ReportId, ID) }));
    const again = asProduct("kukar", () => open({ template: "rfk", period: "2026-03", unit: UNIT }));
    expect(await failing(again)).toBe("report.exists");
    const after = await kukar.as(kukar.who("pptk"), () => view({ id: v.parse(ReportId, ID) }));
    expect(after.rows).toEqual(before.rows);
  });

  it("by several at once makes one report with all its rows", async () => {
    const openers = Array.from({ length: 6 }, () =>
      failing(asProduct("kukar", () => open({ template: "rfk", period: "2026-04", unit: UNIT }))),
    );
    const outcomes = await Promise.all(openers);
    expect(outcomes.filter((each) => each === "ok")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "report.exists"]));
    const id = v.parse(ReportId, `rfk.2026-04.${UNIT}.1`);
    expect((await kukar.as(kukar.who("pptk"), () => view({ id }))).rows).toHaveLength(3);
  });
});

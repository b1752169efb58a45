import { RowKey } from "@selaras/core/kernel/id.ts";
import { EVERYTHING, rowsAtOpening } from "@selaras/core/report/beginning.ts";
import { compute } from "@selaras/core/report/compute.ts";
import type { CarryView, Cell, Row } from "@selaras/core/report/schema.ts";
import { lppd } from "@selaras/core/template/packs/lppd.ts";
import * as v from "valibot";
import { type Measurement, measured, median } from "./measurement.ts";

const RUNS = 100;
const FULL_GOAL = 20;
const NOTHING_EARLIER: CarryView = { months: [], absent: [], values: {} };

const cell = (value: string): Cell => ({ s: "value", v: value, n: 1, o: "screen", w: "", t: 0 });

/** The report of a unit that fills every part, with a number in every number of its tables. */
function wholeReport(): readonly Row[] {
  const numbers = new Map(
    lppd.sections.flatMap((section) =>
      section.kind === "evidence"
        ? []
        : [[section.id, section.fields.filter(({ type }) => type === "number")] as const],
    ),
  );
  return rowsAtOpening(lppd, [], "2026", EVERYTHING).map((row, place) => {
    const fields = numbers.get(row.rowKey.slice(0, row.rowKey.indexOf("/"))) ?? [];
    const cells = fields.map(({ id }, i) => [id, cell(String(7_012 + place * 37 + i * 5_000))] as const);
    return { ...row, rowKey: v.parse(RowKey, row.rowKey), cells: Object.fromEntries(cells) };
  });
}

/** The whole LPPD of the starter set: every formula, rule and figure of it, nothing kept from the time before. */
export function measureFamilies(): Promise<readonly Measurement[]> {
  const rows = wholeReport();
  const times = Array.from({ length: RUNS }, () => {
    // A row that is the same object is not computed again.
    const fresh = rows.map((row) => ({ ...row }));
    const began = performance.now();
    compute(lppd, fresh, NOTHING_EARLIER);
    return performance.now() - began;
  });
  const basis = `Median ${RUNS} penghitungan penuh templat LPPD awal: ${rows.length} baris, semua rumus, aturan dan angka laporan, dalam satu proses Node.`;
  return Promise.resolve([measured({ name: "rumus.lppd", value: median(times), unit: "ms", goal: FULL_GOAL, basis })]);
}

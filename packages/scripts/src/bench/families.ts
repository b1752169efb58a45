import { RowKey } from "@selaras/core/kernel/id.ts";
import { EVERYTHING, NO_BASIS, rowsAtOpening } from "@selaras/core/report/beginning.ts";
import { compute } from "@selaras/core/report/compute.ts";
import type { CarryView, Cell, Row } from "@selaras/core/report/schema.ts";
import { lppd } from "@selaras/core/template/packs/lppd.ts";
import * as v from "valibot";
import { timed } from "./formulas.ts";
import { type Measurement, measured, median } from "./measurement.ts";

const RUNS = 100;
const FULL_GOAL = 20;
const ONE_CELL_GOAL = 2;
/** A browser's clock moves in steps of 0.1 ms. */
const CELLS_AT_ONCE = 20;
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
  return rowsAtOpening(lppd, NO_BASIS, "2026", EVERYTHING).map((row, place) => {
    const fields = numbers.get(row.rowKey.slice(0, row.rowKey.indexOf("/"))) ?? [];
    const cells = fields.map(({ id }, i) => [id, cell(String(7_012 + place * 37 + i * 5_000))] as const);
    return { ...row, rowKey: v.parse(RowKey, row.rowKey), cells: Object.fromEntries(cells) };
  });
}

/** The rows with another number in one cell of one of them; every other row is the very same. */
function changed(rows: readonly Row[], place: number, value: string): readonly Row[] {
  const row = rows[place];
  const [field] = Object.keys(row?.cells ?? {});
  if (!row || field === undefined) throw new Error(`row ${place} has no number`);
  return rows.with(place, { ...row, cells: { ...row.cells, [field]: cell(value) } });
}

/** The whole LPPD of the starter set: every formula, rule and figure of it; and what one more cell costs afterwards. */
export function measureFamilies(): Promise<readonly Measurement[]> {
  const rows = wholeReport();
  const full = Array.from({ length: RUNS }, () => {
    // A row that is the same object is not computed again.
    const fresh = rows.map((row) => ({ ...row }));
    return timed(() => compute(lppd, fresh, NOTHING_EARLIER));
  });
  const numbered = rows.flatMap((row, place) => (Object.keys(row.cells).length > 0 ? [place] : []));
  compute(lppd, rows, NOTHING_EARLIER);
  const one = Array.from({ length: RUNS }, (_, run) =>
    timed((again) => {
      const place = numbered[(run * CELLS_AT_ONCE + again) % numbered.length] ?? 0;
      return compute(lppd, changed(rows, place, String(9_000 + run)), NOTHING_EARLIER);
    }, CELLS_AT_ONCE),
  );
  const shape = `${rows.length} baris, semua rumus, aturan dan angka laporan.`;
  const fullBasis = `Median ${RUNS} penghitungan penuh templat LPPD awal: ${shape}`;
  const oneBasis = `Median ${RUNS} kali ${CELLS_AT_ONCE} sel berubah satu per satu, dihitung ulang seperti pada halaman isian: hanya baris yang berubah dan angka laporan. Templat LPPD awal: ${shape}`;
  return Promise.resolve([
    measured({ name: "rumus.lppd", value: median(full), unit: "ms", goal: FULL_GOAL, basis: fullBasis }),
    measured({ name: "rumus.lppd-satu-sel", value: median(one), unit: "ms", goal: ONE_CELL_GOAL, basis: oneBasis }),
  ]);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Figure } from "../src/expression/figure.ts";
import { compute } from "../src/report/compute.ts";
import type { CarryView } from "../src/report/schema.ts";
import { total, wire } from "../src/rollup/derive.ts";
import { compileTemplate } from "../src/template/program.ts";
import { kinerja } from "../src/template/packs/kinerja.ts";
import { spmLayanan } from "../src/template/packs/spm-layanan.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import * as v from "valibot";
import { computedOf, filled, NOTHING_EARLIER, told } from "./filled.ts";

const amount = fc.integer({ min: 0, max: 100_000 });
/** Some units, each with the figures of some months: as many for each. */
const grid = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
  .chain(([units, months]) =>
    fc.array(fc.array(amount, { minLength: months, maxLength: months }), { minLength: units, maxLength: units }),
  );

/** What a unit's report of a month computes of applicants, after those of the months before. */
function figuresOf(now: number, before: readonly number[]): Readonly<Record<string, Figure>> {
  const row = "layanan/isian";
  const sum = String(before.reduce((a, b) => a + b, 0));
  const carry: CarryView = { ...NOTHING_EARLIER, values: { [row]: { pemohon: { sum, last: null } } } };
  const rows = filled(kinerja, "2026-06", { [row]: { pemohon: String(now) } });
  return compute(soFar, rows, carry).figures;
}
/** The monthly pack with a figure over the running total besides the one of the month. */
const soFar = v.parse(TemplateDefinition, {
  ...kinerja,
  figures: [
    ...kinerja.figures,
    {
      id: "pemohon_sampai",
      label: "Pemohon s.d. bulan ini",
      type: "number",
      decimals: 0,
      section: "layanan",
      expression: "pemohon_kumulatif",
      public: true,
    },
  ],
});
const regionOf = (units: readonly Readonly<Record<string, Figure>>[], id: string): string => {
  const figure = total(soFar, units.map(wire))[id];
  return figure?.kind === "value" ? figure.amount : (figure?.kind ?? "absent");
};

describe("what the packs declare to add up", () => {
  it("is the same over months and then units as over units and then months", () => {
    expect(compileTemplate(soFar).problems).toEqual([]);
    fc.assert(
      fc.property(grid, (units) => {
        const monthsFirst = regionOf(
          units.map((months) => figuresOf(months.at(-1) ?? 0, months.slice(0, -1))),
          "pemohon_sampai",
        );
        const perMonth = (units[0] ?? []).map((_, month) =>
          Number(
            regionOf(
              units.map((months) => figuresOf(months[month] ?? 0, [])),
              "pemohon_total",
            ),
          ),
        );
        expect(monthsFirst).toBe(String(perMonth.reduce((a, b) => a + b, 0)));
      }),
      { numRuns: 60 },
    );
  });

  it("never changes by a unit that did not report", () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 5 }),
        (reported, silent) => {
          const units = reported.map((each) => figuresOf(each, []));
          const all = [...units, ...Array.from({ length: silent }, () => ({}))];
          expect(regionOf(all, "pemohon_total")).toBe(regionOf(units, "pemohon_total"));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("never passes 100 and never leaves the bounds of its parts in IP-SPM", () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        count,
        fc.integer({ min: 1, max: 300 }),
        count,
        (all, some, need, have) => {
          const row = "capaian/spm.20";
          const done = computedOf(
            spmLayanan,
            filled(
              spmLayanan,
              "2026-TW1",
              { [row]: { sasaran: String(all), bulan_1: String(some), bulan_2: "0", bulan_3: "0" } },
              [
                {
                  section: "mutu",
                  label: "butir",
                  typed: {
                    jenis: "Pelayanan ketenteraman dan ketertiban umum",
                    tabel: "B.2 SDM",
                    kebutuhan: String(need),
                    tersedia: String(have),
                  },
                },
              ],
            ).filter((each) => each.rowKey === row || each.rowKey.startsWith("mutu/")),
          );
          const ip = Number(told(done.figures["ip_daerah"], 10));
          const parts = [Math.min((some / all) * 100, 100), Math.min((have / need) * 100, 100)];
          expect(ip).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-6);
          expect(ip).toBeLessThanOrEqual(Math.max(...parts) + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });
});

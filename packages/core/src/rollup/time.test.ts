import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Figure, missing, nil, notApplicable, valueOf } from "../expression/figure.ts";
import { decimal, text } from "../kernel/decimal.ts";
import { partsOf } from "../kernel/period.ts";
import { rfk } from "../template/packs/rfk.ts";
import { TemplateDefinition } from "../template/schema.ts";
import { total, unwire, wire } from "./derive.ts";
import { keptOver } from "../report/over-time.ts";
import { overTime } from "./time.ts";
import { daerah } from "../../test/lists-world.ts";

const figure = (id: string, timeAgg: string, type = "number") => ({
  id,
  label: id,
  type,
  decimals: 2,
  section: "isi",
  expression: "jumlah(x)",
  timeAgg,
  public: true,
});
const derived = (id: string, expression: string) => ({ ...figure(id, "none", "percent"), section: null, expression });
const numeric = {
  type: "number",
  entry: "partial",
  orgAgg: "sum",
  required: "no",
  zeroNeedsReason: false,
  public: true,
};
const field = (id: string, timeAgg: string) => ({ ...numeric, id, label: id, timeAgg });

const tested = v.parse(TemplateDefinition, {
  id: "uji-waktu",
  family: "Lainnya",
  name: "Uji",
  short: "Uji",
  periodType: "bulan",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "isi",
      kind: "rows",
      label: "Isi",
      source: "list",
      rows: [],
      fields: [field("x", "sum")],
      computed: [],
      rules: [],
    },
  ],
  figures: [
    figure("masuk", "sum"),
    figure("selesai", "sum"),
    figure("stok", "last"),
    figure("rata", "average"),
    figure("puncak", "max"),
    figure("dasar", "min"),
    figure("lain", "none"),
    figure("persentase", "average", "percent"),
    derived("penyelesaian", "persen(selesai, masuk)"),
  ],
});

const n = (amount: string): Figure => valueOf(decimal(amount));
const shown = (figure: Figure | undefined): string =>
  figure?.kind === "value" ? text(figure.amount) : (figure?.kind ?? "absent");
const month = (period: string, amounts: Readonly<Record<string, Figure>> | null) => ({ period, figures: amounts });
const alike = (all: string, more: Readonly<Record<string, Figure>> = {}) => ({
  ...Object.fromEntries(tested.figures.map(({ id }) => [id, n(all)])),
  ...more,
});

describe("periods that make up a longer one", () => {
  it.each([
    ["bulan", "2026-TW1", 3],
    ["bulan", "2026-CW2", 4],
    ["bulan", "2026-SM2", 6],
    ["bulan", "2026", 12],
    ["triwulan", "2026-SM1", 2],
    ["triwulan", "2026", 4],
    ["caturwulan", "2026", 3],
    ["bulan", "2026-03", 1],
    ["caturwulan", "2026-SM1", null],
    ["triwulan", "2026-CW1", null],
    ["triwulan", "2026-03", null],
    ["tahun", "2026-TW1", null],
  ] as const)("%s in %s: %s", (type, period, count) => {
    expect(partsOf(type, period)?.length ?? null).toBe(count);
  });
});

describe("figures over time", () => {
  // January 10 in, 5 done; February not reported; March 30 in, 27 done. 32 of 40 are 80 %, while 50 % and 90 % average to 70 %.
  const quarter = overTime(tested, [
    month("2026-01", alike("10", { selesai: n("5"), penyelesaian: n("50") })),
    month("2026-02", null),
    month("2026-03", alike("30", { selesai: n("27"), penyelesaian: n("90") })),
  ]);

  it.each([
    ["masuk", "40", "adds what was reported"],
    ["selesai", "32", "adds what was reported"],
    ["stok", "30", "takes the last one"],
    ["rata", "20", "divides by the two that reported, not by three"],
    ["puncak", "30", "takes the largest"],
    ["dasar", "10", "takes the smallest"],
    ["lain", "undefined", "does nothing that was not declared"],
    ["persentase", "undefined", "never averages percentages"],
    ["penyelesaian", "80", "computes what is computed anew"],
  ])("%s: %s (%s)", (id, expected) => {
    expect(shown(quarter.figures[id])).toBe(expected);
  });

  it("names what is not there and of which period the last is", () => {
    expect(quarter.absent).toEqual(["2026-02"]);
    expect(quarter.reported).toEqual(["2026-01", "2026-03"]);
    expect(quarter.last).toEqual({ stok: "2026-03" });
  });

  it("has no figure, and above all no zero, of a unit that reported nothing", () => {
    expect(overTime(tested, [month("2026-01", null), month("2026-02", null)])).toEqual({
      figures: {},
      reported: [],
      absent: ["2026-01", "2026-02"],
      last: {},
    });
  });

  it("puts RFK together as its pack declares: money of the months is added, what stands at the end is taken", () => {
    const of = (bulan: string, total: string) => ({
      pagu_total: n("1000"),
      keuangan_bulan: n(bulan),
      keuangan_total: n(total),
    });
    const { figures, last } = overTime(rfk, [month("2026-01", of("100", "100")), month("2026-02", of("150", "250"))]);
    expect(
      ["keuangan_bulan", "keuangan_total", "pagu_total", "persen_keuangan_total"].map((id) => shown(figures[id])),
    ).toEqual(["250", "250", "1000", "25"]);
    expect(last["keuangan_total"]).toBe("2026-02");
  });
});

describe("rows over time", () => {
  const carry = { months: [], absent: [], values: {} };
  const row = (cells: Readonly<Record<string, { s: "value" | "nil" | "na"; v: string | null; r?: string }>>) => ({
    rows: [{ key: "penerima/k.2", label: "Ibu hamil", group: ["Kesehatan"], context: {}, cells }],
    carry,
  });
  const none = { s: "nil" as const, v: null, r: "Tidak ada sasaran" };
  const cells = (...reports: ReturnType<typeof row>[]) => keptOver(daerah, reports)?.rows[0]?.cells;

  it("adds each field by its declaration and keeps the reason of what is nihil in every period", () => {
    const served = (value: string) => ({ terlayani: { s: "value" as const, v: value }, sasaran: none });
    expect(cells(row(served("10")), row(served("15")))).toEqual({ terlayani: { s: "value", v: "25" }, sasaran: none });
  });

  it("counts nihil as zero beside a number and leaves an empty cell empty", () => {
    expect(cells(row({ terlayani: none }), row({ terlayani: { s: "value", v: "7" } }))).toEqual({
      terlayani: { s: "value", v: "7" },
    });
  });
});

/* What several units report in the months of a quarter: numbers, nihil, what does not apply, or nothing at all. */
const answer: fc.Arbitrary<Figure> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) =>
      n(
        (cents / 100)
          .toFixed(2)
          .replace(/\.?0+$/, "")
          .replace(/^-0$/, "0") || "0",
      ),
    ),
  },
  fc.constant(nil("tidak ada")),
  fc.constant(notApplicable("bukan urusannya")),
);
const report = fc.record({ masuk: answer, selesai: answer });
const months = fc.array(fc.option(report, { freq: 3 }), { minLength: 3, maxLength: 3 });
const units = fc.array(months, { minLength: 1, maxLength: 6 });
type Units = readonly (readonly (Readonly<Record<string, Figure>> | null)[])[];

const PERIODS = ["2026-01", "2026-02", "2026-03"];
const own: TemplateDefinition = {
  ...tested,
  figures: tested.figures.filter(({ id }) => ["masuk", "selesai", "penyelesaian"].includes(id)),
};
const overMonths = (unit: Units[number]) =>
  overTime(
    own,
    unit.map((figures, i) => month(PERIODS[i] ?? "", figures)),
  );
const monthsFirst = (all: Units) =>
  total(
    own,
    all
      .map(overMonths)
      .filter((each) => each.reported.length > 0)
      .map((each) => wire(each.figures)),
  );
function unitsFirst(all: Units) {
  const sums = PERIODS.map((period, i) => {
    const reported = all.flatMap((unit) => (unit[i] ? [unit[i]] : []));
    return month(period, reported.length === 0 ? null : unwire(total(own, reported.map(wire))));
  });
  return wire(overTime(own, sums).figures);
}

describe("months and units", () => {
  it("give the same whichever is added first, where they are added", () => {
    fc.assert(
      fc.property(units, (all) => {
        fc.pre(all.some((unit) => unit.some((each) => each !== null)));
        expect(unitsFirst(all)).toEqual(monthsFirst(all));
      }),
    );
  });

  it("are not changed by a unit that reported nothing", () => {
    fc.assert(
      fc.property(units, (all) => {
        const silent = [null, null, null];
        expect(monthsFirst([...all, silent])).toEqual(monthsFirst(all));
        expect(overMonths(silent).absent).toEqual(PERIODS);
      }),
    );
  });
});

describe("several versions of a template", () => {
  const older: TemplateDefinition = { ...own, figures: own.figures.filter(({ id }) => id !== "selesai") };

  it("share the figures that both have; a ratio is taken only of those that have both sides", () => {
    // 10 of 20, and 100 that an older version counted without saying how many were done: 50 %, not 10 of 120.
    const units = [wire({ masuk: n("20"), selesai: n("10") }), wire({ masuk: n("100") })];
    const summed = unwire(total(own, units));
    expect([shown(summed["masuk"]), shown(summed["selesai"]), shown(summed["penyelesaian"])]).toEqual([
      "120",
      "10",
      "50",
    ]);
  });

  it("count a report of an older version in every figure that it has", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(report, fc.boolean()), { minLength: 1, maxLength: 8 }), (reports) => {
        const told = reports.map(([figures, isOld]) => {
          const kept = older.figures.map((each) => each.id as string);
          return isOld ? Object.fromEntries(Object.entries(figures).filter(([id]) => kept.includes(id))) : figures;
        });
        const all = total(
          own,
          reports.map(([figures]) => wire(figures)),
        );
        expect(total(own, told.map(wire))["masuk"]).toEqual(all["masuk"]);
      }),
    );
  });

  it("say so when a figure is missing where it was reported", () => {
    expect(shown(unwire(total(own, [wire({ masuk: missing("masuk") }), wire({ masuk: n("1") })]))["masuk"])).toBe(
      "missing",
    );
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { fixedText } from "../kernel/decimal.ts";
import { RowKey } from "../kernel/id.ts";
import type { Figure } from "../expression/figure.ts";
import { kinerja } from "../template/packs/kinerja.ts";
import { rfk } from "../template/packs/rfk.ts";
import { TemplateDefinition } from "../template/schema.ts";
import { compute, fieldOfCell, nilRows } from "./compute.ts";
import type { CarryView, Cell, Row } from "./schema.ts";

type Given = string | "nil" | "na" | "cleared";
const cell = (given: Given): Cell => {
  const base = { n: 1, o: "screen" as const, w: "p", t: 1_775_354_400 };
  if (given === "nil" || given === "na") return { ...base, s: given, v: null, r: "Tidak ada kegiatan." };
  return given === "cleared" ? { ...base, s: "missing", v: null } : { ...base, s: "value", v: given };
};
const row = (key: string, context: Record<string, string>, cells: Record<string, Given>): Row => ({
  rowKey: v.parse(RowKey, key),
  label: key,
  group: [],
  context,
  cells: Object.fromEntries(Object.entries(cells).map(([field, given]) => [field, cell(given)])),
});
const carry = (values: CarryView["values"] = {}): CarryView => ({ months: [], absent: [], values });
const amounts = (figures: Readonly<Record<string, Figure>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      name,
      figure.kind === "value" ? figure.amount.toFixed() : figure.kind,
    ]),
  );
const percent = (figure: Figure | undefined): string =>
  figure?.kind === "value" ? fixedText(figure.amount, 2) : (figure?.kind ?? "absent");

const ONE = "rincian/1.03.10.2.01.0001";
const ONE_KEY = v.parse(RowKey, ONE);
const TWO = "rincian/1.03.10.2.01.0002";
const plan = (pagu: string, money = "0", physical = "0") => ({
  pagu,
  rencana_keuangan: money,
  rencana_fisik: physical,
  target: "12",
});
const done = { status: "Kontrak/Pelaksanaan" };

describe("the test vectors of the domain", () => {
  it("A1: 10, 15, 0 entered month by month is 10, 25, 25 so far", () => {
    const so = (now: string, sum?: string) =>
      amounts(
        compute(
          rfk,
          [row(ONE, plan("100"), { keuangan: now })],
          carry(sum === undefined ? {} : { [ONE]: { keuangan: { sum, last: sum } } }),
        ).rows.get(ONE_KEY)?.computed ?? {},
      )["keuangan_kumulatif"];
    expect([so("10"), so("15", "10"), so("0", "25")]).toEqual(["10", "25", "25"]);
  });

  it("a sum over rows of running totals counts the earlier months of every row", () => {
    const total = { ...rfk.figures[0], id: "berjalan", section: "rincian", expression: "jumlah(kumulatif(keuangan))" };
    const definition = v.parse(TemplateDefinition, { ...rfk, figures: [total] });
    const rows = [row(ONE, plan("100"), { keuangan: "5" }), row(TWO, plan("100"), { keuangan: "7" })];
    const before = { [ONE]: { keuangan: { sum: "20", last: "20" } }, [TWO]: { keuangan: { sum: "30", last: "30" } } };
    // 20 + 5 and 30 + 7.
    expect(amounts(compute(definition, rows, carry(before)).figures)["berjalan"]).toBe("62");
  });

  it("A2: the percentage divides by the pagu in force at the end of its month: 60,00 % and 80,00 %", () => {
    const share = (pagu: string, sum: string, now: string) =>
      percent(
        compute(
          rfk,
          [row(ONE, plan(pagu), { keuangan: now })],
          carry({ [ONE]: { keuangan: { sum, last: "0" } } }),
        ).rows.get(ONE_KEY)?.computed["persen_keuangan"],
      );
    expect(share("1000000000", "550000000", "50000000")).toBe("60.00");
    expect(share("800000000", "600000000", "40000000")).toBe("80.00");
  });

  it("A3: 900 juta at 10 % and 100 juta at 100 % are 19,00 %, not the mean 55,00 %", () => {
    const rows = [row(ONE, plan("900000000"), { fisik: "10" }), row(TWO, plan("100000000"), { fisik: "100" })];
    expect(percent(compute(rfk, rows, carry()).figures["persen_fisik_total"])).toBe("19.00");
  });

  it("A4: planned 40 %, realised 30 %: ten points behind", () => {
    const rows = [row(ONE, plan("1000000000", "400000000"), { keuangan: "300000000" })];
    expect(percent(compute(rfk, rows, carry()).figures["deviasi_keuangan_total"])).toBe("-10.00");
  });
});

describe("the RFK pack on a small report worked by hand", () => {
  const rows = [
    row(ONE, plan("1200000000", "300000000", "24"), { keuangan: "90000000.5", fisik: "7.5", ...done }),
    row(TWO, plan("400000000", "100000000", "50"), { keuangan: "40000000", fisik: "30", ...done }),
  ];
  const march = carry({
    [ONE]: { keuangan: { sum: "180000000", last: "90000000" }, fisik: { sum: "15", last: "7" } },
  });
  const result = compute(rfk, rows, march);

  it("computes every column of a row", () => {
    expect(amounts(result.rows.get(v.parse(RowKey, ONE))?.computed ?? {})).toEqual({
      keuangan_kumulatif: "270000000.5",
      // 270.000.000,5 / 1.200.000.000 x 100, cut off after forty decimals.
      persen_keuangan: `22.5000000416${"6".repeat(30)}`,
      sisa: "929999999.5",
      fisik_kumulatif: "22.5",
      deviasi_fisik: "-1.5",
      nilai_fisik: "270000000",
      nilai_rencana_fisik: "288000000",
    });
    expect(amounts(result.rows.get(v.parse(RowKey, TWO))?.computed ?? {})).toEqual({
      keuangan_kumulatif: "40000000",
      persen_keuangan: "10",
      sisa: "360000000",
      fisik_kumulatif: "30",
      deviasi_fisik: "-20",
      nilai_fisik: "120000000",
      nilai_rencana_fisik: "200000000",
    });
  });

  it("adds rupiah first and divides then", () => {
    expect(amounts(result.figures)).toEqual({
      pagu_total: "1600000000",
      keuangan_bulan: "130000000.5",
      keuangan_total: "310000000.5",
      rencana_total: "400000000",
      nilai_fisik_total: "390000000",
      nilai_rencana_total: "488000000",
      persen_keuangan_total: "19.37500003125",
      persen_rencana_total: "25",
      persen_fisik_total: "24.375",
      persen_rencana_fisik_total: "30.5",
      deviasi_keuangan_total: "-5.62499996875",
      deviasi_fisik_total: "-6.125",
    });
  });

  it("is complete and informs about the row that lags more than ten points", () => {
    expect([result.required, result.missing]).toEqual([6, []]);
    expect(result.findings.map(({ rowKey, rule, severity }) => [rowKey, rule, severity])).toEqual([
      [TWO, "terlambat", "inform"],
    ]);
  });
});

describe("the rules of the RFK pack", () => {
  const before = (sum: string, last: string, fisik = "0") => ({
    [ONE]: { keuangan: { sum, last }, fisik: { sum: fisik, last: fisik } },
  });
  it.each([
    ["spending exactly the pagu", { keuangan: "1000", fisik: "100" }, {}, []],
    ["spending a sen more", { keuangan: "1000.01", fisik: "100" }, {}, ["melebihi_pagu"]],
    [
      "spending more together with earlier months",
      { keuangan: "200", fisik: "90" },
      before("801", "1", "10"),
      ["melebihi_pagu"],
    ],
    [
      "more than 100 % of physical progress",
      { keuangan: "1000", fisik: "0.01" },
      before("0", "0", "100"),
      ["fisik_lebih"],
    ],
    [
      "the running total typed as this month",
      { keuangan: "90", fisik: "10" },
      before("90", "45"),
      ["diduga_kumulatif"],
    ],
    ["a correction below zero", { keuangan: "-5", fisik: "10" }, {}, ["koreksi"]],
    ["money 20 points ahead", { keuangan: "300", fisik: "10" }, {}, []],
    ["money further ahead than that", { keuangan: "300.01", fisik: "10" }, {}, ["dibayar_mendahului"]],
  ] as const)("%s", (_, cells, values, rules) => {
    const carried = carry(values);
    const { findings } = compute(rfk, [row(ONE, plan("1000"), { ...cells, ...done })], carried);
    expect(findings.filter(({ rule }) => rule !== "terlambat").map(({ rule }) => rule)).toEqual(rules);
  });

  it("say nothing about cells that nobody filled", () => {
    expect(compute(rfk, [row(ONE, plan("1000", "500", "50"), {})], carry()).findings).toEqual([]);
  });
});

describe("states of cells", () => {
  const figure = (given: Given | undefined) =>
    compute(rfk, [row(ONE, plan("1000"), given === undefined ? {} : { keuangan: given })], carry());
  it.each([
    ["a typed zero is a value", "0", "0", "0"],
    ["nihil computes as zero", "nil", "nil", "0"],
    ["tidak berlaku is left out", "na", "not-applicable", "not-applicable"],
    ["an empty cell is missing", undefined, "missing", "missing"],
    ["a cleared cell is missing", "cleared", "missing", "missing"],
  ] as const)("%s", (_, given, entered, total) => {
    const { rows, figures } = figure(given);
    expect(amounts(rows.get(v.parse(RowKey, ONE))?.entered ?? {})["keuangan"]).toBe(entered);
    expect(amounts(figures)["keuangan_bulan"]).toBe(total);
  });

  it("tidak berlaku keeps what earlier months spent in the running total", () => {
    const carried = carry({ [ONE]: { keuangan: { sum: "100", last: "100" } } });
    const { figures } = compute(rfk, [row(ONE, plan("1000"), { keuangan: "na" })], carried);
    expect(amounts(figures)["keuangan_total"]).toBe("100");
  });

  it("count as answers when the report is checked for completeness", () => {
    const missing = (cells: Record<string, Given>) =>
      compute(rfk, [row(ONE, plan("1000"), cells)], carry()).missing.map(({ field }) => field);
    expect(missing({})).toEqual(["keuangan", "fisik", "status"]);
    expect(missing({ keuangan: "nil", fisik: "na", status: "na" })).toEqual([]);
    expect(missing({ keuangan: "0", fisik: "cleared", status: "Selesai" })).toEqual(["fisik"]);
  });

  it("of a report that says nihil as a whole are nihil where nobody entered a number", () => {
    const rows = nilRows(rfk, [row(ONE, plan("1000"), { fisik: "na" })], "Belum ada kegiatan.");
    const states = Object.fromEntries(Object.entries(rows[0]?.cells ?? {}).map(([field, { s }]) => [field, s]));
    expect(states).toEqual({ keuangan: "nil", fisik: "na", keluaran: "nil" });
    expect(amounts(compute(rfk, rows, carry()).figures)["keuangan_bulan"]).toBe("0");
  });
});

describe("the pack of monthly services", () => {
  const form = (cells: Record<string, Given>) => [row("layanan/isian", {}, cells)];
  const figures = (cells: Record<string, Given>) => amounts(compute(kinerja, form(cells), carry()).figures);

  it("takes the share of complaints that were settled", () => {
    expect(figures({ hari_layanan: "20", pemohon: "100", pengaduan_masuk: "8", pengaduan_selesai: "6" })).toEqual({
      pemohon_total: "100",
      masuk_total: "8",
      selesai_total: "6",
      penyelesaian_total: "75",
    });
  });

  it("has no share of no complaints: neither 0 nor 100 %", () => {
    expect(figures({ pengaduan_masuk: "0", pengaduan_selesai: "0" })["penyelesaian_total"]).toBe("undefined");
  });

  it("asks for narratives field by field", () => {
    const rows = [...form({}), row("uraian/capaian", {}, {}), row("uraian/kendala", {}, {})];
    const { missing, required } = compute(kinerja, rows, carry());
    expect([required, missing.map(({ rowKey }) => rowKey)]).toEqual([
      5,
      ["layanan/isian", "layanan/isian", "layanan/isian", "layanan/isian", "uraian/capaian"],
    ]);
  });

  it("knows which field belongs to which row", () => {
    const known = (definition: TemplateDefinition, key: string, field: string) =>
      fieldOfCell(definition, key, field)?.id ?? null;
    expect(known(kinerja, "uraian/capaian", "capaian")).toBe("capaian");
    expect(known(kinerja, "uraian/capaian", "kendala")).toBeNull();
    expect(known(kinerja, "layanan/isian", "pemohon")).toBe("pemohon");
    expect(known(kinerja, "bukti/isian", "pemohon")).toBeNull();
    expect(known(rfk, ONE, "sisa")).toBeNull();
  });
});

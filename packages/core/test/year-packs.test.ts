import { describe, expect, it } from "vitest";
import type { Duties } from "../src/report/beginning.ts";
import type { CarryView } from "../src/report/schema.ts";
import { lkpj } from "../src/template/packs/lkpj.ts";
import { lppd } from "../src/template/packs/lppd.ts";
import { lkjip, sakipPengukuran } from "../src/template/packs/sakip.ts";
import * as v from "valibot";
import { Period } from "../src/kernel/id.ts";
import { cellOf, computedOf, drawnRow, filled, NOTHING_EARLIER, told, type Typed } from "./filled.ts";

const year = (typed: Typed, carry?: CarryView) => computedOf(lppd, filled(lppd, "2026", typed), carry);
const rulesAt = (done: ReturnType<typeof computedOf>, row: string) =>
  done.findings.filter((each) => each.rowKey === row).map(({ rule, severity }) => `${rule} ${severity}`);

describe("IKK of the LPPD", () => {
  it("A13: PAUD 7.012 of 10.456 is 67,06 %, computed and never typed", () => {
    const done = year({ "ikk/ikk.1.a.1": { pembilang: "7012", penyebut: "10456" } });
    expect(told(cellOf(done, "ikk/ikk.1.a.1", "nilai"), 2)).toBe("67.06");
    const section = lppd.sections.find((each) => each.id === "ikk");
    expect(section?.kind === "indicators" && section.fields.some((field) => field.id === "nilai")).toBe(false);
  });

  it("counts a number as it is, and women per 100.000", () => {
    const done = year({
      "ikk/ikk.1.e.3": { pembilang: "1250" },
      "ikk/ikk.2.b.3": { pembilang: "18", penyebut: "96000" },
      "ikk/ikk.2.a.3": { pembilang: "25000000000000", penyebut: "100000" },
    });
    expect(told(cellOf(done, "ikk/ikk.1.e.3", "nilai"), 2)).toBe("1250.00");
    // 18 / 96.000 x 100.000
    expect(told(cellOf(done, "ikk/ikk.2.b.3", "nilai"), 2)).toBe("18.75");
    expect(told(cellOf(done, "ikk/ikk.2.a.3", "nilai"), 2)).toBe("250000000.00");
  });

  it("refuses a share above its whole, asks about a target that was passed, and lets a ratio be", () => {
    const done = year({
      // The mistake of the field: 11.927 km read as 11927 against 235.
      "ikk/ikk.1.c.7": { pembilang: "11927", penyebut: "235" },
      "ikk/ikk.1.b.10": { pembilang: "110", penyebut: "100" },
      "ikk/ikk.2.a.3": { pembilang: "200", penyebut: "100" },
    });
    expect(rulesAt(done, "ikk/ikk.1.c.7")).toEqual(["pembilang_lebih block"]);
    expect(rulesAt(done, "ikk/ikk.1.b.10")).toEqual(["cakupan_lebih warn"]);
    expect(rulesAt(done, "ikk/ikk.2.a.3")).toEqual([]);
  });

  it("leaves a value undefined over a zero denominator", () => {
    const done = year({ "ikk/ikk.1.f.2": { pembilang: "0", penyebut: "0" } });
    expect(told(cellOf(done, "ikk/ikk.1.f.2", "nilai"))).toBe("undefined");
  });

  it("gives the numerator to one office and the denominator to another", () => {
    const duties = (part: string): Duties => ({ parts: [part], filledBy: (other) => `Dinas ${other}` });
    const ofSchools = filled(lppd, "2026", {}, [], duties("pendidikan"));
    const ofRegistry = filled(lppd, "2026", {}, [], duties("kependudukan"));
    const closedIn = (rows: typeof ofSchools) => rows.find((row) => row.rowKey === "ikk/ikk.1.a.1")?.closed;
    const elsewhere = "Diisi oleh Dinas kependudukan.";
    expect(closedIn(ofSchools)).toEqual({ penyebut: elsewhere, sumber_penyebut: elsewhere });
    expect(Object.keys(closedIn(ofRegistry) ?? {})).toContain("pembilang");
    expect(ofSchools.some((row) => row.rowKey === "ikk/ikk.1.b.3")).toBe(false);
  });
});

describe("IKK makro", () => {
  const carry: CarryView = {
    months: [],
    absent: [],
    values: {
      "makro/makro.1": { capaian: { sum: "0", last: "70" } },
      "makro/makro.2": { capaian: { sum: "0", last: "8" } },
    },
  };
  it("compares with the year before: the rate of change, and whether it is for the better", () => {
    const done = year({ "makro/makro.1": { capaian: "71.4" }, "makro/makro.2": { capaian: "6" } }, carry);
    // IPM (71,4 - 70) / 70 = 2 %; kemiskinan (6 - 8) / 8 = -25 %, which is better.
    const at = (row: string) => [told(cellOf(done, row, "laju"), 2), told(cellOf(done, row, "perubahan"))];
    expect([at("makro/makro.1"), at("makro/makro.2")]).toEqual([
      ["2.00", "membaik"],
      ["-25.00", "membaik"],
    ]);
  });

  it("takes what was typed for the year before while no report of it exists", () => {
    const done = year({ "makro/makro.6": { capaian: "0.33", capaian_awal: "0.3" } });
    expect([told(cellOf(done, "makro/makro.6", "laju"), 2), told(cellOf(done, "makro/makro.6", "perubahan"))]).toEqual([
      "10.00",
      "memburuk",
    ]);
  });
});

describe("delivery of the LKPJ", () => {
  const carryOf = (period: string): CarryView => ({ ...NOTHING_EARLIER, period: v.parse(Period, period) });
  const left = (disampaikan: string, year: string) => {
    const row = "penyampaian/lkpj";
    const done = computedOf(lkpj, filled(lkpj, year, { [row]: { disampaikan } }), carryOf(year));
    return [told(cellOf(done, row, "sisa_hari"), 0), told(cellOf(done, row, "ketepatan")), ...rulesAt(done, row)];
  };
  it.each([
    ["2025-03-24", "2024", ["7", "tepat waktu"]],
    ["2027-03-31", "2026", ["0", "tepat waktu"]],
    ["2027-04-01", "2026", ["-1", "terlambat", "terlambat warn"]],
    ["2023-04-06", "2022", ["-6", "terlambat", "terlambat warn"]],
    ["2027-02-28", "2026", ["31", "tepat waktu"]],
    ["2028-02-28", "2027", ["32", "tepat waktu"]],
    ["2027-01-01", "2026", ["89", "tepat waktu"]],
    // In February of the second year after: 328 days past 31 March 2027, and on time by its month alone.
    ["2028-02-22", "2026", ["-328", "terlambat", "terlambat warn"]],
    ["2026-12-31", "2026", ["90", "tepat waktu", "sebelum_tahun_berakhir warn"]],
  ])("%s for %s", (day, year, expected) => {
    expect(left(day, year)).toEqual(expected);
  });

  it("says nothing of a day that nobody named", () => {
    const row = "penyampaian/lkpj";
    const done = computedOf(lkpj, filled(lkpj, "2026", {}), carryOf("2026"));
    expect([cellOf(done, row, "sisa_hari")?.kind, ...rulesAt(done, row)]).toEqual(["missing"]);
  });
});

describe("measurement of SAKIP", () => {
  it("judges a rising and a falling indicator and gives their classes", () => {
    const done = computedOf(
      sakipPengukuran,
      filled(sakipPengukuran, "2026-TW1", {
        "pengukuran/iku.kepuasan": { target: "80", realisasi: "76" },
        "pengukuran/iku.waktu": { target: "10", realisasi: "12" },
      }),
    );
    const at = (row: string) => [told(cellOf(done, row, "capaian"), 2), told(cellOf(done, row, "kelas_capaian"))];
    // 76 / 80; (2 x 10 - 12) / 10
    expect([at("pengukuran/iku.kepuasan"), at("pengukuran/iku.waktu")]).toEqual([
      ["95.00", "Sangat Tinggi"],
      ["80.00", "Tinggi"],
    ]);
  });

  it("adds up what adds up: the targets of every quarter so far count", () => {
    const row = "pengukuran/iku.layanan";
    const carried = (first: string) => ({ sum: first, last: first, periods: { "2026-TW1": first } });
    const carry: CarryView = {
      months: ["2026-TW1" as CarryView["months"][number]],
      absent: [],
      values: { [row]: { target: carried("500"), realisasi: carried("450") } },
    };
    const rows = filled(sakipPengukuran, "2026-TW2", { [row]: { target: "500", realisasi: "500" } });
    const done = computedOf(sakipPengukuran, rows, carry);
    // (450 + 500) / (500 + 500)
    expect(told(cellOf(done, row, "capaian"), 2)).toBe("95.00");
  });

  it("needs an assessor where the target is 0, and takes the score", () => {
    const row = "pengukuran/iku.kepuasan";
    const of = (more: Readonly<Record<string, string>>) =>
      cellOf(
        computedOf(
          sakipPengukuran,
          filled(sakipPengukuran, "2026-TW1", { [row]: { target: "0", realisasi: "5", ...more } }),
        ),
        row,
        "capaian",
      );
    expect(told(of({}))).toBe("undefined");
    expect(told(of({ nilai_penilai: "90" }), 2)).toBe("90.00");
  });

  it("sets the LKjIP against the year before and against the end of the plan", () => {
    const row = "capaian-sasaran/iku.sakip";
    const rows = [drawnRow(row, { target: "70", realisasi: "66", realisasi_awal: "60", target_akhir: "80" })];
    const done = computedOf(lkjip, rows);
    const at = (field: string) => told(cellOf(done, row, field), 2);
    // (66 - 60) / 60; 66 / 80
    expect([at("perubahan"), at("terhadap_akhir")]).toEqual(["10.00", "82.50"]);
  });
});

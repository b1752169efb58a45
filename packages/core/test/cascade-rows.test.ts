import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { remove, saveIndicator, saveNode } from "../src/cascade/change.ts";
import { begin, definePlan } from "../src/cascade/index.ts";
import type { IndicatorContent } from "../src/cascade/schema.ts";
import { recordTargets } from "../src/cascade/target/index.ts";
import { LIMITS } from "../src/kernel/limits.ts";
import { compute } from "../src/report/compute.ts";
import { history } from "../src/report/list.ts";
import { followTargets, takeTargets } from "../src/report/follow-targets.ts";
import { save } from "../src/report/save.ts";
import { submit, withdraw } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { lkjip, sakipPengukuran } from "../src/template/packs/sakip.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { cellOf, told } from "./filled.ts";
import { fileReport, introduce, type Typed } from "./filings.ts";
import { asProduct, asProgram, failing, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * The health office measures five indicators of its sasaran over the four quarters of 2026, the school office one of the
 * same id. By hand, for the year:
 *   jumlah   adds up:    targets 10 + 20 + 30 + 40 = 100, reached 8 + 22 + 30 + 30 = 90; rising:          90 / 100 = 90 %
 *   mutu     mean:       targets (50 + 48 + 46 + 44) / 4 = 47, reached (50 + 50 + 48 + 52) / 4 = 50;
 *                        falling, as a ratio:                                                              47 / 50 = 94 %
 *   puncak   highest:    targets 9, reached 10; to be kept:                                   100 - 1 / 9 = 88,89 %
 *   waktu    the last:   target 40, reached 44; falling:                                  (2 x 40 - 44) / 40 = 90 %
 *   pita     a band:     judged by an assessor, who gives 75
 *   susulan  joins with the third quarter and adds up: targets 5 + 10 = 15, reached 3 + 9 = 12; rising: 12 / 15 = 80 %
 *   mean of the six:                                                (90 + 94 + 88,888... + 90 + 75 + 80) / 6 = 86,31 %
 */
useEngines();

const NOW = "2026-04-05T02:00:00.000Z";
const QUARTERS = ["2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4"] as const;
const PLAN = "rpjmd-2025-2029";
const HEALTH = "dinkes";
const SCHOOLS = "disdik";
const PLANNERS = "bappeda-litbang";
const SOURCE = { document: "Renja 2026", number: "12/2025", date: null };
let kukar: Regency;

const at = (part: string) => ({ plan: PLAN, year: "2026", part });
const begun = (part: string) => asProduct("kukar", () => begin({ ...at(part), from: null }));
const node = (
  part: string,
  id: string,
  level: "sasaran" | "sasaran-pd" | "program",
  text: string,
  under: string[] = [],
) =>
  asProduct("kukar", () =>
    saveNode({ ...at(part), id, rev: 0, content: { level, code: null, text, owner: null, parents: under } }),
  );
const content: IndicatorContent = {
  code: null,
  text: "",
  unit: "orang",
  direction: "naik",
  method: null,
  formula: null,
  aggregation: "nilai-akhir",
  parents: [],
};
const measure = (part: string, id: string, more: Partial<IndicatorContent>, rev = 0) => {
  const said = { ...content, text: `Indikator ${id}`, parents: [`${part}/s`], ...more };
  return asProduct("kukar", () => saveIndicator({ ...at(part), id, rev, content: said }));
};
type Quarter = string | null;
type Line = readonly [indicator: string, year: string, q1: Quarter, q2: Quarter, q3: Quarter, q4: Quarter];
const aim = (part: string, after: number, lines: readonly Line[]) =>
  asProduct("kukar", () =>
    recordTargets({
      ...at(part),
      after,
      stage: "murni",
      effectiveFrom: "2026-01",
      source: SOURCE,
      lines: lines.map(([indicator, year, ...quarters]) => ({ indicator, year, quarters })),
    }),
  );
const HEALTH_TARGETS: readonly Line[] = [
  ["jumlah", "100", "10", "20", "30", "40"],
  ["mutu", "47", "50", "48", "46", "44"],
  ["puncak", "9", "5", "9", "7", "6"],
  ["waktu", "40", "60", "55", "50", "40"],
  ["pita", "95", "95", "95", "95", "95"],
];
const REACHED: Readonly<Record<string, readonly [Quarter, Quarter, string, string]>> = {
  jumlah: ["8", "22", "30", "30"],
  mutu: ["50", "50", "48", "52"],
  puncak: ["4", "10", "8", "8"],
  waktu: ["70", "60", "52", "44"],
  pita: ["90", "91", "92", "93"],
  susulan: [null, null, "3", "9"],
};
const HELD_BACK = "Tenaga terbatas di kecamatan terpencil.";
const measured = (part: string, quarter: number, reached: typeof REACHED): Typed =>
  Object.entries(reached).flatMap(([id, values]) => {
    const value = values[quarter] ?? null;
    if (value === null) return [];
    const row = `iku/${id}@${part}`;
    const score = id === "pita" ? [[row, "nilai_penilai", "75"] as const] : [];
    return [[row, "realisasi", value] as const, [row, "penghambat", HELD_BACK] as const, ...score];
  });
const seen = (id: string, unit: string) => kukar.as(kukar.who("pptk", unit), () => view({ id }));
const rowsOf = async (id: string, unit: string) =>
  Object.fromEntries((await seen(id, unit)).rows.map((row) => [row.rowKey.replace(/^[a-z-]+\//, ""), row]));
const follow = (part: string) => asProgram("worker", "kukar", () => followTargets(part, "2026"));

/** The region's own indicators, and what all offices measured, each beside the others. */
const column = {
  label: "Realisasi",
  type: "number",
  entry: "stock",
  timeAgg: "last",
  orgAgg: "none",
  zeroNeedsReason: false,
  public: true,
};
const regional = v.parse(TemplateDefinition, {
  id: "kinerja-daerah",
  family: "SAKIP",
  name: "Kinerja Daerah",
  short: "Kinerja Daerah",
  periodType: "triwulan",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "daerah",
      kind: "indicators",
      label: "Indikator daerah",
      source: "cascade",
      cascade: { of: "region", levels: ["sasaran"] },
      part: "perencanaan",
      fields: [
        { ...column, id: "target", given: "target", required: "submit" },
        { ...column, id: "realisasi", required: "submit" },
      ],
      computed: [],
      rules: [],
    },
    {
      id: "semua",
      kind: "indicators",
      label: "Semua perangkat daerah",
      source: "query",
      query: { template: "sakip-pengukuran", section: "iku", period: "same", units: "region" },
      part: "perencanaan",
      fields: [{ ...column, id: "realisasi", from: "realisasi", required: "no" }],
      computed: [],
      rules: [],
    },
  ],
  figures: [],
});

beforeAll(async () => {
  travel(NOW);
  kukar = await regency("kukar", { units: [HEALTH, SCHOOLS, PLANNERS], lines: 1 });
  const plan = { plan: PLAN, label: "RPJMD 2025-2029", from: "2025", until: "2029", source: "Perda 1/2025", rev: 0 };
  await asProduct("kukar", () => definePlan(plan));
  // A later plan whose tree is only being drawn takes nobody's place.
  const next = { ...plan, plan: "rpjmd-2026-2030", label: "RPJMD 2026-2030", from: "2026", until: "2030" };
  await asProduct("kukar", () => definePlan(next));
  await asProduct("kukar", () => begin({ plan: next.plan, year: "2026", part: HEALTH, from: null }));
  for (const part of ["daerah", HEALTH, SCHOOLS]) await begun(part);
  await node("daerah", "s", "sasaran", "Sasaran daerah");
  await measure("daerah", "ipm", { unit: "indeks" });
  await node(HEALTH, "s", "sasaran-pd", "Mutu layanan", ["daerah/s"]);
  await node(HEALTH, "t", "sasaran-pd", "Tertib layanan", ["daerah/s"]);
  await node(HEALTH, "p", "program", "Program", [`${HEALTH}/s`]);
  await measure(HEALTH, "jumlah", { aggregation: "akumulatif", code: "1.1", parents: [`${HEALTH}/t`, `${HEALTH}/s`] });
  const ratio = { id: "turun-rasio", n: 1 };
  await measure(HEALTH, "mutu", { aggregation: "rata-rata", direction: "turun", method: ratio, unit: "%" });
  await measure(HEALTH, "puncak", { aggregation: "maksimum", direction: "tetap" });
  await measure(HEALTH, "waktu", { direction: "turun", unit: "menit" });
  await measure(HEALTH, "pita", { method: { id: "rentang", n: 1 }, unit: "%" });
  await measure(HEALTH, "program", { parents: [`${HEALTH}/p`] });
  await node(SCHOOLS, "s", "sasaran-pd", "Akses sekolah", ["daerah/s"]);
  await measure(SCHOOLS, "jumlah", {});
  await aim(HEALTH, 0, HEALTH_TARGETS);
  await aim(SCHOOLS, 0, [["jumlah", "7", "1", "3", "5", "7"]]);
  await aim("daerah", 0, [["ipm", "70", "67", "68", "69", "70"]]);
  const offices = { [HEALTH]: undefined, [SCHOOLS]: undefined, [PLANNERS]: undefined };
  await introduce(kukar, sakipPengukuran, offices, QUARTERS);
  await introduce(kukar, lkjip, { [HEALTH]: undefined }, ["2026"]);
  await introduce(kukar, regional, { [PLANNERS]: ["perencanaan"], [SCHOOLS]: ["pendidikan"] }, ["2026-TW1"]);
});

describe("a report whose rows are the indicators of an office", () => {
  it("opens with those of its sasaran, each once, with what the tree says of them and the targets by their ids", async () => {
    const { rows, pins } = await seen(await kukar.openReport("2026-TW1", HEALTH, sakipPengukuran.id), HEALTH);
    const carried = { akumulasi: "nilai-akhir", asal: "RPJMD 2025-2029" };
    expect(rows.map(({ rowKey, group, context }) => [rowKey, group, context])).toEqual([
      [
        "iku/jumlah@dinkes",
        ["Mutu layanan"],
        {
          ...carried,
          code: "1.1",
          satuan: "orang",
          arah: "naik",
          akumulasi: "akumulatif",
          metode: "naik",
          urut: "00001",
        },
      ],
      [
        "iku/mutu@dinkes",
        ["Mutu layanan"],
        { ...carried, satuan: "%", arah: "turun", akumulasi: "rata-rata", metode: "turun-rasio", urut: "00002" },
      ],
      [
        "iku/pita@dinkes",
        ["Mutu layanan"],
        { ...carried, satuan: "%", arah: "naik", metode: "rentang", urut: "00003" },
      ],
      [
        "iku/puncak@dinkes",
        ["Mutu layanan"],
        { ...carried, satuan: "orang", arah: "tetap", akumulasi: "maksimum", metode: "stabil", urut: "00004" },
      ],
      [
        "iku/waktu@dinkes",
        ["Mutu layanan"],
        { ...carried, satuan: "menit", arah: "turun", metode: "turun-permenpan", urut: "00005" },
      ],
    ]);
    expect(rows.map(({ cells }) => cells["target"]?.v)).toEqual(["10", "50", "95", "5", "60"]);
    expect(rows[0]?.given).toEqual({ target: "Target murni: Renja 2026, nomor 12/2025" });
    expect([pins.targets?.label, pins.tree]).toEqual(["Target murni", { label: "RPJMD 2025-2029" }]);
  });

  it("of another office with an indicator of the same id has a row and a target of its own", async () => {
    const rows = await rowsOf(await kukar.openReport("2026-TW1", SCHOOLS, sakipPengukuran.id), SCHOOLS);
    expect(Object.entries(rows).map(([key, row]) => [key, row.cells["target"]?.v])).toEqual([["jumlah@disdik", "1"]]);
  });

  it("is judged over the year as each indicator adds up and by its method, and is what the LKjIP draws", async () => {
    const [first, ...later] = QUARTERS.map((period) => `sakip-pengukuran.${period}.${HEALTH}.1`);
    await fileReport(kukar, HEALTH, first ?? "", measured(HEALTH, 0, REACHED));
    for (const [i, id] of later.entries()) {
      if (QUARTERS[i + 1] === "2026-TW3") {
        // Of an indicator that joins in the middle of the year nothing is owed for the quarters before.
        await measure(HEALTH, "susulan", { aggregation: "akumulatif" });
        await aim(HEALTH, 1, [...HEALTH_TARGETS, ["susulan", "15", null, null, "5", "10"]]);
      }
      await kukar.openReport(QUARTERS[i + 1], HEALTH, sakipPengukuran.id);
      await fileReport(kukar, HEALTH, id, measured(HEALTH, i + 1, REACHED));
    }
    const { rows, carry } = await seen(later.at(-1) ?? "", HEALTH);
    const done = compute(sakipPengukuran, rows, carry);
    const told_ = (id: string, field: string) => told(cellOf(done, `iku/${id}@${HEALTH}`, field), 2);
    const judged = ["jumlah", "mutu", "puncak", "waktu", "pita", "susulan"].map((id) =>
      [id, ...["target_sd", "realisasi_sd", "capaian", "kelas_capaian"].map((field) => told_(id, field))].join(" "),
    );
    expect(judged).toEqual([
      "jumlah 100.00 90.00 90.00 Tinggi",
      "mutu 47.00 50.00 94.00 Sangat Tinggi",
      "puncak 9.00 10.00 88.89 Tinggi",
      "waktu 40.00 44.00 90.00 Tinggi",
      "pita 95.00 93.00 75.00 Sedang",
      "susulan 15.00 12.00 80.00 Tinggi",
    ]);
    expect(told(done.figures["capaian_rata"], 2)).toBe("86.31");
    const drawn = await rowsOf(await kukar.openReport("2026", HEALTH, lkjip.id), HEALTH);
    const shown = ["jumlah@dinkes", "waktu@dinkes", "susulan@dinkes"].map((key) => {
      const { group, context, cells } = drawn[key] ?? {};
      return [group, context?.["satuan"], ...["target", "realisasi", "capaian"].map((field) => cells?.[field]?.v)];
    });
    expect(shown).toEqual([
      [["Mutu layanan"], "orang", "100", "90", "90"],
      [["Mutu layanan"], "menit", "40", "44", "90"],
      [["Mutu layanan"], "orang", "15", "12", "80"],
    ]);
  });

  it("says which indicator needs an assessor, and takes none for the others", async () => {
    const { rows, carry } = await seen(`sakip-pengukuran.2026-TW4.${HEALTH}.1`, HEALTH);
    const without = rows.map(({ cells: { nilai_penilai: _score, ...cells }, ...row }) => ({ ...row, cells }));
    const { findings } = compute(sakipPengukuran, without, carry);
    expect(findings.flatMap(({ rule, rowKey }) => (rule === "perlu_penilai" ? [rowKey] : []))).toEqual([
      "iku/pita@dinkes",
    ]);
  });
});

describe("indicators of the region and of all offices side by side", () => {
  it("are the regency's own for whom the part belongs to, and rows of two offices never meet", async () => {
    await fileReport(
      kukar,
      SCHOOLS,
      `sakip-pengukuran.2026-TW1.${SCHOOLS}.1`,
      measured(SCHOOLS, 0, { jumlah: ["3", "", "", ""] }),
    );
    const rows = await rowsOf(await kukar.openReport("2026-TW1", PLANNERS, regional.id), PLANNERS);
    expect(rows["ipm@daerah"]).toMatchObject({ label: "Indikator ipm", cells: { target: { v: "67" } } });
    const names = await Promise.all(
      [HEALTH, SCHOOLS].map(async (unit) => (await seen(`sakip-pengukuran.2026-TW1.${unit}.1`, unit)).unit.name),
    );
    const both = ["jumlah@dinkes", "jumlah@disdik"].map((key) => [rows[key]?.group, rows[key]?.cells["realisasi"]?.v]);
    expect(both).toEqual([
      [[names[0], "Mutu layanan"], "8"],
      [[names[1], "Akses sekolah"], "3"],
    ]);
    expect(Object.keys(rows).filter((key) => key.includes("@"))).toHaveLength(7);
    const others = await rowsOf(await kukar.openReport("2026-TW1", SCHOOLS, regional.id), SCHOOLS);
    expect(others).toEqual({});
  });

  it("are drawn once more from what drew them, by one report or by many", async () => {
    const drawing = (id: string, template: string, section: string, units: "own" | "region") =>
      v.parse(TemplateDefinition, {
        ...regional,
        id,
        name: id,
        short: id,
        sections: [
          {
            ...regional.sections[1],
            id: "lagi",
            part: undefined,
            query: { template, section, period: "same", units },
          },
        ],
      });
    const own = drawing("kinerja-sendiri", "sakip-pengukuran", "iku", "own");
    const all = drawing("kinerja-lagi", own.id, "lagi", "region");
    const again = drawing("kinerja-tiga", all.id, "lagi", "region");
    await introduce(kukar, own, { [HEALTH]: undefined, [SCHOOLS]: undefined }, ["2026-TW1"]);
    await introduce(kukar, all, { [PLANNERS]: undefined }, ["2026-TW1"]);
    await introduce(kukar, again, { [PLANNERS]: undefined }, ["2026-TW1"]);
    for (const unit of [HEALTH, SCHOOLS]) {
      await fileReport(kukar, unit, await kukar.openReport("2026-TW1", unit, own.id), []);
    }
    const report = await kukar.openReport("2026-TW1", PLANNERS, all.id);
    const reached = async (id: string) =>
      Object.entries(await rowsOf(id, PLANNERS)).map(([key, { cells }]) => `${key} ${cells["realisasi"]?.v}`);
    const expected = [
      ...["jumlah 8", "mutu 50", "pita 90", "puncak 4", "waktu 70"].map((row) => row.replace(" ", "@dinkes ")),
      "jumlah@disdik 3",
    ];
    expect(await reached(report)).toEqual(expected);
    await fileReport(kukar, PLANNERS, report, []);
    const third = await kukar.openReport("2026-TW1", PLANNERS, again.id);
    expect(await reached(third)).toEqual(expected.map((row) => row.replace(" ", `@${PLANNERS} `)));
  });

  it("follow the regency's tree into a draft", async () => {
    await measure("daerah", "baru", { text: "Indeks baru" });
    expect(await follow("daerah")).toBe(1);
    const rows = await rowsOf(`kinerja-daerah.2026-TW1.${PLANNERS}.1`, PLANNERS);
    expect(rows["baru@daerah"]?.label).toBe("Indeks baru");
  });
});

describe("a draft whose tree changes", () => {
  const id = `sakip-pengukuran.2026-TW2.${SCHOOLS}.1`;
  const row = (name: string) => `iku/${name}@${SCHOOLS}`;

  it("gets new rows, new words and facts, loses rows that nobody wrote in, and keeps the others with why", async () => {
    await measure(SCHOOLS, "kosong", {});
    await measure(SCHOOLS, "terisi", {});
    await kukar.openReport("2026-TW2", SCHOOLS, sakipPengukuran.id);
    const typed = [kukar.cell(row("terisi"), "realisasi", "4"), kukar.cell(row("jumlah"), "realisasi", "2")];
    await kukar.as(kukar.who("pptk", SCHOOLS), () => save({ id, changes: typed }));
    const before = await seen(id, SCHOOLS);
    await measure(
      SCHOOLS,
      "jumlah",
      { text: "Anak yang bersekolah", direction: "tetap", aggregation: "akumulatif" },
      1,
    );
    await measure(SCHOOLS, "angka", {});
    for (const gone of ["kosong", "terisi"]) {
      const input = { ...at(SCHOOLS), id: gone, rev: 1, kind: "indicator" as const, reason: "Tidak dipakai lagi." };
      await asProduct("kukar", () => remove(input));
    }
    expect(await follow(SCHOOLS)).toBe(1);
    const rows = await rowsOf(id, SCHOOLS);
    expect(Object.entries(rows).map(([key, { label, cells }]) => [key, label, cells["realisasi"]?.v])).toEqual([
      ["angka@disdik", "Indikator angka", undefined],
      ["jumlah@disdik", "Anak yang bersekolah", "2"],
      ["terisi@disdik", "Indikator terisi (tidak ada dalam pohon kinerja 2026)", "4"],
    ]);
    // What is gone is read, and neither asked nor counted.
    const why = "Indikator ini tidak ada lagi dalam pohon kinerja 2026.";
    expect(rows["terisi@disdik"]?.closed).toMatchObject({ target: why, realisasi: why });
    const now = await seen(id, SCHOOLS);
    const done = compute(sakipPengukuran, now.rows, now.carry);
    expect(told(cellOf(done, row("terisi"), "capaian"))).toBe(`not-applicable: ${why}`);
    expect(done.missing.filter(({ rowKey }) => rowKey === row("terisi"))).toEqual([]);
    expect(rows["jumlah@disdik"]?.context).toMatchObject({ arah: "tetap", akumulasi: "akumulatif", metode: "stabil" });
    expect(rows["jumlah@disdik"]?.cells["target"]?.v).toBe("3");
    const { entries } = await kukar.as(kukar.who("pptk", SCHOOLS), () => history({ id }));
    expect(entries.find(({ op }) => op === "report.takeTargets")?.note).toBe(
      "Pohon kinerja: 1 baris baru, 1 baris berganti nama, 1 baris tidak ada lagi dan tetap karena sudah diisi, 1 baris kosong keluar. Realisasi yang sudah diisi tidak berubah.",
    );
    // A page from before cannot send what nobody saw, and again there is nothing to do.
    const { stamp } = before;
    expect(await failing(kukar.as(kukar.who("pptk", SCHOOLS), () => submit({ id, stamp })))).toBe("report.stale");
    expect(await follow(SCHOOLS)).toBe(0);
    expect(await failing(asProduct("kukar", () => takeTargets({ id })))).toBe("report.targets_current");
  });

  it("takes targets that are recorded later by the id of the indicator", async () => {
    await aim(SCHOOLS, 1, [
      ["jumlah", "9", "1", "2", "3", "3"],
      ["angka", "60", "50", "55", "58", "60"],
    ]);
    expect(await follow(SCHOOLS)).toBe(1);
    const rows = await rowsOf(id, SCHOOLS);
    expect(["jumlah@disdik", "angka@disdik"].map((key) => rows[key]?.cells["target"]?.v)).toEqual(["2", "55"]);
  });

  it("loses a row that only the plan wrote in, and can be sent after it", async () => {
    const input = { ...at(SCHOOLS), id: "angka", rev: 1, kind: "indicator" as const, reason: "Tidak dipakai lagi." };
    await asProduct("kukar", () => remove(input));
    expect(await follow(SCHOOLS)).toBe(1);
    expect(Object.keys(await rowsOf(id, SCHOOLS))).toEqual(["jumlah@disdik", "terisi@disdik"]);
    // The sum of revisions is whole: the page that sees it now is not refused as one from before.
    const { stamp } = await seen(id, SCHOOLS);
    const refused = await failing(kukar.as(kukar.who("pptk", SCHOOLS), () => submit({ id, stamp })));
    expect(refused).toBe("report.unexplained");
  });

  it("of an office without targets follows its tree from nothing, in passes, and nothing is sent in between", async () => {
    const own = `sakip-pengukuran.2026-TW2.${PLANNERS}.1`;
    await kukar.openReport("2026-TW2", PLANNERS, sakipPengukuran.id);
    expect(await rowsOf(own, PLANNERS)).toEqual({});
    await begun(PLANNERS);
    await node(PLANNERS, "s", "sasaran-pd", "Perencanaan yang baik", ["daerah/s"]);
    const many = LIMITS.transactionWrites;
    for (let n = 0; n < many; n += 1) await measure(PLANNERS, `banyak-${n}`, {});
    const { left } = await asProduct("kukar", () => takeTargets({ id: own }));
    expect(left).toBeGreaterThan(0);
    const { stamp } = await seen(own, PLANNERS);
    const early = kukar.as(kukar.who("pptk", PLANNERS), () => submit({ id: own, stamp }));
    expect(await failing(early)).toBe("report.budget_moving");
    expect(await follow(PLANNERS)).toBe(1);
    const { rows, pins } = await seen(own, PLANNERS);
    expect([rows.length, pins.tree, pins.targets]).toEqual([many, { label: "RPJMD 2025-2029" }, undefined]);
  });

  it("keeps its rows while it is with the chain, and follows again once its author took it back", async () => {
    const sent = `sakip-pengukuran.2026-TW3.${SCHOOLS}.1`;
    await kukar.openReport("2026-TW3", SCHOOLS, sakipPengukuran.id);
    const who = kukar.who("pptk", SCHOOLS);
    const { stamp } = await seen(sent, SCHOOLS);
    await kukar.as(who, () => submit({ id: sent, stamp, nil: "Belum ada kegiatan pada triwulan ini." }));
    await measure(SCHOOLS, "terlambat", {});
    // The draft of the second quarter alone.
    expect(await follow(SCHOOLS)).toBe(1);
    expect(Object.keys(await rowsOf(sent, SCHOOLS))).not.toContain("terlambat@disdik");
    await kukar.as(who, () => withdraw({ id: sent, reason: "Akan diperiksa kembali dahulu." }));
    expect(await follow(SCHOOLS)).toBe(1);
    expect(Object.keys(await rowsOf(sent, SCHOOLS))).toContain("terlambat@disdik");
  });

  it("is another one to a page from before, though one row went and one changed", async () => {
    const later = `sakip-pengukuran.2026-TW4.${SCHOOLS}.1`;
    await kukar.openReport("2026-TW4", SCHOOLS, sakipPengukuran.id);
    await measure(SCHOOLS, "zakat", {});
    expect(await follow(SCHOOLS)).toBe(3);
    const { stamp, rows } = await seen(later, SCHOOLS);
    expect(rows.at(-1)?.label).toBe("Indikator zakat");
    const input = { ...at(SCHOOLS), id: "zakat", rev: 1, kind: "indicator" as const, reason: "Tidak dipakai lagi." };
    await asProduct("kukar", () => remove(input));
    await measure(SCHOOLS, "jumlah", { text: "Anak yang tetap bersekolah", direction: "turun" }, 2);
    expect(await follow(SCHOOLS)).toBe(3);
    const nil = "Belum ada kegiatan pada triwulan ini.";
    const send = (seenAt: number) =>
      kukar.as(kukar.who("pptk", SCHOOLS), () => submit({ id: later, stamp: seenAt, nil }));
    expect(await failing(send(stamp))).toBe("report.stale");
    expect((await send((await seen(later, SCHOOLS)).stamp)).state).toBe("in_review");
  });
});

import { lkpj } from "@selaras/core/template/packs/lkpj.ts";
import { describe, expect, it } from "vitest";
import { reportWorkbook } from "../src/report-workbook.ts";
import { opened } from "./opened.ts";
import { faultsOf, partsOf } from "./package-parts.ts";
import { draft, MADE, note, published, row } from "./report-content.ts";

const SHEET = "Rincian sub kegiatan";
const DELIVERY = "Penyampaian kepada DPRD";
const MONEY = "Realisasi keuangan bulan ini (Rp)";
const PHYSICAL = "Realisasi fisik bulan ini (%)";
const REASON = "Uang muka dibayar bulan Juni";

/*
 * Worked by hand. Row 1: 2.475.300,25 this month and 371.280,00 before = 2.846.580,25 of a ceiling of 15.475.000:
 * 18,3947... % = 18,39; left 12.628.419,75. Progress 5 and 17,64 before = 22,64 against a plan of 24: -1,36.
 */
const FIRST = row("1.03.10.2.01.0001", "Rekonstruksi Jalan", "15475000.00", {
  keuangan: { v: "2475300.25" },
  fisik: { v: "5" },
  keluaran: { v: "0.75" },
  status: { v: "Kontrak/Pelaksanaan" },
});
const carry = {
  months: ["2026-01", "2026-02"],
  absent: [],
  values: {
    "rincian/1.03.10.2.01.0001": {
      keuangan: { sum: "371280.00", last: "371280.00" },
      fisik: { sum: "17.64", last: "17.64" },
    },
  },
};

describe("the workbook of a report", () => {
  it("holds numbers as numbers, exactly, with two decimals for money, and what follows from them as the screen shows it", async () => {
    const book = await opened(await reportWorkbook(draft([FIRST], { carry })));
    const at = (heading: string) => book.value(SHEET, "1.03.10.2.01.0001", heading);
    expect(book.names).toEqual([SHEET, "Keterangan", "Angka laporan"]);
    expect([at("Sub kegiatan"), at("Pagu (Rp)"), at(MONEY), at(PHYSICAL), at("Keluaran bulan ini")]).toEqual([
      "Rekonstruksi Jalan",
      15_475_000,
      2_475_300.25,
      5,
      0.75,
    ]);
    expect([at("Keuangan s.d. bulan ini (Rp)"), at("Keuangan terhadap pagu (%)"), at("Sisa anggaran (Rp)")]).toEqual([
      2_846_580.25, 18.39, 12_628_419.75,
    ]);
    expect([at("Deviasi fisik (%)"), at("Status pelaksanaan"), at("Satuan"), at("Target")]).toEqual([
      -1.36,
      "Kontrak/Pelaksanaan",
      "KM",
      12.5,
    ]);
    expect(book.format(SHEET, "1.03.10.2.01.0001", MONEY)).toBe("[$-421]#,##0.00");
    expect(book.value("Angka laporan", "Realisasi keuangan (%)", "Nilai")).toBe(18.39);
  });

  it("tells the four states of a cell apart, and gives every reason with the address of its cell", async () => {
    const rows = [
      row("1.1", "Nol", "1000.00", { keuangan: { v: "0" }, fisik: { v: "0" }, status: { v: "Belum mulai" } }),
      row("1.2", "Nihil", "1000.00", {
        keuangan: { s: "nil", r: REASON },
        fisik: { s: "na", r: "Tidak ada pekerjaan fisik" },
      }),
      row("1.3", "Kosong", "1000.00", {}),
    ];
    const book = await opened(await reportWorkbook(draft(rows)));
    const column = (heading: string) => ["1.1", "1.2", "1.3"].map((code) => book.value(SHEET, code, heading));
    expect(column(MONEY)).toEqual([0, "Nihil", "Belum diisi"]);
    expect(column(PHYSICAL)).toEqual([0, "Tidak berlaku", "Belum diisi"]);
    expect(column("Keuangan s.d. bulan ini (Rp)")).toEqual([0, "Nihil", "Belum lengkap"]);
    // A text that nobody has to write is no gap.
    expect(column("Permasalahan")).toEqual([null, null, null]);
    const told = book.texts("Keterangan").find((line) => line.includes(REASON)) ?? "";
    expect(told).toMatch(
      new RegExp(`^${SHEET} ([A-Z]+\\d+) \\| 1\\.2 Nihil: Realisasi keuangan bulan ini \\(Rp\\) \\| Nihil \\| `),
    );
    const place = /([A-Z]+\d+) \|/.exec(told)?.[1] ?? "";
    expect(book.at(SHEET, place)).toBe("Nihil");
    // Of row 3 money, progress, output, status and category; of row 2 output, status and category; of row 1 two.
    expect(book.texts("Keterangan")).toContain("Isian yang belum diisi | 10 isian; tidak dihitung sebagai nol");
    // One row is empty, so the total is not known.
    expect(book.value("Angka laporan", "Realisasi keuangan bulan ini (Rp)", "Nilai")).toBe("Belum lengkap");
  });

  it("keeps fifteen digits as a number and writes longer ones as text, never rounded", async () => {
    const rows = [
      row("1.1", "Lima belas", "9999999999999.99", { keuangan: { v: "9999999999999.99" } }),
      row("1.2", "Enam belas", "20000000000000000.00", { keuangan: { v: "99999999999999.99" } }),
      row("1.3", "Kurang dari nol", "1000.00", { keuangan: { v: "-1250.5" } }),
    ];
    const book = await opened(await reportWorkbook(draft(rows)));
    expect(["1.1", "1.2", "1.3"].map((code) => book.value(SHEET, code, MONEY))).toEqual([
      9_999_999_999_999.99,
      "99.999.999.999.999,99",
      -1250.5,
    ]);
    expect(book.value(SHEET, "1.2", "Pagu (Rp)")).toBe("20.000.000.000.000.000,00");
  });

  it("keeps texts as texts: nothing becomes a formula, a link or a broken file", async () => {
    const nasty = [
      "=1+1",
      "+62 811",
      "-5 km",
      "@kantor",
      "_x0041_",
      "a\u0000\u0001b",
      "<&\"'>",
      "\ud800x",
      "dua\nbaris",
    ];
    const rows = nasty.map((text, i) => row(`1.${i}`, text, "1000.00", { permasalahan: { v: text } }));
    const bytes = await reportWorkbook(draft(rows));
    const book = await opened(bytes);
    const kept = nasty.map((_, i) => book.value(SHEET, `1.${i}`, "Permasalahan"));
    expect(kept).toEqual(["=1+1", "+62 811", "-5 km", "@kantor", "_x0041_", "ab", "<&\"'>", "\ufffdx", "dua\nbaris"]);
    expect(book.format(SHEET, "1.0", "Permasalahan")).toBe("@");
    const parts = partsOf(bytes);
    expect([...parts.keys()].filter((name) => /vba|macro|externalLink|hyperlink|drawing|comment/i.test(name))).toEqual(
      [],
    );
    for (const [name, xml] of parts) {
      expect([name, faultsOf(xml)]).toEqual([name, []]);
      expect([name, /<f[ >]|<hyperlink|TargetMode="External"/.exec(xml)]).toEqual([name, null]);
    }
    expect(parts.size).toBeGreaterThan(8);
  });

  it("says of a draft that it is one, and of a published report who signed it and under which hash", async () => {
    const open = (await opened(await reportWorkbook(draft([FIRST])))).texts(SHEET);
    expect(open.slice(0, 4)).toEqual([
      "RFK Maret 2026",
      "Dinas Pekerjaan Umum, Pemerintah Kabupaten Contoh",
      "Maret 2026, versi 1, Draf",
      "DRAF: laporan ini belum terbit; isinya masih dapat berubah dan tidak untuk dikutip.",
    ]);
    const book = await opened(await reportWorkbook(published([FIRST])));
    expect(book.texts(SHEET).join("\n")).not.toContain("DRAF");
    expect(book.texts("Keterangan")).toEqual(
      expect.arrayContaining([
        "Perangkat daerah | Dinas Pekerjaan Umum",
        "Laporan | Realisasi Fisik dan Keuangan, templat versi 3",
        "Ditandatangani oleh | Budi Santoso, Kepala Dinas",
        "NIP | 19780101 200501 2 001",
        "Terbit pada | 6 April 2026, 09.30 WITA",
        `Sidik cuplikan (SHA-256) | ${"d".repeat(64)}`,
        "Anggaran | DPA murni 2026",
        "Kumulatif menghitung | bulan ini saja",
        "Berkas dibuat pada | 5 April 2026, 10.00 WITA",
        "Diminta oleh | Siti Rahma, PPTK Jalan",
        "Nomor permintaan | 01JQZ8K3W5X7Y9ABCDEFGHJKMN",
      ]),
    );
  });

  it("says on every sheet of a demonstration that its figures are invented", async () => {
    const content = draft([FIRST]);
    const demo = { ...content, made: { ...MADE, tenant: { ...MADE.tenant, demo: true } } };
    const book = await opened(await reportWorkbook(demo));
    for (const name of book.names)
      expect([name, book.texts(name).join("\n").includes("PERAGAAN")]).toEqual([name, true]);
    const real = await opened(await reportWorkbook(content));
    for (const name of real.names) expect(real.texts(name).join("\n")).not.toContain("PERAGAAN");
  });

  it("freezes the head of the table with code and name, and gives every column a width", async () => {
    const book = await opened(await reportWorkbook(draft([FIRST])));
    const sheet = book.sheet(SHEET);
    const head = sheet.rows.findIndex((each) => each[0] === "Kode");
    expect(sheet.freezePane).toEqual({ rows: head + 1, columns: 2 });
    const widths = sheet.columns?.map((each) => each.width ?? 0) ?? [];
    expect(widths).toHaveLength(sheet.rows[head]?.length ?? 0);
    expect(widths.filter((width) => width < 10)).toEqual([]);
  });

  it("repeats the head of the table on every printed page, naming the sheet as every spreadsheet reads it", async () => {
    const parts = partsOf(await reportWorkbook(draft([FIRST])));
    const names = [...(parts.get("xl/workbook.xml") ?? "").matchAll(/<definedName [^>]*>([^<]*)</g)].map((m) => m[1]);
    expect(names).toEqual(["'Rincian sub kegiatan'!$5:$5", "'Keterangan'!$1:$1", "'Angka laporan'!$5:$5"]);
  });

  it("lists a form and its narratives line by line, with what is computed from them", async () => {
    const cells = {
      hari_layanan: { v: "21" },
      pemohon: { v: "1200" },
      pengaduan_masuk: { v: "0" },
      pengaduan_selesai: { v: "0" },
    };
    const book = await opened(await reportWorkbook(note(cells, "Berjalan baik.")));
    expect(book.names).toEqual(["Layanan dan pengaduan", "Keterangan", "Uraian", "Angka laporan"]);
    const line = (name: string) => book.value("Layanan dan pengaduan", name, "Isi");
    expect([line("Hari layanan (hari)"), line("Pemohon dilayani (orang)")]).toEqual([21, 1200]);
    expect(line("Penyelesaian pengaduan (%)")).toBe("Tidak terdefinisi");
    expect(book.texts("Keterangan").join("\n")).toContain("Tidak terdefinisi | penyebut nol");
    expect(book.value("Uraian", "Capaian utama bulan ini", "Isi")).toBe("Berjalan baik.");
  });

  it("counts a report that says nihil as a whole as nihil in every number, and says so above", async () => {
    const rows = [row("1.1", "Kosong", "1000.00", {})];
    const book = await opened(await reportWorkbook(published(rows, { nil: REASON })));
    expect(book.value(SHEET, "1.1", MONEY)).toBe("Nihil");
    expect(book.texts(SHEET)).toContain(`Seluruh laporan dinyatakan Nihil: ${REASON}`);
  });

  it("carries explanations of warnings and the list of files", async () => {
    const more = {
      explanations: [{ rowKey: FIRST.rowKey, rule: "koreksi", reason: "Pengembalian kelebihan bayar" }],
      evidence: [
        {
          evidenceId: "e".repeat(64),
          name: "bast.pdf",
          type: "application/pdf",
          bytes: 2_049,
          rowKey: FIRST.rowKey,
          by: "pptk",
          at: "2026-04-04T02:00:00.000Z",
        },
      ],
    };
    const lines = (await opened(await reportWorkbook(draft([FIRST], more)))).texts("Keterangan");
    expect(lines).toContain(
      "Rekonstruksi Jalan | Realisasi bulan ini kurang dari nol. Jelaskan koreksinya (kontrapos atau pengembalian). |  | Pengembalian kelebihan bayar",
    );
    expect(lines).toContain(
      `bast.pdf | Rekonstruksi Jalan, Siti Rahma, 4 April 2026, 10.00 WITA | 3 KB | ${"e".repeat(64)}`,
    );
  });

  it("is the same bytes for the same content", async () => {
    const [one, two] = [await reportWorkbook(published([FIRST])), await reportWorkbook(published([FIRST]))];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });

  it("writes the largest report there may be", async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) =>
      row(`1.${i}`, `Sub kegiatan ${i}`, "15475000.00", {
        keuangan: { v: `${i}.25` },
        fisik: { v: "5" },
        status: { v: "Selesai" },
      }),
    );
    const book = await opened(await reportWorkbook(draft(rows)));
    expect(book.value(SHEET, "1.1999", MONEY)).toBe(1_999.25);
    // The sum of 0 to 1.999 is 1.999.000; 2.000 times a quarter is 500.
    expect(book.value("Angka laporan", "Realisasi keuangan bulan ini (Rp)", "Nilai")).toBe(1_999_500);
  });

  it("holds the union of fields over versions: archived values in columns of their own, marked, and all of them in one list", async () => {
    const kept = (v: string, n = 1) => ({ v, n, s: "value", o: "screen", w: "pptk", t: 0 });
    const first = row("1.1", "Jalan", "1000.00", { keuangan: { v: "250.00" } });
    const archived = [{ field: "kendala_lama", label: "Kendala lama", n: 2, cell: kept("2475300.25") }];
    const gone = {
      n: 1,
      rowKey: "urusan/lama",
      label: "Baris lama",
      group: [],
      context: {},
      cells: { target: { ...kept(""), v: null, s: "nil", r: REASON } },
    };
    const content = draft([{ ...first, archived }, row("1.2", "Jembatan", "1000.00", {})], { gone: [gone] });
    const book = await opened(await reportWorkbook({ ...content, former: { "1 urusan/target": "Target tahunan" } }));
    const column = "Kendala lama (diarsipkan, templat versi 2)";
    expect([book.value(SHEET, "1.1", column), book.value(SHEET, "1.2", column)]).toEqual([2_475_300.25, null]);
    const list = book.texts("Diarsipkan");
    expect(list).toContain("Jalan | Kendala lama | 2475300.25 | versi 2");
    expect(list).toContain("Baris lama | Target tahunan | Nihil | versi 1");
    // It counts nowhere: 250 of the first row, and the second is not known.
    expect(book.value(SHEET, "1.1", MONEY)).toBe(250);
    expect((await opened(await reportWorkbook(draft([first])))).names).not.toContain("Diarsipkan");
  });

  it("holds dates as dates that a spreadsheet can sort, also those that were archived", async () => {
    const archived = [
      { field: "mulai", label: "Mulai", n: 2, cell: { v: "2028-02-29", n: 1, s: "value", o: "screen", w: "p", t: 0 } },
    ];
    const delivery = (cells: object, more: object = {}) => ({
      rowKey: "penyampaian/lkpj",
      label: "Penyampaian LKPJ",
      group: [],
      context: {},
      cells,
      ...more,
    });
    const kept = (more: object) => ({ v: null, n: 1, s: "value", o: "screen", w: "p", t: 0, ...more });
    const written = async (cells: object, more: object = {}) => {
      const { report, ...others } = draft([delivery(cells, more)]);
      return reportWorkbook({ ...others, definition: lkpj, report });
    };
    const at = async (cells: object) =>
      (await opened(await written(cells))).value(DELIVERY, "Penyampaian LKPJ", "Tanggal penyampaian");
    const bytes = await written({ disampaikan: kept({ v: "2026-03-31" }) }, { archived });
    const book = await opened(bytes);
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
    expect(book.value(DELIVERY, "Penyampaian LKPJ", "Tanggal penyampaian")).toEqual(day("2026-03-31"));
    expect(book.format(DELIVERY, "Penyampaian LKPJ", "Tanggal penyampaian")).toBe("[$-421]d mmmm yyyy");
    const column = "Mulai (diarsipkan, templat versi 2)";
    expect(book.value(DELIVERY, "Penyampaian LKPJ", column)).toEqual(day("2028-02-29"));
    // The number behind it: 1 January 2026 is day 46.023 of a spreadsheet, and 89 days later is 31 March.
    expect([...partsOf(bytes).values()].some((xml) => /<v>46112<\/v>/.test(xml))).toBe(true);
    expect(await at({ disampaikan: kept({ s: "na", r: "Belum ada rapat paripurna" }) })).toBe("Tidak berlaku");
    expect(await at({})).toBe("Belum diisi");
  });

  it("has no sheet of a form that another unit fills", async () => {
    const content = note({ pemohon: { v: "3" } }, "Baik");
    const sections = content.definition.sections.map((each) =>
      each.kind === "form" || each.kind === "narrative" ? { ...each, part: "pendidikan" } : each,
    );
    const theirs = { ...content, definition: { ...content.definition, sections } };
    const without = { ...theirs, report: { ...theirs.report, rows: [] } };
    const forms = sections.filter(({ kind }) => kind === "form").map(({ label }) => label);
    const names = async (given: typeof theirs) => (await opened(await reportWorkbook(given))).names;
    expect(await names(theirs)).toEqual(expect.arrayContaining(forms));
    for (const name of forms) expect(await names(without)).not.toContain(name);
  });
});

import type { Contents } from "@selaras/core/export/content.ts";
import { BoardView, FiguresView } from "@selaras/core/rollup/schema.ts";
import { describe, expect, it } from "vitest";
import { boardWorkbook } from "../src/board-workbook.ts";
import { sheetNames } from "../src/workbook.ts";
import { checked } from "./checked.ts";
import { opened } from "./opened.ts";
import { faultsOf, partsOf } from "./package-parts.ts";
import { MADE } from "./report-content.ts";

const SHEET = "RFK Maret 2026";
const PERIOD = "2026-03";
const SPENT = "Realisasi keuangan s.d. bulan ini (Rp)";
const SHARE = "Realisasi keuangan (%)";

const month = (state: string, onTime: boolean | null) => ({
  stamp: 1,
  state,
  version: 1,
  onTime,
  submittedAt: null,
  report: `rfk.${PERIOD}.x.1`,
});
const ALWAYS = { archived: false, versions: [2] };
const value = (amount: string) => ({ kind: "value", amount });

/** Three OPD are expected in March; Kesehatan has published, Sosial is in review, of Pendidikan nobody here may know. */
function board(counted = 1, archived: readonly object[] = [], versions: readonly object[] = []): Contents["board"] {
  const frame = { period: PERIOD, opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20" };
  const count = { expected: 3, published: counted, onTime: counted, inReview: 1, silent: 1 };
  const unit = (id: string, name: string, months: object) => ({ unit: id, name, short: name, months });
  return {
    made: MADE,
    board: checked(
      BoardView["~standard"].validate({
        template: "rfk",
        templateName: "Realisasi Fisik dan Keuangan",
        templateShort: "RFK",
        periods: [{ ...frame, state: "open", ...count }],
        units: [
          unit("dinas-kes", "Dinas Kesehatan", { [PERIOD]: month(counted > 0 ? "published" : "signed", true) }),
          unit("dinas-pend", "=Dinas Pendidikan", { [PERIOD]: null }),
          unit("dinas-sos", "Dinas Sosial", { [PERIOD]: month("in_review", false) }),
          unit("dinas-lain", "Tidak wajib", {}),
        ],
        asOf: "2026-04-05T01:59:00.000Z",
      }),
    ),
    figures: checked(
      FiguresView["~standard"].validate({
        template: "rfk",
        period: PERIOD,
        definition: "a".repeat(64),
        units:
          counted === 0
            ? []
            : [
                {
                  unit: "dinas-kes",
                  name: "Dinas Kesehatan",
                  short: "Kes",
                  report: `rfk.${PERIOD}.dinas-kes.1`,
                  reports: [{ period: PERIOD, report: `rfk.${PERIOD}.dinas-kes.1` }],
                  version: 2,
                  absent: [],
                  last: {},
                  figures: {
                    keuangan: value("1234567890.5"),
                    persen: value("64.545"),
                    catatan: { kind: "nil", reason: "Tidak ada" },
                  },
                },
              ],
        total: { keuangan: value("1234567890.5"), persen: value("64.545"), catatan: { kind: "missing", which: ["x"] } },
        labels: [
          {
            id: "keuangan",
            label: "Realisasi keuangan s.d. bulan ini",
            type: "money",
            unit: null,
            decimals: 2,
            ...ALWAYS,
          },
          { id: "persen", label: "Realisasi keuangan", type: "percent", unit: "%", decimals: 2, ...ALWAYS },
          { id: "catatan", label: "Catatan", type: "number", unit: "buah", decimals: 0, ...ALWAYS },
          ...archived,
        ],
        parts: [PERIOD],
        regional: false,
        taken: { keuangan: counted, persen: counted, catatan: counted },
        versions,
        counted,
        expected: 3,
        reports: { counted, expected: 3 },
        periods: { counted, expected: 1 },
        asOf: "2026-04-05T01:59:00.000Z",
      }),
    ),
  };
}

describe("the workbook of all OPD", () => {
  it("lists every OPD that is expected, with its state and its published figures, never a zero for a silent one", async () => {
    const book = await opened(await boardWorkbook(board()));
    expect(book.names).toEqual([SHEET, "Keterangan"]);
    const column = (heading: string) =>
      ["Dinas Kesehatan", "=Dinas Pendidikan", "Dinas Sosial"].map((name) => book.value(SHEET, name, heading));
    expect(column("Keadaan laporan")).toEqual(["Terbit", "Belum terbit", "Diperiksa"]);
    expect(column("Ketepatan waktu")).toEqual(["Tepat waktu", null, "Lewat tenggat"]);
    expect(column(SPENT)).toEqual([1_234_567_890.5, "Belum terbit", "Belum terbit"]);
    expect(column(SHARE)).toEqual([64.55, "Belum terbit", "Belum terbit"]);
    expect(column("Catatan (buah)")).toEqual(["Nihil", "Belum terbit", "Belum terbit"]);
    expect(book.texts(SHEET).join("\n")).not.toContain("Tidak wajib");
    expect(book.texts("Keterangan").join("\n")).toContain("Dinas Kesehatan: Catatan (buah) | Nihil | Tidak ada");
  });

  it("carries the count beside the sum and calls it a lower bound while OPD are missing", async () => {
    const book = await opened(await boardWorkbook(board()));
    expect(book.value(SHEET, "Jumlah 1 dari 3 OPD (batas bawah)", SPENT)).toBe(1_234_567_890.5);
    expect(book.texts(SHEET)).toContain(
      "2 OPD belum terbit dan tidak dihitung sebagai nol; jumlah hanya atas OPD yang sudah terbit.",
    );
    expect(book.texts("Keterangan")).toContain("Papan per | 5 April 2026, 09.59 WITA");
  });

  it("has no sum when nothing is published", async () => {
    const lines = (await opened(await boardWorkbook(board(0)))).texts(SHEET);
    expect(lines.filter((line) => line.startsWith("Jumlah"))).toEqual([]);
    expect(lines).toContain(
      "Dinas Kesehatan | Ditandatangani | Tepat waktu | Belum terbit | Belum terbit | Belum terbit",
    );
  });

  it("holds the figures of every version, marks the archived ones and says how many reports used each", async () => {
    const old = {
      id: "lama",
      label: "Fisik lama",
      type: "number",
      unit: null,
      decimals: 0,
      archived: true,
      versions: [1],
    };
    const used = [1, 2].map((n) => ({ n, hash: "b".repeat(64), reports: n }));
    const book = await opened(await boardWorkbook(board(1, [old], used)));
    expect(book.value(SHEET, "Dinas Kesehatan", "Fisik lama (arsip, templat versi 1)")).toBe(
      "Tidak ada pada versi templatnya",
    );
    expect(book.texts("Keterangan").join("\n")).toContain("Templat versi 1: 1 laporan; versi 2: 2 laporan.");
  });

  it("is well-formed, and holds its head and the names in sight", async () => {
    const bytes = await boardWorkbook(board());
    for (const [name, xml] of partsOf(bytes)) expect([name, faultsOf(xml)]).toEqual([name, []]);
    const sheet = (await opened(bytes)).sheet(SHEET);
    const head = sheet.rows.findIndex((row) => row[0] === "Perangkat daerah");
    expect(sheet.freezePane).toEqual({ rows: head + 1, columns: 1 });
  });
});

describe("names of sheets", () => {
  it.each([
    [["Rincian"], ["Rincian"]],
    [["a/b:c*d?e[f]g\\h"], ["a b c d e f g h"]],
    [["'kutip'"], ["kutip"]],
    [["x".repeat(40)], ["x".repeat(31)]],
    [
      ["x".repeat(40), "X".repeat(40)],
      ["x".repeat(31), `${"X".repeat(27)} (2)`],
    ],
    [
      ["History", "", "  "],
      ["History (2)", "Lembar", "Lembar (2)"],
    ],
    [["a\u0000\tb"], ["a b"]],
  ])("%j become %j", (wanted, given) => {
    expect(sheetNames(wanted)).toEqual(given);
    for (const name of given) expect(name.length).toBeLessThanOrEqual(31);
  });
});

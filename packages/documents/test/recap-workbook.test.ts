import type { Contents } from "@selaras/core/export/content.ts";
import { FiguresView, RegionView } from "@selaras/core/rollup/schema.ts";
import { describe, expect, it } from "vitest";
import { recapWorkbook } from "../src/recap-workbook.ts";
import { checked } from "./checked.ts";
import { opened } from "./opened.ts";
import { faultsOf, partsOf } from "./package-parts.ts";
import { MADE } from "./report-content.ts";

const MONTHS = ["2026-01", "2026-02", "2026-03"];
const SPENT = { id: "belanja", label: "Belanja", type: "money", unit: null, decimals: 2 };
const SHARE = { id: "serapan", label: "Serapan", type: "percent", unit: "%", decimals: 2 };
const value = (amount: string) => ({ kind: "value", amount });
const MISSING = { kind: "missing", which: [] };
const inForce = { archived: false, versions: [1] };

const unit = (id: string, name: string, spent: string, reported: readonly string[]) => ({
  unit: id,
  name,
  short: name,
  report: `rfk.${reported.at(-1)}.${id}.1`,
  reports: reported.map((period) => ({ period, report: `rfk.${period}.${id}.1` })),
  version: 1,
  absent: MONTHS.filter((period) => !reported.includes(period)),
  figures: { belanja: value(spent), serapan: value("12.345") },
  last: {},
});

/** Health has all three months, Education lacks March, a third agency nothing. */
const figures = checked(
  FiguresView["~standard"].validate({
    template: "rfk",
    period: "2026-TW1",
    definition: "a".repeat(64),
    parts: MONTHS,
    units: [
      unit("dinas-kes", "Dinas Kesehatan", "1500000.25", MONTHS),
      unit("dinas-pend", "=Dinas Pendidikan", "500000", ["2026-01", "2026-02"]),
    ],
    regional: true,
    total: { belanja: value("2000000.25"), serapan: MISSING },
    taken: { belanja: 2, serapan: 2 },
    labels: [
      { ...SPENT, ...inForce },
      { ...SHARE, ...inForce },
    ],
    versions: [{ n: 1, hash: "a".repeat(64), reports: 5 }],
    counted: 2,
    expected: 3,
    reports: { counted: 5, expected: 9 },
    periods: { counted: 3, expected: 3 },
    asOf: "2026-04-05T01:59:00.000Z",
  }),
);

const row = (key: string, label: string, figure: object, filled: string[], awaited: string[]) => ({
  key,
  code: key,
  label,
  unit: "orang",
  figures: { terlayani: figure },
  filled,
  awaited,
  counted: figure !== MISSING,
});
const COLUMN = { id: "terlayani", label: "Terlayani", type: "number", unit: "@unit", decimals: 0, entered: true };
const region = checked(
  RegionView["~standard"].validate({
    template: "rfk",
    period: "2026-TW1",
    parts: MONTHS,
    definition: "a".repeat(64),
    sections: [
      {
        id: "layanan",
        label: "Layanan",
        columns: [COLUMN],
        labels: [SHARE],
        groups: [
          {
            path: ["Kesehatan"],
            rows: [
              row("1", "Ibu hamil", value("171"), ["dinas-kes"], []),
              row("2", "Balita", MISSING, [], ["dinas-pend"]),
            ],
            figures: { serapan: value("88.601") },
            counted: 1,
            expected: 2,
          },
        ],
        figures: { serapan: MISSING },
        counted: 1,
        expected: 2,
      },
    ],
    conflicts: [],
    left: [],
    names: { "dinas-kes": "Dinkes", "dinas-pend": "Disdik" },
    versions: [],
    counted: 2,
    expected: 3,
    reports: { counted: 5, expected: 9 },
    asOf: "2026-04-05T01:59:00.000Z",
  }),
);

const recap = (of: Contents["recap"]["region"]): Contents["recap"] => ({
  made: MADE,
  names: { template: "Realisasi Fisik dan Keuangan", short: "RFK" },
  figures,
  region: of,
});

describe("the file of a recap", () => {
  it("shows every unit with the periods it has, and the region as a lower bound while some are missing", async () => {
    const bytes = await recapWorkbook(recap(null));
    for (const [name, xml] of partsOf(bytes)) expect([name, faultsOf(xml)]).toEqual([name, []]);
    const book = await opened(bytes);
    expect(book.names).toEqual(["Angka per OPD", "Keterangan"]);
    const units = book.texts("Angka per OPD");
    expect(units).toContain("Angka terbit 2 dari 3 OPD, 5 dari 9 laporan");
    expect(units).toContain("Dinas Kesehatan | 3 dari 3 | 1500000.25 | 12.35");
    expect(units).toContain("=Dinas Pendidikan | 2 dari 3; belum terbit: Maret 2026 | 500000 | 12.35");
    expect(units).toContain("Jumlah 2 dari 3 OPD (batas bawah) | 5 dari 9 | 2000000.25 | Belum lengkap");
  });

  it("shows the rows of all units, who filled them and whom they wait for, and what follows for the region", async () => {
    const book = await opened(await recapWorkbook(recap(region)));
    expect(book.names).toEqual(["Angka per OPD", "Keterangan", "Angka daerah", "Layanan"]);
    const rows = book.texts("Layanan");
    expect(rows).toContain("Kesehatan | 1 | Ibu hamil | orang | 171 | 1 dari 1");
    expect(rows).toContain("Kesehatan | 2 | Balita | orang | Belum diisi | 0 dari 1; menunggu Disdik");
    const results = book.texts("Angka daerah");
    expect(results).toContain("Layanan | Daerah | Serapan (%) | Belum lengkap | 1 dari 2 baris");
    expect(results).toContain("Layanan | Kesehatan | Serapan (%) | 88.6 | 1 dari 2 baris");
  });
});

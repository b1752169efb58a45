import { lppd } from "@selaras/core/template/packs/lppd.ts";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { reportWorkbook } from "../src/report-workbook.ts";
import { partsOf } from "./package-parts.ts";
import { allText, printed } from "./printed.ts";
import { draft } from "./report-content.ts";
import { contentOf } from "./snapshot.ts";

const WHY = "Dinas Sosial belum menerbitkan SPM Layanan Triwulan IV 2025";
const drawing = {
  section: "penerapan-spm",
  template: "spm-layanan",
  short: "SPM Layanan",
  at: "2026-01-20T02:00:00.000Z",
  reports: [{ report: "spm-layanan.2025-TW4.dinas-kesehatan.2", name: "Dinas Kesehatan", hash: "ab".repeat(32) }],
  awaited: [{ unit: "dinas-sosial", name: "Dinas Sosial", periods: ["2025-TW4"] }],
  counted: 1,
  expected: 2,
};
/** The same, read as the view of a report gives it. */
const drawings = draft([], { drawings: [drawing] }).report.drawings ?? [];
const there = {
  target: { s: "value", v: "12450" },
  ip_spm: { s: "value", v: "94.2254" },
  kategori: { s: "value", v: "Tuntas Utama" },
} as const;
const absent = { target: { s: "missing", v: null, r: WHY } } as const;
const LABELS = ["Pelayanan kesehatan ibu hamil", "Rehabilitasi sosial dasar lanjut usia terlantar"] as const;
const LINES = [
  "Diambil dari laporan SPM Layanan yang sudah terbit: 1 dari 2 perangkat daerah",
  "Belum terbit: Dinas Sosial (Triwulan IV 2025).",
  "Dinas Kesehatan Triwulan IV 2025 versi 2 (sidik abababababab)",
];

describe("a drawn section in files", () => {
  it("is printed with where it comes from, how many of how many, and who is missing", async () => {
    const content = contentOf(0, { definition: lppd });
    const rows = [
      {
        key: "penerapan-spm/spm.04",
        label: LABELS[0],
        group: ["Kesehatan"],
        context: { code: "4", satuan: "orang" },
        cells: there,
      },
      {
        key: "penerapan-spm/spm.26",
        label: LABELS[1],
        group: ["Sosial"],
        context: { code: "26", satuan: "orang" },
        cells: absent,
      },
    ];
    const snapshot = { ...content.snapshot, content: { ...content.snapshot.content, rows, drawings } };
    const text = allText(await printed(await reportDocument({ ...content, snapshot }))).replaceAll(/\s+/g, " ");
    for (const line of LINES) expect(text).toContain(line);
    // 12.450 people with their unit, 94,2254 rounded to two decimals, the class in a column, and no zero for who is missing.
    for (const cell of ["12.450", "94,23", "Tuntas Utama", "belum diisi"]) expect(text).toContain(cell);
  });

  it("without a row says whose reports it waits for, on paper and in the workbook, and else why there is none", async () => {
    const [waiting] =
      draft([], { drawings: [{ ...drawing, reports: [], counted: 0, expected: 1 }] }).report.drawings ?? [];
    const none = waiting && { ...waiting, awaited: [], expected: 0 };
    const content = contentOf(0, { definition: lppd });
    const paper = async (of: typeof drawings) => {
      const snapshot = { ...content.snapshot, content: { ...content.snapshot.content, rows: [], drawings: of } };
      return allText(await printed(await reportDocument({ ...content, snapshot }))).replaceAll(/\s+/g, " ");
    };
    const sheets = async (of: typeof drawings) => {
      const bytes = await reportWorkbook({ ...draft([], { drawings: [...of] }), definition: lppd });
      return [...partsOf(bytes).values()].join("\n");
    };
    const others = "Bagian ini diisi perangkat daerah lain";
    for (const text of [paper, sheets]) {
      const waits = await text(waiting ? [waiting] : []);
      expect(waits).toContain("Belum ada laporan SPM Layanan yang terbit: 0 dari 1 perangkat daerah");
      expect(waits).toContain(LINES[1]);
      expect(waits).not.toContain(others);
      expect(await text(drawings)).toContain("tidak memuat baris untuk bagian ini");
      expect(await text(none ? [none] : [])).toContain(others);
    }
  });

  it("stands in the workbook with the same lines above its rows", async () => {
    const cells = (given: object) =>
      Object.fromEntries(
        Object.entries(given).map(([field, cell]) => [field, { ...cell, n: 1, o: "drawn", w: "sistem", t: 0 }]),
      );
    const rows = [
      { rowKey: "penerapan-spm/spm.04", label: LABELS[0], group: ["Kesehatan"], context: {}, cells: cells(there) },
      { rowKey: "penerapan-spm/spm.26", label: LABELS[1], group: ["Sosial"], context: {}, cells: cells(absent) },
    ];
    const bytes = await reportWorkbook({ ...draft(rows, { drawings: [drawing] }), definition: lppd });
    const text = [...partsOf(bytes).values()].join("\n");
    for (const line of LINES) expect(text).toContain(line);
    expect(text).toContain("Tuntas Utama");
  });
});

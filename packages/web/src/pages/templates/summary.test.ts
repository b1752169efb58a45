import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { lppd } from "@selaras/core/template/packs/lppd.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { describe, expect, it } from "vitest";
import { commonDueDay, summaryOf } from "./summary.ts";

const windows = [
  { period: "2026-TW1", dueOn: "2026-04-10" },
  { period: "2026-TW2", dueOn: "2026-07-10" },
  { period: "2026-TW3", dueOn: "2026-10-10" },
  { period: "2026-TW4", dueOn: "2027-01-10" },
];

describe("a template in plain sentences", () => {
  it("says who fills it, how often, and by which day when every period has the same one", () => {
    const quarterly = { ...kinerja, periodType: "triwulan" as const };
    const { lead } = summaryOf(quarterly, { units: 51, windows, posts: { pptk: "PPTK" } });
    expect(lead[0]).toBe(
      "Laporan ini diisi oleh 51 unit setiap triwulan, paling lambat tanggal 10 bulan setelah triwulan berakhir.",
    );
    expect(lead[1]).toContain("PPTK");
  });

  it("promises no day when periods differ, and says when there is no calendar", () => {
    expect(commonDueDay([...windows.slice(0, 3), { period: "2026-TW4", dueOn: "2027-01-15" }])).toBeNull();
    expect(commonDueDay([{ period: "2026-TW1", dueOn: "2026-06-10" }])).toBeNull();
    expect(commonDueDay([])).toBeNull();
    const facts = { units: null, windows: [], posts: {} };
    expect(summaryOf(kinerja, facts).lead[0]).toBe("Laporan ini diisi setiap bulan, tetapi kalendernya belum disusun.");
  });

  it("tells each section: rows, fields, what is worked out, what holds it back", () => {
    const { sections } = summaryOf(rfk, { units: 3, windows: [], posts: {} });
    expect(sections.map((section) => section.title)).toEqual(rfk.sections.map((section) => section.label));
    const table = sections[0]?.lines.join(" ") ?? "";
    expect(table).toContain("Satu baris untuk setiap sub kegiatan unit.");
    expect(table).toContain("Dihitung sendiri:");
  });

  it("tells whose reports a section is drawn from, what fills itself, and what is still typed", () => {
    const facts = { units: 17, windows: [], posts: {}, names: { "spm-layanan": "SPM Layanan" } };
    const drawn = summaryOf(lppd, facts).sections.find(({ title }) => title.startsWith("Bab IV"));
    expect(drawn?.lines).toEqual([
      "Barisnya diambil dari laporan SPM Layanan yang sudah terbit, periode terakhir di dalamnya, dari semua perangkat daerah.",
      "Hanya unit dengan bagian kerja pemerintahan yang mengambilnya.",
      "Terisi sendiri dan tidak diketik: Target, Realisasi, Capaian penerima, Capaian mutu, IP-SPM dan Kategori. Yang belum terbit disebut nama unitnya dan tidak menjadi nol.",
      "Pada setiap baris diisi Anggaran, Realisasi anggaran, Dukungan personil, Permasalahan dan Solusi.",
    ]);
  });

  it("says on what it is printed, who signs on paper, and what is left out", () => {
    const print = {
      paper: "A4" as const,
      orientation: "portrait" as const,
      signers: [
        { side: "left" as const, who: "by-hand" as const, post: "Bupati" },
        { side: "right" as const, who: "signer" as const },
      ],
    };
    const sections = rfk.sections.map((section, at) => (at === 0 ? section : { ...section, print: { hidden: true } }));
    const { rest, sections: told } = summaryOf({ ...rfk, print, sections }, { units: 3, windows: [], posts: {} });
    expect(rest).toContain("Dicetak pada kertas A4, tegak, ditandatangani: Bupati dan Penanda tangan laporan.");
    expect(told.map(({ lines }) => lines.includes("Tidak dicetak; tetap tercakup tanda tangan."))).toEqual([
      false,
      true,
    ]);
  });
});

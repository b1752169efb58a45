import { createHash } from "node:crypto";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { lkpj } from "@selaras/core/template/packs/lkpj.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import type { DocumentContent, SnapshotDecision } from "@selaras/core/report/snapshot.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import fc from "fast-check";
import { getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { allText, collisions, millimetres, type Page, printed } from "./printed.ts";
import { contentOf, SIGNER, withSnapshot } from "./snapshot.ts";

const CODE = "7Q2M4K9XHT5WZ3BD8RJ6VNCPAE";
const LONG =
  "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan Rakyat, Kawasan Permukiman, Pertanahan, Perhubungan, Komunikasi, Informatika, Statistik, Persandian, dan Pertanggungjawaban Keterbukaan Informasi";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("not there");
  return thing;
}
const pageOf = (pages: readonly Page[], text: string): Page => found(pages.find((each) => each.text.includes(text)));
const print = async (content: DocumentContent): Promise<readonly Page[]> => printed(await reportDocument(content));

const draftOf = (content: DocumentContent): DocumentContent => ({
  ...withSnapshot(content, { signer: null, contentHash: null, decisions: [] }),
  snapshotHash: null,
  verification: null,
  seal: null,
  printed: { at: "2026-04-05T02:00:00.000Z", by: "Siti Rahma" },
});

/** The RFK with two columns, so that many documents can be made. */
const slim: TemplateDefinition = {
  ...rfk,
  figures: [],
  sections: rfk.sections.map((each) =>
    each.kind === "rows" ? { ...each, fields: each.fields.slice(0, 2), computed: [], rules: [] } : each,
  ),
};

describe("the printed report", () => {
  it("stands on F4 or A4: upright for words, across for a wide table", async () => {
    const note = (paper: "A4" | "F4") => contentOf(0, { paper, definition: kinerja });
    expect(millimetres(found((await print(contentOf(4)))[0]))).toEqual([330, 215]);
    expect(millimetres(found((await print(contentOf(4, { paper: "A4" })))[0]))).toEqual([297, 210]);
    expect(millimetres(found((await print(note("F4")))[0]))).toEqual([215, 330]);
    expect(millimetres(found((await print(note("A4")))[0]))).toEqual([210, 297]);
  });

  it("has letterhead, title and month, figures with the rows they count, and words for what is no number", async () => {
    const text = allText(await print(contentOf(4)));
    for (const words of [
      "PEMERINTAH KABUPATEN KUTAI KARTANEGARA",
      "DINAS PEKERJAAN UMUM",
      "Jalan Contoh Nomor 1, Tenggarong 00000",
      "Telepon (0000) 000000, Surel pu@contoh.id",
      "LAPORAN REALISASI FISIK DAN KEUANGAN",
      "BULAN MARET TAHUN 2026",
      "PERAGAAN:",
      "100.000.000,25",
      // Rows 1 and 4 report 100.000.000,25 each, row 2 is nihil, row 3 does not count: 200.000.000,50 of three rows.
      "Rp200.000.000,50",
      "3 dari 4 baris; 1 tidak berlaku",
      "(3 dari 4)",
      "nihil [1]",
      "tidak berlaku [2]",
      "Kegiatan baru dimulai bulan depan.",
      "Dibiayai unit lain menurut pergeseran.",
      "7,50",
      "APBD murni (sidik bbbbbbbbbbbb)",
      "Realisasi Fisik dan Keuangan, versi 1 (sidik aaaaaaaaaaaa)",
      "Tiga tingkat: penyusun, pemeriksa, kepala, versi 1",
      "cccccccccccc",
      "c".repeat(64),
      "Ahmad Yani",
      "7 April 2026, 14.30 WITA",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("writes dates with the name of their month, and days as a number", async () => {
    const content = contentOf(1);
    const [row] = content.snapshot.content.rows;
    const delivered = { disampaikan: { s: "value" as const, v: "2026-04-02" } };
    const rows = [{ ...found(row), key: "penyampaian/lkpj", label: "Penyampaian LKPJ", context: {}, cells: delivered }];
    const sections = lkpj.sections.filter(({ id }) => id === "penyampaian");
    const own = { ...content, definition: { ...lkpj, sections, figures: [] } };
    const body = { ...content.snapshot.content, report: "lkpj.2025.dinas-pu.1", rows };
    const text = allText(await print(withSnapshot(own, { content: body })));
    expect(text).toContain("2 April 2026");
    // Two days past 31 March 2026.
    expect(text).toContain("(2)");
    expect(text).toContain("terlambat");
    expect(text).not.toContain("2026-04-02");
  });

  it("never writes a zero for what nobody entered", async () => {
    const content = contentOf(1);
    const [row] = content.snapshot.content.rows;
    const text = allText(
      await print(
        withSnapshot(content, {
          content: { ...content.snapshot.content, rows: [{ ...found(row), cells: {} }], evidence: [] },
        }),
      ),
    );
    expect(text).toContain("belum diisi");
    expect(text).toContain("belum lengkap");
    expect(text).toContain("0 dari 1 baris");
    expect(text).not.toMatch(/(?<![\d.,])0,00/);
  });

  it("gives the reason of a report that is nihil as a whole once, at its head", async () => {
    const content = contentOf(1);
    const [row] = content.snapshot.content.rows;
    const nil = "Belum ada kegiatan pada triwulan pertama.";
    const body = { ...content.snapshot.content, nil, rows: [{ ...found(row), cells: {} }] };
    const text = allText(await print(withSnapshot(content, { content: body })));
    expect(text.split(nil)).toHaveLength(2);
    expect(text).toContain(`Seluruh laporan dinyatakan nihil: ${nil}`);
  });

  it("is signed as an official expects, on the right half: place and date, post in capitals, name, rank, NIP in groups", async () => {
    const pages = await print(contentOf(4));
    const page = pageOf(pages, "Tenggarong, 8 April 2026");
    const right = page.items.filter((item) => item.x >= page.width / 2 - 10).map((item) => item.text);
    for (const words of [
      "Tenggarong, 8 April 2026",
      "KEPALA DINAS PEKERJAAN UMUM,",
      "Ir. H. Budi Santoso, M.T.",
      "Pembina Utama Muda (IV/c)",
      "NIP 19700101 199803 1 001",
    ]) {
      expect(right).toContain(words);
    }
    expect(right.join(" ")).toContain("Disahkan secara elektronik di Selaras");
    for (const words of [
      `https://kukar.selaras.id/v/${CODE}`,
      "7Q2M4 K9XHT 5WZ3B D8RJ6 VNCPA E",
      "d".repeat(64),
      "e".repeat(64),
      "Segel digital internal: ECDSA P-256 dengan SHA-256, kunci kunci-1",
    ]) {
      expect(page.text).toContain(words);
    }
  });

  it.each([
    ["plt", "Plt. KEPALA DINAS PEKERJAAN UMUM,"],
    ["plh", "Plh. KEPALA DINAS PEKERJAAN UMUM,"],
    ["pj", "Pj. KEPALA DINAS PEKERJAAN UMUM,"],
  ] as const)("names a %s with the number of the decree", async (holding, title) => {
    const text = allText(await print(contentOf(3, {}, { ...SIGNER, holding, decree: "800/123/2026" })));
    expect(text).toContain(title);
    expect(text).toContain("SK Nomor 800/123/2026");
  });

  it("prints no decree of a definitive holder, and a Bagian below its Sekretariat Daerah", async () => {
    const content = contentOf(3, {}, { ...SIGNER, decree: "800/123/2026" });
    const bagian = withSnapshot(content, { parentName: "Sekretariat Daerah", unitName: "Bagian Umum" });
    const [first] = await print(bagian);
    expect(found(first).text).toMatch(/PEMERINTAH KABUPATEN KUTAI KARTANEGARA SEKRETARIAT DAERAH BAGIAN UMUM/);
    expect(allText(await print(bagian))).not.toContain("SK Nomor");
  });

  it("says of a correction which version it replaces and why, and prints the memo of the Inspektorat", async () => {
    const told = withSnapshot(contentOf(3), {
      version: 2,
      correction: { of: 1, reason: "Salah catat dua sub kegiatan.", changed: 2 },
      memo: {
        at: "2026-04-07T08:00:00.000Z",
        person: "p-apip",
        name: "Rahman",
        hat: "Inspektur Pembantu",
        text: "Reviu dilakukan menurut program kerja; capaian ≥ 50 % ✓.",
        findings: [
          {
            text: "Bukti belum memadai.",
            refs: [{ rowKey: "rincian/1.03.10.2.01.0001", field: "keuangan" }],
            response: null,
            closed: false,
          },
        ],
      },
    });
    const text = allText(await print(told)).replaceAll(/\s+/g, " ");
    expect(text).toContain("Versi 2, menggantikan versi 1: Salah catat dua sub kegiatan.");
    // Signs that the face of the house does not have are set in another one, and found again.
    expect(text).toMatch(/capaian\s*≥\s*50 %\s*✓/);
    expect(text).toContain("Bukti belum memadai.");
    expect(text).toContain("belum ditanggapi");
    expect(text).toContain("Inspektur Pembantu, 7 April 2026, 16.00 WITA");
  });

  it("says BSrE only where BSrE has signed", async () => {
    const seals = [null, contentOf(1).seal];
    for (const seal of seals) {
      const pages = await print(contentOf(3, { seal }));
      expect(allText(pages)).not.toMatch(/BSrE|BSSN|sertifi|UU Nomor 11/i);
    }
    expect(allText(await print(draftOf(contentOf(3))))).not.toMatch(/BSrE|BSSN|sertifi|UU Nomor 11/i);
    const seal = { by: "bsre" as const, algorithm: "CMS", keyId: "5A33", at: SIGNER.at };
    const certified = await print(contentOf(3, { seal }));
    for (const page of certified) expect(page.text).toContain("Balai Besar Sertifikasi Elektronik (BSrE), BSSN");
    // A draft of it is still nobody's signature.
    expect(allText(await print({ ...draftOf(contentOf(3)), seal }))).not.toMatch(/BSrE|BSSN|sertifi/i);
  });

  it("marks a draft on every page and gives it no code, no address, no hash and no signature", async () => {
    const bytes = await reportDocument(draftOf(contentOf(40)));
    const pages = await printed(bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.items.some((item) => item.turned && item.text === "KONSEP")).toBe(true);
    const text = allText(pages);
    expect(text).not.toMatch(/\/v\/|NIP 1970|Disahkan|Budi Santoso|Keaslian|Segel/);
    expect(text).toContain("(belum ditandatangani)");
    expect(text).toContain("dicetak 5 April 2026, 10.00 WITA oleh Siti Rahma");
    expect(Buffer.from(bytes).includes("selaras:")).toBe(false);
    expect(allText(await print(contentOf(40)))).not.toContain("KONSEP");
  });

  it("numbers its pages, says hash and version at every foot, and repeats head and programme of a table", async () => {
    const pages = await print(contentOf(60));
    for (const [i, page] of pages.entries()) {
      expect(page.text).toContain(`Halaman ${i + 1} dari ${pages.length}`);
      expect(page.text).toContain("versi 1 · sidik eeeeeeeeeeee");
    }
    const withRows = pages.filter((page) => /1\.03\.10\.2\.01\.00\d\d/.test(page.text));
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows) {
      expect(page.text).toContain("Sub kegiatan");
      expect(page.text).toContain("Pagu (Rp)");
      expect(page.text).toMatch(/1\.03\.1[01] PROGRAM/);
    }
  });

  it("never leaves the signature alone on a page: two lines of decisions stand above it, however many rows", async () => {
    const decisionsAbove = async (content: DocumentContent): Promise<number> => {
      const page = pageOf(await print(content), "Tenggarong, 8 April 2026");
      const top = found(page.items.find((item) => item.text === "Tenggarong, 8 April 2026")).y;
      const below = found(page.items.find((item) => item.text.startsWith("NIP 1970"))).y;
      expect(below).toBeGreaterThan(60);
      return page.items.filter((item) => item.y > top && /^\d+ April 2026, \d\d\.\d\d WITA$/.test(item.text)).length;
    };
    for (let count = 1; count <= 60; count += 1) {
      const paper = count % 2 === 0 ? "A4" : "F4";
      expect([count, (await decisionsAbove(contentOf(count, { paper, definition: slim }))) >= 2]).toEqual([
        count,
        true,
      ]);
    }
    const first = found(contentOf(1).snapshot.decisions[0]);
    const vote = found(first.by[0]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.constantFrom("A4", "F4"), async (votes, paper) => {
        const decision: SnapshotDecision = { ...first, by: Array.from({ length: votes }, () => vote) };
        const content = withSnapshot(contentOf(2, { paper, definition: slim }), { decisions: [decision] });
        expect(await decisionsAbove(content)).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 15, seed: 7 },
    );
  }, 120_000);

  it("cuts nothing off and lets nothing run together, with the longest names and words on both papers", async () => {
    for (const paper of ["A4", "F4"] as const) {
      const signer = { ...SIGNER, post: `Kepala ${LONG}`, name: `Prof. Dr. Ir. H. ${"Sastro".repeat(14)}, M.Si.` };
      const content = contentOf(9, { paper }, signer);
      const rows = content.snapshot.content.rows.map((row, i) => ({
        ...row,
        label: i === 0 ? "Ketidakbertanggungjawaban".repeat(5) : `${row.label} ${LONG}`,
        group: [LONG, ...row.group],
        context: { ...row.context, pagu: "12345678901234.50" },
        cells: {
          ...row.cells,
          keuangan: { s: "value" as const, v: "-9234567890123.45" },
          keluaran: { s: "value" as const, v: "2.5" },
          permasalahan: { s: "value" as const, v: "Pertanggungjawaban ".repeat(26) },
        },
      }));
      const pages = await print(
        withSnapshot(content, { unitName: LONG, content: { ...content.snapshot.content, rows } }),
      );
      for (const page of pages) expect(collisions(page)).toEqual([]);
      const text = allText(pages);
      expect(text).toContain("(9.234.567.890.123,45)");
      expect(text).toContain("12.345.678.901.234,50");
      expect(text.replaceAll(/\s+/g, " ")).toContain(LONG.slice(-40));
    }
  });

  it("is the same file however often it is made, and carries code and layout in plain bytes", async () => {
    const [first, second] = [await reportDocument(contentOf(12)), await reportDocument(contentOf(12))];
    expect(sha256(first)).toBe(sha256(second));
    const plain = Buffer.from(first).toString("latin1");
    // Not the whole file in the message when it fails.
    expect(/selaras:[^)]*/.exec(plain)?.[0]).toBe(`selaras:${CODE}`);
    expect(/Selaras, tata letak [^)]*/.exec(plain)?.[0]).toBe("Selaras, tata letak 3");
    const { info } = await getMeta(first.slice());
    expect(info["Title"]).toBe("Realisasi Fisik dan Keuangan, Dinas Pekerjaan Umum, Maret 2026");
  });

  it("can be read aloud: tagged, in Indonesian, with tables as tables and pictures in words", async () => {
    const document = await getDocumentProxy((await reportDocument(contentOf(4))).slice());
    expect((await document.getMarkInfo())?.Marked).toBe(true);
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    for (const role of ["Document", "H1", "H2", "Table", "TR", "TH", "TD", "Figure"]) {
      expect(tree).toContain(`"role":"${role}"`);
    }
    expect(tree).toContain("Tanda Pemerintah Kabupaten Kutai Kartanegara");
    expect((await getMeta((await reportDocument(contentOf(1))).slice())).info["Language"]).toBe("id-ID");
  });

  it("holds three hundred rows", async () => {
    const bytes = await reportDocument(contentOf(300));
    const pages = await printed(bytes);
    expect(allText(pages)).toContain("1.03.10.2.01.0300");
    expect(pages.length).toBeLessThan(40);
    expect(bytes.byteLength).toBeLessThan(1_000_000);
  });
});

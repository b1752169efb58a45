import { FieldId } from "@selaras/core/kernel/id.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import type { PrintLayout, SectionPrint } from "@selaras/core/template/print.ts";
import type { DocumentContent, SnapshotDecision } from "@selaras/core/report/snapshot.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { allText, collisions, type Item, millimetres, type Page, printed } from "./printed.ts";
import { contentOf, withSnapshot } from "./snapshot.ts";

const TABLE = "Rincian sub kegiatan";
const print = async (content: DocumentContent): Promise<readonly Page[]> => printed(await reportDocument(content));
function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("not there");
  return thing;
}
const pageOf = (pages: readonly Page[], text: string): Page => found(pages.find((each) => each.text.includes(text)));
/** The last place of a text on a page: names stand in the table of decisions first. */
const itemOf = (page: Page, text: string): Item => found(page.items.findLast((item) => item.text.startsWith(text)));
const field = (id: string) => {
  const read = FieldId["~standard"].validate(id);
  if (read instanceof Promise || read.issues) throw new Error(`no field: ${id}`);
  return read.value;
};
const isAcross = ({ width, height }: Page): boolean => width > height;

/** The RFK in a layout of its own. */
const laid = (layout: PrintLayout, section: SectionPrint = {}, of = rfk): TemplateDefinition => ({
  ...of,
  print: layout,
  sections: of.sections.map((each) => (each.label === TABLE || of !== rfk ? { ...each, print: section } : each)),
});
const printedIn = (layout: PrintLayout, section: SectionPrint = {}, count = 4) =>
  print(contentOf(count, { definition: laid(layout, section) }));

describe("paper and direction", () => {
  it("follow the version and not the regency: each of the papers, upright and across", async () => {
    const sizes = { A4: { portrait: [210, 297] }, F4: { portrait: [215, 330] } } as const;
    for (const paper of ["A4", "F4"] as const) {
      const upright = laid({ paper, orientation: "portrait" }, { orientation: "portrait" });
      const other = paper === "A4" ? "F4" : "A4";
      for (const page of await print(contentOf(4, { paper: other, definition: upright }))) {
        expect(millimetres(page)).toEqual(sizes[paper].portrait);
      }
      const across = laid({ paper, orientation: "landscape" }, {}, kinerja);
      for (const page of await print(contentOf(0, { paper: other, definition: across }))) {
        expect(millimetres(page)).toEqual(sizes[paper].portrait.toReversed());
      }
    }
  });

  it("turn the page for a table that does not fit upright, and back again for what follows", async () => {
    for (const paper of ["A4", "F4"] as const) {
      const pages = await printedIn({ paper, orientation: "portrait" });
      expect(isAcross(found(pages[0]))).toBe(false);
      expect(isAcross(pageOf(pages, "Pagu (Rp)"))).toBe(true);
      expect(isAcross(pageOf(pages, "KEPALA DINAS PEKERJAAN UMUM,"))).toBe(false);
      for (const page of pages) expect(collisions(page)).toEqual([]);
    }
  });

  it("lay a table out in parts when its section stays upright: every column is there, nothing is cut", async () => {
    const pages = await printedIn({ orientation: "portrait" }, { orientation: "portrait" });
    const text = allText(pages);
    expect(text).toContain("Bagian 3 dari 3");
    for (const heading of ["Pagu (Rp)", "Sisa anggaran (Rp)", "Nilai rencana fisik (Rp)"]) {
      expect(text.replaceAll(/\s+/g, " ")).toContain(heading);
    }
    expect(pages.some(isAcross)).toBe(false);
    for (const page of pages) expect(collisions(page)).toEqual([]);
  });

  it("begin a section on a new page when it is asked for", async () => {
    const [first] = await printedIn({ orientation: "landscape" });
    expect(found(first).text).toContain(TABLE);
    const broken = await printedIn({ orientation: "landscape" }, { pageBreak: true });
    expect(found(broken[0]).text).not.toContain(TABLE);
    expect(found(broken[1]).items[0]?.text).toBe(TABLE);
  });
});

describe("what is printed", () => {
  it("leaves out a section, and says so, because the signature covers it", async () => {
    const text = allText(await printedIn({}, { hidden: true })).replaceAll(/\s+/g, " ");
    expect(text).not.toContain("1.03.10.2.01.0001");
    expect(text).toContain(`Bagian yang tidak dicetak (tercakup tanda tangan) ${TABLE}`);
    // The figures of the report still count its rows.
    expect(text).toContain("Rp200.000.000,50");
  });

  it("leaves out columns, and says which; puts the others in order; heads section and rows in other words", async () => {
    const columns = [{ id: field("fisik") }, { id: field("keuangan") }, { id: field("pagu"), hidden: true }];
    const pages = await printedIn({}, { heading: "Lampiran I Realisasi", rowHeading: "Pekerjaan", columns });
    const page = pageOf(pages, "Lampiran I Realisasi");
    expect(page.text).not.toContain("1.200.000.000,00 300.000.000,00");
    expect(allText(pages)).toContain("Kolom yang tidak dicetak: Pagu (Rp).");
    expect(page.text).not.toContain(TABLE);
    expect(page.text).toContain("Kode Pekerjaan");
    const order = page.text.replaceAll(/\s+/g, " ");
    const at = (heading: string): number => order.indexOf(heading, order.indexOf("Kode Pekerjaan"));
    expect(at("Realisasi fisik bulan ini (%)")).toBeLessThan(at("Realisasi keuangan bulan ini (Rp)"));
  });

  it("gives columns their width in millimetres, and never cuts a number for it", async () => {
    const wide = async (width: number): Promise<number> => {
      const columns = [{ id: field("status"), width }];
      const page = pageOf(await printedIn({}, { columns }), TABLE);
      const amounts = page.items.filter((item) => item.text === "100.000.000,25");
      return found(amounts[1]).x - found(amounts[0]).x;
    };
    // 20 mm more of a column between two of money: 56,7 points, less what the progress beside it gives to make room.
    expect((await wide(40)) - (await wide(20))).toBeGreaterThan(45);
    const narrow = [{ id: field("keuangan"), width: 8 }];
    for (const page of await printedIn({}, { columns: narrow })) expect(collisions(page)).toEqual([]);
  });

  it("has nothing of a chapter that another unit writes, not even a gap", async () => {
    const chapter: TemplateDefinition["sections"][number] = {
      id: "bab-lain",
      kind: "narrative",
      label: "Bab milik unit lain",
      fields: [],
      part: "pendidikan",
    };
    const sections = [...rfk.sections, chapter];
    const text = allText(await print(contentOf(2, { definition: { ...rfk, sections } })));
    expect(text).not.toContain(chapter.label);
  });

  it("has lines of a title in place of the name, and no letterhead where the paper has one", async () => {
    const layout = { title: ["Laporan kemajuan pekerjaan", "Tahun anggaran 2026"], letterhead: false };
    const [first] = await printedIn(layout);
    expect(found(first).text).toMatch(/^LAPORAN KEMAJUAN PEKERJAAN TAHUN ANGGARAN 2026 BULAN MARET TAHUN 2026/);
    expect(found(first).text).not.toContain("PEMERINTAH KABUPATEN");
  });
});

describe("blocks of signatures", () => {
  const decided = (more: Partial<DocumentContent["snapshot"]> = {}, layout: PrintLayout): Promise<readonly Page[]> => {
    const content = contentOf(3, { definition: laid(layout) });
    const by = { name: "Ahmad Yani, S.T.", hat: "Plt. Kepala Bidang Bina Marga", at: "2026-04-07T06:30:00.000Z" };
    const ranked = { ...by, nip: "197505052000031002", rank: "Pembina (IV/a)" };
    const decisions = content.snapshot.decisions.map(
      (each): SnapshotDecision => (each.kind === "verify" ? { ...each, by: [ranked] } : each),
    );
    return print(withSnapshot(content, { decisions, ...more }));
  };
  const PAIR: PrintLayout = {
    place: "stated",
    signers: [
      { side: "left", who: "verify", above: "Mengetahui," },
      { side: "right", who: "signer" },
    ],
  };

  it("stand beside each other, name beside name, on both papers; the proof goes below", async () => {
    for (const paper of ["A4", "F4"] as const) {
      const pages = await decided({}, { ...PAIR, paper, orientation: "portrait" });
      const page = pageOf(pages, "Mengetahui,");
      const left = itemOf(page, "Ahmad Yani, S.T.");
      const right = itemOf(page, "Ir. H. Budi Santoso, M.T.");
      expect(left.x).toBeLessThan(page.width / 2);
      expect(right.x).toBeGreaterThanOrEqual(page.width / 2 - 10);
      expect(Math.abs(left.y - right.y)).toBeLessThan(1);
      for (const words of [
        "Ditetapkan di Tenggarong",
        "pada tanggal 8 April 2026",
        "Plt. KEPALA BIDANG BINA MARGA,",
        "NIP 19750505 200003 1 002",
        "Pembina (IV/a)",
      ]) {
        expect(page.text).toContain(words);
      }
      expect(page.text).toMatch(/Disetujui secara elektronik di Selaras,\s+7 April 2026, 14\.30 WITA/);
      expect(itemOf(page, "Keaslian dokumen").y).toBeLessThan(right.y);
      for (const each of pages) expect(collisions(each)).toEqual([]);
    }
  });

  it("give a place to sign by hand, and none to a step that the chain did not have", async () => {
    const signers: PrintLayout["signers"] = [
      { side: "left", who: "by-hand", above: "Mengetahui,", post: "Bupati Kutai Kartanegara" },
      { side: "right", who: "signer" },
      { side: "left", who: "apip-review", above: "Telah direviu," },
    ];
    const text = allText(await decided({}, { signers }));
    expect(text).toContain("BUPATI KUTAI KARTANEGARA,");
    expect(text).not.toContain("Telah direviu,");
  });

  it("of a draft name nobody who has not decided", async () => {
    const content = contentOf(3, { definition: laid(PAIR) });
    const draft = withSnapshot(content, { signer: null, contentHash: null, decisions: [] });
    const text = allText(await print({ ...draft, snapshotHash: null, verification: null, seal: null }));
    expect(text).toContain("Pejabat pemeriksa,");
    expect(text).toContain("(belum memutuskan)");
    expect(text).toContain("(belum ditandatangani)");
    expect(text).not.toContain("Budi Santoso");
  });
});

describe("evidence and what was archived", () => {
  const bukti: TemplateDefinition["sections"][number] = {
    id: "bukti",
    kind: "evidence",
    label: "Bukti",
    help: "",
    minimum: 0,
    requirements: [
      { id: field("bukti_foto"), label: "Foto lapangan", minimum: 2, weight: 50, mandatory: false },
      { id: field("bukti_kontrak"), label: "Kontrak", minimum: 1, weight: 50, mandatory: true },
    ],
  };
  const HASHES = ["1", "2", "3"].map((sign) => sign.repeat(64));
  const [foto = "", lain = "", hilang = ""] = HASHES;
  const filed = (layout: PrintLayout): DocumentContent => {
    const definition = {
      ...laid(layout),
      sections: [...rfk.sections.filter(({ kind }) => kind !== "evidence"), bukti],
    };
    const content = contentOf(2, { definition });
    const files = [
      { hash: foto, name: "jembatan-sisi-utara.jpg", requirement: "bukti_foto", row: "rincian/1.03.10.2.01.0001" },
      { hash: lain, name: "surat pengantar.pdf", requirement: null, row: null },
    ];
    const evidenceFor = { [foto]: "bukti_foto" };
    return withSnapshot(content, { files, content: { ...content.snapshot.content, evidence: HASHES, evidenceFor } });
  };

  it("lists files by their kind, also kinds of which there is none and files of no kind", async () => {
    const text = allText(await print(filed({}))).replaceAll(/\s+/g, " ");
    expect(text).toContain("Foto lapangan (1 berkas, paling sedikit 2)");
    expect(text).toContain("1 jembatan-sisi-utara.jpg 1.03.10.2.01.0001 Rekonstruksi Jalan");
    expect(text).toContain("Kontrak (0 berkas, paling sedikit 1) – belum ada berkas");
    expect(text).toContain("Tanpa jenis tertentu 2 surat pengantar.pdf seluruh laporan 222222222222");
    // A snapshot of old knows no names; the file is still listed by its hash.
    expect(text).toContain(`3 (nama tidak tercatat) seluruh laporan ${hilang.slice(0, 12)}`);
  });

  it("puts the list behind the signatures when the version says so", async () => {
    const pages = await print(filed({ evidence: "annex" }));
    const place = (words: string): number => pages.findIndex((page) => page.text.includes(words));
    expect(place("Lampiran: daftar bukti dukung")).toBeGreaterThan(place("NIP 19700101"));
  });

  it("prints values of fields and rows that the version has no more, marked, with the version they came from", async () => {
    const content = contentOf(2);
    const [first, ...rest] = content.snapshot.content.rows;
    const lama = { field: "kendala_lama", label: "Kendala lama", n: 1, cell: { s: "value", v: "2475300.25" } } as const;
    const gone = {
      key: "urusan/1.2",
      label: "Baris yang dihapus",
      n: 1,
      cells: { target: { s: "nil", v: null, r: "Tidak ada pada tahun ini." } as const },
    };
    const rows = [{ ...found(first), archived: [lama] }, ...rest];
    const body = { ...content.snapshot.content, rows, gone: [gone] };
    const former = { "1 urusan/target": "Target tahunan" };
    const text = allText(await print({ ...withSnapshot(content, { content: body }), former })).replaceAll(/\s+/g, " ");
    expect(text).toContain("Nilai yang diarsipkan");
    expect(text).toContain("Kendala lama 2.475.300,25 versi 1");
    expect(text).toContain("Baris yang dihapus Target tahunan nihil (Tidak ada pada tahun ini.) versi 1");
    expect(allText(await print(content))).not.toContain("diarsipkan");
  });
});

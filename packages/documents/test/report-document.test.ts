import { createHash } from "node:crypto";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { contentOf, SIGNER } from "./snapshot.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

type Read = { readonly pages: readonly string[]; readonly width: number; readonly height: number };

/** The text of every page as a reader of PDF finds it, and the size of the first in millimetres. */
async function read(bytes: Uint8Array): Promise<Read> {
  // The reader takes the bytes for itself.
  const document = await getDocumentProxy(bytes.slice());
  const { text } = await extractText(document);
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  const mm = (points: number): number => Math.round((points / 72) * 25.4);
  return { pages: text, width: mm(width), height: mm(height) };
}

describe("the printed report", () => {
  it("stands on F4 or A4, with letterhead, month, figures and the words for what is no number", async () => {
    const f4 = await read(await reportDocument(contentOf(4)));
    expect([f4.width, f4.height]).toEqual([330, 215]);
    const a4 = await read(await reportDocument(contentOf(4, { paper: "A4" })));
    expect([a4.width, a4.height]).toEqual([297, 210]);
    const all = f4.pages.join("\n");
    for (const words of [
      "PEMERINTAH KABUPATEN KUTAI KARTANEGARA",
      "DINAS PEKERJAAN UMUM",
      "BULAN MARET 2026",
      // Rows 1 and 4 report 100.000.000,25 each, row 2 nothing, row 3 does not count: 200.000.000,50.
      "100.000.000,25",
      "200.000.000,50",
      "nihil",
      "tidak berlaku",
      "Kegiatan baru dimulai bulan depan.",
      "APBD murni",
      "Ahmad Yani",
      "8 April 2026",
    ]) {
      expect(all).toContain(words);
    }
  });

  it("is signed as an official expects: place and date, post in capitals, name, rank, NIP in groups", async () => {
    const { pages } = await read(await reportDocument(contentOf(4)));
    const last = pages.at(-1) ?? "";
    for (const words of [
      "Tenggarong, 8 April 2026",
      "KEPALA DINAS PEKERJAAN UMUM,",
      "Ir. H. Budi Santoso, M.T.",
      "Pembina Utama Muda (IV/c)",
      "NIP 19700101 199803 1 001",
      "https://kukar.selaras.id/v/7Q2M4K9XHT5WZ3BD8RJ6VNCPAE",
      "d".repeat(64),
    ]) {
      expect(last).toContain(words);
    }
  });

  it("names a stand-in with the number of the decree", async () => {
    const plh = { ...SIGNER, hat: "Plh. Kepala Dinas Pekerjaan Umum", holding: "plh" as const, decree: "800/123/2026" };
    const { pages } = await read(await reportDocument(contentOf(3, {}, plh)));
    expect(pages.join("\n")).toContain("Plh. KEPALA DINAS PEKERJAAN UMUM,");
    expect(pages.join("\n")).toContain("SK Nomor 800/123/2026");
  });

  it("says BSrE only where BSrE has signed", async () => {
    const internal = await read(await reportDocument(contentOf(3)));
    expect(internal.pages.join()).not.toMatch(/BSrE|BSSN|sertifikat/i);
    const seal = { by: "bsre" as const, algorithm: "x", keyId: "y", at: SIGNER.at };
    const certified = await read(await reportDocument(contentOf(3, { seal })));
    expect(certified.pages.join()).toContain("BSrE");
  });

  it("marks a draft on every page and gives it no code, no QR address and no signature", async () => {
    const { pages } = await read(await reportDocument(contentOf(60, { verification: null, seal: null })));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toContain("KONSEP");
    expect(pages.join()).not.toMatch(/\/v\/|selaras:|NIP 1970|Disahkan/);
    const published = await read(await reportDocument(contentOf(60)));
    expect(published.pages.join()).not.toContain("KONSEP");
  });

  it("numbers its pages, repeats the head of a table, and never leaves the signature alone on a page", async () => {
    for (const count of [1, 5, 9, 12, 14, 17, 20, 23, 27, 33]) {
      const { pages } = await read(await reportDocument(contentOf(count)));
      for (const [i, page] of pages.entries()) expect(page).toContain(`Halaman ${i + 1} dari ${pages.length}`);
      const withRows = pages.filter((page) => /1\.03\.10\.2\.01\.00\d\d/.test(page));
      for (const page of withRows) expect(page).toContain("Sub kegiatan");
      // Whatever page ends with the signature, something of the report stands above it.
      const last = pages.at(-1) ?? "";
      const above = last.slice(0, last.indexOf("Tenggarong, 8 April 2026"));
      expect([count, above.length > 40]).toEqual([count, true]);
    }
  });

  it("is the same file however often it is made, and carries its code in plain bytes", async () => {
    const [first, second] = [await reportDocument(contentOf(12)), await reportDocument(contentOf(12))];
    expect(sha256(first)).toBe(sha256(second));
    expect(Buffer.from(first).toString("latin1")).toContain("selaras:7Q2M4K9XHT5WZ3BD8RJ6VNCPAE");
    const { info } = await getMeta(first.slice());
    expect(String(info["Title"])).toContain("Dinas Pekerjaan Umum, Maret 2026");
  });

  it("holds three hundred rows", async () => {
    const { pages } = await read(await reportDocument(contentOf(300)));
    expect(pages.join("\n")).toContain("1.03.10.2.01.0300");
    expect(pages.length).toBeLessThan(40);
  });
});

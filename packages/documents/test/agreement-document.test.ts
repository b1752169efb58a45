import type { AgreementPrint } from "@selaras/core/export/content.ts";
import { Agreement, type AgreementContent } from "@selaras/core/cascade/agreement/schema.ts";
import { describe, expect, it } from "vitest";
import { agreementDocument } from "../src/agreement-document.ts";
import { allText, collisions, type Item, millimetres, type Page, printed } from "./printed.ts";
import { MADE } from "./report-content.ts";

const print = async (content: AgreementPrint): Promise<readonly Page[]> => printed(await agreementDocument(content));
function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("not there");
  return thing;
}
const itemOf = (page: Page, text: string): Item => found(page.items.find((item) => item.text.startsWith(text)));

const FIRST = {
  person: "p-kepala",
  name: "dr. Rina Wati, M.Kes.",
  nip: "197001011998032001",
  rank: "Pembina Tk. I (IV/b)",
  unit: "dinkes",
  post: "kepala",
  title: "Plt. Kepala Dinas Kesehatan",
  holding: "plt",
  decree: "800/12/2026",
} as const;
const SECOND = {
  ...FIRST,
  person: "p-bupati",
  name: "H. Asmin, S.E.",
  nip: null,
  rank: null,
  post: "pimpinan",
  title: "Bupati Nunukan",
  holding: "definitif",
  decree: null,
} as const;
const indicator = (ref: string, text: string, value: string, unit: string) => ({
  ref,
  code: null,
  text,
  unit,
  direction: "naik" as const,
  method: null,
  formula: null,
  aggregation: "nilai-akhir" as const,
  target: { value, source: "Renstra" },
});
const IMUNISASI = indicator("dinkes/i1", "Cakupan imunisasi dasar lengkap", "95.5", "%");

const CONTENT: AgreementContent = {
  format: 1,
  kind: "perjanjian-kinerja",
  tenant: { name: "Pemerintah Kabupaten Nunukan", capital: "Nunukan" },
  plan: { plan: "rpjmd", label: "RPJMD 2025-2029", source: "Perda 3/2025" },
  year: "2026",
  version: 1,
  reason: null,
  first: FIRST,
  second: SECOND,
  scope: [
    {
      ref: "dinkes/s1",
      level: "sasaran-pd",
      code: null,
      text: "Meningkatnya derajat kesehatan",
      indicators: [IMUNISASI],
    },
    { ref: "dinkes/s2", level: "sasaran-pd", code: null, text: "Turunnya angka sakit", indicators: [IMUNISASI] },
    { ref: "dinkes/s3", level: "program", code: null, text: "Program tanpa ukuran", indicators: [] },
  ],
  programs: [
    { code: "1.02.02", text: "Pemenuhan Upaya Kesehatan", budget: "2475300000.25" },
    { code: "1.02.03", text: "Peningkatan Kapasitas SDM", budget: null },
  ],
  actions: [
    {
      indicator: "dinkes/i1",
      activity: "Imunisasi keliling di Krayan",
      budget: "150000000",
      quarters: ["20", "45.5", null, "95.5"],
    },
  ],
};

function agreement(more: object): Agreement {
  const value = {
    year: "2026",
    unit: "dinkes",
    post: "kepala",
    person: "p-kepala",
    version: 1,
    plan: "rpjmd",
    state: "draft",
    superior: null,
    actions: [],
    reason: null,
    name: FIRST.name,
    title: FIRST.title,
    hash: null,
    first: null,
    second: null,
    snapshot: null,
    rev: 1,
    ...more,
  };
  const read = Agreement["~standard"].validate(value);
  if (read instanceof Promise || read.issues) throw new Error(`no agreement: ${JSON.stringify(read)}`);
  return read.value;
}
const SIGNED = agreement({
  state: "signed",
  hash: "a".repeat(64),
  snapshot: "b".repeat(64),
  first: { person: "p-kepala", name: FIRST.name, title: FIRST.title, at: "2026-02-06T01:00:00.000Z" },
  second: { person: "p-bupati", name: SECOND.name, title: SECOND.title, at: "2026-02-09T02:30:00.000Z" },
});

const given = (more: Partial<AgreementPrint> = {}): AgreementPrint => ({
  made: MADE,
  content: CONTENT,
  agreement: SIGNED,
  hash: "a".repeat(64),
  unitName: "Dinas Kesehatan",
  contact: "Jalan Contoh Nomor 1, Nunukan",
  paper: "F4",
  ...more,
});

describe("the printed Perjanjian Kinerja", () => {
  it("stands on F4 or A4 as its form does: letterhead, both parties, promise, two blocks beside each other", async () => {
    for (const [paper, size] of [
      ["F4", [215, 330]],
      ["A4", [210, 297]],
    ] as const) {
      const pages = await print(given({ paper }));
      const page = found(pages[0]);
      expect(millimetres(page)).toEqual(size);
      const text = page.text.replaceAll(/\s+/g, " ");
      for (const words of [
        "PEMERINTAH KABUPATEN NUNUKAN DINAS KESEHATAN",
        "PERJANJIAN KINERJA TAHUN 2026",
        "Nama : dr. Rina Wati, M.Kes.",
        "Jabatan : Bupati Nunukan",
        "selanjutnya disebut Pihak Pertama.",
        "Pihak Kedua akan melakukan supervisi",
        // The day on which the second of them signed.
        "Nunukan, 9 Februari 2026",
        "Plt. KEPALA DINAS KESEHATAN,",
        "BUPATI NUNUKAN,",
        "NIP 19700101 199803 2 001",
        "SK Nomor 800/12/2026",
        "Ditandatangani di Selaras, 9 Februari 2026, 10.30 WITA",
      ]) {
        expect(text).toContain(words);
      }
      const [left, right] = [itemOf(page, "Pihak Kedua,"), itemOf(page, "Pihak Pertama,")];
      expect(left.x).toBeLessThan(page.width / 2);
      expect(right.x).toBeGreaterThan(page.width / 2 - 10);
      for (const each of pages) expect(collisions(each)).toEqual([]);
    }
  });

  it("has the targets as an annex that both sign, an indicator under two goals counted once, and the rencana aksi across", async () => {
    const pages = await print(given());
    const annex = found(pages[1]).text.replaceAll(/\s+/g, " ");
    for (const words of [
      "Lampiran I PERJANJIAN KINERJA TAHUN 2026 PLT. KEPALA DINAS KESEHATAN",
      "1 Meningkatnya derajat kesehatan Cakupan imunisasi dasar lengkap 95,5 %",
      "(indikator yang sama, dihitung sekali)",
      "belum ada indikator",
      "1.02.02 Pemenuhan Upaya Kesehatan Rp2.475.300.000,25",
      "tidak dikenali dalam anggaran",
      "BUPATI NUNUKAN,",
    ]) {
      expect(annex).toContain(words);
    }
    const actions = found(pages[2]);
    expect(actions.width).toBeGreaterThan(actions.height);
    // A quarter without a target is a dash and never a zero.
    expect(actions.text.replaceAll(/\s+/g, " ")).toContain("Krayan Rp150.000.000,00 20 45,5 – 95,5");
    expect(actions.text).toContain("b".repeat(64));
    expect(allText(pages)).not.toMatch(/\/v\/|BSrE|Keaslian/);
  });

  it("is marked on every page until both have signed, and fixes nothing by a hash", async () => {
    const offered = agreement({ state: "offered", hash: "a".repeat(64), first: SIGNED.first });
    for (const each of [agreement({}), offered]) {
      const pages = await print(given({ agreement: each }));
      for (const page of pages) expect(page.items.some((item) => item.turned && item.text === "KONSEP")).toBe(true);
      expect(allText(pages)).toContain("(belum ditandatangani)");
      expect(allText(pages)).not.toContain("9 Februari 2026");
    }
    expect(allText(await print(given({ agreement: agreement({}) })))).not.toContain("a".repeat(64));
    for (const page of await print(given())) expect(page.text).not.toContain("KONSEP");
  });

  it("of the head of region has one party, the regency's letterhead, and no superior", async () => {
    const alone = { ...CONTENT, second: null };
    const signed = { ...SIGNED, second: null };
    const text = allText(await print(given({ content: alone, agreement: signed, unitName: null })));
    expect(text).not.toContain("Pihak Kedua");
    expect(text).toContain("Nunukan, 6 Februari 2026");
    expect(text).not.toContain("DINAS KESEHATAN KESEHATAN");
  });

  it("says of a change why it was made, and of an old version that it was replaced", async () => {
    const reason = "Perubahan APBD 2026.";
    const changed = await print(given({ content: { ...CONTENT, version: 2, reason } }));
    expect(allText(changed)).toContain("PERJANJIAN KINERJA PERUBAHAN TAHUN 2026");
    expect(allText(changed)).toContain(`Perubahan ke-1: ${reason}`);
    const old = await print(given({ agreement: { ...SIGNED, state: "superseded" } }));
    expect(allText(old)).toContain("Sudah digantikan");
  });

  it("is the same file for whoever prints it once it is signed", async () => {
    const another = { ...MADE, id: "01JQZ8K3W5X7Y9ABCDEFGHJKMP", at: "2026-06-01T02:00:00.000Z", by: "Orang Lain" };
    const [one, two] = [await agreementDocument(given()), await agreementDocument(given({ made: another }))];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

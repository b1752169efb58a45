import { rfk } from "@selaras/core/template/packs/rfk.ts";
import type { DocumentContent, Snapshot, SnapshotSigner } from "@selaras/core/report/snapshot.ts";

/** Snapshots by hand, in the shape in which a signature covers them. */

type Content = Snapshot["content"];
const cell = (value: string): Content["rows"][number]["cells"][string] => ({ s: "value", v: value });

/** A row of the RFK with 100 million of a ceiling of 1,2 billion; the second one is nihil, the third not applicable. */
function row(n: number): Content["rows"][number] {
  const code = `1.03.10.2.01.${String(n).padStart(4, "0")}`;
  const money: Content["rows"][number]["cells"][string] =
    n === 2
      ? { s: "nil", v: null, r: "Kegiatan baru dimulai bulan depan." }
      : n === 3
        ? { s: "na", v: null, r: "Dibiayai unit lain menurut pergeseran." }
        : cell("100000000.25");
  return {
    key: `rincian/${code}`,
    label: `Rekonstruksi Jalan Ruas Tenggarong Seberang ${n}`,
    group: [
      n <= 8 ? "1.03.10 PROGRAM PENYELENGGARAAN JALAN" : "1.03.11 PROGRAM PENATAAN BANGUNAN",
      "1.03.10.2.01 Penyelenggaraan Jalan Kabupaten/Kota",
    ],
    context: {
      code,
      pagu: "1200000000.00",
      rencana_keuangan: "300000000.00",
      rencana_fisik: "24",
      target: "12",
      satuan: "KM",
      indikator: "Panjang Jalan yang Direkonstruksi",
    },
    cells: { keuangan: money, fisik: cell("7.5"), status: cell("Kontrak/Pelaksanaan") },
  };
}

export const SIGNER: SnapshotSigner = {
  at: "2026-04-08T03:00:00.000Z",
  person: "p-kepala",
  name: "Ir. H. Budi Santoso, M.T.",
  hat: "Kepala Dinas Pekerjaan Umum",
  nip: "197001011998031001",
  rank: "Pembina Utama Muda (IV/c)",
  post: "Kepala Dinas Pekerjaan Umum",
  holding: "definitif",
  decree: null,
  exception: null,
};

export function contentOf(count: number, more: Partial<DocumentContent> = {}, signer = SIGNER): DocumentContent {
  const deed = { at: "2026-04-05T02:00:00.000Z", person: "p-pptk", name: "Siti Rahma", hat: "PPTK Jalan" };
  const pins = {
    template: { id: rfk.id, n: 1, hash: "a".repeat(64) },
    chain: { id: "tiga-tingkat", n: 1 },
    budget: { label: "APBD murni", hash: "b".repeat(64) },
  };
  const snapshot: Snapshot = {
    format: 2,
    report: "rfk.2026-03.dinas-pu.1",
    version: 1,
    tenant: {
      name: "Pemerintah Kabupaten Kutai Kartanegara",
      short: "Kutai Kartanegara",
      area: "kabupaten",
      capital: "Tenggarong",
      contact: "Jalan Contoh Nomor 1, Tenggarong 00000\nTelepon (0000) 000000\nSurel pu@contoh.id",
      zone: "Asia/Makassar",
      demo: true,
    },
    unitName: "Dinas Pekerjaan Umum",
    parentName: null,
    period: "2026-03",
    template: { id: rfk.id, name: rfk.name, n: 1, hash: "a".repeat(64) },
    chain: { id: "tiga-tingkat", n: 1, label: "Tiga tingkat: penyusun, pemeriksa, kepala" },
    content: {
      report: "rfk.2026-03.dinas-pu.1",
      pins,
      carry: [],
      carried: {},
      rows: Array.from({ length: count }, (_, i) => row(i + 1)),
      evidence: ["c".repeat(64)],
      explanations: [],
      nil: null,
    },
    contentHash: "d".repeat(64),
    submitted: deed,
    acted: { author: ["p-pptk"], verifikasi: ["p-kabid"], "tanda-tangan": ["p-kepala"] },
    decisions: [
      {
        step: "verifikasi",
        label: "Verifikasi",
        kind: "verify",
        how: "passed",
        by: [{ name: "Ahmad Yani", hat: "Kepala Bidang Bina Marga", at: "2026-04-07T06:30:00.000Z" }],
        facts: null,
      },
      {
        step: "tanda-tangan",
        label: "Tanda tangan",
        kind: "sign",
        how: "passed",
        by: [{ name: signer.name, hat: signer.hat, at: signer.at }],
        facts: null,
      },
    ],
    memo: null,
    signer,
    correction: null,
  };
  return {
    snapshot,
    definition: rfk,
    snapshotHash: "e".repeat(64),
    verification: {
      code: "7Q2M4K9XHT5WZ3BD8RJ6VNCPAE",
      url: "https://kukar.selaras.id/v/7Q2M4K9XHT5WZ3BD8RJ6VNCPAE",
    },
    seal: { by: "internal", algorithm: "ECDSA_SHA_256", keyId: "kunci-1", at: SIGNER.at },
    paper: "F4",
    ...more,
  };
}

/** The same content with another snapshot. */
export const withSnapshot = (
  content: DocumentContent,
  more: Partial<DocumentContent["snapshot"]>,
): DocumentContent => ({
  ...content,
  snapshot: { ...content.snapshot, ...more },
});

/** Texts about methods, scales and sources in "Jelaskan angka ini". */
export const id = {
  left: (names: string) => `Belum lengkap; yang belum lapor: ${names}.`,
  method: (label: string, n: number) => `Metode: ${label} (versi ${n})`,
  scale: (label: string, n: number) => `Skala: ${label} (versi ${n})`,
  perRow: "Dipakai pada setiap baris.",
  limited: (raw: string, limit: string) => `Nilai asli ${raw}, dihitung dengan ${limit}.`,
  assessed: "Rumus tidak memberi nilai; yang dihitung nilai dari penilai.",
  inClass: (value: string, name: string, range: string) => `${value} termasuk ${name}: ${range}.`,
  source: (source: string) => `Sumber: ${source}`,
  from: {
    entered: "Diisi pada laporan ini",
    computed: "Hitungan",
    pinned: "Acuan laporan",
    earlier: "Dari laporan sebelumnya",
    drawn: "Diambil dari laporan sumber",
  },
  sources: "Laporan sumber",
  reason: (reason: string) => `Alasan: ${reason}`,
};

export type ExplainWords = typeof id;

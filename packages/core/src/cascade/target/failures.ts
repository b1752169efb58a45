import { failure } from "../../kernel/failure.ts";

export const targetsStale = failure(
  "cascade.target_stale",
  "stale",
  () =>
    "Target bagian ini baru saja dicatat orang lain. Muat ulang untuk melihat versinya, lalu ulangi perubahan Anda.",
);
export const targetsBack = failure<{ newest: string; from: string }>(
  "cascade.target_order",
  "refused",
  ({ newest, from }) =>
    `Versi target tidak boleh mundur: yang terakhir ${newest}, berlaku mulai ${from}. Pilih tahap yang sama atau sesudahnya, dan bulan yang sama atau sesudahnya.`,
);
export const targetUnknown = failure<{ indicator: string }>(
  "cascade.target_indicator",
  "refused",
  ({ indicator }) =>
    `Indikator ${indicator} tidak ada pada bagian pohon ini, atau tertulis dua kali. Muat ulang, lalu isi kembali.`,
);
export const quartersDiffer = failure<{ text: string; joined: string; year: string; more: number }>(
  "cascade.target_quarters",
  "refused",
  ({ text, joined, year, more }) =>
    `Target triwulan "${text}" menghasilkan ${joined}, padahal target tahunnya ${year}${more > 0 ? `; begitu pula ${more} indikator lain` : ""}. Samakan keduanya, atau ubah cara penjumlahan indikator.`,
);
export const targetsFull = failure<{ most: number }>(
  "cascade.target_full",
  "refused",
  ({ most }) => `Target tahun ini sudah tercatat dalam ${most} versi, yaitu jumlah terbanyak.`,
);

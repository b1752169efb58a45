import { failure } from "../kernel/failure.ts";

/** Somebody else saved a version in the meantime; `by` is null for a version that came with the service. */
export const versionTaken = failure<{ newest: number; by: string | null; at: string | null }>(
  "indicator.stale",
  "stale",
  ({ newest, by, at }) =>
    `Versi terbaru sekarang adalah versi ${newest}${by === null ? "" : `, disimpan ${by} pada ${at}`}. Muat ulang untuk melihatnya, lalu ulangi perubahan Anda.`,
);
export const unsoundScale = failure<{ problems: string }>(
  "indicator.scale",
  "refused",
  ({ problems }) => `Skala belum dapat disimpan. ${problems}`,
);
export const kindFixed = failure<{ label: string }>(
  "indicator.kind_fixed",
  "refused",
  ({ label }) =>
    `Rumus metode "${label}" tidak dapat diganti dengan rumus lain. Buat metode baru dengan nama lain; yang berubah antarversi hanya batas, pembulatan, skor dan keterangannya.`,
);
export const catalogueFull = failure<{ most: number }>(
  "indicator.full",
  "refused",
  ({ most }) =>
    `Daerah ini sudah menyimpan ${most} versi metode dan skala, batas yang dapat disimpan. Hubungi pengelola layanan.`,
);

import { failure } from "../kernel/failure.ts";

export const unitExists = failure<{ unit: string }>(
  "orgunit.exists",
  "refused",
  ({ unit }) => `Unit ${unit} sudah tercatat mulai tanggal itu.`,
);
// Does not repeat the id: a foreign unit and a made-up one are answered with the same bytes.
export const unknownUnit = failure(
  "orgunit.unknown",
  "refused",
  () => "Unit itu tidak tercatat atau tidak berlaku hari ini. Periksa namanya atau catat lebih dahulu.",
);
export const treeChanged = failure(
  "orgunit.stale",
  "stale",
  () => "Susunan unit baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const ringed = failure(
  "orgunit.loop",
  "refused",
  () => "Sebuah unit tidak dapat berada di bawah dirinya sendiri atau di bawah bagiannya. Pilih induk lain.",
);
export const unitInUse = failure<{ unit: string; uses: string }>(
  "orgunit.in_use",
  "refused",
  ({ unit, uses }) => `${unit} belum dapat diakhiri karena masih dipakai: ${uses}. Selesaikan dahulu, lalu ulangi.`,
);
export const wrongDay = failure<{ after: string }>(
  "orgunit.day",
  "refused",
  ({ after }) =>
    `Perubahan berlaku mulai hari sesudah ${after}, karena nama dan induk lama tetap tercatat sampai hari itu.`,
);
export const absentThen = failure(
  "orgunit.absent",
  "refused",
  () => "Unit induk atau penerus yang dipilih tidak berlaku pada tanggal itu. Pilih unit lain atau tanggal lain.",
);
export const tooMany = failure<{ most: number }>(
  "orgunit.full",
  "refused",
  ({ most }) =>
    `Daerah ini sudah memiliki ${most} unit, yaitu jumlah terbanyak. Akhiri unit yang tidak berlaku lagi, atau hubungi operator.`,
);

import { failure } from "../kernel/failure.ts";

export const personStale = failure(
  "account.stale",
  "stale",
  () => "Data pegawai ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const nipTaken = failure<{ name: string }>(
  "account.nip_taken",
  "refused",
  ({ name }) => `NIP itu sudah tercatat untuk ${name}. Satu pegawai dicatat satu kali; ubah catatan yang sudah ada.`,
);
export const lastKeeper = failure(
  "account.own_account",
  "refused",
  () => "Akun sendiri tidak dapat dinonaktifkan sendiri. Mintalah pengelola lain.",
);

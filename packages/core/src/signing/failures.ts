import { failure } from "../kernel/failure.ts";

export const factorNeeded = failure<{ enrolled: boolean }>("signing.factor_needed", "forbidden", ({ enrolled }) =>
  enrolled
    ? "Daerah ini meminta kode autentikator yang baru sebelum menandatangani. Masukkan kata sandi dan kode Anda, lalu ulangi."
    : "Daerah ini meminta kode autentikator sebelum menandatangani, dan akun Anda belum memilikinya. Pasang autentikator di halaman Keamanan akun, lalu ulangi.",
);

export const factorUnchecked = failure(
  "signing.factor_unchecked",
  "limited",
  () =>
    "Layanan masuk sedang tidak menjawab, jadi kode autentikator Anda belum dapat diperiksa. Laporan belum ditandatangani; coba lagi sebentar lagi.",
);

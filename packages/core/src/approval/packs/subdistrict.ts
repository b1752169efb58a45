import { packed } from "./step.ts";

/**
 * A kecamatan: the Kasi (or the functional officer in that place) enters, the Sekcam verifies, the Camat signs. The tier
 * is a part played in a unit, never an eselon: the Camat signs as an eselon III.a [K-H, position classes of the
 * kabupaten/kota].
 */
export const subdistrict = packed({ chain: "kecamatan", label: "Kecamatan: Kasi, Sekcam, Camat" }, [
  {
    key: "verifikasi",
    label: "Verifikasi Sekcam",
    kind: "verify",
    post: "sekcam",
    limit: { amount: 2, unit: "days" },
  },
  { key: "tanda-tangan", label: "Tanda tangan Camat", kind: "sign", post: "camat" },
]);

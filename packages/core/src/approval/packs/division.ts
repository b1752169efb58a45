import { packed } from "./step.ts";

/**
 * A Bagian under the Sekretariat Daerah has no head of OPD of its own: the Kabag verifies in the Bagian, the Sekda signs
 * for the whole Setda, one unit higher [K-H, position classes of the kabupaten/kota].
 */
export const division = packed({ chain: "bagian-setda", label: "Bagian di Setda: Kabag, Sekda" }, [
  { key: "verifikasi", label: "Verifikasi Kabag", kind: "verify", post: "kabag", limit: { amount: 2, unit: "days" } },
  { key: "tanda-tangan", label: "Tanda tangan Sekda", kind: "sign", post: "sekda", scope: "parent" },
]);

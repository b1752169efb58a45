import { packed } from "./step.ts";

/**
 * A RSUD, a unit of special kind under the Dinas Kesehatan that often reports like an OPD [K-H]: the Kasubag or Kabid
 * (`kabid`) verifies, the Direktur signs. While nobody holds the verifying post the task goes one unit up, to the
 * Dinas Kesehatan [P]; a signature waits.
 */
export const hospital = packed({ chain: "rsud", label: "RSUD: Kasubag atau Kabid, Direktur" }, [
  {
    key: "verifikasi",
    label: "Verifikasi Kasubag atau Kabid",
    kind: "verify",
    post: "kabid",
    limit: { amount: 2, unit: "days" },
    emptyHolder: "parent",
  },
  { key: "tanda-tangan", label: "Tanda tangan Direktur", kind: "sign", post: "direktur" },
]);

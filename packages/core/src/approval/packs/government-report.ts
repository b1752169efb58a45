import { packed } from "./step.ts";

/**
 * LPPD: the Inspektorat reviews before the head signs; it may send back and cannot change a figure. That it reviews is
 * settled (LPPD 2020, table of contents); that it does so per OPD and within ten working days is an assumption [P].
 */
export const governmentReport = packed({ chain: "lppd", label: "LPPD: Inspektorat mereviu sebelum kepala" }, [
  {
    key: "verifikasi",
    label: "Verifikasi Kabid",
    kind: "verify",
    post: "kabid",
    limit: { amount: 3, unit: "days" },
  },
  {
    key: "reviu",
    label: "Reviu Inspektorat",
    kind: "apip-review",
    post: "inspektorat",
    scope: "tenant",
    returnsTo: ["author", "verifikasi"],
    resume: "from-step",
    limit: { amount: 10, unit: "days" },
    threads: "block",
  },
  { key: "tanda-tangan", label: "Tanda tangan kepala", kind: "sign", post: "kepala", scope: "opd" },
]);

import { failure } from "../kernel/failure.ts";
import { notBefore, periodType } from "../kernel/period.ts";

/* Since when and until when a unit must report. */

const assignmentPeriod = failure<{ wanted: string }>(
  "template.assignment_period",
  "refused",
  ({ wanted }) => `Masa penugasan belum benar: ${wanted}. Perbaiki periodenya, lalu simpan kembali.`,
);
export const assignmentUnit = failure<{ count: number }>(
  "template.assignment_unit",
  "refused",
  ({ count }) => `${count} unit tidak ada pada daftar unit daerah ini. Muat ulang halaman, lalu pilih unitnya kembali.`,
);
/** Begins with a period of the template's own kind, and ends with one that is not before it. */
export function ensureSpan(type: string, from: string, until: string | null): void {
  if (periodType(from) !== type) throw assignmentPeriod({ wanted: `periode awal harus berupa ${type}` });
  if (until === null) return;
  if (periodType(until) !== type) throw assignmentPeriod({ wanted: `periode akhir harus berupa ${type}` });
  if (!notBefore(until, from)) throw assignmentPeriod({ wanted: "periode akhir tidak boleh sebelum periode awal" });
}

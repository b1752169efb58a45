import type { EvaluationMethod } from "../evaluation/schema.ts";

/** Points of the sub components: 20, 30 and 50 percent of the component [K-H]. Criteria are the tenant's own. */
const component = (
  id: string,
  label: string,
  weight: string,
  [there, good, used]: readonly [string, string, string],
): EvaluationMethod["components"][number] => ({
  id,
  label,
  weight,
  scored: "letters",
  subs: [
    { id: "keberadaan", label: "Keberadaan", weight: there, criteria: [] },
    { id: "kualitas", label: "Kualitas", weight: good, criteria: [] },
    { id: "pemanfaatan", label: "Pemanfaatan", weight: used, criteria: [] },
  ],
});
type Grade = EvaluationMethod["grades"][number];
/** "> low - high": the upper bound belongs to the grade, the lower one to the grade below. */
const grade = (
  label: string,
  meaning: string,
  tone: Grade["tone"],
  low: string | null,
  high: string | null,
): Grade => ({
  label,
  meaning,
  tone,
  from: low === null ? null : { value: low, inclusive: false },
  to: high === null ? null : { value: high, inclusive: true },
});

/** The evaluation of internal performance accountability as the ministry orders it; a tenant may own a changed copy. */
export const akip: EvaluationMethod = {
  label: "Evaluasi AKIP",
  source: "PermenPANRB 88/2021 (bobot komponen [S]; bagian subkomponen [K-H]; nilai huruf [K-M])",
  components: [
    component("perencanaan", "Perencanaan Kinerja", "30", ["6", "9", "15"]),
    component("pengukuran", "Pengukuran Kinerja", "30", ["6", "9", "15"]),
    component("pelaporan", "Pelaporan Kinerja", "15", ["3", "4.5", "7.5"]),
    component("evaluasi", "Evaluasi Akuntabilitas Kinerja Internal", "25", ["5", "7.5", "12.5"]),
  ],
  letters: [
    { letter: "AA", score: "100" },
    { letter: "A", score: "90" },
    { letter: "BB", score: "80" },
    { letter: "B", score: "70" },
    { letter: "CC", score: "60" },
    { letter: "C", score: "50" },
    { letter: "D", score: "30" },
    { letter: "E", score: "0" },
  ],
  grades: [
    grade("AA", "Sangat Memuaskan", "positive", "90", null),
    grade("A", "Memuaskan", "positive", "80", "90"),
    grade("BB", "Sangat Baik", "positive", "70", "80"),
    grade("B", "Baik", "positive", "60", "70"),
    grade("CC", "Cukup", "warning", "50", "60"),
    grade("C", "Kurang", "danger", "30", "50"),
    grade("D", "Sangat Kurang", "danger", null, "30"),
  ],
};

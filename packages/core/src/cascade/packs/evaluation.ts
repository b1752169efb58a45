import type { EvaluationMethod } from "../evaluation/schema.ts";

/** Shares are the same in every component: 20, 30 and 50 percent [K-H]. */
const SUBS = [
  { id: "keberadaan", label: "Keberadaan", share: "20" },
  { id: "kualitas", label: "Kualitas", share: "30" },
  { id: "pemanfaatan", label: "Pemanfaatan", share: "50" },
] as const;
const component = (id: string, label: string, weight: string): EvaluationMethod["components"][number] => ({
  id,
  label,
  weight,
  scored: "letters",
  subs: SUBS.map((sub) => ({ ...sub })),
});

/** The evaluation of internal performance accountability as the ministry orders it; a tenant may own a changed copy. */
export const akip: EvaluationMethod = {
  label: "Evaluasi AKIP",
  source: "PermenPANRB 88/2021 (bobot komponen [S]; bagian subkomponen [K-H]; nilai huruf [K-M])",
  components: [
    component("perencanaan", "Perencanaan Kinerja", "30"),
    component("pengukuran", "Pengukuran Kinerja", "30"),
    component("pelaporan", "Pelaporan Kinerja", "15"),
    component("evaluasi", "Evaluasi Akuntabilitas Kinerja Internal", "25"),
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
    { label: "AA", above: "90", meaning: "Sangat Memuaskan", tone: "positive" },
    { label: "A", above: "80", meaning: "Memuaskan", tone: "positive" },
    { label: "BB", above: "70", meaning: "Sangat Baik", tone: "positive" },
    { label: "B", above: "60", meaning: "Baik", tone: "positive" },
    { label: "CC", above: "50", meaning: "Cukup", tone: "warning" },
    { label: "C", above: "30", meaning: "Kurang", tone: "danger" },
    { label: "D", above: null, meaning: "Sangat Kurang", tone: "danger" },
  ],
};

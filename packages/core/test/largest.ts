import { LIMITS } from "../src/kernel/limits.ts";
import { kinerja } from "../src/template/packs/kinerja.ts";
import type { JsonObject } from "../src/template/structure.ts";

/** A template as large as it may be: 60 sections, 2,000 rows, 5,000 fields, every label its own. */

const label = (n: number): string =>
  `Persentase perangkat daerah kelompok ${n} yang menyampaikan laporan kinerja tepat waktu menurut urusan ${n % 37}`;
const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
const number = { type: "number", decimals: 2, public: true };

/** One cell of a row must be filled, as in the large tables that units know. */
const field = (n: number) => ({
  ...number,
  id: `isian_${n}`,
  label: label(n),
  help: `Diisi dari dokumen nomor ${n * 7} menurut tata cara pada lampiran ${n % 11}.`,
  unit: "orang",
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "sum",
  required: n % 1_000 === 0 ? "submit" : "no",
  zeroNeedsReason: false,
});

const last = LIMITS.sectionsPerTemplate - 1;
/** What is left over of the sum falls to the last section, so that the sums are exact. */
const share = (s: number, whole: number): number => {
  const each = Math.floor(whole / LIMITS.sectionsPerTemplate);
  return s < last ? each : whole - last * each;
};

/** Of the fields of a section so many are computed. */
const COMPUTED = 3;

function section(s: number) {
  const first = s * 1_000;
  return {
    id: `bagian-${s}`,
    kind: "rows",
    label: `Bagian ${s}`,
    source: "list",
    rows: range(first, share(s, LIMITS.rowsPerTemplate)).map((n) => ({
      key: `baris-${n}`,
      label: label(n),
      code: `4.${s}.${n}`,
      group: [`Urusan ${s}`],
      context: { target: String(n) },
    })),
    // One of the sum is the figure of the whole report.
    fields: range(first, share(s, LIMITS.fieldsPerTemplate - 1) - COMPUTED).map(field),
    computed: [
      { ...number, id: `ganda_${s}`, label: `Dua kali ${s}`, expression: `isian_${first} * 2` },
      { ...number, id: `jumlah_${s}`, label: `Jumlah ${s}`, expression: `isian_${first} + isian_${first + 1}` },
      { ...number, id: `bagian_${s}`, label: `Rasio ${s}`, expression: `persen(isian_${first}, ganda_${s})` },
    ],
    rules: [
      {
        id: `batas_${s}`,
        when: `isian_${first} > 1000`,
        severity: "block",
        message: "Lebih dari seribu orang per baris tidak mungkin.",
        field: `isian_${first}`,
      },
    ],
  };
}

/** The field that must be filled in a section, and the key of one of its rows. */
export const fieldIn = (s: number): string => `isian_${s * 1_000}`;
export const rowIn = (s: number, n: number): string => `bagian-${s}/baris-${s * 1_000 + n}`;
/** How many rows a section has. */
export const rowsIn = (s: number): number => share(s, LIMITS.rowsPerTemplate);

export function largest(id: string): {
  readonly frame: JsonObject;
  readonly sections: readonly (JsonObject & ReturnType<typeof section>)[];
} {
  const { sections: _, ...head } = kinerja;
  const figures = [
    {
      ...number,
      id: "orang",
      label: "Orang",
      section: "bagian-0",
      expression: `jumlah(${fieldIn(0)})`,
      timeAgg: "sum",
    },
  ];
  const frame = JSON.parse(JSON.stringify({ ...head, id, name: "Raksasa", short: "Raksasa", figures })) as JsonObject;
  return { frame, sections: range(0, LIMITS.sectionsPerTemplate).map(section) };
}

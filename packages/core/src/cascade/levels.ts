/** Levels from the vision of the regency down to the sub kegiatan (Perpres 29/2014, PermenPANRB 89/2021). */
export const LEVELS = [
  "visi",
  "misi",
  "tujuan",
  "sasaran",
  "tujuan-pd",
  "sasaran-pd",
  "program",
  "kegiatan",
  "sub-kegiatan",
] as const;
export type Level = (typeof LEVELS)[number];

/** Official names of the levels. */
export const LEVEL_LABEL: Readonly<Record<Level, string>> = {
  visi: "Visi",
  misi: "Misi",
  tujuan: "Tujuan",
  sasaran: "Sasaran",
  "tujuan-pd": "Tujuan PD",
  "sasaran-pd": "Sasaran PD",
  program: "Program",
  kegiatan: "Kegiatan",
  "sub-kegiatan": "Sub kegiatan",
};

/** The part of a tree that belongs to the regency itself; every other part is an OPD's and bears its unit id. */
export const REGENCY = "daerah";

const OF_REGENCY: readonly Level[] = ["visi", "misi", "tujuan", "sasaran"];
/** Levels that stand in a part: the regency's above, an OPD's below. */
export const levelsOf = (part: string): readonly Level[] =>
  part === REGENCY ? OF_REGENCY : ["tujuan-pd", "sasaran-pd", "program", "kegiatan", "sub-kegiatan"];

/** How an indicator adds up over the quarters of a year. */
export const AGGREGATIONS = ["akumulatif", "nilai-akhir", "rata-rata", "maksimum"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];
export const DIRECTIONS = ["naik", "turun", "tetap"] as const;
export type Direction = (typeof DIRECTIONS)[number];

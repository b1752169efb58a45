/** Names of things in the example, in the language of the screen. */
export type SampleWords = {
  readonly line: (n: number) => string;
  readonly urusan: string;
  readonly program: string;
  readonly activity: string;
  readonly indicator: string;
  readonly unit: string;
  readonly text: string;
  readonly row: (n: number) => string;
  readonly drawn: (n: number) => string;
  readonly measured: (n: number) => string;
  /** What the indicator measures, and the plan that it is of. */
  readonly objective: string;
  readonly plan: string;
  readonly unitName: string;
  /** Why nothing can be done with it. */
  readonly notHere: string;
};

/** The same words in Indonesian; documents are Indonesian whatever the language of the screen. */
export const SAMPLE_WORDS: SampleWords = {
  line: (n) => `Sub kegiatan contoh ${n}`,
  urusan: "Urusan contoh",
  program: "Program contoh",
  activity: "Kegiatan contoh",
  indicator: "Keluaran contoh",
  unit: "dokumen",
  text: "Contoh isian.",
  row: (n) => `Baris contoh ${n}`,
  drawn: (n) => `Baris ${n} dari laporan sumber (contoh)`,
  measured: (n) => `Indikator contoh ${n}`,
  objective: "Sasaran contoh",
  plan: "Rencana contoh",
  unitName: "Unit contoh",
  notHere: "Ini pratinjau; tidak ada yang disimpan atau dikirim.",
};

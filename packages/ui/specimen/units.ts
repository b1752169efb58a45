import type { FigureState, ReportState } from "../src/components/badge.tsx";

export type Unit = {
  key: string;
  name: string;
  report: ReportState;
  money: number | undefined;
  works: number | undefined;
  figure: FigureState;
};

/** Made-up rows; the first name is as long as the longest real one. */
export const units: readonly Unit[] = [
  {
    key: "1",
    name: "Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan, Perlindungan Anak, Pemberdayaan Masyarakat dan Desa serta Kependudukan dan Pencatatan Sipil Kabupaten Kepulauan",
    report: "waiting-signature",
    money: 48.2,
    works: 55,
    figure: "missing",
  },
  { key: "2", name: "Dinas Pekerjaan Umum", report: "published", money: 71.4, works: 80.2, figure: "green" },
  { key: "3", name: "Dinas Kesehatan", report: "published", money: 52.1, works: 60.5, figure: "yellow" },
  { key: "4", name: "Dinas Pendidikan dan Kebudayaan", report: "published", money: 31.9, works: 35, figure: "red" },
  { key: "5", name: "Kecamatan Tabang", report: "late", money: undefined, works: undefined, figure: "missing" },
];

/**
 * What two or three OPD of Kabupaten Nunukan filled in the report families. All figures are invented; their size follows
 * a regency of about 200.000 people.
 */
export interface TypedCell {
  readonly row: string;
  readonly field: string;
  readonly value: string;
}
export interface AddedRow {
  readonly row: string;
  readonly label: string;
}
export interface Filing {
  readonly template: string;
  readonly period: string;
  readonly unit: string;
  readonly added: readonly AddedRow[];
  readonly cells: readonly TypedCell[];
}

const HEALTH = "dinas-kesehatan";
const SCHOOLS = "dinas-pendidikan-dan-kebudayaan";
const REGISTRY = "disdukcapil";
/** Keeps the LPPD of the region. */
export const KEEPER = "setda";

/** Which parts of the regency's work an OPD answers for, in every family. */
export const partsOfNunukan: Readonly<Record<string, readonly string[]>> = {
  [HEALTH]: ["kesehatan", "keluarga-berencana"],
  [SCHOOLS]: ["pendidikan"],
  "dinas-pekerjaan-umum": ["pekerjaan-umum", "perumahan"],
  "satpol-pp": ["trantibum", "kebakaran"],
  bpbd: ["bencana"],
  "dinas-sosial": ["sosial", "perempuan-anak"],
  [REGISTRY]: ["kependudukan"],
  "bappeda-litbang": ["perencanaan"],
  bpkad: ["keuangan"],
  setda: ["pemerintahan"],
  "dinas-tenaga-kerja-transmigrasi": ["tenaga-kerja"],
  "dinas-pangan-pertanian": ["pangan"],
  "dinas-lingkungan-hidup": ["lingkungan"],
  diskominfotik: ["kominfo"],
  dkukmpp: ["koperasi", "perdagangan", "perindustrian"],
  bkpsdm: ["kepegawaian"],
  inspektorat: ["pengawasan"],
};

/** Who is asked for which family. */
export const askedInNunukan: Readonly<Record<string, readonly string[]>> = {
  "spm-layanan": [HEALTH, SCHOOLS, "dinas-pekerjaan-umum", "satpol-pp", "bpbd", "dinas-sosial"],
  "sakip-pengukuran": [HEALTH, SCHOOLS],
  lppd: Object.keys(partsOfNunukan),
  lkpj: [HEALTH, SCHOOLS, KEEPER],
  lkjip: [HEALTH, SCHOOLS],
};

const cellsOf = (row: string, values: Readonly<Record<string, string | number>>): TypedCell[] =>
  Object.entries(values).map(([field, value]) => ({ row, field, value: String(value) }));

/** Number of the kind of service, its name, the target of the year and the share of it that is reached in a year. */
type Served = readonly [n: string, name: string, target: number, share: number];
const SERVED: Readonly<Record<string, readonly Served[]>> = {
  [SCHOOLS]: [
    ["01", "Pendidikan anak usia dini (5-6 th)", 7_860, 1.02],
    ["02", "Pendidikan dasar (7-15 th)", 34_120, 1.3],
    ["03", "Pendidikan kesetaraan (7-18 th)", 1_240, 0.86],
  ],
  [HEALTH]: [
    ["04", "Pelayanan kesehatan ibu hamil", 4_210, 1.25],
    ["05", "Pelayanan kesehatan ibu bersalin", 4_018, 1.22],
    ["06", "Pelayanan kesehatan bayi baru lahir", 3_890, 1.3],
    ["07", "Pelayanan kesehatan balita", 17_800, 1.14],
    ["08", "Pelayanan kesehatan pada usia pendidikan dasar", 31_250, 1.26],
    ["09", "Pelayanan kesehatan pada usia produktif", 128_400, 0.92],
    ["10", "Pelayanan kesehatan pada usia lanjut", 15_320, 1.08],
    ["11", "Pelayanan kesehatan penderita hipertensi", 38_900, 0.78],
    ["12", "Pelayanan kesehatan penderita diabetes melitus", 4_120, 1.2],
    ["13", "Pelayanan kesehatan ODGJ berat", 298, 1.31],
    ["14", "Pelayanan kesehatan orang terduga tuberkulosis", 5_240, 0.9],
    ["15", "Pelayanan kesehatan orang dengan risiko terinfeksi HIV", 6_100, 1.1],
  ],
};

/** Two items of quality per kind: what is wanted and what is there. */
function quality(n: string, name: string): { added: readonly AddedRow[]; cells: readonly TypedCell[] } {
  const [goods, staff] = [`mutu/${n}-barang`, `mutu/${n}-sdm`];
  const [wanted, there] = [40 + Number(n), 33 + Number(n)];
  const of = (tabel: string, satuan: string, tersedia: number) => ({
    jenis: name,
    tabel,
    satuan,
    kebutuhan: wanted,
    tersedia,
  });
  return {
    added: [
      { row: goods, label: "Paket sarana layanan" },
      { row: staff, label: "Tenaga pelaksana" },
    ],
    cells: [
      ...cellsOf(goods, of("B.1 Barang/jasa", "paket", wanted)),
      ...cellsOf(staff, of("B.2 SDM", "orang", there)),
    ],
  };
}

/** Months that the first one takes in where a regency joins in the last quarter: by then most of a year's work is done. */
const MONTHS_BEFORE = 7;
/** `joined`: the quarter in which the regency began, whose first month takes in the months before. */
function serviceReport(unit: string, period: string, joined: boolean): Filing {
  const quarter = Number(period.slice(-1));
  const before = joined ? MONTHS_BEFORE : 0;
  const served = SERVED[unit] ?? [];
  const counted = served.flatMap(([n, , target, share]) => {
    const month = (place: number): number => Math.floor((target * share * (100 + 4 * ((quarter + place) % 3))) / 1_300);
    const months = { bulan_1: month(1) * (1 + before), bulan_2: month(2), bulan_3: month(3) };
    return cellsOf(`capaian/spm.${n}`, quarter === 1 || joined ? { sasaran: target, ...months } : months);
  });
  const items = served.map(([n, name]) => quality(n, name));
  const [first] = served;
  const money = first
    ? cellsOf("anggaran/a1", { jenis: first[1], alokasi: 4_250_000_000, realisasi: 1_012_500_000 * quarter })
    : [];
  return {
    template: "spm-layanan",
    period,
    unit,
    added: [...items.flatMap(({ added }) => added), { row: "anggaran/a1", label: "Program pemenuhan layanan dasar" }],
    cells: [...counted, ...items.flatMap(({ cells }) => cells), ...money],
  };
}

/** What indicators of an OPD's tree reached in each quarter, beside the year before and the end of the plan. */
type Reached = readonly [
  indicator: string,
  before: number,
  end: number,
  quarters: readonly [number, number, number, number],
];
const REACHED: Readonly<Record<string, readonly Reached[]>> = {
  [HEALTH]: [
    ["spm", 88.4, 100, [19.2, 43.5, 68.1, 90.3]],
    ["paripurna", 4, 24, [1, 0, 2, 2]],
    ["nakes", 66.7, 90, [68.4, 70.2, 73.7, 75.4]],
    ["kepuasan", 80.6, 88, [81.5, 82.2, 83.4, 83.9]],
    ["layanan", 44_310, 54_000, [10_980, 11_640, 12_210, 12_050]],
    ["waktu", 54, 40, [52, 50, 47, 46]],
    ["akip", 68.2, 80, [69.1, 69.4, 71.2, 72.6]],
  ],
  [SCHOOLS]: [
    ["aps", 98.7, 100, [98.8, 98.9, 99, 99.1]],
    ["bantuan", 9_120, 12_000, [1_940, 2_560, 2_410, 2_530]],
    ["putus", 0.6, 0.2, [0.5, 0.48, 0.45, 0.41]],
    ["akip", 65.3, 80, [65.8, 66.2, 66.9, 67.4]],
  ],
};
const HELD_BACK = {
  penghambat: "Jarak layanan di Krayan dan Lumbis serta jumlah tenaga yang terbatas.",
  tindak_lanjut: "Jadwal layanan keliling ditambah mulai triwulan berikutnya.",
};
const measured = (unit: string, period: string): TypedCell[] =>
  (REACHED[unit] ?? []).flatMap(([id, , , quarters]) =>
    cellsOf(`iku/${id}@${unit}`, { realisasi: quarters[Number(period.slice(-1)) - 1] ?? 0, ...HELD_BACK }),
  );
/** What the LKjIP sets beside the figures that it draws: the year before, the end of the plan, and the reasons. */
const compared = (unit: string): TypedCell[] =>
  (REACHED[unit] ?? []).flatMap(([id, before, end]) =>
    cellsOf(`capaian-sasaran/${id}@${unit}`, { realisasi_awal: before, target_akhir: end, ...HELD_BACK }),
  );

/** Numerator and denominator of each IKK that an OPD counts; a dash where another counts it. */
type Counted = readonly [code: string, numerator: number | "-", denominator: number | "-"];
const COUNTED: Readonly<Record<string, readonly Counted[]>> = {
  [SCHOOLS]: [
    ["1.a.1", 7_012, "-"],
    ["1.a.2", 23_450, "-"],
    ["1.a.3", 11_320, "-"],
    ["1.a.4", 845, "-"],
  ],
  [HEALTH]: [
    ["1.b.1", 286, "-"],
    ["1.b.2", 3, 4],
    ["1.b.3", 3_988, 4_210],
    ["1.b.4", 3_762, 4_018],
    ["1.b.5", 3_801, 3_890],
    ["1.b.6", 15_410, 17_800],
    ["1.b.7", 29_870, 31_250],
    ["1.b.8", 88_910, 128_400],
    ["1.b.9", 12_544, 15_320],
    ["1.b.10", 23_180, 38_900],
    ["1.b.11", 3_711, 4_120],
    ["1.b.12", 296, 298],
    ["1.b.13", 3_640, 5_240],
    ["1.b.14", 5_002, 6_100],
    ["2.h.1", 2.4, "-"],
    ["2.h.2", 19_240, 30_870],
    ["2.h.3", 4_105, 30_870],
  ],
  [REGISTRY]: [
    ["1.a.1", "-", 10_456],
    ["1.a.2", "-", 24_310],
    ["1.a.3", "-", 12_480],
    ["1.a.4", "-", 1_390],
    ["1.b.1", "-", 204_800],
    ["2.b.3", "-", 96_700],
    ["2.f.1", 141_220, 144_900],
    ["2.f.2", 51_830, 71_400],
    ["2.f.3", 68_990, 71_400],
    ["2.f.4", 31, 51],
  ],
};

const SOURCE = "Rekapitulasi akhir tahun";

type Chapter = readonly [section: string, field: string, text: string];
const textsOf = (chapters: readonly Chapter[]): readonly TypedCell[] =>
  chapters.flatMap(([section, field, text]) => cellsOf(`${section}/${field}`, { [field]: text }));

const CHAPTERS_OF_LPPD: readonly Chapter[] = [
  [
    "bab-1",
    "geografis",
    "Kabupaten Nunukan terletak di bagian utara Provinsi Kalimantan Utara dan berbatasan darat dan laut dengan Malaysia.\n\nWilayah Krayan dan Lumbis hanya dapat dicapai dengan pesawat kecil atau perahu, sehingga pelaporan dari sana bergantung pada jaringan yang sering terputus.",
  ],
  [
    "bab-1",
    "perangkat_daerah",
    "Uraian contoh: perangkat daerah terdiri atas dinas, badan, sekretariat, dan kecamatan.",
  ],
  [
    "akuntabilitas",
    "analisis",
    "Uraian contoh: capaian sasaran disajikan pada laporan kinerja masing-masing perangkat daerah dan dihimpun di sini.",
  ],
  [
    "penutup",
    "penutup",
    "Uraian contoh: laporan ini disusun dari laporan perangkat daerah yang telah ditandatangani dan terbit.",
  ],
  [
    "rlppd",
    "ringkasan",
    "Ringkasan contoh untuk masyarakat: pelayanan dasar menjangkau sebagian besar sasaran. Yang belum terlayani terutama tinggal di kecamatan perbatasan.",
  ],
];

const CHAPTERS_OF_LKPJ: readonly Chapter[] = [
  [
    "bab-1",
    "latar",
    "Uraian contoh: LKPJ disampaikan kepada DPRD paling lambat tiga bulan sesudah tahun anggaran berakhir.",
  ],
  ["bab-1", "gambaran", "Uraian contoh: gambaran umum daerah sama dengan Bab I LPPD tahun yang sama."],
  ["kebijakan", "kebijakan_strategis", "Uraian contoh: percepatan layanan dasar di kecamatan perbatasan."],
  ["penutup", "penutup", "Uraian contoh: rekomendasi DPRD atas laporan ini ditindaklanjuti pada tahun berjalan."],
];

function governmentReport(unit: string, period: string): Filing {
  const counted = (COUNTED[unit] ?? []).flatMap(([code, numerator, denominator]) => [
    ...(numerator === "-" ? [] : cellsOf(`ikk/ikk.${code}`, { pembilang: numerator, sumber_pembilang: SOURCE })),
    ...(denominator === "-" ? [] : cellsOf(`ikk/ikk.${code}`, { penyebut: denominator, sumber_penyebut: SOURCE })),
  ]);
  return { template: "lppd", period, unit, added: [], cells: counted };
}

/** The keeper of the LPPD: the SPM chapter is drawn, problems and solutions are written beside it. */
function keeperReport(period: string): Filing {
  const written = (n: string): readonly TypedCell[] =>
    cellsOf(`penerapan-spm/spm.${n}`, {
      permasalahan: "Sasaran di Krayan, Lumbis dan Sebuku sulit dijangkau pada musim hujan.",
      solusi: "Layanan keliling dan rumah tunggu ditambah bersama kecamatan.",
    });
  const cells = [...textsOf(CHAPTERS_OF_LPPD), ...["03", "09", "11"].flatMap(written)];
  return { template: "lppd", period, unit: KEEPER, added: [], cells };
}

/** The keeper of the LKPJ: the chapters of the region, the year of its own office, and the day of delivery. */
function keeperAccountability(period: string, lines: readonly YearLine[]): Filing {
  const done = lines.flatMap((line, i) =>
    cellsOf(`urusan/${line.code}`, { realisasi: spent(line, i), keluaran: line.target }),
  );
  const delivered = cellsOf("penyampaian/lkpj", {
    disampaikan: `${Number(period) + 1}-03-27`,
    acara: "Rapat paripurna DPRD Kabupaten Nunukan",
  });
  return {
    template: "lkpj",
    period,
    unit: KEEPER,
    added: [],
    cells: [...textsOf(CHAPTERS_OF_LKPJ), ...done, ...delivered],
  };
}

/** What an OPD spent of its budget in the year, line by line. */
export type YearLine = { readonly code: string; readonly pagu: string; readonly target: string };
const spent = ({ pagu }: YearLine, place: number): string => {
  const [rupiah = "0"] = pagu.split(".");
  return String((BigInt(rupiah) * BigInt(97 - ((place * 3) % 14))) / 100n);
};

const RECOMMENDATIONS = [
  [
    "Percepat pemenuhan tenaga di wilayah perbatasan",
    "Rekrutmen kontrak 42 tenaga untuk Krayan dan Lumbis.",
    "Selesai",
  ],
  [
    "Perbaiki pendataan sasaran layanan",
    "Pendataan ulang bersama Disdukcapil berjalan di 21 kecamatan.",
    "Dalam proses",
  ],
] as const;

function accountability(unit: string, period: string, lines: readonly YearLine[]): Filing {
  const asked = RECOMMENDATIONS.map(([label, action, status], i) => ({
    added: { row: `rekomendasi/r${i + 1}`, label },
    cells: cellsOf(`rekomendasi/r${i + 1}`, {
      nomor: `${i + 1}/DPRD/${period}`,
      isi: label,
      opd: unit === HEALTH ? "Dinas Kesehatan" : "Dinas Pendidikan dan Kebudayaan",
      tindak_lanjut: action,
      status,
      bukti: "Laporan pelaksanaan",
    }),
  }));
  const done = lines.flatMap((line, i) =>
    cellsOf(`urusan/${line.code}`, { realisasi: spent(line, i), keluaran: line.target }),
  );
  return {
    template: "lkpj",
    period,
    unit,
    added: asked.map(({ added }) => added),
    cells: [...done, ...asked.flatMap(({ cells }) => cells)],
  };
}

const performance = (unit: string, period: string, lines: readonly YearLine[]): Filing => ({
  template: "lkjip",
  period,
  unit,
  added: [],
  cells: [
    ...compared(unit),
    ...lines.flatMap((line, i) => cellsOf(`anggaran/${line.code}`, { realisasi: spent(line, i) })),
  ],
});

const filingUnits = [HEALTH, SCHOOLS] as const;
/** Units whose budget of the closed year is needed. */
export const budgetedUnits = [...filingUnits, KEEPER] as const;

export type Times = {
  /** The closed year, and the quarters of it that were filed besides those of the running year. */
  readonly year: string;
  /** Closed quarters in which the standards of service and the performance were filed, in their order. */
  readonly services: readonly string[];
  readonly measures: readonly string[];
};

/**
 * Everything that was filed. What belongs to the closed year comes before its yearly reports, which draw from it. The
 * keeper's report comes last: it draws from all.
 */
export function filingsOfNunukan(
  { year, services, measures }: Times,
  linesOf: (unit: string) => readonly YearLine[],
): readonly Filing[] {
  const [joined] = services;
  const service = (period: string) => filingUnits.map((unit) => serviceReport(unit, period, period === joined));
  const measure = (period: string) =>
    filingUnits.map((unit) => ({
      template: "sakip-pengukuran",
      period,
      unit,
      added: [],
      cells: measured(unit, period),
    }));
  const inYear = (period: string): boolean => period.slice(0, 4) <= year;
  const quarterly = (which: (period: string) => boolean): readonly Filing[] => [
    ...services.filter(which).flatMap(service),
    ...measures.filter(which).flatMap(measure),
  ];
  return [
    ...quarterly(inYear),
    ...filingUnits.flatMap((unit) => [
      governmentReport(unit, year),
      accountability(unit, year, linesOf(unit)),
      performance(unit, year, linesOf(unit)),
    ]),
    governmentReport(REGISTRY, year),
    ...quarterly((period) => !inYear(period)),
    keeperReport(year),
    keeperAccountability(year, linesOf(KEEPER)),
  ];
}

/** Figures that are one and the same in two reports of an OPD. */
const sameOf = (link: string, label: string, figure: string) => ({
  link,
  label,
  level: "unit",
  sides: ["lkpj", "lkjip"].map((template) => ({ template, figure, part: null })),
  tolerance: "0",
  rev: 0,
});
export const linksOfNunukan = [
  sameOf("pagu-setahun", "Pagu setahun: LKPJ dan LKjIP", "pagu_total"),
  sameOf("realisasi-setahun", "Realisasi anggaran setahun: LKPJ dan LKjIP", "realisasi_total"),
];

import type { TenantId } from "./types.ts";

/**
 * The performance tree of the demonstration. Invented for showing, in the manner of an RPJMD; it is no text of the
 * regency's own plan, and its source says so on every page.
 */
export const PLAN_SOURCE = "contoh peragaan; bukan naskah RPJMD daerah";

export type DemoIndicator = {
  readonly id: string;
  readonly text: string;
  readonly unit: string;
  readonly direction: "naik" | "turun";
  readonly parents: readonly string[];
  readonly target: string;
  readonly aggregation?: "akumulatif" | "nilai-akhir";
  readonly formula?: string;
  readonly quarters?: readonly [string, string, string, string];
  /** Its number in the document. */
  readonly code?: string;
  /** What the change of the budget makes of it. */
  readonly changed?: { readonly target: string; readonly quarters: readonly [string, string, string, string] };
};
export type DemoNode = {
  readonly id: string;
  readonly level: "visi" | "misi" | "tujuan" | "sasaran" | "sasaran-pd";
  readonly code: string | null;
  readonly text: string;
  readonly parents: readonly string[];
  readonly owner: "bupati" | "kepala" | null;
};
export type DemoPart = {
  readonly part: string;
  readonly nodes: readonly DemoNode[];
  readonly indicators: readonly DemoIndicator[];
  /** The sasaran under which the programmes of the budget hang; null leaves them out. */
  readonly programs: Readonly<Record<string, string>> | null;
};

const region = (
  id: string,
  level: DemoNode["level"],
  code: string | null,
  text: string,
  parent: string | null,
): DemoNode => ({
  id,
  level,
  code,
  text,
  parents: parent === null ? [] : [`daerah/${parent}`],
  owner: level === "tujuan" || level === "sasaran" ? "bupati" : null,
});
const measure = (
  id: string,
  text: string,
  unit: string,
  target: string,
  parents: readonly string[],
  more: Partial<DemoIndicator> = {},
): DemoIndicator => ({ id, text, unit, direction: "naik", target, parents, ...more });

const REGENCY: DemoPart = {
  part: "daerah",
  nodes: [
    region("visi", "visi", null, "Daerah perbatasan yang maju, sehat, terhubung dan dilayani dengan baik", null),
    region("misi-1", "misi", "1", "Meningkatkan kualitas manusia yang sehat, cerdas dan berdaya saing", "visi"),
    region("misi-2", "misi", "2", "Menghubungkan wilayah dan meratakan pelayanan dasar sampai ke perbatasan", "visi"),
    region("misi-3", "misi", "3", "Menyelenggarakan pemerintahan yang bersih, akuntabel dan melayani", "visi"),
    region("tujuan-1", "tujuan", "1.1", "Meningkatnya kualitas hidup masyarakat", "misi-1"),
    region("tujuan-2", "tujuan", "2.1", "Meningkatnya keterhubungan antarwilayah", "misi-2"),
    region("tujuan-3", "tujuan", "3.1", "Meningkatnya kualitas tata kelola pemerintahan", "misi-3"),
    region("sasaran-kesehatan", "sasaran", "1.1.1", "Meningkatnya derajat kesehatan masyarakat", "tujuan-1"),
    region("sasaran-pendidikan", "sasaran", "1.1.2", "Meningkatnya akses dan mutu pendidikan", "tujuan-1"),
    region("sasaran-jalan", "sasaran", "2.1.1", "Meningkatnya kualitas jalan dan jembatan kabupaten", "tujuan-2"),
    region("sasaran-air", "sasaran", "2.1.2", "Meningkatnya akses air minum dan sanitasi layak", "tujuan-2"),
    region("sasaran-akuntabel", "sasaran", "3.1.1", "Meningkatnya akuntabilitas kinerja dan mutu layanan", "tujuan-3"),
  ],
  indicators: [
    measure("ipm", "Indeks Pembangunan Manusia", "Indeks", "69.4", ["daerah/tujuan-1"]),
    measure("terhubung", "Persentase kecamatan yang terhubung jalan mantap", "%", "66.67", ["daerah/tujuan-2"]),
    measure("rb", "Indeks Reformasi Birokrasi", "Indeks", "70", ["daerah/tujuan-3"]),
    measure("uhh", "Usia harapan hidup", "Tahun", "72.1", ["daerah/sasaran-kesehatan"]),
    measure("stunting", "Prevalensi stunting", "%", "14", ["daerah/sasaran-kesehatan"], { direction: "turun" }),
    measure("hls", "Harapan lama sekolah", "Tahun", "13.05", ["daerah/sasaran-pendidikan"]),
    measure("rls", "Rata-rata lama sekolah", "Tahun", "8.4", ["daerah/sasaran-pendidikan"]),
    measure("mantap", "Persentase jalan kabupaten dalam kondisi mantap", "%", "61.5", ["daerah/sasaran-jalan"], {
      formula: "panjang jalan mantap / panjang seluruh jalan kabupaten x 100",
    }),
    measure("air", "Persentase rumah tangga dengan akses air minum layak", "%", "88", ["daerah/sasaran-air"]),
    measure("sakip", "Nilai SAKIP", "Nilai", "68", ["daerah/sasaran-akuntabel"]),
    // Under two sasaran: one indicator all the same.
    measure("ikm", "Indeks Kepuasan Masyarakat", "Indeks", "84", [
      "daerah/sasaran-akuntabel",
      "daerah/sasaran-kesehatan",
    ]),
  ],
  programs: null,
};

const own = (id: string, code: string, text: string, parents: readonly string[]): DemoNode => ({
  id,
  level: "sasaran-pd",
  code,
  text,
  parents,
  owner: "kepala",
});

const HEALTH: DemoPart = {
  part: "dinas-kesehatan",
  nodes: [
    own("mutu", "1", "Meningkatnya mutu pelayanan kesehatan dasar", ["daerah/sasaran-kesehatan"]),
    own("tenaga", "2", "Meratanya tenaga kesehatan sampai ke perbatasan", ["daerah/sasaran-kesehatan"]),
    own("tertib", "3", "Meningkatnya akuntabilitas kinerja dinas", ["daerah/sasaran-akuntabel"]),
  ],
  indicators: [
    measure("spm", "Persentase pemenuhan SPM Layanan bidang kesehatan", "%", "92", ["dinas-kesehatan/mutu"], {
      quarters: ["20", "45", "70", "92"],
      changed: { target: "93", quarters: ["20", "45", "72", "93"] },
      formula: "rata-rata capaian jenis pelayanan dasar bidang kesehatan",
    }),
    measure("paripurna", "Puskesmas terakreditasi paripurna", "Puskesmas", "6", ["dinas-kesehatan/mutu"], {
      aggregation: "akumulatif",
      quarters: ["1", "1", "2", "2"],
    }),
    measure(
      "nakes",
      "Persentase puskesmas dengan sembilan jenis tenaga kesehatan",
      "%",
      "78",
      ["dinas-kesehatan/tenaga"],
      { quarters: ["70", "72", "75", "78"] },
    ),
    measure(
      "kepuasan",
      "Indeks kepuasan masyarakat atas pelayanan kesehatan",
      "Indeks",
      "84",
      ["dinas-kesehatan/mutu"],
      {
        code: "1.1",
        quarters: ["82", "83", "84", "84"],
        changed: { target: "84.5", quarters: ["82", "83", "84.25", "84.5"] },
      },
    ),
    measure("layanan", "Penduduk yang menerima pelayanan kesehatan dasar", "Orang", "48000", ["dinas-kesehatan/mutu"], {
      code: "1.2",
      aggregation: "akumulatif",
      quarters: ["12000", "12000", "12000", "12000"],
      changed: { target: "50500", quarters: ["12000", "12000", "13000", "13500"] },
    }),
    measure("waktu", "Rata-rata waktu tunggu rawat jalan di puskesmas", "Menit", "45", ["dinas-kesehatan/mutu"], {
      code: "1.3",
      direction: "turun",
      quarters: ["50", "48", "45", "45"],
    }),
    measure("akip", "Nilai AKIP perangkat daerah", "Nilai", "74", ["dinas-kesehatan/tertib"], {
      code: "3.1",
      quarters: ["70", "70", "72", "74"],
    }),
  ],
  programs: { "1.02.01": "tertib", "1.02.02": "mutu", "1.02.03": "tenaga" },
};

const WORKS: DemoPart = {
  part: "dinas-pekerjaan-umum",
  nodes: [
    own("jalan", "1", "Meningkatnya kondisi mantap jalan dan jembatan", ["daerah/sasaran-jalan"]),
    own("air", "2", "Meningkatnya layanan air minum, air limbah dan drainase", ["daerah/sasaran-air"]),
    own("tertib", "3", "Meningkatnya akuntabilitas kinerja dinas", ["daerah/sasaran-akuntabel"]),
  ],
  indicators: [
    measure("mantap", "Panjang jalan kabupaten yang ditingkatkan", "Km", "24.5", ["dinas-pekerjaan-umum/jalan"], {
      aggregation: "akumulatif",
      quarters: ["0", "4.5", "12", "8"],
      changed: { target: "26", quarters: ["0", "4.5", "12", "9.5"] },
    }),
    measure("spam", "Sambungan rumah baru air minum", "SR", "850", ["dinas-pekerjaan-umum/air"], {
      aggregation: "akumulatif",
      quarters: ["50", "200", "300", "300"],
    }),
    measure("akip", "Nilai AKIP perangkat daerah", "Nilai", "70", ["dinas-pekerjaan-umum/tertib"]),
  ],
  programs: {
    "1.03.01": "tertib",
    "1.03.02": "jalan",
    "1.03.03": "air",
    "1.03.06": "air",
    "1.03.10": "jalan",
    "1.03.12": "tertib",
  },
};

/** The deliberate hole: a sasaran without indicator, so that the head's Perjanjian Kinerja cannot be signed yet. */
const EDUCATION: DemoPart = {
  part: "dinas-pendidikan-dan-kebudayaan",
  nodes: [
    own("akses", "1", "Meningkatnya partisipasi sekolah di kecamatan terpencil", ["daerah/sasaran-pendidikan"]),
    own("budaya", "2", "Lestarinya budaya daerah perbatasan", ["daerah/sasaran-pendidikan"]),
    own("tertib", "3", "Meningkatnya akuntabilitas kinerja dinas", ["daerah/sasaran-akuntabel"]),
  ],
  indicators: [
    measure("aps", "Angka partisipasi sekolah 7-12 tahun", "%", "99.2", ["dinas-pendidikan-dan-kebudayaan/akses"], {
      quarters: ["98.8", "98.9", "99.1", "99.2"],
    }),
    measure(
      "bantuan",
      "Peserta didik penerima bantuan sekolah",
      "Orang",
      "9500",
      ["dinas-pendidikan-dan-kebudayaan/akses"],
      { aggregation: "akumulatif", quarters: ["2000", "2500", "2500", "2500"] },
    ),
    measure("putus", "Angka putus sekolah jenjang SMP", "%", "0.4", ["dinas-pendidikan-dan-kebudayaan/akses"], {
      direction: "turun",
      quarters: ["0.5", "0.5", "0.45", "0.4"],
    }),
    measure("akip", "Nilai AKIP perangkat daerah", "Nilai", "68", ["dinas-pendidikan-dan-kebudayaan/tertib"], {
      quarters: ["66", "66", "67", "68"],
    }),
  ],
  programs: null,
};

/** Which regency shows a tree, and of whom; the first is its own. */
export const sakipOf = (tenant: TenantId): readonly DemoPart[] =>
  tenant === "nunukan" ? [REGENCY, HEALTH, WORKS, EDUCATION] : [];

export type DemoSheet = {
  readonly unit: string;
  /** Letters of keberadaan, kualitas, pemanfaatan in each component. */
  readonly self: Readonly<Record<string, readonly [string, string, string]>>;
  readonly evaluator: Readonly<Record<string, readonly [string, string, string]>>;
  readonly recommendations: readonly {
    readonly id: string;
    readonly text: string;
    readonly followUp: { readonly status: "proses" | "selesai"; readonly note: string } | null;
  }[];
};

export const sheetsOf = (tenant: TenantId): readonly DemoSheet[] =>
  tenant === "nunukan"
    ? [
        {
          unit: "dinas-kesehatan",
          self: {
            perencanaan: ["AA", "A", "BB"],
            pengukuran: ["A", "BB", "BB"],
            pelaporan: ["AA", "BB", "B"],
            evaluasi: ["BB", "BB", "B"],
          },
          evaluator: {
            perencanaan: ["AA", "BB", "B"],
            pengukuran: ["A", "B", "CC"],
            pelaporan: ["A", "BB", "B"],
            evaluasi: ["BB", "B", "B"],
          },
          recommendations: [
            {
              id: "r1",
              text: "Menyempurnakan rencana aksi dengan target triwulan untuk setiap indikator sasaran.",
              followUp: { status: "selesai", note: "Rencana aksi diperbarui; ditetapkan dengan SK Kepala Dinas." },
            },
            {
              id: "r2",
              text: "Memanfaatkan hasil pengukuran triwulanan dalam pembagian tugas tenaga kesehatan.",
              followUp: { status: "proses", note: "Rapat evaluasi triwulan II sudah memakai hasil pengukuran." },
            },
          ],
        },
        {
          unit: "dinas-pekerjaan-umum",
          self: {
            perencanaan: ["A", "BB", "B"],
            pengukuran: ["BB", "B", "B"],
            pelaporan: ["A", "BB", "B"],
            evaluasi: ["B", "B", "CC"],
          },
          evaluator: {
            perencanaan: ["A", "B", "CC"],
            pengukuran: ["BB", "B", "CC"],
            pelaporan: ["BB", "B", "CC"],
            evaluasi: ["B", "CC", "C"],
          },
          recommendations: [
            {
              id: "r1",
              text: "Menyelaraskan indikator program dengan sasaran dinas; beberapa program belum berindikator hasil.",
              followUp: null,
            },
          ],
        },
      ]
    : [];

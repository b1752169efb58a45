/**
 * The kinds of service of the minimum service standards (PP 2/2018): 29 of a regency or city in six fields, 14 of a
 * province. Names as in the domain reference 5.2; the units are our default [K-M].
 */
export type Service = { readonly name: string; readonly part: string; readonly unit: string };
export type ServiceField = { readonly name: string; readonly id: string; readonly services: readonly Service[] };

const of = (part: string, unit: string, names: readonly string[]): readonly Service[] =>
  names.map((name) => ({ name, part, unit }));

const FIELDS = {
  pendidikan: "Pendidikan",
  kesehatan: "Kesehatan",
  pekerjaan_umum: "Pekerjaan Umum",
  perumahan: "Perumahan Rakyat",
  trantibum: "Trantibumlinmas",
  sosial: "Sosial",
} as const;
export type ServiceFieldId = keyof typeof FIELDS;
export const SERVICE_FIELD_IDS = [
  "pendidikan",
  "kesehatan",
  "pekerjaan_umum",
  "perumahan",
  "trantibum",
  "sosial",
] as const;

const field = (id: ServiceFieldId, ...services: readonly (readonly Service[])[]): ServiceField => ({
  id,
  name: FIELDS[id],
  services: services.flat(),
});

export const REGENCY_SERVICES: readonly ServiceField[] = [
  field(
    "pendidikan",
    of("pendidikan", "orang", [
      "Pendidikan anak usia dini (5-6 th)",
      "Pendidikan dasar (7-15 th)",
      "Pendidikan kesetaraan (7-18 th)",
    ]),
  ),
  field(
    "kesehatan",
    of("kesehatan", "orang", [
      "Pelayanan kesehatan ibu hamil",
      "Pelayanan kesehatan ibu bersalin",
      "Pelayanan kesehatan bayi baru lahir",
      "Pelayanan kesehatan balita",
      "Pelayanan kesehatan pada usia pendidikan dasar",
      "Pelayanan kesehatan pada usia produktif",
      "Pelayanan kesehatan pada usia lanjut",
      "Pelayanan kesehatan penderita hipertensi",
      "Pelayanan kesehatan penderita diabetes melitus",
      "Pelayanan kesehatan ODGJ berat",
      "Pelayanan kesehatan orang terduga tuberkulosis",
      "Pelayanan kesehatan orang dengan risiko terinfeksi HIV",
    ]),
  ),
  field(
    "pekerjaan_umum",
    of("pekerjaan-umum", "rumah tangga", [
      "Pemenuhan kebutuhan pokok air minum sehari-hari",
      "Penyediaan pelayanan pengolahan air limbah domestik",
    ]),
  ),
  field(
    "perumahan",
    of("perumahan", "unit rumah", [
      "Penyediaan dan rehabilitasi rumah layak huni bagi korban bencana kab/kota",
      "Fasilitasi penyediaan rumah layak huni bagi masyarakat terkena relokasi program pemda kab/kota",
    ]),
  ),
  field(
    "trantibum",
    of("trantibum", "orang", ["Pelayanan ketenteraman dan ketertiban umum"]),
    of("bencana", "orang", [
      "Pelayanan informasi rawan bencana",
      "Pelayanan pencegahan dan kesiapsiagaan terhadap bencana",
      "Pelayanan penyelamatan dan evakuasi korban bencana",
    ]),
    of("kebakaran", "orang", ["Pelayanan penyelamatan dan evakuasi korban kebakaran"]),
  ),
  field(
    "sosial",
    of("sosial", "orang", [
      "Rehabilitasi sosial dasar penyandang disabilitas terlantar di luar panti",
      "Rehabilitasi sosial dasar anak terlantar di luar panti",
      "Rehabilitasi sosial dasar lanjut usia terlantar di luar panti",
      "Rehabilitasi sosial dasar tuna sosial khususnya gelandangan dan pengemis di luar panti",
      "Perlindungan dan jaminan sosial pada saat dan setelah tanggap darurat bencana bagi korban bencana kab/kota",
    ]),
  ),
];

export const PROVINCE_SERVICES: readonly ServiceField[] = [
  field("pendidikan", of("pendidikan", "orang", ["Pendidikan menengah (16-18)", "Pendidikan khusus (4-18)"])),
  field(
    "kesehatan",
    of("kesehatan", "orang", [
      "Pelayanan kesehatan bagi penduduk terdampak krisis kesehatan akibat bencana",
      "Pelayanan kesehatan bagi penduduk pada kondisi KLB",
    ]),
  ),
  field(
    "pekerjaan_umum",
    of("pekerjaan-umum", "rumah tangga", [
      "Pemenuhan kebutuhan air minum curah lintas kab/kota",
      "Penyediaan pelayanan pengolahan air limbah domestik regional lintas kab/kota",
    ]),
  ),
  field(
    "perumahan",
    of("perumahan", "unit rumah", [
      "Penyediaan dan rehabilitasi rumah layak huni bagi korban bencana provinsi",
      "Fasilitasi penyediaan rumah layak huni bagi masyarakat terkena relokasi program provinsi",
    ]),
  ),
  field("trantibum", of("trantibum", "orang", ["Pelayanan ketenteraman dan ketertiban umum provinsi"])),
  field(
    "sosial",
    of("sosial", "orang", [
      "Rehabilitasi sosial dasar penyandang disabilitas terlantar di dalam panti",
      "Rehabilitasi sosial dasar anak terlantar di dalam panti",
      "Rehabilitasi sosial dasar lanjut usia terlantar di dalam panti",
      "Rehabilitasi sosial dasar tuna sosial khususnya gelandangan dan pengemis di dalam panti",
      "Perlindungan dan jaminan sosial korban bencana provinsi",
    ]),
  ),
];

/** Kinds of service in their order, each with its number and the field it belongs to. */
export const numbered = (
  fields: readonly ServiceField[],
): readonly (Service & { readonly n: number; readonly field: string })[] =>
  fields
    .flatMap(({ name: group, services }) => services.map((service) => ({ ...service, field: group })))
    .map((service, i) => ({ ...service, n: i + 1 }));

import type { Province, Regency, TenantId } from "./types.ts";

// Codes: Kepmendagri 300.2.2-2138/2025 and BPS. The two systems differ (Kutai Kartanegara is 64.02 and 6403).

export const provinces: readonly Province[] = [
  {
    id: "kaltim",
    name: "Pemerintah Provinsi Kalimantan Timur",
    shortName: "Kalimantan Timur",
    capital: "Samarinda",
    zone: "Asia/Makassar",
    kemendagriCode: "64",
    bpsCode: "64",
  },
  {
    id: "kaltara",
    name: "Pemerintah Provinsi Kalimantan Utara",
    shortName: "Kalimantan Utara",
    capital: "Tanjung Selor",
    zone: "Asia/Makassar",
    kemendagriCode: "65",
    bpsCode: "65",
  },
  {
    id: "sultra",
    name: "Pemerintah Provinsi Sulawesi Tenggara",
    shortName: "Sulawesi Tenggara",
    capital: "Kendari",
    zone: "Asia/Makassar",
    kemendagriCode: "74",
    bpsCode: "74",
  },
  {
    id: "sumsel",
    name: "Pemerintah Provinsi Sumatera Selatan",
    shortName: "Sumatera Selatan",
    capital: "Palembang",
    zone: "Asia/Jakarta",
    kemendagriCode: "16",
    bpsCode: "16",
  },
];

// Invented on purpose: nobody should write or call because of a demonstration.
function demoContact(tenant: TenantId, capital: string): readonly string[] {
  return [
    `Jalan Contoh Nomor 1, ${capital} 00000 (alamat demo)`,
    "Telepon (0000) 000000 (nomor demo)",
    `Surel setda.${tenant}@contoh.selaras.id (surel demo)`,
  ];
}

export const regencies: readonly Regency[] = [
  {
    id: "kukar",
    name: "Pemerintah Kabupaten Kutai Kartanegara",
    shortName: "Kutai Kartanegara",
    kind: "kabupaten",
    headTitle: "Bupati",
    capital: "Tenggarong",
    zone: "Asia/Makassar",
    zoneLabel: "WITA",
    brand: "#0b6e4f",
    province: "kaltim",
    provinceName: "Kalimantan Timur",
    kemendagriCode: "64.02",
    bpsCode: "6403",
    contact: demoContact("kukar", "Tenggarong"),
  },
  {
    id: "nunukan",
    name: "Pemerintah Kabupaten Nunukan",
    shortName: "Nunukan",
    kind: "kabupaten",
    headTitle: "Bupati",
    capital: "Nunukan",
    zone: "Asia/Makassar",
    zoneLabel: "WITA",
    brand: "#1f4e9e",
    province: "kaltara",
    provinceName: "Kalimantan Utara",
    kemendagriCode: "65.03",
    bpsCode: "6504",
    contact: demoContact("nunukan", "Nunukan"),
  },
  {
    id: "bombana",
    name: "Pemerintah Kabupaten Bombana",
    shortName: "Bombana",
    kind: "kabupaten",
    headTitle: "Bupati",
    capital: "Rumbia",
    zone: "Asia/Makassar",
    zoneLabel: "WITA",
    brand: "#a8501b",
    province: "sultra",
    provinceName: "Sulawesi Tenggara",
    kemendagriCode: "74.06",
    bpsCode: "7406",
    contact: demoContact("bombana", "Rumbia"),
  },
  {
    id: "palembang",
    name: "Pemerintah Kota Palembang",
    shortName: "Palembang",
    kind: "kota",
    headTitle: "Wali Kota",
    capital: "Palembang",
    zone: "Asia/Jakarta",
    zoneLabel: "WIB",
    brand: "#9b1c31",
    province: "sumsel",
    provinceName: "Sumatera Selatan",
    kemendagriCode: "16.71",
    bpsCode: "1671",
    contact: demoContact("palembang", "Palembang"),
  },
];

/** The regency with this id. Throws on an unknown one. */
export function regencyOf(tenant: TenantId): Regency {
  const found = regencies.find(({ id }) => id === tenant);
  if (found === undefined) throw new Error(`no regency ${tenant}`);
  return found;
}

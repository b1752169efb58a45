import { castOf } from "./cast.ts";
import type { Unit, UnitKind } from "./types.ts";

type Title = (unit: Unit) => string;

const chief: Title = ({ name }) => `Kepala ${name}`;

const headTitles: Readonly<Record<UnitKind, Title>> = {
  sekretariat_daerah: () => "Sekretaris Daerah",
  sekretariat_dprd: () => "Sekretaris DPRD",
  inspektorat: () => "Inspektur Daerah",
  kecamatan: ({ name }) => name.replace("Kecamatan", "Camat"),
  rsud: ({ name }) => `Direktur ${name}`,
  dinas: chief,
  badan: chief,
  satpol_pp: chief,
  bagian: chief,
  bidang: chief,
  seksi: chief,
};

/** "Kepala Dinas Kesehatan", "Camat Tenggarong", "Direktur ...", as it stands above a signature. */
export function headTitle(unit: Unit): string {
  return headTitles[unit.kind](unit);
}

export function secretaryTitle(unit: Unit): string {
  return `Sekretaris ${unit.name}`;
}

const verifierTitles: Readonly<Partial<Record<UnitKind, Title>>> = {
  sekretariat_daerah: () => "Kepala Bagian Umum Sekretariat Daerah",
  sekretariat_dprd: () => "Kepala Bagian Program dan Keuangan Sekretariat DPRD",
  rsud: ({ name }) => `Kepala Bagian Tata Usaha ${name}`,
};

/** The first verifier (tier 2): a head of bidang where the cast names one, else the secretary of the OPD. */
export function verifierTitle(unit: Unit): string {
  const cast = castOf(unit.tenant).verifiers[unit.id];
  if (cast !== undefined) return `${cast} ${unit.name}`;
  return (verifierTitles[unit.kind] ?? secretaryTitle)(unit);
}

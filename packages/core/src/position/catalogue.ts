import * as v from "valibot";
import { KindDefinition } from "./schema.ts";

const PP_18 = "PP 18/2016 jo. PP 72/2019 [K-H]";
const PP_12 = "PP 12/2019 dan Permendagri 77/2020 [K-H]";
const OFFICE = "kantor yang mengoordinasi pelaporan [P]";
const CUSTOM = "praktik daerah [P]";

type Row = readonly [kind: string, label: string, seats: "one" | "head" | "some" | "many", source: string];

/** The kinds every regency starts with. One structural holder per unit where the second word says `one` or `head`. */
const ROWS: readonly Row[] = [
  ["kepala", "Kepala OPD", "head", PP_18],
  ["camat", "Camat", "head", PP_18],
  ["direktur", "Direktur RSUD", "head", PP_18],
  ["inspektur", "Inspektur", "head", PP_18],
  ["sekwan", "Sekretaris DPRD", "head", PP_18],
  ["sekda", "Sekretaris Daerah", "head", PP_18],
  ["asisten", "Asisten Sekda", "some", PP_18],
  ["staf-ahli", "Staf Ahli", "some", PP_18],
  ["sekretaris", "Sekretaris OPD", "one", PP_18],
  ["sekcam", "Sekretaris Kecamatan", "one", PP_18],
  ["kabag", "Kepala Bagian", "some", PP_18],
  ["kabid", "Kepala Bidang", "some", PP_18],
  ["wadir", "Wakil Direktur RSUD", "some", PP_18],
  ["irban", "Inspektur Pembantu", "some", PP_18],
  ["kasubag", "Kepala Subbagian", "some", PP_18],
  ["kasubbid", "Kepala Subbidang", "some", PP_18],
  ["kasi", "Kepala Seksi", "some", PP_18],
  ["lurah", "Lurah", "one", PP_18],
  ["seklur", "Sekretaris Kelurahan", "one", PP_18],
  ["kepala-uptd", "Kepala UPTD", "some", PP_18],
  ["kpa", "Kuasa Pengguna Anggaran", "many", PP_12],
  ["ppk-skpd", "PPK-SKPD", "many", PP_12],
  ["pptk", "PPTK", "many", PP_12],
  ["bendahara", "Bendahara", "many", PP_12],
  ["jf", "Pejabat Fungsional", "many", "PermenPANRB 1/2023 [K-M]"],
  ["staf", "Pelaksana", "many", CUSTOM],
  ["operator", "Operator pelaporan", "many", CUSTOM],
  ["bappeda", "Bappeda", "many", OFFICE],
  ["adbang", "Bagian Administrasi Pembangunan", "many", OFFICE],
  ["tapem", "Bagian Tata Pemerintahan", "many", OFFICE],
  ["organisasi", "Bagian Organisasi", "many", OFFICE],
  ["keuangan", "Badan Keuangan", "many", OFFICE],
  ["bkpsdm", "BKPSDM", "many", OFFICE],
  ["kominfo", "Diskominfo", "many", OFFICE],
  ["inspektorat", "Inspektorat (APIP)", "many", OFFICE],
  ["pimpinan", "Pimpinan daerah", "many", OFFICE],
  ["admin", "Admin daerah", "many", CUSTOM],
];

export const DEFAULT_KINDS: readonly KindDefinition[] = ROWS.map(([kind, label, seats, source]) =>
  v.parse(KindDefinition, {
    kind,
    label,
    single: seats === "one" || seats === "head",
    reserved: seats === "head" || source === OFFICE || kind === "admin",
    source,
  }),
);

/** Kinds whose seats belong to the SOTK: a seat without a holder is a vacancy to be shown. */
const STRUCTURAL: ReadonlySet<string> = new Set(ROWS.filter(([, , seats]) => seats !== "many").map(([kind]) => kind));
export const isStructural = ({ kind, single }: Pick<KindDefinition, "kind" | "single">): boolean =>
  single || STRUCTURAL.has(kind);

/** The label of a kind; kinds that left the catalogue keep their own name. */
export const labelOf = (kinds: readonly KindDefinition[], kind: string): string =>
  kinds.find((each) => each.kind === kind)?.label ?? kind;

import type { DraftRow } from "./building.ts";

/**
 * How the value of an indicator follows from what is counted.
 * - `bagian`: a share of what is counted below, never above it; percent.
 * - `cakupan`: as a share, but of an estimate or a plan, which may be passed; percent.
 * - `rasio`: the quotient itself, times a factor if there is one.
 * - `jumlah`: an absolute count, an index or a rate; nothing is divided.
 */
const KINDS = ["bagian", "cakupan", "rasio", "jumlah"] as const;
type Kind = (typeof KINDS)[number];

const SOURCE =
  "Permendagri 18/2020; nomor dan arah sebagian adalah bawaan dan diperiksa dengan daftar IKK tahun laporan.";

function formulaOf(kind: Kind, factor: string | undefined): Record<string, string> {
  if (kind === "jumlah") return { nilai: "pembilang" };
  if (kind !== "rasio") return {};
  return { nilai: factor === undefined ? "rasio(pembilang, penyebut)" : `rasio(pembilang, penyebut) * ${factor}` };
}

function rowOf(urusan: string, part: string, line: string): DraftRow {
  const [code = "", label = "", numerator = "", under = "", unit = "", direction, written, other, factor] = line
    .split("|")
    .map((cell) => cell.trim());
  const kind = KINDS.find((each) => each === written);
  if (kind === undefined || (direction !== "T" && direction !== "R")) throw new RangeError(`unreadable IKK: ${line}`);
  const formulas = formulaOf(kind, factor);
  return {
    key: `ikk.${code}`,
    code,
    label,
    group: [urusan],
    context: { jenis: kind },
    part,
    ...(other === undefined ? {} : { parts: { penyebut: other, sumber_penyebut: other } }),
    ...(under === "-" ? { closed: ["penyebut", "sumber_penyebut"] } : {}),
    ...(Object.keys(formulas).length === 0 ? {} : { formulas }),
    indicator: {
      unit,
      direction: direction === "T" ? "naik" : "turun",
      numerator,
      denominator: under === "-" ? null : under,
      source: SOURCE,
    },
  };
}

/**
 * Rows of one urusan from lines `number | name | numerator | denominator or - | unit | T or R | kind | part that counts
 * the denominator | factor`; the last two may be absent. T: higher is better, R: lower is better.
 */
export const ikkRows = (urusan: string, part: string, lines: string): DraftRow[] =>
  lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => rowOf(urusan, part, line));

import * as v from "valibot";
import { Period, UnitId, Year } from "../kernel/id.ts";

/** Canonical decimal text of rupiah with at most two decimals. */
export const RupiahText = v.pipe(v.string(), v.regex(/^-?\d{1,18}(\.\d{1,2})?$/));
const DecimalText = v.pipe(v.string(), v.regex(/^-?\d{1,18}(\.\d{1,6})?$/));
const twelve = <S extends v.GenericSchema<string>>(each: S) => v.pipe(v.array(each), v.length(12));

/** Code of a sub kegiatan, `U.BB.PP.L.KK.SSSS` (Kepmendagri 900.1.15.5-1317/2023 and later lists). */
export const SubKegiatanCode = v.pipe(
  v.string(),
  v.regex(/^\d\.\d\d\.\d\d\.\d\.\d\d\.\d{4}$/, "Kode sub kegiatan berbentuk 1.03.10.2.01.0033."),
);

const Coded = v.strictObject({ code: v.string(), name: v.string() });

export const BudgetLine = v.strictObject({
  code: SubKegiatanCode,
  name: v.string(),
  urusan: Coded,
  bidang: Coded,
  program: Coded,
  kegiatan: Coded,
  /** Budget ceiling of the year. */
  pagu: RupiahText,
  /** RAK: planned withdrawal per month; adds up to the pagu. */
  rak: twelve(RupiahText),
  /** Planned physical progress per month in percentage points; adds up to 100. */
  physical: twelve(DecimalText),
  indicator: v.string(),
  unit: v.string(),
  target: DecimalText,
  source: v.string(),
});
export type BudgetLine = v.InferOutput<typeof BudgetLine>;

/** `murni`, `pergeseran` and `perubahan` follow each other in a year; each version is kept whole. */
export const STAGES = ["murni", "pergeseran", "perubahan"] as const;

export const BudgetVersion = v.strictObject({
  year: Year,
  unit: UnitId,
  stage: v.picklist(STAGES),
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** First month (of the year) to whose end this version applies. */
  effectiveFrom: Period,
  hash: v.string(),
  total: RupiahText,
  lines: v.number(),
});
export type BudgetVersion = v.InferOutput<typeof BudgetVersion>;

/** Name of a version as shown beside every percentage: "DPA murni". */
export const versionLabel = (version: Pick<BudgetVersion, "stage" | "n">): string =>
  version.stage === "pergeseran" ? `DPA pergeseran ${version.n}` : `DPA ${version.stage}`;

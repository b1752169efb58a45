import * as v from "valibot";
import { UnitId } from "../kernel/id.ts";
import { isLocalDate } from "../kernel/zone.ts";

export const LocalDate = v.pipe(
  v.string(),
  v.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "Tanggal ditulis tahun-bulan-hari."),
  v.check(isLocalDate, "Tanggal ini tidak ada dalam kalender."),
);

/** A unit of the organisation on the days it exists. A change of name is a new dated row, never an edit in place. */
export const OrgUnit = v.strictObject({
  unitId: UnitId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  short: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** sekretariat_daerah, dinas, badan, kecamatan, rsud, bidang ... (PP 18/2016 and local practice). */
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z_]{1,39}$/)),
  /** SKPD code in finance; null where it is not known. */
  code: v.nullable(v.string()),
  parent: v.nullable(UnitId),
  /** True for an OPD: the unit that reports to the head of region. */
  opd: v.boolean(),
  from: LocalDate,
  until: v.nullable(LocalDate),
  successors: v.array(UnitId),
});
export type OrgUnit = v.InferOutput<typeof OrgUnit>;

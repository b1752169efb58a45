import * as v from "valibot";
import { PERIOD_PATTERN } from "./period.ts";

/**
 * Ids are parsed at the edge before they may enter a key. None may hold `#` (the separator of keys) or a wildcard of
 * access policies; `.` separates the parts of a report id, so no part may hold it.
 */
const KEY_WORDS = ["public", "province", "visitor", "platform", "identity", "host"] as const;
const HOST_WORDS = ["admin", "www", "api", "app", "dev", "staging", "mail", "ns", "status"] as const;
/** Names that no regency may bear: they begin keys of another kind, or are hosts of the house. */
export const RESERVED_SLUGS: readonly string[] = [...KEY_WORDS, ...HOST_WORDS];

export const TenantId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{1,30}$/, "Nama daerah hanya huruf kecil, angka dan tanda hubung."),
  v.check((slug) => !RESERVED_SLUGS.includes(slug), "Nama daerah ini dicadangkan."),
  v.brand("TenantId"),
);
export type TenantId = v.InferOutput<typeof TenantId>;

export const UnitId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,59}$/), v.brand("UnitId"));
export type UnitId = v.InferOutput<typeof UnitId>;

export const PersonId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,59}$/), v.brand("PersonId"));
export type PersonId = v.InferOutput<typeof PersonId>;

export const TemplateId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/), v.brand("TemplateId"));
export type TemplateId = v.InferOutput<typeof TemplateId>;

/** The subject of an identity token: what Cognito says about who somebody is. */
export const Subject = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/), v.brand("Subject"));
export type Subject = v.InferOutput<typeof Subject>;

/** ULID: one per command, made by the client; sorts by time and guards against doing a thing twice. */
export const CommandId = v.pipe(
  v.string(),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, "Nomor perintah harus berupa ULID."),
  v.brand("CommandId"),
);
export type CommandId = v.InferOutput<typeof CommandId>;

export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand("Sha256"));
export type Sha256 = v.InferOutput<typeof Sha256>;

/** A month, quarter, four months, half year or year of 2000 to 2099, see kernel/period. */
export const Period = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^${PERIOD_PATTERN}$`),
    "Periode ditulis misalnya 2026-03, 2026-TW1, 2026-CW1, 2026-SM1 atau 2026.",
  ),
  v.brand("Period"),
);
export type Period = v.InferOutput<typeof Period>;

export const Year = v.pipe(v.string(), v.regex(/^20\d\d$/), v.brand("Year"));
export type Year = v.InferOutput<typeof Year>;

/** `<template>.<period>.<unit>.<version>`: opening twice is refused by the key itself. */
export const ReportId = v.pipe(
  v.string(),
  v.regex(new RegExp(`^[a-z][a-z0-9-]{1,30}\\.${PERIOD_PATTERN}\\.[a-z][a-z0-9-]{1,59}\\.[1-9]\\d{0,2}$`)),
  v.brand("ReportId"),
);
export type ReportId = v.InferOutput<typeof ReportId>;

export type ReportParts = { template: TemplateId; period: Period; unit: UnitId; version: number };

/** The four parts of a report id. The id was parsed before, so the parts need no second look. */
export function reportParts(id: ReportId): ReportParts {
  const [template, period, unit, version] = id.split(".");
  return {
    template: v.parse(TemplateId, template),
    period: v.parse(Period, period),
    unit: v.parse(UnitId, unit),
    version: Number(version),
  };
}

/** The id of version `version` of a report. */
export const reportId = (p: ReportParts): ReportId =>
  v.parse(ReportId, `${p.template}.${p.period}.${p.unit}.${p.version}`);

/** `<section>/<row>`: the row may be an official code such as `1.03.10.2.01.0033`. */
/**
 * Section and row. A row beside those of other units bears the unit that reported it behind an `@`, and one more for each time
 * that it was drawn further.
 */
export const RowKey = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,29}\/[A-Za-z0-9._-]{1,60}(?:@[a-z][a-z0-9-]{1,59}){0,4}$/),
  v.brand("RowKey"),
);
export type RowKey = v.InferOutput<typeof RowKey>;

export const FieldId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/), v.brand("FieldId"));
export type FieldId = v.InferOutput<typeof FieldId>;

/** How often something changed: what a person saw is sent back and compared. */
export const Revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));

/** What a post is called in chains: `pptk`, `kabid`, `kepala`, `bappeda` ... a list each tenant owns. */
export const PostKind = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/), v.brand("PostKind"));
export type PostKind = v.InferOutput<typeof PostKind>;

/** `<post kind>@<unit>`: where a task waits. It belongs to whoever holds the post now. */
export const DeskId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}@[a-z][a-z0-9-]{1,59}$/), v.brand("DeskId"));
export type DeskId = v.InferOutput<typeof DeskId>;
export const desk = (kind: string, unit: string): DeskId => v.parse(DeskId, `${kind}@${unit}`);

import * as v from "valibot";
import { AgreementKey, VersionText } from "../cascade/agreement/schema.ts";
import { Period, ReportId, Revision, TemplateId } from "../kernel/id.ts";
import { PAPERS } from "../tenant/schema.ts";

/** Number of a request (ULID of the server's time): requests sort by the instant at which they were made. */
export const ExportId = v.pipe(
  v.string(),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, "Nomor unduhan harus berupa ULID."),
  v.brand("ExportId"),
);
export type ExportId = v.InferOutput<typeof ExportId>;

/** What somebody wants as a file. Another kind is one entry here, one in `kinds.ts`, and a writer. */
export const Wanted = v.variant("kind", [
  /** One report. */
  v.strictObject({ kind: v.literal("report"), report: ReportId }),
  /** The printed document of one report: the one that was signed, or a draft while there is none. */
  v.strictObject({ kind: v.literal("document"), report: ReportId, draft: v.boolean() }),
  /** The published figures of every OPD in one month. */
  v.strictObject({ kind: v.literal("board"), template: TemplateId, period: Period }),
  /** The published figures of a period, or put together over a longer one, with the rows of all units. */
  v.strictObject({ kind: v.literal("recap"), template: TemplateId, period: Period }),
  /** The draft of a template on paper, with rows and names of an example. */
  v.strictObject({ kind: v.literal("specimen"), template: TemplateId, paper: v.picklist(PAPERS) }),
  /** A Perjanjian Kinerja as it stands at a revision: a draft that was printed is no print of what was signed later. */
  v.strictObject({
    kind: v.literal("agreement"),
    ...AgreementKey,
    version: VersionText,
    rev: Revision,
    paper: v.picklist(PAPERS),
  }),
]);
export type Wanted = v.InferOutput<typeof Wanted>;
export type KindName = Wanted["kind"];
export type WantedOf<K extends KindName> = Extract<Wanted, { kind: K }>;

export const EXPORT_STATES = ["waiting", "making", "ready", "failed"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** A request as its owner sees it. Instants are ISO 8601; `bytes` is the size of the file. */
export const ExportCard = v.strictObject({
  id: ExportId,
  wanted: Wanted,
  title: v.string(),
  state: v.picklist(EXPORT_STATES),
  askedAt: v.string(),
  madeAt: v.nullable(v.string()),
  bytes: v.nullable(v.number()),
  /** Why it failed, in one sentence; null unless it failed. */
  problem: v.nullable(v.string()),
  /** Until when the file can be fetched. */
  until: v.string(),
});
export type ExportCard = v.InferOutput<typeof ExportCard>;

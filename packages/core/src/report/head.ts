import * as v from "valibot";
import { DeskId, FieldId, Period, ReportId, RowKey, Sha256, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { CellRef, Course } from "../approval/schema.ts";

/* What a report is made of in the table: cells, rows, and the head with everything that was decided. */

/** `superseded` by a later version; `voided` = "ditarik". Late, locked, on hold, overdue are overlays, not states. */
export const REPORT_STATES = ["draft", "returned", "in_review", "signed", "published", "superseded", "voided"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** The four states of a cell. Missing is not zero: an empty cell is not written at all, a cleared one is `missing`. */
export const CELL_STATES = ["value", "nil", "na", "missing"] as const;
export const ORIGINS = ["screen", "offline", "import", "api", "drawn", "given"] as const;

/** A cell as it lies in a row: value, version, state, reason, origin, writer and device time (seconds since 1970). */
export const Cell = v.strictObject({
  v: v.nullable(v.string()),
  n: v.number(),
  s: v.picklist(CELL_STATES),
  r: v.exactOptional(v.string()),
  o: v.picklist(ORIGINS),
  w: v.string(),
  t: v.number(),
});
export type Cell = v.InferOutput<typeof Cell>;

/** A value for which a later version of the template has no place: with the words and the version it was entered under. */
export const ArchivedCell = v.strictObject({ field: v.string(), label: v.string(), n: v.number(), cell: Cell });
export type ArchivedCell = v.InferOutput<typeof ArchivedCell>;

export const Row = v.strictObject({
  rowKey: RowKey,
  label: v.string(),
  /** Programme and kegiatan above the row, as official names. */
  group: v.array(v.string()),
  /** Figures pinned when the report was opened: pagu, plans, target, as decimal text; and the unit of the output. */
  context: v.record(v.string(), v.string()),
  /** Fields that this row does not have for this unit, each with the sentence that says why. */
  closed: v.exactOptional(v.record(v.string(), v.string())),
  /** Fields whose value is not typed here, each with the sentence that says where it comes from. */
  given: v.exactOptional(v.record(v.string(), v.string())),
  cells: v.record(v.string(), Cell),
  /** The published reports from which its drawn cells come. Absent = nothing is drawn into it. */
  sources: v.exactOptional(v.array(ReportId)),
  /** Absent = nothing was ever archived. */
  archived: v.exactOptional(v.array(ArchivedCell)),
});
export type Row = v.InferOutput<typeof Row>;

/** What a section was drawn from: published reports by id (with their version) and hash, and those that were not out. */
export const Drawing = v.strictObject({
  section: v.string(),
  template: TemplateId,
  short: v.string(),
  at: v.string(),
  reports: v.array(v.strictObject({ report: ReportId, name: v.string(), hash: v.string() })),
  awaited: v.array(v.strictObject({ unit: UnitId, name: v.string(), periods: v.array(Period) })),
  /** Units with at least one report, of those that are asked for one. */
  counted: v.number(),
  expected: v.number(),
  /** Whether the unit answered for the section when it was drawn. Absent in what was drawn before that was kept. */
  own: v.exactOptional(v.boolean()),
  /** Rows still follow what was drawn; nothing is sent until all did. */
  unfinished: v.exactOptional(v.literal(true)),
});
export type Drawing = v.InferOutput<typeof Drawing>;

/** A row that the present version of the template does not have, with the version it was entered under. */
export const GoneRow = v.strictObject({ n: v.number(), ...Row.entries });
export type GoneRow = v.InferOutput<typeof GoneRow>;

/** Another version of the template to which somebody may move the report, or decline to. */
export const TemplateOffer = v.strictObject({
  n: v.number(),
  effectiveFrom: Period,
  mayMove: v.boolean(),
  mayDecline: v.boolean(),
  declined: v.boolean(),
});

export const EvidenceView = v.strictObject({
  evidenceId: Sha256,
  name: v.string(),
  type: v.string(),
  bytes: v.number(),
  rowKey: v.nullable(RowKey),
  /** The kind of evidence of the template that it is meant for. Absent = for none in particular. */
  requirement: v.exactOptional(FieldId),
  by: v.string(),
  at: v.string(),
});
export type EvidenceView = v.InferOutput<typeof EvidenceView>;

/** Sum of the counted earlier months and the value of the month before, per row and field, as decimal text. */
export const CarriedValue = v.strictObject({
  sum: v.string(),
  last: v.nullable(v.string()),
  /** Each earlier period that reported, where a formula of the template looks at the periods one by one. */
  periods: v.exactOptional(v.record(v.string(), v.string())),
});
export type CarriedValue = v.InferOutput<typeof CarriedValue>;
export const CarryView = v.strictObject({
  /** Months counted, and months of the year before this one that are not published yet. */
  months: v.array(Period),
  absent: v.array(Period),
  /** The period of the report itself, for formulas that name its end. Absent in what was kept before they could. */
  period: v.exactOptional(Period),
  values: v.record(v.string(), v.record(v.string(), CarriedValue)),
  /**
   * Of sections whose rows are indicators of the tree: in which of the months each row stood. An indicator that joined
   * later owes nothing for the months before it.
   */
  standing: v.exactOptional(
    v.strictObject({ sections: v.array(v.string()), rows: v.record(v.string(), v.array(Period)) }),
  ),
});
export type CarryView = v.InferOutput<typeof CarryView>;

export const Reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(LIMITS.reasonCharactersLeast, `Alasan paling sedikit ${LIMITS.reasonCharactersLeast} huruf.`),
  v.maxLength(LIMITS.reasonCharactersMost, `Alasan paling banyak ${LIMITS.reasonCharactersMost} huruf.`),
);

export const Pins = v.strictObject({
  template: v.strictObject({
    id: TemplateId,
    n: v.number(),
    hash: v.string(),
    /** The version it came from, while rows still follow to this one; nothing is sent until all did. */
    former: v.exactOptional(v.strictObject({ n: v.number(), hash: v.string() })),
  }),
  chain: v.strictObject({ id: v.string(), n: v.number() }),
  budget: v.nullable(
    v.strictObject({
      label: v.string(),
      hash: v.string(),
      /** Rows still follow this version of the budget one after another; nothing is sent until all did. */
      unfinished: v.exactOptional(v.literal(true)),
    }),
  ),
  /** The version of the unit's targets that its rows follow. Absent = no row follows any. */
  targets: v.exactOptional(
    v.strictObject({
      label: v.string(),
      /** Number of the version. Absent: pinned before November 2026, and found by its hash alone. */
      n: v.exactOptional(v.number()),
      hash: v.string(),
      source: v.string(),
      /** Rows still follow this version; nothing is sent until all did. */
      unfinished: v.exactOptional(v.literal(true)),
    }),
  ),
  /** The plan whose indicators are rows of it. Absent = no row is one. */
  tree: v.exactOptional(
    v.strictObject({
      label: v.string(),
      /** Rows still follow the tree; nothing is sent until all did. */
      unfinished: v.exactOptional(v.literal(true)),
    }),
  ),
});
export type Pins = v.InferOutput<typeof Pins>;

/** Who did a thing, in which hat, when. */
export const Deed = v.strictObject({
  at: v.string(),
  person: v.string(),
  name: v.string(),
  hat: v.nullable(v.string()),
});
export type Deed = v.InferOutput<typeof Deed>;

export const Explanation = v.strictObject({ rowKey: RowKey, rule: FieldId, reason: Reason });
export type Explanation = v.InferOutput<typeof Explanation>;

/** Names and values a chain's conditions may use, pinned at submission. */
export const Facts = v.record(v.string(), v.nullable(v.string()));
export type Facts = v.InferOutput<typeof Facts>;

/** A return to the author: who, why, which step by label and key, what it points at, and what it opens. */
export const Returned = v.strictObject({
  ...Deed.entries,
  reason: v.string(),
  step: v.string(),
  stepKey: v.string(),
  /** `author`, or the earlier step to which it went. */
  to: v.string(),
  flags: v.array(CellRef),
  opens: v.picklist(["flagged", "all"]),
});
export type Returned = v.InferOutput<typeof Returned>;

export const Exception = v.strictObject({
  step: v.string(),
  person: v.string(),
  reason: v.string(),
  decree: v.string(),
  by: Deed,
});
export type Exception = v.InferOutput<typeof Exception>;

/** Earlier months that a cumulative figure counts: each with the hash of its published snapshot. */
export const CarryPin = v.strictObject({ period: Period, hash: v.string() });
export type CarryPin = v.InferOutput<typeof CarryPin>;

export const Head = v.strictObject({
  reportId: ReportId,
  template: TemplateId,
  period: Period,
  unit: UnitId,
  version: v.number(),
  state: v.picklist(REPORT_STATES),
  rev: v.number(),
  round: v.number(),
  /** Lanes opened in this round, and the row and file updates of lanes that were closed. */
  writers: v.number(),
  writes: v.number(),
  /** What went with rows that were taken out, so that counts never come back to what a page saw before. Absent = nothing. */
  spent: v.exactOptional(v.number()),
  files: v.number(),
  course: Course,
  /** What conditions of the chain look at, pinned with the submission: decimal text, null = missing or undefined. */
  facts: Facts,
  /** The open task of publication, while the report is signed and not yet out. */
  issueTask: v.nullable(v.string()),
  pins: Pins,
  openedAt: v.string(),
  /** Content hash of the last submission; null while nobody submitted in this round. */
  hash: v.nullable(v.string()),
  carry: v.array(CarryPin),
  /** The whole report says "nothing to report", with the reason. */
  nil: v.nullable(v.string()),
  firstSubmittedAt: v.nullable(v.string()),
  onTime: v.nullable(v.boolean()),
  submitted: v.nullable(Deed),
  returned: v.nullable(Returned),
  /** Persons who acted per step key (and `author`) in this round: for the separation of duties. */
  acted: v.record(v.string(), v.array(v.string())),
  /** The template version to which its author did not want to move, and who said so. */
  declined: v.exactOptional(v.strictObject({ ...Deed.entries, n: v.number() })),
  /** Persons for whom the authority lifted the separation of duties at a step of this round, with its decree. */
  exceptions: v.array(Exception),
  /**
   * `until` = end of the waiting time in which the signer may recall; null = none. `desk` = the post that gave the right;
   * absent in what was signed before it was written down.
   */
  signed: v.nullable(
    v.strictObject({
      ...Deed.entries,
      desk: v.exactOptional(DeskId),
      snapshot: Sha256,
      until: v.nullable(v.string()),
    }),
  ),
  publishedAt: v.nullable(v.string()),
  /** For version 2 and later: why it was opened. */
  correction: v.nullable(v.strictObject({ of: v.number(), reason: v.string() })),
  /** A correction of this published version that was asked for or is being worked on. */
  correcting: v.nullable(v.picklist(["asked", "granted"])),
  supersededBy: v.nullable(v.number()),
  voided: v.nullable(v.strictObject({ ...Deed.entries, reason: v.string() })),
});
export type Head = v.InferOutput<typeof Head>;

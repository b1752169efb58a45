import * as v from "valibot";
import { CommandId, FieldId, Period, ReportId, Revision, RowKey, Sha256, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { CellRef, Course, PastStep, STEP_KINDS, Vote } from "../approval/schema.ts";

/** `superseded` by a later version; `voided` = "ditarik". Late, locked, on hold, overdue are overlays, not states. */
export const REPORT_STATES = ["draft", "returned", "in_review", "signed", "published", "superseded", "voided"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** The four states of a cell. Missing is not zero: an empty cell is not written at all, a cleared one is `missing`. */
export const CELL_STATES = ["value", "nil", "na", "missing"] as const;
export const ORIGINS = ["screen", "offline", "import", "api"] as const;

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

export const Row = v.strictObject({
  rowKey: RowKey,
  label: v.string(),
  /** Programme and kegiatan above the row, as official names. */
  group: v.array(v.string()),
  /** Figures pinned when the report was opened: pagu, plans, target, as decimal text; and the unit of the output. */
  context: v.record(v.string(), v.string()),
  cells: v.record(v.string(), Cell),
});
export type Row = v.InferOutput<typeof Row>;

export const Reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(LIMITS.reasonCharactersLeast, `Alasan paling sedikit ${LIMITS.reasonCharactersLeast} huruf.`),
  v.maxLength(LIMITS.reasonCharactersMost, `Alasan paling banyak ${LIMITS.reasonCharactersMost} huruf.`),
);

export const CellInput = v.variant("kind", [
  v.strictObject({
    kind: v.literal("value"),
    value: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.narrativeCharacters)),
  }),
  v.strictObject({ kind: v.literal("nil"), reason: Reason }),
  v.strictObject({ kind: v.literal("na"), reason: Reason }),
  v.strictObject({ kind: v.literal("clear") }),
]);
export type CellInput = v.InferOutput<typeof CellInput>;

/** One change of a cell as a device sends it. */
export const CellChange = v.strictObject({
  /** Made by the device; the answer names it. */
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/)),
  rowKey: RowKey,
  field: FieldId,
  /** Version of the cell that the person saw; 0 = never written. */
  base: Revision,
  input: CellInput,
  /** Instant by the device's clock, ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
});
export type CellChange = v.InferOutput<typeof CellChange>;

export const SaveInput = v.strictObject({
  id: ReportId,
  origin: v.optional(v.picklist(["screen", "offline"]), "screen"),
  changes: v.pipe(
    v.array(CellChange),
    v.minLength(1),
    v.maxLength(LIMITS.cellsPerSave),
    v.check(
      (changes) => new Set(changes.map((change) => change.rowKey)).size <= LIMITS.rowsPerSave,
      `Satu penyimpanan paling banyak ${LIMITS.rowsPerSave} baris.`,
    ),
  ),
});

/** The answer per cell: nobody has to guess which of twenty went through. */
export const CellOutcome = v.variant("outcome", [
  v.strictObject({ id: v.string(), rowKey: RowKey, field: FieldId, outcome: v.literal("accepted"), n: v.number() }),
  v.strictObject({
    id: v.string(),
    rowKey: RowKey,
    field: FieldId,
    outcome: v.literal("conflict"),
    theirs: Cell,
    byName: v.string(),
  }),
  v.strictObject({
    id: v.string(),
    rowKey: RowKey,
    field: FieldId,
    outcome: v.literal("refused"),
    code: v.string(),
    message: v.string(),
  }),
]);
export type CellOutcome = v.InferOutput<typeof CellOutcome>;
export const SaveReply = v.strictObject({ cells: v.array(CellOutcome) });

export const Pins = v.strictObject({
  template: v.strictObject({ id: TemplateId, n: v.number(), hash: v.string() }),
  chain: v.strictObject({ id: v.string(), n: v.number() }),
  budget: v.nullable(v.strictObject({ label: v.string(), hash: v.string() })),
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
  /** Persons for whom the authority lifted the separation of duties at a step of this round, with its decree. */
  exceptions: v.array(Exception),
  /** `until` = end of the waiting time in which the signer may recall; null = none. */
  signed: v.nullable(v.strictObject({ ...Deed.entries, snapshot: Sha256, until: v.nullable(v.string()) })),
  publishedAt: v.nullable(v.string()),
  /** For version 2 and later: why it was opened. */
  correction: v.nullable(v.strictObject({ of: v.number(), reason: v.string() })),
  /** A correction of this published version that was asked for or is being worked on. */
  correcting: v.nullable(v.picklist(["asked", "granted"])),
  supersededBy: v.nullable(v.number()),
  voided: v.nullable(v.strictObject({ ...Deed.entries, reason: v.string() })),
});
export type Head = v.InferOutput<typeof Head>;

export const ActionState = v.strictObject({ allowed: v.boolean(), reason: v.nullable(v.string()) });
export const ACTIONS = [
  "save",
  "attach",
  "submit",
  "withdraw",
  "verify",
  "sendBack",
  "sign",
  "release",
  "recall",
  "askCorrection",
  "void",
] as const;
export type Action = (typeof ACTIONS)[number];

export const EvidenceView = v.strictObject({
  evidenceId: Sha256,
  name: v.string(),
  type: v.string(),
  bytes: v.number(),
  rowKey: v.nullable(RowKey),
  by: v.string(),
  at: v.string(),
});
export type EvidenceView = v.InferOutput<typeof EvidenceView>;

/** Sum of the counted earlier months and the value of the month before, per row and field, as decimal text. */
export const CarriedValue = v.strictObject({ sum: v.string(), last: v.nullable(v.string()) });
export type CarriedValue = v.InferOutput<typeof CarriedValue>;
export const CarryView = v.strictObject({
  /** Months counted, and months of the year before this one that are not published yet. */
  months: v.array(Period),
  absent: v.array(Period),
  values: v.record(v.string(), v.record(v.string(), CarriedValue)),
});
export type CarryView = v.InferOutput<typeof CarryView>;

export const StepView = v.strictObject({
  key: v.string(),
  label: v.string(),
  kind: v.picklist(STEP_KINDS),
  group: v.nullable(v.string()),
  how: v.picklist(["ahead", "open", ...PastStep.entries.how.options]),
  /** Names of those who can decide now; empty for an open step = "belum ada pejabat". */
  holders: v.array(v.string()),
  needed: v.number(),
  of: v.number(),
  votes: v.array(Vote),
  arrivedAt: v.nullable(v.string()),
  dueAt: v.nullable(v.string()),
  onHold: v.nullable(v.string()),
  facts: PastStep.entries.facts,
});
export type StepView = v.InferOutput<typeof StepView>;

export const Turn = v.strictObject({
  step: v.string(),
  label: v.string(),
  kind: v.picklist(STEP_KINDS),
  taskId: v.string(),
  /** The post in which the person decides. */
  hat: v.string(),
  /** Where this step may send the report back to: `author` or earlier steps, with their labels. */
  returnsTo: v.array(v.strictObject({ key: v.string(), label: v.string() })),
  opens: v.picklist(["flagged", "all"]),
  /** Unresolved threads keep it from passing. */
  threadsBlock: v.boolean(),
});

export const ReportView = v.strictObject({
  id: ReportId,
  template: v.strictObject({ id: TemplateId, n: v.number(), hash: v.string(), name: v.string(), short: v.string() }),
  unit: v.strictObject({ id: UnitId, name: v.string(), short: v.string() }),
  period: Period,
  version: v.number(),
  state: v.picklist(REPORT_STATES),
  rev: v.number(),
  round: v.number(),
  hash: v.nullable(v.string()),
  pins: Pins,
  window: v.strictObject({
    state: v.picklist(["upcoming", "open", "late", "extended", "locked"]),
    opensOn: v.string(),
    dueOn: v.string(),
    lockOn: v.string(),
    extendedUntil: v.nullable(v.string()),
  }),
  chain: v.strictObject({ id: v.string(), n: v.number(), label: v.string() }),
  /** Every step of the chain in its order, with where it stands in this round. */
  steps: v.array(StepView),
  /** The step that this person may decide now; null when it is nobody's turn or somebody else's. */
  turn: v.nullable(Turn),
  submitted: v.nullable(Deed),
  onTime: v.nullable(v.boolean()),
  returned: Head.entries.returned,
  signed: v.nullable(
    v.strictObject({
      ...Deed.entries,
      snapshot: Sha256,
      nip: v.nullable(v.string()),
      rank: v.nullable(v.string()),
      decree: v.nullable(v.string()),
      /** The document in the archive, its seal and the code of its verification page; null until they exist. */
      document: v.nullable(v.strictObject({ hash: Sha256, bytes: v.number() })),
      sealed: v.boolean(),
      code: v.nullable(v.string()),
      /** Why publication waits, in words, when something is down. */
      trouble: v.nullable(v.string()),
    }),
  ),
  publishedAt: v.nullable(v.string()),
  correction: Head.entries.correction,
  correcting: Head.entries.correcting,
  supersededBy: Head.entries.supersededBy,
  voided: Head.entries.voided,
  rows: v.array(Row),
  carry: CarryView,
  evidence: v.array(EvidenceView),
  explanations: v.array(Explanation),
  nil: v.nullable(v.string()),
  /** Counts every change of a row or file; a submission names the stamp that the person saw. */
  stamp: v.number(),
  /** Names of the persons who wrote, for cells and conflicts. */
  names: v.record(v.string(), v.string()),
  /** Whether each act is open to this person now, and if not why. */
  actions: v.strictObject({
    save: ActionState,
    attach: ActionState,
    submit: ActionState,
    withdraw: ActionState,
    verify: ActionState,
    sendBack: ActionState,
    sign: ActionState,
    release: ActionState,
    recall: ActionState,
    askCorrection: ActionState,
    void: ActionState,
  }),
});
export type ReportView = v.InferOutput<typeof ReportView>;

export const ReportCard = v.strictObject({
  id: ReportId,
  template: TemplateId,
  templateShort: v.string(),
  unit: UnitId,
  unitName: v.string(),
  period: Period,
  version: v.number(),
  state: v.picklist(REPORT_STATES),
  stepLabel: v.nullable(v.string()),
  dueOn: v.nullable(v.string()),
  onTime: v.nullable(v.boolean()),
  returnedReason: v.nullable(v.string()),
});
export type ReportCard = v.InferOutput<typeof ReportCard>;

/** What changed in a cell since the submission before. */
export const CellDifference = v.strictObject({
  rowKey: RowKey,
  label: v.string(),
  field: FieldId,
  before: v.nullable(
    v.strictObject({ s: v.picklist(CELL_STATES), v: v.nullable(v.string()), r: v.exactOptional(v.string()) }),
  ),
  after: v.nullable(
    v.strictObject({ s: v.picklist(CELL_STATES), v: v.nullable(v.string()), r: v.exactOptional(v.string()) }),
  ),
});
export type CellDifference = v.InferOutput<typeof CellDifference>;

export const HistoryEntry = v.strictObject({
  commandId: CommandId,
  at: v.string(),
  op: v.string(),
  by: v.string(),
  hat: v.nullable(v.string()),
  system: v.boolean(),
  note: v.nullable(v.string()),
  cells: v.number(),
  /** For decisions: label of the step, what was said, working minutes from arrival to decision. */
  step: v.nullable(v.string()),
  verdict: v.nullable(v.string()),
  minutes: v.nullable(v.number()),
});

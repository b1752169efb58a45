import * as v from "valibot";
import { CommandId, FieldId, Period, ReportId, Revision, RowKey, Sha256, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { WireFigureSchema } from "../expression/wire.ts";
import { PastStep, RunningHold, STEP_KINDS, Vote } from "../approval/schema.ts";
import {
  CarryView,
  Cell,
  CELL_STATES,
  Deed,
  Drawing,
  EvidenceView,
  Explanation,
  GoneRow,
  Head,
  Pins,
  Reason,
  REPORT_STATES,
  Returned,
  Row,
  TemplateOffer,
} from "./head.ts";

export * from "./head.ts";

/* What people send and see of a report. */

export const CellInput = v.variant("kind", [
  v.strictObject({
    kind: v.literal("value"),
    value: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.richStoredCharacters)),
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
  v.strictObject({
    id: v.string(),
    rowKey: RowKey,
    field: FieldId,
    outcome: v.literal("accepted"),
    n: v.number(),
    /** What was left out of a text before it was taken. */
    note: v.exactOptional(v.string()),
  }),
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

/** Whether an act is open, and if not the failure that would refuse it. */
export const ActionState = v.strictObject({
  allowed: v.boolean(),
  code: v.nullable(v.string()),
  reason: v.nullable(v.string()),
});
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
  "answerCorrection",
  "void",
] as const;
export type Action = (typeof ACTIONS)[number];

export const StepView = v.strictObject({
  key: v.string(),
  label: v.string(),
  kind: v.picklist(STEP_KINDS),
  group: v.nullable(v.string()),
  how: v.picklist(["ahead", "open", ...PastStep.entries.how.options]),
  /** Names of those who can decide now; empty for an open step = "belum ada pejabat". */
  holders: v.array(v.string()),
  /** Those among them whom the separation of duties keeps from deciding, with the steps at which they acted. */
  barred: v.array(v.strictObject({ person: v.string(), name: v.string(), acted: v.array(v.string()) })),
  needed: v.number(),
  of: v.number(),
  votes: v.array(Vote),
  arrivedAt: v.nullable(v.string()),
  dueAt: v.nullable(v.string()),
  holds: v.array(RunningHold),
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
  /** The own seat is on hold. */
  onHold: v.boolean(),
});

export const ReportVersion = v.strictObject({
  id: ReportId,
  version: v.number(),
  state: v.picklist(REPORT_STATES),
  publishedAt: v.nullable(v.string()),
  correction: Head.entries.correction,
});
export type ReportVersion = v.InferOutput<typeof ReportVersion>;

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
  /** `waitingHours`: between the last signature and publication the signer may recall for so long; 0 = not at all. */
  chain: v.strictObject({ id: v.string(), n: v.number(), label: v.string(), waitingHours: v.number() }),
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
      /** End of the waiting time in which the signer may recall; null = none. */
      until: v.nullable(v.string()),
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
  /** Every version of this report that the person may know of, the oldest first; this one is among them. */
  versions: v.array(ReportVersion),
  /** The newest request for a correction of this version, once it is out. */
  request: v.nullable(
    v.strictObject({
      asked: v.strictObject({ ...Deed.entries, reason: v.string() }),
      answer: v.nullable(v.strictObject({ ...Deed.entries, granted: v.boolean(), reason: v.string() })),
    }),
  ),
  /** Whether this person holds the post that answers for corrections and exceptions of this report. */
  authority: v.boolean(),
  rows: v.array(Row),
  /** What its drawn sections were drawn from; absent where nothing is drawn. */
  drawings: v.exactOptional(v.array(Drawing)),
  /** What the live figures in its texts said when it was sent; absent in a draft, where they follow what is entered. */
  told: v.exactOptional(v.record(v.string(), v.string())),
  /** Rows that the present version of the template does not have, with the version they were entered under. */
  gone: v.exactOptional(v.array(GoneRow)),
  offer: v.exactOptional(TemplateOffer),
  carry: CarryView,
  evidence: v.array(EvidenceView),
  explanations: v.array(Explanation),
  nil: v.nullable(v.string()),
  /** Counts every change of a row or file; a submission names the stamp that the person saw. */
  stamp: v.number(),
  /** Names of the persons who wrote, for cells and conflicts. */
  names: v.record(v.string(), v.string()),
  /** Whether this person may take part in the conversations about it. */
  comment: ActionState,
  /** Whether each act is open to this person now, and if not why. */
  actions: v.strictObject(v.entriesFromList(ACTIONS, ActionState)),
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

const Compared = v.nullable(
  v.strictObject({ s: v.picklist(CELL_STATES), v: v.nullable(v.string()), r: v.exactOptional(v.string()) }),
);
/** What became of a cell between two contents of a report. */
export const CellDifference = v.strictObject({
  rowKey: RowKey,
  label: v.string(),
  field: FieldId,
  before: Compared,
  after: Compared,
});
export type CellDifference = v.InferOutput<typeof CellDifference>;

/** A content that the present one can be held against: an earlier submission, or the version that it corrects. */
export const Base = v.strictObject({
  /** `version`, or the round that was submitted, in four digits. */
  key: v.pipe(v.string(), v.regex(/^(version|\d{4})$/)),
  version: v.number(),
  at: v.string(),
  name: v.string(),
});
export type Base = v.InferOutput<typeof Base>;

export const Differences = v.strictObject({
  /** Instant of the content compared with; null when there is none. */
  since: v.nullable(v.string()),
  base: v.nullable(Base),
  /** Everything it can be compared with, the newest first. */
  bases: v.array(Base),
  /** Returns to the author that lie between the two, the newest first. */
  returns: v.array(Returned),
  /** `flagged`: whether one of these returns pointed at the cell; null when none pointed at anything. */
  cells: v.array(v.strictObject({ ...CellDifference.entries, flagged: v.nullable(v.boolean()) })),
  /** Every figure of the whole report, before and now, whether it changed or not. */
  totals: v.array(
    v.strictObject({ figure: FieldId, before: WireFigureSchema, after: WireFigureSchema, changed: v.boolean() }),
  ),
  /** Files that came and went. */
  evidence: v.strictObject({ added: v.number(), removed: v.number() }),
});
export type Differences = v.InferOutput<typeof Differences>;

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

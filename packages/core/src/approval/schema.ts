import * as v from "valibot";
import { DeskId, PostKind, ReportId, Revision, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";

/** Unit part of a desk that stands for the whole tenant: whoever holds the post, wherever in the regency. */
export const ANYWHERE = "daerah";

export const STEP_KINDS = ["review", "verify", "apip-review", "sign", "acknowledge", "publish"] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const SCOPES = ["own", "parent", "opd", "tenant"] as const;

export const ChainId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/));
export const StepKey = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,29}$/));
export const TeamId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,29}$/));
const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Post kind and where it is held: reporting unit, its parent, its OPD, or anywhere in the tenant. */
export const PostAssignee = v.strictObject({ by: v.literal("post"), post: PostKind, scope: v.picklist(SCOPES) });
export const Assignee = v.variant("by", [PostAssignee, v.strictObject({ by: v.literal("team"), team: TeamId })]);
export type Assignee = v.InferOutput<typeof Assignee>;

/**
 * How many of those asked must agree. The number is worked out when the step starts and shown as an integer:
 * any = 1, all = n, majority = floor(n/2)+1, count = k, share = ceil(n*a/b).
 */
export const Mode = v.variant("kind", [
  v.strictObject({ kind: v.literal("any") }),
  v.strictObject({ kind: v.literal("all") }),
  v.strictObject({ kind: v.literal("majority") }),
  v.strictObject({ kind: v.literal("count"), k: whole(1, LIMITS.seatsPerTeam) }),
  v.strictObject({ kind: v.literal("share"), a: whole(1, 100), b: whole(1, 100) }),
]);
export type Mode = v.InferOutput<typeof Mode>;

/** A span of working time of the tenant's calendar. */
export const Limit = v.strictObject({ amount: whole(1, 10_000), unit: v.picklist(["minutes", "days"]) });
export type Limit = v.InferOutput<typeof Limit>;

/** When those who decide are reminded; days are working days. Default: at arrival, a day before, at the limit, then every second day. */
export const Reminders = v.strictObject({
  atArrival: v.boolean(),
  daysBefore: whole(0, 20),
  atDue: v.boolean(),
  /** 0 = not after the limit. */
  everyDaysAfter: whole(0, 20),
});
export const DEFAULT_REMINDERS: v.InferOutput<typeof Reminders> = {
  atArrival: true,
  daysBefore: 1,
  atDue: true,
  everyDaysAfter: 2,
};

/** Who is told when a step is overdue by so much, and whether a review moves there. A signature never moves by itself. */
export const Escalation = v.strictObject({ after: Limit, to: PostAssignee, reassign: v.boolean() });

export const Step = v.strictObject({
  key: StepKey,
  label: Label,
  kind: v.picklist(STEP_KINDS),
  assignee: Assignee,
  mode: Mode,
  /** Neighbouring steps of one group run side by side; null = alone. */
  group: v.nullable(StepKey),
  /** CEL over the pinned facts of a submission; null = always. A condition that cannot be decided does not skip. */
  condition: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.conditionCharacters))),
  /** Sections this step answers for; empty = all. Counts for `resume: "changed-sections"`. */
  sections: v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/))),
  limit: v.nullable(Limit),
  reminders: Reminders,
  escalation: v.nullable(Escalation),
  /** `author` or keys of earlier steps; empty = this step cannot send back. */
  returnsTo: v.array(StepKey),
  /** What runs again when a report comes back that this step returned. */
  resume: v.picklist(["full", "from-step", "changed-sections"]),
  /** With several votes: one "no" returns at once, or only when agreement has become impossible. */
  rejection: v.picklist(["one", "majority"]),
  /** What a return from this step opens to the author: flagged cells only (none flagged = all), or all. */
  opens: v.picklist(["flagged", "all"]),
  /** Whether unresolved comment threads keep this step from passing. */
  threads: v.picklist(["inform", "block"]),
  /** `author` or keys of steps whose actor may not act here: separation of duties is over persons. */
  separateFrom: v.array(StepKey),
  /** What happens when nobody holds the post: wait, the same post one unit higher, or the regency's admin (never a signature). */
  emptyHolder: v.picklist(["wait", "parent", "admin"]),
});
export type Step = v.InferOutput<typeof Step>;

/** How corrections of what was published under this chain go: who grants them, and through which chain ("same" = this one). */
export const CorrectionRule = v.strictObject({ authority: PostAssignee, chain: v.nullable(ChainId) });

export const ChainVersion = v.strictObject({
  chain: ChainId,
  n: whole(1, 9_999),
  label: Label,
  status: v.picklist(["draft", "published", "retired"]),
  steps: v.pipe(v.array(Step), v.minLength(1), v.maxLength(LIMITS.stepsPerChain)),
  /** Hours between the last signature and publication in which the signer may recall with reason; 0 = at once. */
  waitingHours: whole(0, 240),
  correction: CorrectionRule,
});
export type ChainVersion = v.InferOutput<typeof ChainVersion>;

/** A seat of a team: whoever holds the post at the unit (or anywhere) has its one vote. */
export const Seat = v.strictObject({ seat: StepKey, label: Label, desk: DeskId });
export type Seat = v.InferOutput<typeof Seat>;
export const Team = v.strictObject({
  team: TeamId,
  label: Label,
  seats: v.pipe(
    v.array(Seat),
    v.minLength(1),
    v.maxLength(LIMITS.seatsPerTeam),
    v.check(
      (seats) => new Set(seats.map((each) => each.seat)).size === seats.length,
      "Dua kursi memakai kunci yang sama.",
    ),
  ),
  rev: Revision,
});
export type Team = v.InferOutput<typeof Team>;

/** A cell, a row (no field) or the whole report (no row) that a return or a comment points at. */
export const CellRef = v.strictObject({
  rowKey: v.nullable(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}\/[A-Za-z0-9._-]{1,60}$/))),
  field: v.nullable(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/))),
});
export type CellRef = v.InferOutput<typeof CellRef>;

export const Vote = v.strictObject({
  /** Desk (with `~n` when several hold one post) or seat whose vote this is. */
  seat: v.string(),
  person: v.string(),
  name: v.string(),
  hat: v.nullable(v.string()),
  at: v.string(),
  verdict: v.picklist(["yes", "no"]),
  reason: v.nullable(v.string()),
  /** Where a "no" wants the report to go, and what it points at. */
  to: v.nullable(v.string()),
  flags: v.array(CellRef),
});
export type Vote = v.InferOutput<typeof Vote>;

/** A step that is being decided. The denominator `of` and the number `needed` are frozen when it starts. */
export const OpenStep = v.strictObject({
  key: StepKey,
  taskId: v.string(),
  arrivedAt: v.string(),
  needed: v.number(),
  of: v.number(),
});
export type OpenStep = v.InferOutput<typeof OpenStep>;

/** A step that is behind the report in this round: passed, skipped by its condition, or kept from the round before. */
export const PastStep = v.strictObject({
  key: StepKey,
  how: v.picklist(["passed", "skipped", "kept"]),
  at: v.string(),
  /** What the condition saw when it skipped the step, as decimal text. */
  facts: v.nullable(v.record(v.string(), v.nullable(v.string()))),
});
export type PastStep = v.InferOutput<typeof PastStep>;

/** Where a report is in its chain. */
export const Course = v.strictObject({
  /** Counts every step that was ever opened, so that each gets a task of its own. */
  turn: v.number(),
  open: v.array(OpenStep),
  past: v.array(PastStep),
  /**
   * After a return to the author: how the chain goes on. `past` are the steps that had passed, with who acted there;
   * `changed` the sections that the resubmission changed.
   */
  resume: v.nullable(
    v.strictObject({
      how: v.picklist(["full", "from-step", "changed-sections"]),
      step: StepKey,
      past: v.array(PastStep),
      acted: v.record(v.string(), v.array(v.string())),
      changed: v.array(v.string()),
    }),
  ),
});
export type Course = v.InferOutput<typeof Course>;
export const NO_COURSE: Course = { turn: 0, open: [], past: [], resume: null };

/** What stops a step now: all of it, or one seat of its team. `by`: who put it on hold, by name. */
export const RunningHold = v.strictObject({
  seat: v.nullable(v.string()),
  since: v.string(),
  reason: v.string(),
  by: v.string(),
});

/** A decision to be taken at a desk. It is open while it stands in the index of its desk. */
export const TaskCard = v.strictObject({
  taskId: v.string(),
  reportId: ReportId,
  desk: DeskId,
  step: v.string(),
  stepLabel: v.string(),
  kind: v.picklist([...STEP_KINDS, "correction"]),
  title: v.string(),
  unit: UnitId,
  unitName: v.string(),
  period: v.string(),
  version: v.number(),
  due: v.string(),
  arrivedAt: v.string(),
  round: v.number(),
  /** Content that waits for the decision; null for a correction that was asked. */
  hash: v.nullable(v.string()),
  /** Warnings and overrides in it: only a report without any may be verified with others at once. */
  warnings: v.number(),
  /** Votes needed, of how many; persons who have voted already do not see the task any more. */
  needed: v.number(),
  of: v.number(),
  voted: v.array(v.string()),
  /** Why the step is held now; absent while it runs. */
  onHold: v.exactOptional(v.string()),
});
export type TaskCard = v.InferOutput<typeof TaskCard>;

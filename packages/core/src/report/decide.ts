import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { ReportId, Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Unit } from "../db/unit.ts";
import { decidedAlready } from "../approval/index.ts";
import { holdersAt, partsOf } from "../approval/desks.ts";
import { postAt, runningHold, separated } from "../approval/rules.ts";
import { CellRef, type TaskCard, type Vote } from "../approval/schema.ts";
import { Tasks } from "../approval/store.ts";
import { workingMinutesBetween } from "../calendar/working.ts";
import { workCalendar } from "../calendar/work.ts";
import { writeOperation } from "../operation/operation.ts";
import { type Placed, type Seated, turnFor } from "./access.ts";
import { contentChanged, memoMissing, movedOn, notYourDesk, onHold, returnTarget, threadsOpen } from "./failures.ts";
import { memoReady } from "./finding.ts";
import { load } from "./load.ts";
import { decide, type Effects } from "./moves.ts";
import { moving } from "./policy.ts";
import { Reason } from "./schema.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { applyEffects, asRead, askedOf } from "./tasks.ts";
import { unresolved } from "./thread.ts";

/** What is decided on: the content that was seen and, so that a second press never decides the step after, its task. */
export const DecisionInput = v.strictObject({ id: ReportId, hash: Sha256, task: v.optional(v.string()) });
type Act = "verify" | "sign" | "release" | "sendBack";

/** The task that a command first looked at. When the world moves in between, it decides that one or none. */
const firstLook = new WeakMap<Context, string>();

/**
 * The step that is decided, after the last checks at the instant of the press: the content is the one that was seen and
 * the person holds the post in the table, not only in the index.
 */
export async function decidedStep(
  act: Act,
  placed: Placed,
  input: v.InferOutput<typeof DecisionInput>,
  here: Context,
): Promise<Seated> {
  if (placed.head.hash !== input.hash) throw contentChanged({});
  const wanted = input.task ?? firstLook.get(here);
  const seated = turnFor(act, here.actor, placed, wanted);
  if (!seated) throw wanted === undefined ? movedOn({}) : decidedAlready({});
  firstLook.set(here, seated.open.taskId);
  const { step, task, post } = seated;
  const holding = await holdersAt(task.desk ?? "", here.now);
  const person = personOf(here.actor);
  if (!holding.some((each) => each.person === person && each.unit === post.unit))
    throw notYourDesk({ step: step.label });
  return seated;
}

/** What keeps an agreement back: a hold, open threads where the chain says so, a review without its memo. */
export async function ensurePassable(seated: Seated, placed: Placed, here: Context): Promise<void> {
  const { step } = seated;
  const { head } = placed;
  if (runningHold(seated.task)) throw onHold({});
  ensure(separated(step, here.actor, head.acted, head.exceptions));
  if (step.threads === "block") {
    const count = await unresolved(head.reportId);
    if (count > 0) throw threadsOpen({ count });
  }
  if (step.kind === "apip-review" && !(await memoReady(head.reportId, head.round))) throw memoMissing({});
}

const seatName = ({ open, task, step }: Seated, cast: number): string =>
  task.base ? task.taskId.slice(open.taskId.length + 1) : open.of > 1 ? `${step.key}~${cast + 1}` : step.key;

type Said = Pick<Vote, "verdict" | "reason" | "to"> & { readonly flags: Vote["flags"] };

/** Makes one decision or vote of the pure engine out of what was pressed. */
export async function cast(seated: Seated, placed: Placed, said: Said, decision: string, here: Context) {
  const { head, chain, tasks } = placed;
  const { step, open, post } = seated;
  const by = deedOf(here, post.title);
  const earlier = tasks.find((task) => task.taskId === open.taskId)?.tally?.votes ?? [];
  const { person, name, hat, at } = by;
  const vote: Vote = { seat: seatName(seated, earlier.length), person, name, hat, at, ...said };
  const asked = await askedOf(placed, here.now);
  const effects = decide(head, chain, { step, vote, earlier, by, decision }, asked);
  return { effects, votes: [...earlier, vote], hat: post.title };
}

/** Other seats of whoever has voted wait for a successor: they are no longer in this person's inbox. */
function askNoMore(unit: Unit, { tasks }: Placed, { open, task }: Seated, { actor }: Context): void {
  if (actor.kind !== "official") return;
  for (const other of tasks) {
    const { base, taskId, reportId, card, desk, done } = other;
    if (base !== open.taskId || taskId === task.taskId || done || !card || desk === undefined) continue;
    if (!postAt(actor.posts, desk)) continue;
    const voted = [...card.voted, actor.person];
    unit.add(Tasks.patch({ reportId, taskId }, { set: { card: { ...card, voted } } }, asRead(other)));
  }
}

/** A vote that does not end its step: the count goes on, and this person's seat is no longer asked. */
export function keepVote(unit: Unit, placed: Placed, seated: Seated, votes: readonly Vote[], here: Context): void {
  const { reportId, hash } = placed.head;
  const { open, task } = seated;
  const base = placed.tasks.find((each) => each.taskId === open.taskId);
  if (!base?.tally) throw new Error(`Task ${open.taskId} counts no votes`);
  const { rev } = base.tally;
  const tally = { ...base.tally, votes, rev: rev + 1 };
  const card: TaskCard | undefined = base.card && { ...base.card, voted: votes.map((vote) => vote.person) };
  unit.add(
    Tasks.patch({ reportId, taskId: open.taskId }, { set: { tally, ...(card ? { card } : {}) } }, (a, o) =>
      [asRead(base)(a, o), o.eq(a["tally"]?.["rev"], rev)].join(" AND "),
    ),
  );
  if (!task.base) return;
  askNoMore(unit, placed, seated, here);
  const last = votes.at(-1);
  const done = {
    decision: last?.verdict ?? "yes",
    reason: last?.reason ?? null,
    hash,
    ...deedOf(here, last?.hat ?? null),
  };
  const edit = { set: { done }, remove: ["desk", "due", "watch", "wake", "card"] as const };
  unit.add(
    Tasks.patch({ reportId, taskId: task.taskId }, edit, (a, o) => o.notExists(a["done"])),
    () => decidedAlready({}),
  );
}

export const Outcome = v.strictObject({
  state: v.string(),
  step: v.nullable(v.string()),
  /** Votes so far and needed, while the step goes on asking. */
  votes: v.nullable(v.strictObject({ yes: v.number(), no: v.number(), needed: v.number(), of: v.number() })),
});

export const outcomeOf = ({ next, votes, outcome }: Effects, seated: Seated): v.InferOutput<typeof Outcome> => {
  const { needed, of } = seated.open;
  const yes = votes?.filter((vote) => vote.verdict === "yes").length ?? 0;
  return {
    state: next.state,
    step: next.course.open[0]?.key ?? null,
    votes: outcome === "counted" && votes ? { yes, no: votes.length - yes, needed, of } : null,
  };
};

/**
 * Working minutes that a desk used for a step, by its own hours and without those on hold. Worked out once, at the decision:
 * what the calendar says later changes no timeline.
 */
async function minutesUsed({ open, task }: Seated, { now }: Context): Promise<number> {
  const calendar = await workCalendar();
  const post = partsOf(task.desk ?? "").kind;
  const between = (from: string, until: Date): number => workingMinutesBetween(calendar, new Date(from), until, post);
  const held = (task.holds ?? []).map(({ from, until }) => between(from, until === null ? now : new Date(until)));
  return held.reduce((left, minutes) => left - minutes, between(open.arrivedAt, now));
}

/** Writes what a decision made of the report: a vote that is kept, or the move with all that follows. */
export async function settle(
  unit: Unit,
  placed: Placed,
  seated: Seated,
  made: { readonly effects: Effects; readonly votes: readonly Vote[]; readonly hat: string },
  event: string,
  here: Context,
): Promise<void> {
  const { effects, votes, hat } = made;
  const { head } = placed;
  const { step, open } = seated;
  const changes = {
    step: step.key,
    task: open.taskId,
    hash: head.hash,
    verdict: votes.at(-1)?.verdict ?? "yes",
    reason: votes.at(-1)?.reason ?? null,
    hat,
    minutes: await minutesUsed(seated, here),
    ...(head.exceptions.some((each) => each.step === step.key && each.person === personOf(here.actor))
      ? { exception: true }
      : {}),
  };
  if (effects.outcome === "counted") {
    keepVote(unit, placed, seated, votes, here);
    unit.tell({ changes, events: [statement("VoteCast", head)], card: { step: step.label } });
    return;
  }
  const events = await applyEffects(unit, placed, effects, here, { hat, votes: open.of > 1 ? votes : [] });
  const type = effects.outcome === "returned" ? "ReportReturned" : event;
  unit.tell({ changes, events: [statement(type, effects.next), ...events], card: { step: step.label } });
}

const AGREE: Said = { verdict: "yes", reason: null, to: null, flags: [] };

/** A decision that agrees, of any kind but a signature. */
const agreeing = (act: "verify" | "release", event: string, summary: string) =>
  writeOperation({
    name: `report.${act}`,
    summary,
    input: DecisionInput,
    output: Outcome,
    subject: ({ id }) => `report#${id}`,
    load,
    policy: moving(act),
    run: async ({ input, record, unit }) => {
      const here = context();
      const seated = await decidedStep(act, record, input, here);
      await ensurePassable(seated, record, here);
      const made = await cast(seated, record, AGREE, act, here);
      await settle(unit, record, seated, made, event, here);
      return outcomeOf(made.effects, seated);
    },
  });

export const verify = agreeing(
  "verify",
  "ReportVerified",
  "Memverifikasi laporan dan meneruskannya ke tahap berikutnya.",
);
export const release = agreeing(
  "release",
  "ReportReleased",
  "Memutuskan penerbitan laporan yang sudah ditandatangani.",
);

export const sendBack = writeOperation({
  name: "report.sendBack",
  summary: "Mengembalikan laporan kepada penyusun atau tahap sebelumnya dengan alasan, dan menandai isian yang keliru.",
  input: v.strictObject({
    ...DecisionInput.entries,
    reason: Reason,
    /** `author` or the key of an earlier step. */
    to: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,29}$/)), "author"),
    flags: v.optional(v.pipe(v.array(CellRef), v.maxLength(LIMITS.flagsPerReturn)), []),
  }),
  output: Outcome,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("sendBack"),
  run: async ({ input, record, unit }) => {
    const here = context();
    const seated = await decidedStep("sendBack", record, input, here);
    const { step } = seated;
    const reachable =
      input.to === "author" || record.head.course.past.some((each) => each.key === input.to && each.how !== "skipped");
    if (!step.returnsTo.includes(input.to) || !reachable) throw returnTarget({});
    const said: Said = { verdict: "no", reason: input.reason, to: input.to, flags: input.flags };
    const made = await cast(seated, record, said, "sendBack", here);
    await settle(unit, record, seated, made, "ReportReturned", here);
    return outcomeOf(made.effects, seated);
  },
});

import type { Context } from "../kernel/context.ts";
import type { DeskId } from "../kernel/id.ts";
import { desk } from "../kernel/id.ts";
import { formatPeriod } from "../kernel/format.ts";
import { endOfDay } from "../kernel/zone.ts";
import type { DomainEvent, Unit } from "../db/unit.ts";
import type { Condition } from "../db/write.ts";
import { decidedAlready } from "../approval/index.ts";
import { holdersAt, route, seatsOf } from "../approval/desks.ts";
import { type TaskRecord, Tasks } from "../approval/store.ts";
import type { OpenStep, Step, TaskCard, Vote } from "../approval/schema.ts";
import { stepOf } from "../approval/machine.ts";
import { limitEnds } from "../calendar/working.ts";
import { workCalendar } from "../calendar/work.ts";
import type { Placed } from "./access.ts";
import type { Asked, Effects } from "./moves.ts";
import type { Head } from "./schema.ts";
import { deedOf, versionStamp } from "./statement.ts";
import { Heads } from "./store.ts";

/** The desk at which the product itself publishes what was signed. */
export const PUBLISHING_DESK: DeskId = desk("layanan", "terbit");
const COUNTING_DESK: DeskId = desk("layanan", "hitung");
/** Partition of the index by time in which every open task stands. */
export const WATCH = "tugas";

/** How many each step asks, worked out before a move is made: seats of a team, holders of a post (at least one). */
export async function askedOf(placed: Placed, now: Date): Promise<Asked> {
  const several = placed.chain.steps.filter((step) => step.mode.kind !== "any");
  const counts = await Promise.all(
    several.map(async (step): Promise<[string, number]> => {
      const seats = seatsOf(step, { unit: placed.head.unit, units: placed.units }, placed.teams);
      if (step.assignee.by === "team") return [step.key, seats.length];
      const posts = await holdersAt(seats[0]?.desk ?? "", now);
      return [step.key, new Set(posts.map((post) => post.person)).size];
    }),
  );
  const known = new Map(counts);
  return (step) => known.get(step.key) ?? 1;
}

type Words = Pick<TaskCard, "title" | "unit" | "unitName" | "period" | "version" | "round" | "hash" | "warnings">;

/** What every task of a report says about it. */
export const wordsOf = ({ definition, units }: Placed, head: Head): Words => ({
  title: `${definition.short} ${formatPeriod(head.period)}`,
  unit: head.unit,
  unitName: units.find((unit) => unit.unitId === head.unit)?.name ?? head.unit,
  period: head.period,
  version: head.version,
  round: head.round,
  hash: head.hash,
  warnings: Number(head.facts["jumlah_peringatan"] ?? 0),
});

/** When a step must be decided: its own limit in working time, else the day on which the period locks. */
async function dueOf(step: Step, { window, tenant }: Placed, post: string, here: Context): Promise<string> {
  if (step.limit) return limitEnds(await workCalendar(), here.now, step.limit, post).toISOString();
  return window ? endOfDay(window.lockOn, tenant.zone) : here.now.toISOString();
}

async function openStep(
  unit: Unit,
  placed: Placed,
  head: Head,
  open: OpenStep,
  here: Context,
): Promise<readonly DomainEvent[]> {
  const step = stepOf(placed.chain, open.key);
  if (!step) throw new Error(`Chain ${placed.chain.chain} has no step ${open.key}`);
  const place = { unit: head.unit, units: placed.units };
  const seats = seatsOf(step, place, placed.teams);
  const team = step.assignee.by === "team";
  const arrived = here.now.toISOString();
  const tally = { needed: open.needed, of: open.of, votes: [], rev: 0 };
  if (team) {
    // It only counts: at a desk that nobody holds, watched by nobody. Every index of an item wants its attributes.
    const counting = { desk: COUNTING_DESK, due: arrived, watch: "hitung", wake: arrived };
    unit.add(Tasks.create({ reportId: head.reportId, taskId: open.taskId, step: step.key, tally, ...counting }), () =>
      decidedAlready({}),
    );
  }
  const events: DomainEvent[] = [];
  for (const seat of seats) {
    const at = await route(step, seat.desk, place, here.now);
    const due = await dueOf(step, placed, at.split("@")[0] ?? "", here);
    const taskId = team ? `${open.taskId}~${seat.seat}` : open.taskId;
    const card: TaskCard = {
      ...wordsOf(placed, head),
      taskId,
      reportId: head.reportId,
      desk: at,
      step: step.key,
      stepLabel: step.label,
      kind: step.kind,
      due,
      arrivedAt: arrived,
      needed: open.needed,
      of: open.of,
      voted: [],
    };
    const record: TaskRecord = {
      reportId: head.reportId,
      taskId,
      step: step.key,
      desk: at,
      due,
      watch: WATCH,
      wake: arrived,
      card,
      home: seat.desk,
      ...(team ? { base: open.taskId } : open.of > 1 ? { tally } : {}),
    };
    unit.add(Tasks.create(record), () => decidedAlready({}));
    events.push(taskOpened(head, card));
  }
  return events;
}

/** What the notifier learns of a task that opened. */
export const taskOpened = (head: Head, card: TaskCard): DomainEvent => ({
  type: "TaskOpened",
  stamp: versionStamp(head),
  report: card.reportId,
  task: card.taskId,
  desk: card.desk,
  step: card.step,
  stepLabel: card.stepLabel,
  kind: card.kind,
  unit: head.unit,
  period: head.period,
  template: head.template,
  version: head.version,
  due: card.due,
});

/**
 * The condition that a task is open and its card still what was read. Votes, holds and moves all write the card: who was
 * overtaken looks again, so that none of them undoes another.
 */
export const asRead =
  ({ card }: Pick<TaskRecord, "card">): Condition =>
  (a, o) =>
    `${o.notExists(a["done"])} AND ${card === undefined ? o.notExists(a["card"]) : o.eq(a["card"], card)}`;

/** Closes one open task: it leaves inbox and clock, and keeps what was decided. */
export function closeTask(
  unit: Unit,
  task: Pick<TaskRecord, "reportId" | "taskId" | "tally" | "holds">,
  done: NonNullable<TaskRecord["done"]>,
  votes: readonly Vote[] | null = null,
): void {
  const { reportId, taskId, tally, holds } = task;
  const ended = holds?.map((hold) => (hold.until === null ? { ...hold, until: done.at } : hold));
  const set = {
    done,
    ...(ended ? { holds: ended } : {}),
    ...(tally && votes ? { tally: { ...tally, votes, rev: tally.rev + 1 } } : {}),
  };
  const edit = { set, remove: ["desk", "due", "watch", "wake", "card"] as const };
  unit.add(
    Tasks.patch({ reportId, taskId }, edit, (a, o) =>
      tally ? `${o.notExists(a["done"])} AND ${o.eq(a["tally"]?.["rev"], tally.rev)}` : o.notExists(a["done"]),
    ),
    tally ? "again" : () => decidedAlready({}),
  );
}

/** Adds all writes that follow from a move: tasks closed and opened, the head last. Gives the events for the notifier. */
export async function applyEffects(
  unit: Unit,
  placed: Placed,
  effects: Effects,
  here: Context,
  options: { readonly hat?: string | null; readonly votes?: readonly Vote[] } = {},
): Promise<readonly DomainEvent[]> {
  const { next, opened, closed } = effects;
  const by = deedOf(here, options.hat ?? null);
  const events: DomainEvent[] = [];
  for (const { taskId, decision, reason } of closed) {
    // A seat that has voted is closed already, with its vote.
    const still = placed.tasks.filter((each) => (each.taskId === taskId || each.base === taskId) && !each.done);
    for (const task of still) {
      const done = { decision, reason, hash: placed.head.hash, ...by };
      closeTask(unit, task, done, task.taskId === taskId ? (options.votes ?? null) : null);
      events.push({ type: "TaskClosed", stamp: versionStamp(next), report: next.reportId, task: task.taskId });
    }
  }
  const after: Placed = { ...placed, head: next };
  for (const open of opened) events.push(...(await openStep(unit, after, next, open, here)));
  if (next.issueTask && next.issueTask !== placed.head.issueTask) openIssue(unit, after, next, here);
  unit.add(replaceHead(placed.head, next));
  return events;
}

/** The task of publication: no official's, but the product's own, so that nothing signed is ever forgotten. */
function openIssue(unit: Unit, placed: Placed, head: Head, here: Context): void {
  const at = here.now.toISOString();
  const taskId = head.issueTask ?? "";
  const due = head.signed?.until ?? at;
  const card: TaskCard = {
    ...wordsOf(placed, head),
    taskId,
    reportId: head.reportId,
    desk: PUBLISHING_DESK,
    step: "terbit",
    stepLabel: "Terbit",
    kind: "publish",
    due,
    arrivedAt: at,
    needed: 1,
    of: 1,
    voted: [],
  };
  unit.add(
    Tasks.create({
      reportId: head.reportId,
      taskId,
      step: "terbit",
      desk: PUBLISHING_DESK,
      due,
      watch: "terbit",
      wake: due,
      card,
    }),
    () => decidedAlready({}),
  );
}

/** The whole head, on the condition that revision and state are still those that were read; else the move looks again. */
export const replaceHead = (before: Head, next: Head) =>
  Heads.put(next, (a, o) => `${o.eq(a["rev"], before.rev)} AND ${o.eq(a["state"], before.state)}`);

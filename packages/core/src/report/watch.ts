import { context } from "../kernel/context.ts";
import { formatPeriod } from "../kernel/format.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeQuietly } from "../db/unit.ts";
import { chainVersion } from "../approval/index.ts";
import { stepOf } from "../approval/machine.ts";
import { DEFAULT_REMINDERS, type Step, type TaskCard } from "../approval/schema.ts";
import { type Minded, type TaskRecord, Tasks } from "../approval/store.ts";
import { unitsToday } from "../orgunit/index.ts";
import { isWithin } from "../orgunit/tree.ts";
import { holders } from "../position/index.ts";
import { definitionOf } from "../template/index.ts";
import type { Head } from "./schema.ts";
import { Heads } from "./store.ts";
import { WATCH } from "./tasks.ts";

/*
 * Open tasks as the clock reads them: which are due for a look, what their step says, and how far the clock has come. The
 * clock itself belongs to whoever tells people; it never decides.
 */

/** What the clock needs of a step. The task of a correction has none in the chain: it is reminded of as usual. */
export type WatchedStep = Pick<
  Step,
  "key" | "label" | "kind" | "reminders" | "escalation" | "separateFrom" | "emptyHolder"
>;
const CORRECTION: WatchedStep = {
  key: "koreksi",
  label: "Permintaan koreksi",
  kind: "acknowledge",
  reminders: DEFAULT_REMINDERS,
  escalation: null,
  separateFrom: [],
  emptyHolder: "wait",
};

export type Watched = {
  readonly task: TaskRecord & { readonly card: TaskCard; readonly desk: string; readonly due: string };
  readonly head: Head;
  readonly step: WatchedStep;
};

type Found = Pick<TaskRecord, "reportId" | "taskId">;

/** One page of tasks that are due for a look, by the index; gives the way to the next page. */
export async function dueForALook(
  cursor: string | null,
): Promise<{ readonly found: readonly Found[]; readonly cursor: string | null }> {
  const { now } = context();
  // Everything up to and including this instant: the next millisecond is the first that is not meant.
  const before = { wake: new Date(now.getTime() + 1).toISOString() };
  const page = await Tasks.list({ watch: WATCH }, { index: "when", before, limit: LIMITS.mindedTasksPerPage, cursor });
  const found = page.items.flatMap(({ card }) => (card ? [{ reportId: card.reportId, taskId: card.taskId }] : []));
  return { found, cursor: page.cursor };
}

/** Every open task of the tenant as the index shows it, page by page: for the morning's list. */
export async function openTasks(
  cursor: string | null,
): Promise<{ readonly cards: readonly TaskCard[]; readonly cursor: string | null }> {
  const page = await Tasks.list({ watch: WATCH }, { index: "when", limit: LIMITS.mindedTasksPerPage, cursor });
  return { cards: page.items.flatMap(({ card }) => (card ? [card] : [])), cursor: page.cursor };
}

/** An open task with its report and step, read strongly; null when it was decided meanwhile. */
export async function watched({ reportId, taskId }: Found): Promise<Watched | null> {
  const task = await Tasks.get({ reportId, taskId }, { strong: true });
  if (!task || task.done || task.watch !== WATCH) return null;
  const { card, desk, due } = task;
  if (!card || desk === undefined || due === undefined) return null;
  const head = await Heads.get({ reportId }, { strong: true });
  if (!head) return null;
  const found = card.kind === "correction" ? null : stepOf(await chainVersion(head.pins.chain), task.step);
  return { task: { ...task, card, desk, due }, head, step: found ?? CORRECTION };
}

/**
 * Writes down how far the clock has come with a task and when it looks again. "older" when the task moved since it was read:
 * then the next run finds it as it is.
 */
export const mindedUntil = (
  { task }: Pick<Watched, "task">,
  minded: Minded,
  wake: Date,
): Promise<"written" | "older"> =>
  writeQuietly(
    Tasks.patch(
      { reportId: task.reportId, taskId: task.taskId },
      { set: { minded, wake: wake.toISOString() } },
      (a, o) => `${o.notExists(a["done"])} AND ${o.eq(a["wake"], task.wake)} AND ${o.eq(a["desk"], task.desk)}`,
    ),
  );

/** A report as its authors are told of it, with them: who holds an author's post in its unit or below it now. */
export type Authored = {
  readonly reportId: string;
  readonly title: string;
  readonly unitName: string;
  readonly head: Head;
  readonly authors: readonly string[];
};

/** Reports by id with their authors, read strongly; absent ones are left out. */
export async function authored(
  reportIds: readonly string[],
  wanted: (head: Head) => boolean,
): Promise<readonly Authored[]> {
  const heads: Head[] = [];
  for (let from = 0; from < reportIds.length; from += 100) {
    const page = reportIds.slice(from, from + 100).map((reportId) => ({ reportId }));
    heads.push(...(await Heads.getMany(page, { strong: true })));
  }
  const found: Authored[] = [];
  for (const head of heads.filter(wanted)) found.push(await withAuthors(head));
  return found;
}

async function withAuthors(head: Head): Promise<Authored> {
  const { now } = context();
  const [definition, units] = await Promise.all([definitionOf(head.pins.template.hash), unitsToday()]);
  const below = units.filter((unit) => isWithin(units, unit.unitId, head.unit));
  const desks = below.flatMap(({ unitId }) => (definition?.authors ?? []).map((kind) => ({ unitId, kind })));
  const posts = await Promise.all(desks.map(({ unitId, kind }) => holders(unitId, kind, now)));
  return {
    reportId: head.reportId,
    title: `${definition?.short ?? head.template} ${formatPeriod(head.period)}`,
    unitName: units.find((unit) => unit.unitId === head.unit)?.name ?? head.unit,
    head,
    authors: [...new Set(posts.flat().map((post) => post.person))],
  };
}

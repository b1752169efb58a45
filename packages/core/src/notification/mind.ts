import { context, systemContext, tenantId, within } from "../kernel/context.ts";
import { Failure } from "../kernel/failure.ts";
import { LIMITS } from "../kernel/limits.ts";
import { localDate } from "../kernel/zone.ts";
import { deskOf, holdersAt, partsOf } from "../approval/desks.ts";
import { runningHold, separatedFrom } from "../approval/rules.ts";
import { workCalendar } from "../calendar/work.ts";
import type { WorkCalendar } from "../calendar/working.ts";
import { unitsToday } from "../orgunit/index.ts";
import { lineUp } from "../orgunit/tree.ts";
import { holders, holdersAnywhere } from "../position/index.ts";
import { labelOf } from "../position/catalogue.ts";
import { catalogue } from "../position/seats.ts";
import type { Post } from "../position/schema.ts";
import { reroute } from "../report/reroute.ts";
import { dueForALook, mindedUntil, type Watched, watched } from "../report/watch.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { asked, type Clocked, dueNow, type Moment, nextWake, worksOn } from "./rules.ts";
import type { Rule } from "./schema.ts";
import { noticeId, tell } from "./tell.ts";
import { toHolder, toKeeper, toSuperior, type Words } from "./words.ts";

type Minded = NonNullable<Watched["task"]["minded"]>;
type Found = Pick<Watched["task"], "reportId" | "taskId">;

const clockOf = ({ task, step }: Watched): Clocked => ({
  due: new Date(task.due),
  post: partsOf(task.desk).kind,
  reminders: step.reminders,
  escalation: step.escalation,
});

const isHeld = ({ task }: Watched): boolean => runningHold(task) !== undefined;

/** Who sits at the desk and may decide, whom the separation of duties or a vote does not keep away. */
function able({ task, step, head }: Watched, sitting: readonly Post[]): readonly string[] {
  const persons = sitting.map((post) => post.person);
  const separated = (person: string): boolean => !separatedFrom(step, person, head.acted, head.exceptions).allowed;
  return asked(persons, persons.filter(separated), task.card.voted);
}

/** Tells several people the same, each in a write of its own. */
async function tellAll(persons: readonly string[], about: Found & { rule: Rule; date: string }, words: Words) {
  const id = noticeId(about.date, about.reportId, about.taskId, about.rule);
  for (const person of new Set(persons)) await tell(person, id, about.rule, words);
}

/** Those who learn of an empty chair: who keeps mandates for the tenant, and the superior of the desk. */
async function keepersOf({ task, step, head }: Watched, home: string): Promise<readonly string[]> {
  const { now } = context();
  const [tenant, units] = await Promise.all([currentTenant(), unitsToday()]);
  const { kind, unit } = partsOf(home);
  const offices = await Promise.all(
    organisationOf(tenant).mandateKeepers.map((keeper) => holdersAnywhere(keeper, now)),
  );
  const [, above] = lineUp(units, unit);
  const up = step.escalation
    ? await holdersAt(deskOf(step.escalation.to, { unit: head.unit, units }), now)
    : above === undefined
      ? []
      : await holders(above, kind, now);
  return [...offices.flat(), ...up].map((post) => post.person).filter((person) => !task.card.voted.includes(person));
}

/** Once a working day: nobody can decide, or the chair at home is empty while the task waits elsewhere. */
async function tellOfEmptyChair(
  it: Watched,
  calendar: WorkCalendar,
  deciders: readonly string[],
): Promise<string | null> {
  const { now } = context();
  const { task } = it;
  const home = task.home ?? task.desk;
  const before = task.minded?.emptyOn ?? null;
  const elsewhere = home !== task.desk && task.escalatedAt === undefined;
  if (deciders.length > 0 && !elsewhere) return before;
  const today = localDate(now, calendar.zone);
  if (before === today || !worksOn(calendar, now)) return before;
  const [units, { kinds }] = await Promise.all([unitsToday(), catalogue()]);
  const { kind, unit } = partsOf(home);
  const place = units.find((each) => each.unitId === unit)?.name ?? (await currentTenant()).short;
  const words = toKeeper(task.card, labelOf(kinds, kind), place, elsewhere);
  await tellAll(await keepersOf(it, home), { ...task, rule: "kosong", date: today }, words);
  return today;
}

/**
 * Tells the superior that a limit was passed, and gives who that is: where the step says so, the task moved there by the same
 * rule, and then this is also the word that it waits.
 */
async function tellSuperior(it: Watched, moment: Moment, zone: WorkCalendar["zone"]): Promise<readonly string[]> {
  const { task, step, head } = it;
  if (!step.escalation) return [];
  const at = deskOf(step.escalation.to, { unit: head.unit, units: await unitsToday() });
  const persons = (await holdersAt(at, context().now)).map((post) => post.person);
  const about = { ...task, rule: moment.rule, date: localDate(moment.at, zone) };
  await tellAll(persons, about, toSuperior(task.card, zone, task.desk === at));
  return task.desk === at ? persons : [];
}

/** The day under which somebody is told that a task waits: its arrival, or the beginning of the post if that is later. */
const tidingsDay = ({ task }: Watched, post: Post | undefined, zone: WorkCalendar["zone"]): string => {
  const arrival = localDate(task.card.arrivedAt, zone);
  return post !== undefined && post.from > arrival ? post.from : arrival;
};

type AtDesk = {
  readonly sitting: readonly Post[];
  readonly deciders: readonly string[];
  readonly reminder: Moment | null;
  /** Who knows already that it waits. */
  readonly told: readonly string[];
};

/** Tells newcomers at the desk that it waits for them, and the others what came due. */
async function tellHolders(it: Watched, { zone }: WorkCalendar, { sitting, deciders, reminder, told }: AtDesk) {
  const { task, step } = it;
  for (const person of deciders) {
    if (!told.includes(person) && (step.reminders.atArrival || task.minded !== undefined)) {
      const post = sitting.find((each) => each.person === person);
      const about = { ...task, rule: "tiba" as const, date: tidingsDay(it, post, zone) };
      await tellAll([person], about, toHolder("tiba", task.card, zone));
    } else if (reminder && reminder.rule !== "atasan" && task.minded?.told.includes(person)) {
      const about = { ...task, rule: reminder.rule, date: localDate(reminder.at, zone) };
      await tellAll([person], about, toHolder(reminder.rule, task.card, zone));
    }
  }
}

/** Whether the task may belong elsewhere: its chair is empty, the one at home is not any more, or it goes to the superior. */
async function isMisplaced(
  { task, step }: Watched,
  sitting: readonly Post[],
  escalation: Moment | null,
): Promise<boolean> {
  if (task.card.kind === "correction") return false;
  if (escalation !== null && step.escalation?.reassign === true) return true;
  if (task.home === undefined || task.home === task.desk) return sitting.length === 0 && step.emptyHolder !== "wait";
  if (sitting.length === 0) return true;
  return task.escalatedAt === undefined && (await holdersAt(task.home, context().now)).length > 0;
}

/** Puts a task where it belongs and reads it again; null when it was decided meanwhile. */
async function placed(it: Watched, calendar: WorkCalendar): Promise<Watched | null> {
  const { now } = context();
  const sitting = await holdersAt(it.task.desk, now);
  const since = new Date(it.task.minded?.until ?? it.task.card.arrivedAt);
  const { escalation } = isHeld(it) ? { escalation: null } : dueNow(clockOf(it), calendar, { since, now });
  if (!(await isMisplaced(it, sitting, escalation))) return it;
  try {
    const { reportId: id } = it.task.card;
    // Each command has a number of its own: two tasks of one report are two commands.
    await within(systemContext(tenantId(), "kabar"), () => reroute({ id, task: it.task.taskId }));
  } catch (error) {
    // Decided or moved at this very moment: then there is nothing to put right.
    if (!(error instanceof Failure)) throw error;
  }
  return watched(it.task);
}

/**
 * Looks at one open task: puts it where it belongs, tells whoever has to know, and says when to look again. Each notice is
 * written on its identity and the next look after all of them, so whoever dies in between is followed by one who finds the
 * notices standing.
 */
export async function mindTask(found: Found): Promise<void> {
  const { now } = context();
  const calendar = await workCalendar();
  const seen = await watched(found);
  const it = seen && (await placed(seen, calendar));
  if (!it) return;
  const held = isHeld(it);
  const since = new Date(seen.task.minded?.until ?? seen.task.card.arrivedAt);
  const clock = clockOf(it);
  const due = held ? { reminder: null, escalation: null } : dueNow(clock, calendar, { since, now });
  const sitting = await holdersAt(it.task.desk, now);
  const deciders = able(it, sitting);
  const above = due.escalation ? await tellSuperior(it, due.escalation, calendar.zone) : [];
  const told = [...(it.task.minded?.told ?? []), ...above];
  await tellHolders(it, calendar, { sitting, deciders, reminder: due.reminder, told });
  const emptyOn = await tellOfEmptyChair(it, calendar, deciders);
  const known = [...new Set([...told, ...deciders])].slice(-LIMITS.toldPersonsKept);
  const minded: Minded = { until: now.toISOString(), told: known, emptyOn };
  await mindedUntil(it, minded, nextWake(clock, calendar, now, held));
}

/**
 * Looks at every task that is due for it, bounded; gives how many. A task that cannot be looked at does not keep the others:
 * its trouble is thrown at the end.
 */
export async function mindTasks(): Promise<number> {
  let cursor: string | null = null;
  let looked = 0;
  const troubles: unknown[] = [];
  for (let pages = 0; pages < LIMITS.mindedPagesPerRun; pages += 1) {
    const page: Awaited<ReturnType<typeof dueForALook>> = await dueForALook(cursor);
    for (let from = 0; from < page.found.length; from += LIMITS.mindedTasksAtOnce) {
      const some = page.found.slice(from, from + LIMITS.mindedTasksAtOnce);
      const outcomes = await Promise.allSettled(some.map(mindTask));
      looked += some.length;
      troubles.push(...outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : [])));
    }
    cursor = page.cursor;
    if (cursor === null) break;
  }
  if (troubles.length > 0) throw new AggregateError(troubles, `${troubles.length} tasks could not be looked at`);
  return looked;
}

import type { Limit, Step } from "../approval/schema.ts";
import {
  addWorkingMinutes,
  isWorkingDay,
  limitEnds,
  type WorkCalendar,
  workingDaysAfter,
  workingDaysBefore,
} from "../calendar/working.ts";
import type { Extension, Window } from "../calendar/schema.ts";
import { instantAt, type LocalDate, localDate } from "../kernel/zone.ts";
import type { Rule } from "./schema.ts";

/*
 * When the product speaks up, as pure functions of arrival, limit, calendar and the step's own rules. Nothing here knows of
 * the table: the job asks what came due since it last looked.
 */

const MINUTE_MS = 60_000;
const LOOK_MINUTES = 60;
/** Reminders of one task after its limit; whoever did not act on so many is not moved by another one. */
const REMINDERS_AFTER_MOST = 120;

/** A task as its clock sees it. */
export type Clocked = {
  readonly due: Date;
  /** Post kind of the desk, whose office hours count. */
  readonly post: string;
  readonly reminders: Step["reminders"];
  readonly escalation: { readonly after: Limit } | null;
};
export type Moment = { readonly rule: Extract<Rule, "menjelang" | "tenggat" | "lewat" | "atasan">; readonly at: Date };

/** The working days after the limit on which is reminded, up to the first that lies beyond `until`. */
function after({ due, post, reminders }: Clocked, calendar: WorkCalendar, until: Date): readonly Moment[] {
  const every = reminders.everyDaysAfter;
  if (every === 0) return [];
  const found: Moment[] = [];
  for (let n = 1; n <= REMINDERS_AFTER_MOST; n += 1) {
    const at = workingDaysAfter(calendar, due, every * n, post);
    found.push({ rule: "lewat", at });
    if (at > until) break;
  }
  return found;
}

/** Every moment of a task up to the first beyond `until`, in the order of time. */
export function momentsOf(task: Clocked, calendar: WorkCalendar, until: Date): readonly Moment[] {
  const { due, post, reminders, escalation } = task;
  const before = reminders.daysBefore;
  const found: Moment[] = [
    ...(before > 0 ? [{ rule: "menjelang" as const, at: workingDaysBefore(calendar, due, before, post) }] : []),
    ...(reminders.atDue ? [{ rule: "tenggat" as const, at: due }] : []),
    ...(escalation ? [{ rule: "atasan" as const, at: limitEnds(calendar, due, escalation.after, post) }] : []),
    ...after(task, calendar, until),
  ];
  return found.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * What is to be said now of what came due after the last look: the newest reminder only, so that a job that stood still
 * does not pour out a week of them, and the escalation if it came. Nothing of the time before the arrival.
 */
export function dueNow(
  task: Clocked,
  calendar: WorkCalendar,
  { since, now }: { readonly since: Date; readonly now: Date },
): { readonly reminder: Moment | null; readonly escalation: Moment | null } {
  const passed = momentsOf(task, calendar, now).filter(({ at }) => since < at && at <= now);
  const isUp = ({ rule }: Moment): boolean => rule === "atasan";
  return {
    reminder: passed.findLast((moment) => !isUp(moment)) ?? null,
    escalation: passed.findLast(isUp) ?? null,
  };
}

/** The next hourly look at who sits at the desk, in office hours: a Plh begins at midnight and is told in the morning. */
export const nextLook = (calendar: WorkCalendar, now: Date, post: string): Date =>
  new Date(
    addWorkingMinutes(calendar, new Date(now.getTime() + LOOK_MINUTES * MINUTE_MS), 1, post).getTime() - MINUTE_MS,
  );

/** When a task has to be looked at again. While it is held its clock stands, but its desk may still become empty. */
export function nextWake(task: Clocked, calendar: WorkCalendar, now: Date, held: boolean): Date {
  const look = nextLook(calendar, now, task.post);
  if (held) return look;
  const next = momentsOf(task, calendar, now).find(({ at }) => at > now);
  return next && next.at < look ? next.at : look;
}

type PeriodRule = Extract<Rule, "periode-menjelang" | "periode-tenggat" | "periode-kunci">;

const workingDayBefore = (calendar: WorkCalendar, date: LocalDate): LocalDate =>
  localDate(workingDaysBefore(calendar, new Date(instantAt(date, 12, 0, calendar.zone)), 1), calendar.zone);

/**
 * On which days the authors of a report that was not sent are reminded: a working day before the due day, on it, a working
 * day before the lock and on its day. An extension moves the lock. Days before the period opened are left out; of two rules
 * on one day the later one speaks.
 */
export function periodDays(
  { opensOn, dueOn, lockOn }: Pick<Window, "opensOn" | "dueOn" | "lockOn">,
  extension: Pick<Extension, "until"> | null,
  calendar: WorkCalendar,
): ReadonlyMap<LocalDate, PeriodRule> {
  const lock = extension && extension.until > lockOn ? extension.until : lockOn;
  const days: (readonly [LocalDate, PeriodRule])[] = [
    [workingDayBefore(calendar, dueOn), "periode-menjelang"],
    [dueOn, "periode-tenggat"],
    ...(lock > dueOn
      ? ([
          [workingDayBefore(calendar, lock), "periode-kunci"],
          [lock, "periode-kunci"],
        ] as const)
      : []),
  ];
  return new Map(days.filter(([date]) => date >= opensOn));
}

/** Whether the morning of a day has come: the hour at which authors are reminded and the digest goes out. */
export const isMorning = (calendar: WorkCalendar, now: Date, digestAt: string): boolean => {
  const [hour = "7", minute = "30"] = digestAt.split(":");
  return now.toISOString() >= instantAt(localDate(now, calendar.zone), Number(hour), Number(minute), calendar.zone);
};

/** Whether anybody works on the day of an instant. */
export const worksOn = (calendar: WorkCalendar, now: Date): boolean =>
  isWorkingDay(calendar, localDate(now, calendar.zone));

/** How long to wait after a try that failed: 5 minutes, then longer and longer; null = it is given up after two days. */
const PAUSES_MINUTES = [5, 15, 60, 240, 720, 1440] as const;
export const pauseAfter = (attempts: number): number | null => PAUSES_MINUTES[attempts - 1] ?? null;

/** Who decides at a desk may be told; whoever is kept away by the separation of duties, or voted already, is not asked. */
export const asked = (holders: readonly string[], barred: readonly string[], voted: readonly string[]): string[] => [
  ...new Set(holders.filter((person) => !barred.includes(person) && !voted.includes(person))),
];

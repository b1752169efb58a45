import { context } from "../kernel/context.ts";
import { reportId, UnitId } from "../kernel/id.ts";
import { addDays, localDate } from "../kernel/zone.ts";
import { createOnce, writeQuietly } from "../db/unit.ts";
import { holdersAt } from "../approval/desks.ts";
import type { TaskCard } from "../approval/schema.ts";
import { extensionsOf, windowsOf } from "../calendar/index.ts";
import type { Window } from "../calendar/schema.ts";
import { workCalendar } from "../calendar/work.ts";
import type { WorkCalendar } from "../calendar/working.ts";
import { authored, openTasks } from "../report/watch.ts";
import { assignedUnits, templateNames } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { noticesOf } from "../tenant/schema.ts";
import * as v from "valibot";
import { isMorning, periodDays, worksOn } from "./rules.ts";
import { Mornings } from "./store.ts";
import { delivery, expiry, noticeId, preferencesOf, tell } from "./tell.ts";
import { digestLines, toAuthorOfPeriod, toAuthorOfUnsentReturn, toDigest } from "./words.ts";

/*
 * What is said once a day, in the morning: to authors that a report was not sent yet, to everybody who wants it the list of
 * open tasks. The mark of the day is written last, and every notice on its own identity, so a morning that broke off is done
 * again without saying anything twice.
 */

/** Days of a window beyond its lock on which an extension may still end. */
const EXTENDED_DAYS = 366;

async function remindOf(window: Window, calendar: WorkCalendar, today: string): Promise<void> {
  const { template, period, dueOn, lockOn } = window;
  const units = await assignedUnits(template, period);
  const extensions = await extensionsOf(template, period);
  const due = units.flatMap((unit) => {
    const extension = extensions.find((each) => each.unit === unit) ?? null;
    const rule = periodDays(window, extension, calendar).get(today);
    const lock = extension && extension.until > lockOn ? extension.until : lockOn;
    return rule === undefined ? [] : [{ unit, rule, lock }];
  });
  const idOf = (unit: string) => reportId({ template, period, unit: v.parse(UnitId, unit), version: 1 });
  const ids = due.map(({ unit }) => idOf(unit));
  const unsent = await authored(
    ids,
    ({ state, version }) => version === 1 && (state === "draft" || state === "returned"),
  );
  for (const report of unsent) {
    const found = due.find(({ unit }) => unit === report.head.unit);
    if (!found) continue;
    const words =
      report.head.state === "returned"
        ? toAuthorOfUnsentReturn(report)
        : toAuthorOfPeriod(found.rule, report, { dueOn, lockOn: found.lock });
    const id = noticeId(today, report.reportId, "periode", found.rule);
    for (const person of report.authors) await tell(person, id, found.rule, words);
  }
}

/** Reminds authors of every period that is running, and of what an extension keeps open. */
async function remindAuthors(calendar: WorkCalendar, today: string): Promise<void> {
  const years = [today.slice(0, 4), String(Number(today.slice(0, 4)) - 1)];
  const oldest = addDays(today, -EXTENDED_DAYS);
  for (const { template } of await templateNames()) {
    const windows = (await Promise.all(years.map((year) => windowsOf(template, year)))).flat();
    for (const window of windows) {
      if (window.opensOn <= today && oldest <= window.lockOn) await remindOf(window, calendar, today);
    }
  }
}

/** Every open task by the person at whose desk it waits now. */
async function tasksByPerson(now: Date): Promise<ReadonlyMap<string, readonly TaskCard[]>> {
  const desks = new Map<string, TaskCard[]>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof openTasks>> = await openTasks(cursor);
    for (const card of page.cards) desks.set(card.desk, [...(desks.get(card.desk) ?? []), card]);
    cursor = page.cursor;
  } while (cursor !== null);
  const persons = new Map<string, TaskCard[]>();
  for (const [at, cards] of desks) {
    for (const person of new Set((await holdersAt(at, now)).map((post) => post.person))) {
      const mine = cards.filter((card) => !card.voted.includes(person));
      if (mine.length > 0) persons.set(person, [...(persons.get(person) ?? []), ...mine]);
    }
  }
  return persons;
}

/** Lays out the morning's mail for everybody who has open tasks and wants it. */
async function layOutDigests(calendar: WorkCalendar, today: string): Promise<void> {
  const { now } = context();
  for (const [person, cards] of await tasksByPerson(now)) {
    const wants = await preferencesOf(person);
    if (!wants.digest) continue;
    const { title, path } = toDigest(cards.length, today);
    const message = { subject: title, lines: digestLines(cards, now, calendar.zone), path };
    await createOnce([delivery(person, noticeId(today, "", "", "ringkasan"), "email", message)]);
  }
}

/** Does what a morning asks for, once per local day, as soon as its hour has come. "done" = it was this call that did. */
export async function greet(): Promise<"early" | "standing" | "done"> {
  const { now } = context();
  const [tenant, calendar] = await Promise.all([currentTenant(), workCalendar()]);
  if (!isMorning(calendar, now, noticesOf(tenant).digestAt)) return "early";
  const date = localDate(now, calendar.zone);
  if (await Mornings.get({ date }, { strong: true })) return "standing";
  await remindAuthors(calendar, date);
  if (worksOn(calendar, now)) await layOutDigests(calendar, date);
  await writeQuietly(Mornings.put({ date, at: now.toISOString(), expires: expiry(now) }));
  return "done";
}

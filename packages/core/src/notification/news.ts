import type { JournalRecord } from "../db/journal.ts";
import type { DomainEvent } from "../db/unit.ts";
import { localDate } from "../kernel/zone.ts";
import { authored } from "../report/watch.ts";
import { currentTenant } from "../tenant/index.ts";
import { mindTask } from "./mind.ts";
import { noticeId, tell } from "./tell.ts";
import { toAuthorOfReturn, toAuthorOfTurn, type TURNS } from "./words.ts";

/** The authors of a report that came back; nobody when it was sent again meanwhile. */
async function tellOfReturn(reportId: string): Promise<void> {
  const { zone } = await currentTenant();
  for (const report of await authored([reportId], (head) => head.state === "returned")) {
    const { head, authors } = report;
    const at = head.returned?.at;
    if (at === undefined) continue;
    // One report may come back several times a day: each round is a thing of its own.
    const id = noticeId(localDate(at, zone), reportId, `putaran-${head.round}`, "kembali");
    for (const person of authors) await tell(person, id, "kembali", toAuthorOfReturn(report));
  }
}

/** Turns of a report that happen without its authors, by the event that says so. */
const TURN_OF: Readonly<Record<string, keyof typeof TURNS>> = {
  ReportMoved: "rantai",
  ReportTemplateMoved: "templat",
  CorrectionAnswered: "koreksi",
  ReportPublished: "terbit",
};

/** The authors of a report with which something happened, all but the one who did it. */
async function tellOfTurn(
  rule: keyof typeof TURNS,
  { stamp, report: id }: DomainEvent,
  { at, actor }: News,
): Promise<void> {
  const { zone } = await currentTenant();
  for (const report of await authored([String(id)], () => true)) {
    // One report may take the same turn twice: the stamp of the event makes each a thing of its own.
    const notice = noticeId(localDate(at, zone), report.reportId, `peristiwa-${stamp}`, rule);
    const others = report.authors.filter((person) => person !== actor.id);
    for (const person of others) await tell(person, notice, rule, toAuthorOfTurn(rule, report));
  }
}

/** What one command said: its events, when, and who gave it. */
export type News = Pick<JournalRecord, "events" | "at" | "actor">;

/**
 * Tells of news at once instead of at the job's next round. Everything here is written on its identity, so that the job, a
 * repeated event or one that comes late says nothing twice.
 */
export async function tellOfNews(news: News): Promise<void> {
  for (const event of news.events) {
    const report = String(event["report"]);
    const turn = TURN_OF[event.type];
    if (event.type === "TaskOpened") await mindTask({ reportId: report, taskId: String(event["task"]) });
    if (event.type === "ReportReturned") await tellOfReturn(report);
    if (turn) await tellOfTurn(turn, event, news);
  }
}

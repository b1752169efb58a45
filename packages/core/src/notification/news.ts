import type { DomainEvent } from "../db/unit.ts";
import { localDate } from "../kernel/zone.ts";
import { authored } from "../report/watch.ts";
import { currentTenant } from "../tenant/index.ts";
import { mindTask } from "./mind.ts";
import { noticeId, tell } from "./tell.ts";
import { toAuthorOfReturn } from "./words.ts";

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

/**
 * Tells of news at once instead of at the job's next round. Everything here is written on its identity, so that the job, a
 * repeated event or one that comes late says nothing twice.
 */
export async function tellOfNews(events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    const report = String(event["report"]);
    if (event.type === "TaskOpened") await mindTask({ reportId: report, taskId: String(event["task"]) });
    if (event.type === "ReportReturned") await tellOfReturn(report);
  }
}

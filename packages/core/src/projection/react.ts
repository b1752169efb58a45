import { presentInstant } from "../kernel/clock.ts";
import type { JournalRecord } from "../db/journal.ts";
import { writeQuietly } from "../db/unit.ts";
import { statedByBudget, statedByTenant, statedByUnits } from "./directory.ts";
import { statedByTemplate } from "./frame.ts";
import { statedByReport, statementFrom } from "./report.ts";
import type { Stated } from "./stated.ts";

type Event = JournalRecord["events"][number];
const text = (event: Event, name: string): string => String(event[name] ?? "");
/** Years around an instant whose boards an assignment may touch. */
const yearsAround = (at: string): readonly string[] =>
  [-1, 0, 1].map((shift) => String(Number(at.slice(0, 4)) + shift));

/** What the projections must say after an event. Events that concern no projection give nothing. */
export async function statementsOf(event: Event, at: string): Promise<readonly Stated[]> {
  // What is derived from the sources as they stand now bears the instant of the reading: the later reading knows more.
  const read = presentInstant().getTime();
  switch (event.type) {
    case "ReportOpened":
    case "ReportBudgetMoved":
    case "ReportSubmitted":
    case "ReportWithdrawn":
    case "ReportVerified":
    case "ReportReturned":
    case "ReportSigned":
    case "ReportRecalled":
    case "ReportReleased":
    case "ReportPublished":
    case "ReportSuperseded":
    case "ReportVoided":
    case "CorrectionAsked":
    case "CorrectionAnswered":
      return statedByReport(statementFrom(event));
    case "WindowsPlanned":
    case "WindowChanged":
      return statedByTemplate(text(event, "template"), [text(event, "year")], read);
    case "UnitsAssigned":
    case "TemplatePublished":
      return statedByTemplate(text(event, "template"), yearsAround(at), read);
    case "UnitsRecorded":
      return statedByUnits(read);
    case "TenantEstablished":
      return statedByTenant(read);
    case "BudgetRecorded":
      return statedByBudget({
        year: text(event, "year"),
        unit: text(event, "unit"),
        hash: text(event, "hash"),
        stamp: event.stamp,
      });
    default:
      return [];
  }
}

const AT_ONCE = 8;

/** Writes the statements of one journal entry. Safe to repeat and to run out of order: only a later stamp is written. */
export async function react(entry: JournalRecord): Promise<number> {
  let written = 0;
  for (const event of entry.events) {
    const statements = await statementsOf(event, entry.at);
    for (let from = 0; from < statements.length; from += AT_ONCE) {
      const outcomes = await Promise.all(
        statements.slice(from, from + AT_ONCE).map((each) => writeQuietly(each.write)),
      );
      written += outcomes.filter((outcome) => outcome === "written").length;
    }
  }
  return written;
}

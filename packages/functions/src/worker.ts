import { type ExportKey, makeExport } from "@selaras/core/export/make.ts";
import { followBudget } from "@selaras/core/report/budget.ts";
import { followTargets } from "@selaras/core/report/follow-targets.ts";
import { tellOfNews } from "@selaras/core/notification/news.ts";
import { issue } from "@selaras/core/report/issue.ts";
import { openDue } from "@selaras/core/report/open.ts";
import { MAKERS, WRITERS } from "@selaras/documents/writers.ts";
import type { DomainEvent } from "@selaras/core/db/unit.ts";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { type Consumer, eachEntry } from "./batch.ts";
import { log } from "./log.ts";
import { observed } from "./observe.ts";
import { isWorkerWork } from "./worker-work.ts";

const REQUESTED = "ExportRequested";
/** After these a draft may stand on an older version of the budget than the one in force. */
const FOLLOWING: readonly string[] = ["BudgetRecorded", "ReportWithdrawn"];
/** The same of the targets of an OPD, and of the tree whose indicators are its rows. */
const FOLLOWING_TARGETS: readonly string[] = [
  "TargetsRecorded",
  "CascadeBegun",
  "CascadeNodeMade",
  "CascadeNodeChanged",
  "CascadeIndicatorMade",
  "CascadeIndicatorChanged",
  "CascadeRemoved",
  "ReportTemplateMoved",
  "ReportWithdrawn",
];
const yearOf = (event: DomainEvent): string => String(event["year"] ?? event["period"]).slice(0, 4);

/** After each of these a period may be open to units that have no report in it yet. */
const OPENING: readonly string[] = ["TemplatePublished", "UnitsAssigned", "WindowsPlanned", "WindowChanged"];
/** After each of these a signed report may be due to come out. */
const ISSUING: readonly string[] = ["ReportSigned", "ReportReleased", "ReportVerified", "IssueWanted"];
async function make(key: ExportKey): Promise<void> {
  const outcome = await makeExport(key, WRITERS);
  // The end of a request that can never be made: its owner is told, and its record does not come again.
  if (outcome.kind === "failed") log.warn("export failed", { requestId: key.exportId, error: outcome.because });
}

async function open(template: string): Promise<void> {
  for (const found of await openDue(template)) log.info("period opened", { template, ...found });
}

/** What was made already is found made. */
const WORKER: Consumer = {
  job: "pekerja",
  broken: "work broken off",
  work: async (entry) => {
    for (const event of entry.events) {
      if (ISSUING.includes(event.type)) await issue(String(event["report"]), MAKERS);
      if (OPENING.includes(event.type)) await open(String(event["template"]));
      if (FOLLOWING.includes(event.type)) await followBudget(String(event["unit"]), yearOf(event));
      if (FOLLOWING_TARGETS.includes(event.type)) {
        await followTargets(String(event["part"] ?? event["unit"]), yearOf(event));
      }
      if (event.type === REQUESTED) await make({ person: String(event["person"]), exportId: String(event["export"]) });
    }
    await tellOfNews(entry);
  },
};

/**
 * Lambda entry: makes the files that officials asked for, and tells people at once of what waits for them. The only function
 * that loads the writers of formats.
 */
export const handler = (
  event: DynamoDBStreamEvent,
  context?: { readonly awsRequestId: string },
): Promise<DynamoDBBatchResponse> => {
  const wanted = event.Records.filter(isWorkerWork);
  const beginning = { function: "worker", event: "batch", operation: "work" } as const;
  return observed({ ...beginning, awsRequestId: context?.awsRequestId }, (here) => {
    here.actor = "system";
    here.records = wanted.length;
    return eachEntry(wanted, here, WORKER);
  });
};

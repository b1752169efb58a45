import { type ExportKey, makeExport } from "@selaras/core/export/make.ts";
import { WRITERS } from "@selaras/documents/writers.ts";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Consumer, eachEntry } from "./batch.ts";
import { isNews } from "./journal-news.ts";
import { log } from "./log.ts";
import { observed } from "./observe.ts";

const REQUESTED = "ExportRequested";

/** What the worker's event source passes on: of the news, what asks for a file. */
export function isExportWork(record: DynamoDBRecord): boolean {
  const events = record.dynamodb?.NewImage?.["events"]?.L ?? [];
  return isNews(record) && events.some((event) => event.M?.["type"]?.S === REQUESTED);
}

async function make(key: ExportKey): Promise<void> {
  const outcome = await makeExport(key, WRITERS);
  // The end of a request that can never be made: its owner is told, and its record does not come again.
  if (outcome.kind === "failed") log.warn("export failed", { requestId: key.exportId, error: outcome.because });
}

/** What was made already is found made. */
const WORKER: Consumer = {
  job: "ekspor",
  broken: "export broken off",
  work: async ({ events }) => {
    for (const event of events) {
      if (event.type !== REQUESTED) continue;
      await make({ person: String(event["person"]), exportId: String(event["export"]) });
    }
  },
};

/** Lambda entry: makes the files that officials asked for. The only function that loads the writers of formats. */
export const handler = (
  event: DynamoDBStreamEvent,
  context?: { readonly awsRequestId: string },
): Promise<DynamoDBBatchResponse> => {
  const wanted = event.Records.filter(isExportWork);
  const beginning = { function: "worker", event: "batch", operation: "export" } as const;
  return observed({ ...beginning, awsRequestId: context?.awsRequestId }, (here) => {
    here.actor = "system";
    here.records = wanted.length;
    return eachEntry(wanted, here, WORKER);
  });
};

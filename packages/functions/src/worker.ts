import { systemContext, within } from "@selaras/core/kernel/context.ts";
import type { TenantId } from "@selaras/core/kernel/id.ts";
import { type ExportKey, makeExport } from "@selaras/core/export/make.ts";
import { WRITERS } from "@selaras/documents/writers.ts";
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Invocation, noteFailure } from "./invocation.ts";
import { entryOf, isNews } from "./journal-news.ts";
import { log } from "./log.ts";
import { forTenant, observed } from "./observe.ts";

const REQUESTED = "ExportRequested";

/** What the worker's event source passes on: of the news, what asks for a file. */
export function isExportWork(record: DynamoDBRecord): boolean {
  const events = record.dynamodb?.NewImage?.["events"]?.L ?? [];
  return isNews(record) && events.some((event) => event.M?.["type"]?.S === REQUESTED);
}

/** The requests of a record, with their tenant. */
function requestsOf(record: DynamoDBRecord): { tenant: TenantId; keys: readonly ExportKey[] } {
  const { tenant, entry } = entryOf(record);
  const keys = entry.events
    .filter((event) => event.type === REQUESTED)
    .map((event) => ({ person: String(event["person"]), exportId: String(event["export"]) }));
  return { tenant, keys };
}

async function make(key: ExportKey): Promise<void> {
  const outcome = await makeExport(key, WRITERS);
  // The end of a request that can never be made: its owner is told, and its record does not come again.
  if (outcome.kind === "failed") log.warn("export failed", { requestId: key.exportId, error: outcome.because });
}

/**
 * One record after another, each on a session of its own tenant. One that fails does not keep the others: they are done
 * now, and found done when the batch comes again from the first that failed.
 */
async function work(wanted: readonly DynamoDBRecord[], here: Invocation): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchItemFailure[] = [];
  const tenants = new Set<TenantId>();
  for (const record of wanted) {
    here.tenant = null;
    try {
      const { tenant, keys } = requestsOf(record);
      tenants.add(tenant);
      for (const key of keys)
        await forTenant(here, tenant, () => within(systemContext(tenant, "ekspor"), () => make(key)));
    } catch (error) {
      noteFailure(error);
      here.failed += 1;
      const sequence = record.dynamodb?.SequenceNumber ?? "";
      log.error("export broken off", { sequence, error });
      batchItemFailures.push({ itemIdentifier: sequence });
    }
  }
  // The line at the end speaks of all of them.
  if (tenants.size > 1) here.tenant = null;
  return { batchItemFailures };
}

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
    return work(wanted, here);
  });
};

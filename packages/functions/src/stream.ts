import { systemContext, within } from "@selaras/core/kernel/context.ts";
import type { TenantId } from "@selaras/core/kernel/id.ts";
import { react } from "@selaras/core/projection/react.ts";
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Invocation, noteFailure } from "./invocation.ts";
import { entryOf, isNews } from "./journal-news.ts";
import { log } from "./log.ts";
import { forTenant, observed } from "./observe.ts";

/**
 * One record after another. One that fails does not keep the others: what they say is stamped, so it may be said now and
 * again when the batch comes once more from the first that failed. Otherwise one poisoned record would take other
 * regencies' news with it when Lambda gives up on it.
 */
async function follow(news: readonly DynamoDBRecord[], here: Invocation): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchItemFailure[] = [];
  const tenants = new Set<TenantId>();
  for (const record of news) {
    // Until the entry is read nobody knows whose it is.
    here.tenant = null;
    try {
      const { tenant, entry } = entryOf(record);
      tenants.add(tenant);
      await forTenant(here, tenant, () => within(systemContext(tenant, "proyeksi"), () => react(entry)));
    } catch (error) {
      noteFailure(error);
      here.failed += 1;
      const sequence = record.dynamodb?.SequenceNumber ?? "";
      log.error("projection failed", { sequence, error });
      batchItemFailures.push({ itemIdentifier: sequence });
    }
  }
  // The line at the end speaks of all of them.
  if (tenants.size > 1) here.tenant = null;
  return { batchItemFailures };
}

/** Lambda entry: keeps the projections after the journal. */
export const handler = (
  event: DynamoDBStreamEvent,
  context?: { readonly awsRequestId: string },
): Promise<DynamoDBBatchResponse> => {
  const news = event.Records.filter(isNews);
  const beginning = { function: "projector", event: "batch", operation: "projection" } as const;
  return observed({ ...beginning, awsRequestId: context?.awsRequestId }, (here) => {
    here.actor = "system";
    here.records = news.length;
    return follow(news, here);
  });
};

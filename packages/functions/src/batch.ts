import { systemContext, within } from "@selaras/core/kernel/context.ts";
import type { JournalRecord } from "@selaras/core/db/journal.ts";
import type { TenantId } from "@selaras/core/kernel/id.ts";
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { type Invocation, noteFailure } from "./invocation.ts";
import { entryOf } from "./journal-news.ts";
import { log } from "./log.ts";
import { forTenant } from "./observe.ts";

/** How a consumer of the journal works. */
export type Consumer = {
  /** In whose name the product acts, as the context and the journal show it. */
  readonly job: string;
  /** What the log calls a record that failed. */
  readonly broken: string;
  readonly work: (entry: JournalRecord) => Promise<void>;
};

/**
 * Runs a consumer over journal entries, one after another, each on a session of its own tenant. One that fails does not
 * keep the others: they are done now, and done again without effect when the batch comes once more from the first that
 * failed. Otherwise one poisoned record would take other regencies' news with it when Lambda gives up on it.
 */
export async function eachEntry(
  records: readonly DynamoDBRecord[],
  here: Invocation,
  { job, broken, work }: Consumer,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchItemFailure[] = [];
  const tenants = new Set<TenantId>();
  for (const record of records) {
    // Until the entry is read nobody knows whose it is.
    here.tenant = null;
    try {
      const { tenant, entry } = entryOf(record);
      tenants.add(tenant);
      await forTenant(here, tenant, () => within(systemContext(tenant, job), () => work(entry)));
    } catch (error) {
      noteFailure(error);
      here.failed += 1;
      const sequence = record.dynamodb?.SequenceNumber ?? "";
      log.error(broken, { sequence, error });
      batchItemFailures.push({ itemIdentifier: sequence });
    }
  }
  // The line at the end speaks of all of them.
  if (tenants.size > 1) here.tenant = null;
  return { batchItemFailures };
}

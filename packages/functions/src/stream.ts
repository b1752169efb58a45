import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { JournalRecord } from "@selaras/core/db/journal.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { react } from "@selaras/core/projection/react.ts";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as v from "valibot";
import { log } from "./log.ts";

/** What the event source passes on: new journal items, one record per command. Everything else is not news. */
export function isNews(record: DynamoDBRecord): boolean {
  return record.eventName === "INSERT" && record.dynamodb?.NewImage?.["__edb_e__"]?.S === "journal";
}

type Image = Parameters<typeof unmarshall>[0];

/** The journal entry of a record and its tenant; a key and an attribute that name different tenants are no news of ours. */
function entryOf(record: DynamoDBRecord): { tenant: TenantId; entry: JournalRecord } {
  const item = unmarshall(record.dynamodb?.NewImage as Image);
  const tenant = v.parse(TenantId, item["tenant"]);
  if (!String(item["pk"]).startsWith(`${tenant}#`)) throw new Error("A journal entry lies outside of its tenant");
  return { tenant, entry: item as unknown as JournalRecord };
}

/**
 * Lambda entry: keeps the projections after the journal. Records go one after another, because the entries of one
 * report follow each other; the first that fails is named and the batch goes on from there later.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    if (!isNews(record)) continue;
    try {
      const { tenant, entry } = entryOf(record);
      await within(systemContext(tenant, "proyeksi"), () => react(entry));
    } catch (error) {
      log.error("projection failed", { sequence: record.dynamodb?.SequenceNumber, error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  return { batchItemFailures: [] };
}

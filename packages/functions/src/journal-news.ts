import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { JournalRecord } from "@selaras/core/db/journal.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import type { DynamoDBRecord } from "aws-lambda";
import * as v from "valibot";

/** What the event source passes on: new journal items, one record per command. Everything else is not news. */
export function isNews(record: DynamoDBRecord): boolean {
  return record.eventName === "INSERT" && record.dynamodb?.NewImage?.["__edb_e__"]?.S === "journal";
}

type Image = Parameters<typeof unmarshall>[0];

/** The journal entry of a record and its tenant; a key and an attribute that name different tenants are no news of ours. */
export function entryOf(record: DynamoDBRecord): { tenant: TenantId; entry: JournalRecord } {
  const item = unmarshall(record.dynamodb?.NewImage as Image);
  const tenant = v.parse(TenantId, item["tenant"]);
  if (!String(item["pk"]).startsWith(`${tenant}#`)) throw new Error("A journal entry lies outside of its tenant");
  return { tenant, entry: item as unknown as JournalRecord };
}

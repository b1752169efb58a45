import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { tenantId } from "../kernel/context.ts";
import { documents, tableName } from "./client.ts";
import type { Item } from "./write.ts";

const KEYS = new Set(["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "__edb_e__", "__edb_v__", "tenant"]);

/**
 * Items of several kinds that sort together in one partition of the acting tenant, read in as few pages as they need.
 * Gives per entity name the records without their keys.
 */
export async function readTogether(
  partition: string,
  prefix: string,
  options: { strong?: boolean } = {},
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const found = new Map<string, Item[]>();
  let from: Item | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        ConsistentRead: options.strong ?? false,
        ...(from ? { ExclusiveStartKey: from } : {}),
        KeyConditionExpression: "pk = :partition AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":partition": `${tenantId()}#${partition}`, ":prefix": prefix },
      }),
    );
    for (const item of page.Items ?? []) {
      const kind = String(item["__edb_e__"]);
      const record = Object.fromEntries(Object.entries(item).filter(([name]) => !KEYS.has(name)));
      const list = found.get(kind);
      if (list) list.push(record);
      else found.set(kind, [record]);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

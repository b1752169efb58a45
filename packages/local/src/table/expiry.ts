import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import { EXPIRY_ATTRIBUTE } from "./create.ts";

/** What a sweep needs to know; `now` is the clock of the local house, which tests and demonstrations move forward. */
export interface ExpirySweep {
  client: DynamoDBClient;
  tableName: string;
  now: () => Date;
}

/**
 * Removes every item whose `expires` (seconds since 1970) lies before now, as DynamoDB's own time-to-live does within
 * days and the local engine never. Reads the whole table: for one machine only. An item whose expiry was moved while
 * the sweep ran stays. Unlike in the cloud the removals carry no `userIdentity` in the stream.
 *
 * @returns the number of items removed.
 */
export async function sweepExpired({ client, tableName, now }: ExpirySweep): Promise<number> {
  const described = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const keyNames = new Set(described.Table?.KeySchema?.map((key) => key.AttributeName));
  const condition = "attribute_type(#expires, :number) and #expires < :now";
  const ended = {
    TableName: tableName,
    ExpressionAttributeNames: { "#expires": EXPIRY_ATTRIBUTE },
    ExpressionAttributeValues: { ":now": { N: String(Math.floor(now().getTime() / 1000)) }, ":number": { S: "N" } },
  };
  let removed = 0;
  for await (const page of paginateScan({ client }, { ...ended, FilterExpression: condition })) {
    for (const item of page.Items ?? []) {
      const key = Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.has(name)));
      try {
        await client.send(new DeleteItemCommand({ ...ended, Key: key, ConditionExpression: condition }));
        removed += 1;
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      }
    }
  }
  return removed;
}

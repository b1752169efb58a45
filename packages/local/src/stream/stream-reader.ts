import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import type { Position } from "./checkpoint.ts";
import { toEventRecord } from "./stream-event.ts";

const RECORDS_PER_READ = 1000;

/** A record together with the position that says one is done with it. */
export interface StreamItem {
  record: DynamoDBRecord;
  position: Position;
}

/** Reads a table's stream from the oldest record, or from behind a checkpoint, in order. */
export interface StreamReader {
  /** The next records, at most `limit`; none when the newest record has been read. */
  read(limit: number): Promise<StreamItem[]>;
}

/**
 * A reader that continues behind `checkpoint`. It starts at the oldest record when there is no checkpoint, when the
 * checkpoint's record was trimmed, or when it belongs to an earlier life of the table.
 */
export function streamReader(
  client: DynamoDBStreamsClient,
  tableName: string,
  checkpoint: Position | undefined,
): StreamReader {
  let last = checkpoint;
  let open: { arn: string; shard: string; iterator: string } | undefined;

  const iteratorFor = async (arn: string, shard: string, after: string | undefined): Promise<string> => {
    const where = { StreamArn: arn, ShardId: shard };
    const start =
      after === undefined
        ? { ...where, ShardIteratorType: "TRIM_HORIZON" as const }
        : { ...where, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: after };
    try {
      const { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
      if (ShardIterator === undefined) throw new Error(`The stream of ${tableName} gives no iterator.`);
      return ShardIterator;
    } catch (cause) {
      if (cause instanceof TrimmedDataAccessException && after !== undefined) return iteratorFor(arn, shard, undefined);
      throw cause;
    }
  };

  const openShard = async () => {
    const { arn, shards } = await describeStream(client, tableName);
    const known = last?.arn === arn ? shards.find(({ id }) => id === last?.shard) : undefined;
    const shard = known ?? shards[0];
    if (shard === undefined) throw new Error(`The stream of ${tableName} has no shard yet.`);
    const iterator = await iteratorFor(arn, shard.id, known ? last?.sequence : undefined);
    return { arn, shard: shard.id, iterator };
  };

  /** A closed shard is followed by the next one in the list; an open one is simply read on. */
  const openNextShard = async (arn: string, closed: string) => {
    const { shards } = await describeStream(client, tableName);
    const next = shards[shards.findIndex(({ id }) => id === closed) + 1];
    if (next === undefined) return undefined;
    return { arn, shard: next.id, iterator: await iteratorFor(arn, next.id, undefined) };
  };

  return {
    async read(limit) {
      open ??= await openShard();
      const { arn, shard, iterator } = open;
      const Limit = Math.min(limit, RECORDS_PER_READ);
      const answer = await client
        .send(new GetRecordsCommand({ ShardIterator: iterator, Limit }))
        .catch((cause: unknown) => {
          // An expired iterator or a restarted engine: the next read opens the shard again behind the last record.
          open = undefined;
          throw cause;
        });
      const region = await client.config.region();
      const items = (answer.Records ?? []).map((record) => ({
        record: toEventRecord(record, arn, region),
        position: { arn, shard, sequence: record.dynamodb?.SequenceNumber ?? "" },
      }));
      last = items.at(-1)?.position ?? last;
      open =
        answer.NextShardIterator === undefined
          ? await openNextShard(arn, shard)
          : { arn, shard, iterator: answer.NextShardIterator };
      return items;
    },
  };
}

interface Shard {
  id: string;
}

async function describeStream(
  client: DynamoDBStreamsClient,
  tableName: string,
): Promise<{ arn: string; shards: Shard[] }> {
  const { Streams } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const arn = Streams?.at(-1)?.StreamArn;
  if (arn === undefined) throw new Error(`The table ${tableName} has no stream.`);
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: arn, ...(from === undefined ? {} : { ExclusiveStartShardId: from }) }),
    );
    for (const { ShardId } of StreamDescription?.Shards ?? []) if (ShardId !== undefined) shards.push({ id: ShardId });
    from = StreamDescription?.LastEvaluatedShardId;
  } while (from !== undefined);
  return { arn, shards };
}

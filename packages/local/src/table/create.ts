import { DatabaseSync } from "node:sqlite";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

/** The attribute that holds the instant, in seconds since 1970, after which an item may be removed. */
export const EXPIRY_ATTRIBUTE = "expires";

const ROWS_PER_TRIM = 2000;

/**
 * Creates the table unless it exists, and lets items end at their attribute `expires`. Safe to repeat; an existing
 * table keeps its keys and indexes whatever the definition says.
 *
 * @param options.file the engine's SQLite file; given, the stream log gets the indexes without which every write
 *   scans the whole log (220 instead of 1,800 items a second at some ten thousand records).
 */
export async function createTable(
  client: DynamoDBClient,
  definition: CreateTableCommandInput,
  options: { file?: string } = {},
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition));
  } catch (cause) {
    if (!(cause instanceof ResourceInUseException)) throw cause;
  }
  const TableName = definition.TableName;
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { TableName });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  if (status !== "ENABLED" && status !== "ENABLING") {
    const TimeToLiveSpecification = { AttributeName: EXPIRY_ATTRIBUTE, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  if (options.file !== undefined) indexStreamLog(options.file);
}

/** Adds the two indexes to the engine's stream log in `file`. Safe to repeat and while the engine runs. */
export function indexStreamLog(file: string): void {
  withDatabase(file, (database) => {
    database.exec(
      "create index if not exists _sr_seq on _stream_records(table_name, CAST(sequence_number AS INTEGER));" +
        "create index if not exists _sr_read on _stream_records" +
        "(table_name, shard_id, CAST(sequence_number AS INTEGER));",
    );
  });
}

/**
 * Removes old records of the stream log, which the engine never trims itself, and keeps the newest `keep` of every
 * table, at least one: the engine numbers the next record after the newest it finds. Works in small steps, so that
 * the running engine's writes wait milliseconds at most.
 *
 * @returns the number of records removed.
 */
export function trimStream(file: string, keep: number): number {
  const kept = Math.max(1, Math.floor(keep));
  return withDatabase(file, (database) => {
    const tables = database.prepare("select distinct table_name as name from _stream_records").all();
    const remove = database.prepare(
      "delete from _stream_records where id in (select id from _stream_records where table_name = :name and " +
        "CAST(sequence_number AS INTEGER) < :oldest order by CAST(sequence_number AS INTEGER) limit :rows)",
    );
    const nth = database.prepare(
      "select CAST(sequence_number AS INTEGER) as oldest from _stream_records where table_name = :name " +
        "order by CAST(sequence_number AS INTEGER) desc limit 1 offset :skip",
    );
    let removed = 0;
    for (const { name } of tables) {
      if (typeof name !== "string") continue;
      const oldest = nth.get({ name, skip: kept - 1 })?.["oldest"];
      if (typeof oldest !== "number") continue;
      for (let changes = ROWS_PER_TRIM; changes === ROWS_PER_TRIM; ) {
        changes = Number(remove.run({ name, oldest, rows: ROWS_PER_TRIM }).changes);
        removed += changes;
      }
    }
    return removed;
  });
}

function withDatabase<T>(file: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    database.exec("pragma busy_timeout = 5000");
    return use(database);
  } finally {
    database.close();
  }
}

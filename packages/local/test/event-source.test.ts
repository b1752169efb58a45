import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EventSource, type EventSourceOptions, startEventSource } from "../src/stream/event-source.ts";
import { createTable, trimStream } from "../src/table/create.ts";
import { startTableEngine, type TableEngine } from "../src/table/engine.ts";
import { clientsFor, DEFINITION, ownFolder, TABLE, until } from "./table-bench.ts";

// A poll pause far longer than any test: whatever passes here was woken, not waited for.
const NEVER = 60_000;

let engine: TableEngine;
let clients: ReturnType<typeof clientsFor>;
let folder = "";
let remove = () => {};
const sources: EventSource[] = [];

beforeEach(async () => {
  ({ folder, remove } = ownFolder());
  engine = await startTableEngine({ file: path.join(folder, "table.sqlite") });
  clients = clientsFor(engine.endpoint);
  await createTable(clients.client, DEFINITION, { file: path.join(folder, "table.sqlite") });
});
afterEach(async () => {
  for (const source of sources.splice(0)) await source.stop();
  await engine.stop();
  remove();
});

function listen(options: Partial<EventSourceOptions> & Pick<EventSourceOptions, "consumer">): EventSource {
  const source = startEventSource({
    client: clients.streams,
    tableName: TABLE,
    name: "test",
    pollMs: NEVER,
    retryPauseMs: 1,
    ...options,
  });
  sources.push(source);
  return source;
}

async function write(...keys: number[]): Promise<void> {
  for (const key of keys) {
    const Item = { pk: "p", sk: String(key) };
    await clients.documents.send(new PutCommand({ TableName: TABLE, Item }));
  }
}

const keyOf = (record: DynamoDBRecord) => Number(record.dynamodb?.Keys?.["sk"]?.S);
const keysOf = (event: DynamoDBStreamEvent) => event.Records.map(keyOf);
const failFrom = (record: DynamoDBRecord | undefined) => ({
  batchItemFailures: [{ itemIdentifier: record?.dynamodb?.SequenceNumber ?? "" }],
});

describe("an event source", () => {
  it("hands over every change in order, in batches of the given size", async () => {
    const calls: number[][] = [];
    await write(1, 2, 3, 4, 5, 6, 7);
    const source = listen({ batchSize: 3, consumer: async (event) => void calls.push(keysOf(event)) });
    await source.drained();
    expect(calls).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(source.stats).toEqual({ batches: 3, records: 7, filtered: 0, retries: 0, dead: 0 });
  });

  it("gives the consumer records in Lambda's own shape", async () => {
    const records: DynamoDBRecord[] = [];
    const Key = { pk: "p", sk: "1" };
    const values = { bytes: new Uint8Array([1, 2, 255]), tags: new Set(["a"]), deep: { list: [1, "x", null, true] } };
    await clients.documents.send(new PutCommand({ TableName: TABLE, Item: { ...Key, ...values } }));
    await clients.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key,
        UpdateExpression: "REMOVE bytes, tags, deep",
      }),
    );
    await clients.documents.send(new DeleteCommand({ TableName: TABLE, Key }));
    await listen({ consumer: async (event) => void records.push(...event.Records) }).drained();
    const key = { pk: { S: "p" }, sk: { S: "1" } };
    const whole = {
      ...key,
      bytes: { B: "AQL/" },
      tags: { SS: ["a"] },
      deep: { M: { list: { L: [{ N: "1" }, { S: "x" }, { NULL: true }, { BOOL: true }] } } },
    };
    expect(records).toMatchObject([
      { eventName: "INSERT", dynamodb: { Keys: key, NewImage: whole, StreamViewType: "NEW_AND_OLD_IMAGES" } },
      { eventName: "MODIFY", dynamodb: { OldImage: whole, NewImage: key } },
      { eventName: "REMOVE", dynamodb: { OldImage: key } },
    ]);
    expect(records.map((record) => record.awsRegion)).toEqual(Array(3).fill("ap-southeast-3"));
    expect(new Set(records.map((record) => record.eventID)).size).toBe(3);
    expect(Number.isInteger(records[0]?.dynamodb?.ApproximateCreationDateTime)).toBe(true);
  });

  it("calls the consumer only for records that pass the filter, and moves past the others", async () => {
    const seen: number[] = [];
    const checkpointFile = path.join(folder, "even.json");
    await write(1, 2, 3);
    const source = listen({
      checkpointFile,
      filter: (record) => keyOf(record) % 2 === 0,
      consumer: async (event) => void seen.push(...keysOf(event)),
    });
    await source.drained();
    expect(seen).toEqual([2]);
    expect(source.stats).toMatchObject({ batches: 1, records: 1, filtered: 2 });
    expect(JSON.parse(readFileSync(checkpointFile, "utf8"))).toMatchObject({ sequence: "3" });
  });

  it("comes again from the record that was reported, and not with those before it", async () => {
    const calls: number[][] = [];
    await write(1, 2, 3, 4);
    const source = listen({
      consumer: async (event) => {
        calls.push(keysOf(event));
        // Of several reported records the first in order counts, whatever the order of the report.
        return calls.length === 1
          ? {
              batchItemFailures: [
                ...failFrom(event.Records[3]).batchItemFailures,
                ...failFrom(event.Records[2]).batchItemFailures,
              ],
            }
          : { batchItemFailures: [] };
      },
    });
    await source.drained();
    expect(calls).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
    expect(source.stats).toEqual({ batches: 2, records: 4, filtered: 0, retries: 1, dead: 0 });
  });

  it("repeats the whole batch when the consumer throws or names a record that is not there", async () => {
    const calls: number[][] = [];
    await write(1, 2);
    const source = listen({
      consumer: async (event) => {
        calls.push(keysOf(event));
        if (calls.length === 1) throw new Error("not now");
        if (calls.length === 2) return { batchItemFailures: [{ itemIdentifier: "" }] };
        return undefined;
      },
    });
    await source.drained();
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it("gives up the whole batch when the consumer cannot say which record it was", async () => {
    let calls = 0;
    await write(1, 2);
    const source = listen({
      retries: 1,
      consumer: async () => {
        calls += 1;
        if (calls % 2 === 1) throw new Error("broken");
        return { batchItemFailures: [{ itemIdentifier: "not in the batch" }] };
      },
    });
    await source.drained();
    expect(source.deadLetters().map((letter) => keyOf(letter.record))).toEqual([1, 2]);
    expect(calls).toBe(2);
  });

  it("gives up one poisoned record after the last repetition, keeps it, and delivers those behind it", async () => {
    const deadLetterFile = path.join(folder, "dead.jsonl");
    const received: number[] = [];
    let poison = 2;
    let offered = 0;
    await write(1, 2, 3);
    const source = listen({
      retries: 2,
      deadLetterFile,
      now: () => new Date("2026-03-31T16:00:00Z"),
      consumer: async (event) => {
        for (const record of event.Records) {
          if (keyOf(record) === poison) {
            offered += 1;
            return failFrom(record);
          }
          received.push(keyOf(record));
        }
        return undefined;
      },
    });
    await source.drained();
    expect(received).toEqual([1, 3]);
    expect(offered).toBe(3);
    expect(source.deadLetters()).toMatchObject([{ source: "test", attempts: 3, at: "2026-03-31T16:00:00.000Z" }]);
    expect(source.stats).toMatchObject({ records: 3, dead: 1, retries: 2 });

    const records = source.deadLetters().map((letter) => letter.record);
    expect(await source.replay(records)).toEqual({ received: 0, failed: 1 });
    expect(source.deadLetters()).toHaveLength(1);
    poison = 0;
    expect(await source.replay(records)).toEqual({ received: 1, failed: 0 });
    expect(received).toEqual([1, 3, 2]);
    expect(readFileSync(deadLetterFile, "utf8")).toBe("");
  });

  it("goes on behind its checkpoint after a restart, and repeats a batch that was not finished", async () => {
    const checkpointFile = path.join(folder, "one.json");
    const seen: number[] = [];
    const consumer = async (event: DynamoDBStreamEvent) => void seen.push(...keysOf(event));
    await write(1, 2);
    const first = listen({ checkpointFile, consumer });
    await first.drained();
    await first.stop();

    await write(3);
    let refused = 0;
    const interrupted = listen({
      checkpointFile,
      retries: 1000,
      retryPauseMs: NEVER,
      consumer: async () => {
        refused += 1;
        throw new Error("interrupted");
      },
    });
    await until(() => refused === 1);
    await interrupted.stop();
    expect(interrupted.stats.dead).toBe(0);

    await listen({ checkpointFile, consumer }).drained();
    expect(seen).toEqual([1, 2, 3]);
  });

  it("starts at the oldest record when its checkpoint was trimmed, is broken, or is of another table's life", async () => {
    const checkpointFile = path.join(folder, "trimmed.json");
    const seenFrom = async () => {
      const seen: number[] = [];
      const source = listen({ checkpointFile, consumer: async (event) => void seen.push(...keysOf(event)) });
      await source.drained();
      await source.stop();
      return seen;
    };
    await write(1);
    expect(await seenFrom()).toEqual([1]);
    const kept: unknown = JSON.parse(readFileSync(checkpointFile, "utf8"));
    await write(2, 3, 4);
    trimStream(path.join(folder, "table.sqlite"), 2);
    expect(await seenFrom()).toEqual([3, 4]);
    expect(await seenFrom()).toEqual([]);

    const foreign = { ...Object(kept), arn: "arn:aws:dynamodb:local:000000000000:table/other/stream/1", sequence: "4" };
    for (const text of ["{", JSON.stringify(foreign)]) {
      writeFileSync(checkpointFile, text);
      expect(await seenFrom()).toEqual([3, 4]);
    }
  });

  it("lets several readers follow one stream, each at its own pace", async () => {
    const fast: number[] = [];
    const slow: number[] = [];
    const first = listen({ name: "fast", consumer: async (event) => void fast.push(...keysOf(event)) });
    const second = listen({ name: "slow", batchSize: 1, consumer: async (event) => void slow.push(...keysOf(event)) });
    await write(1, 2, 3);
    await Promise.all([first.drained(), second.drained()]);
    expect(fast).toEqual([1, 2, 3]);
    expect(slow).toEqual([1, 2, 3]);
  });

  it("waits a while for a batch to fill, but not when somebody waits for the end", async () => {
    const calls: number[][] = [];
    const consumer = async (event: DynamoDBStreamEvent) => void calls.push(keysOf(event));
    const source = listen({ batchSize: 3, batchWindowMs: NEVER, pollMs: 2, consumer });
    await write(1, 2, 3, 4);
    await until(() => calls.length === 1);
    expect(calls).toEqual([[1, 2, 3]]);
    await source.drained();
    expect(calls).toEqual([[1, 2, 3], [4]]);
  });

  it("goes on after the engine was killed", async () => {
    const seen: number[] = [];
    const source = listen({ pollMs: 2, consumer: async (event) => void seen.push(...keysOf(event)) });
    await write(1);
    await source.drained();
    const killed = engine.pid;
    process.kill(killed, "SIGKILL");
    await until(() => engine.pid !== killed);
    await write(2);
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 2]);
  });

  it("tells those who wait that it was stopped", async () => {
    let release = () => {};
    let entered = false;
    await write(1);
    const source = listen({
      consumer: () => {
        entered = true;
        return new Promise<void>((resolve) => (release = resolve));
      },
    });
    const waiting = source.drained();
    await until(() => entered);
    const stopping = source.stop();
    release();
    await expect(waiting).rejects.toThrow(/stopped/);
    await stopping;
    await expect(source.drained()).rejects.toThrow(/stopped/);
  });
});

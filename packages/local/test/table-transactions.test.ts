// Transactions, tokens and the figures for capacity: the parts of DynamoDB on which "one command, one commit" rests.
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTable } from "../src/table/create.ts";
import { startTableEngine, type TableEngine } from "../src/table/engine.ts";
import { clientsFor, DEFINITION, rejection, TABLE } from "./table-bench.ts";

let engine: TableEngine;
let documents: ReturnType<typeof clientsFor>["documents"];

beforeAll(async () => {
  engine = await startTableEngine();
  const clients = clientsFor(engine.endpoint, 1);
  documents = clients.documents;
  await createTable(clients.client, DEFINITION);
});
afterAll(() => engine.stop());

type Writes = NonNullable<TransactWriteCommandInput["TransactItems"]>;

const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: TABLE, Item }));
const commit = (TransactItems: Writes, ClientRequestToken?: string) =>
  documents.send(
    new TransactWriteCommand({ TransactItems, ...(ClientRequestToken === undefined ? {} : { ClientRequestToken }) }),
  );
const partition = async (pk: string) => {
  const found = await documents.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
      ConsistentRead: true,
    }),
  );
  return found.Items ?? [];
};
const putOf = (pk: string, sk: string): Writes[number] => ({ Put: { TableName: TABLE, Item: { pk, sk } } });
const plus = (pk: string, sk: string, by: number): Writes[number] => ({
  Update: {
    TableName: TABLE,
    Key: { pk, sk },
    UpdateExpression: "ADD c :by",
    ExpressionAttributeValues: { ":by": by },
  },
});
const revIs = (pk: string, rev: number): Writes[number] => ({
  ConditionCheck: {
    TableName: TABLE,
    Key: { pk, sk: "head" },
    ConditionExpression: "rev = :rev",
    ExpressionAttributeValues: { ":rev": rev },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

describe("a transaction", () => {
  it("does all its writes together", async () => {
    await put({ pk: "checked", sk: "head", rev: 2 });
    await put({ pk: "all", sk: "gone" });
    await commit([
      putOf("all", "new"),
      plus("all", "count", 1),
      { Delete: { TableName: TABLE, Key: { pk: "all", sk: "gone" } } },
      revIs("checked", 2),
    ]);
    expect(await partition("all")).toEqual([
      { pk: "all", sk: "count", c: 1 },
      { pk: "all", sk: "new" },
    ]);
  });

  it("does none when one condition fails, and says which, in order, with the item", async () => {
    await put({ pk: "none-checked", sk: "head", rev: 7 });
    const refused = await rejection(commit([putOf("none", "1"), revIs("none-checked", 999), plus("none", "2", 1)]));
    expect(refused).toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Item: { rev: { N: "7" } } },
        { Code: "None" },
      ],
    });
    expect(await partition("none")).toEqual([]);
  });

  it("may touch an item once and a hundred items at most", async () => {
    const twice = [putOf("x", "1"), { Delete: { TableName: TABLE, Key: { pk: "x", sk: "1" } } }];
    expect(await rejection(commit(twice))).toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("multiple operations on one item"),
    });
    const puts = (count: number) => Array.from({ length: count }, (_, n) => putOf("hundred", String(n)));
    expect(await rejection(commit(puts(101)))).toMatchObject({ name: "ValidationException" });
    expect(await partition("hundred")).toEqual([]);
    await commit(puts(100));
    expect(await partition("hundred")).toHaveLength(100);
  });

  it("happens once however often its token is sent, and the token serves no other transaction", async () => {
    await commit([plus("token", "1", 1)], "token-1");
    await commit([plus("token", "1", 1)], "token-1");
    expect(await partition("token")).toEqual([{ pk: "token", sk: "1", c: 1 }]);
    const other = await rejection(commit([plus("token", "1", 2)], "token-1"));
    expect(other).toMatchObject({ name: "IdempotentParameterMismatchException" });
  });

  it("lets exactly one of many writers take each revision", async () => {
    await put({ pk: "race", sk: "head", rev: 0 });
    const raise = async () => {
      for (;;) {
        const found = await documents.send(
          new GetCommand({ TableName: TABLE, Key: { pk: "race", sk: "head" }, ConsistentRead: true }),
        );
        const rev = Number(found.Item?.["rev"]);
        const next: Writes[number] = {
          Update: {
            TableName: TABLE,
            Key: { pk: "race", sk: "head" },
            UpdateExpression: "SET rev = :next",
            ConditionExpression: "rev = :rev",
            ExpressionAttributeValues: { ":rev": rev, ":next": rev + 1 },
          },
        };
        const log: Writes[number] = {
          Put: {
            TableName: TABLE,
            Item: { pk: "race-log", sk: String(rev + 1).padStart(3, "0") },
            ConditionExpression: "attribute_not_exists(pk)",
          },
        };
        const lost = await commit([next, log]).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        if (lost === undefined) return;
        expect(lost).toMatchObject({ name: "TransactionCanceledException" });
      }
    };
    await Promise.all(Array.from({ length: 20 }, raise));
    expect(await partition("race")).toEqual([{ pk: "race", sk: "head", rev: 20 }]);
    expect(await partition("race-log")).toHaveLength(20);
  });

  it("reads several items at one instant, with a gap where there is none", async () => {
    await put({ pk: "read", sk: "1", n: 1 });
    const { Responses } = await documents.send(
      new TransactGetCommand({
        TransactItems: ["1", "absent"].map((sk) => ({ Get: { TableName: TABLE, Key: { pk: "read", sk } } })),
      }),
    );
    expect(Responses?.map((one) => one.Item)).toEqual([{ pk: "read", sk: "1", n: 1 }, undefined]);
  });
});

describe("consumed capacity", () => {
  const TOTAL = { ReturnConsumedCapacity: "TOTAL" } as const;
  const INDEXES = { ReturnConsumedCapacity: "INDEXES" } as const;
  const indexed = { gsi1pk: "1", gsi1sk: "1", gsi2pk: "2", gsi2sk: "2", card: "1", d: "x".repeat(3500) };

  it("of a put is one unit for each begun KB, in the table and in each index that keeps a copy", async () => {
    const small = { TableName: TABLE, Item: { pk: "cost", sk: "1", d: "x".repeat(900) }, ...TOTAL };
    expect((await documents.send(new PutCommand(small))).ConsumedCapacity?.CapacityUnits).toBe(1);
    const large = { TableName: TABLE, Item: { pk: "cost", sk: "2", ...indexed }, ...INDEXES };
    // 3.5 KB are 4 units in the table and in gsi1, which keeps all; gsi2 keeps a small card.
    expect((await documents.send(new PutCommand(large))).ConsumedCapacity).toMatchObject({
      CapacityUnits: 9,
      Table: { CapacityUnits: 4 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 4 }, gsi2: { CapacityUnits: 1 } },
    });
    // Writing the same again leaves both indexes as they are.
    expect((await documents.send(new PutCommand(large))).ConsumedCapacity?.CapacityUnits).toBe(4);
  });

  it("of a moved index key is two units, one to take out and one to put in", async () => {
    await put({ pk: "cost", sk: "3", gsi1pk: "1", gsi1sk: "1" });
    const { ConsumedCapacity } = await documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: { pk: "cost", sk: "3" },
        UpdateExpression: "SET gsi1sk = :to",
        ExpressionAttributeValues: { ":to": "2" },
        ...INDEXES,
      }),
    );
    expect(ConsumedCapacity).toMatchObject({
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 } },
    });
  });

  it("of a read is half a unit for each begun 4 KB, a whole one when strong; a query adds its items first", async () => {
    await put({ pk: "cost", sk: "5k", d: "x".repeat(5000) });
    const read = async (ConsistentRead: boolean) => {
      const Key = { pk: "cost", sk: "5k" };
      const found = await documents.send(new GetCommand({ TableName: TABLE, Key, ConsistentRead, ...TOTAL }));
      return found.ConsumedCapacity?.CapacityUnits;
    };
    expect([await read(false), await read(true)]).toEqual([1, 2]);
    for (let n = 0; n < 11; n += 1) await put({ pk: "cost-list", sk: String(n) });
    const query = new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": "cost-list" },
      ...TOTAL,
    });
    expect((await documents.send(query)).ConsumedCapacity?.CapacityUnits).toBe(0.5);
  });

  it("of a transaction is double", async () => {
    const written = await documents.send(new TransactWriteCommand({ TransactItems: [putOf("cost", "t")], ...TOTAL }));
    expect(written.ConsumedCapacity).toMatchObject([{ CapacityUnits: 2 }]);
    const TransactItems = [{ Get: { TableName: TABLE, Key: { pk: "cost", sk: "t" } } }];
    const read = await documents.send(new TransactGetCommand({ TransactItems, ...TOTAL }));
    expect(read.ConsumedCapacity).toMatchObject([{ CapacityUnits: 2 }]);
  });
});

// What the product relies on in DynamoDB, asked of the local engine. Not asked because the engine does not emulate it:
// eventual consistency, TransactionConflict and throttling (see chaos.ts), hot partitions, removal at expiry (see
// expiry.ts), backups to a point in time, IAM. Not asked because the product forbids it: Scan segments, PartiQL.
// Page sizes are never asserted: they differ between engine and cloud.
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { BatchGetCommand, BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
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

const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: TABLE, Item }));
const get = async (pk: string, sk: string) =>
  (await documents.send(new GetCommand({ TableName: TABLE, Key: { pk, sk }, ConsistentRead: true }))).Item;

describe("an item", () => {
  it("comes back as it was put, and an update changes what it names", async () => {
    const Key = { pk: "item", sk: "1" };
    await put({ ...Key, n: 1, l: [1], m: { x: 1 }, s: new Set(["a"]), nul: null, b: true, empty: "", é: "Kutai é 中" });
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key,
        UpdateExpression:
          "SET l = list_append(l, :l), #first = if_not_exists(#first, :ten) + :one, m.y = :one REMOVE nul " +
          "ADD n :one, s :more",
        ExpressionAttributeNames: { "#first": "status" },
        ExpressionAttributeValues: { ":l": [2], ":ten": 10, ":one": 1, ":more": new Set(["b"]) },
        ReturnValues: "ALL_NEW",
      }),
    );
    const expected = { ...Key, n: 2, l: [1, 2], m: { x: 1, y: 1 }, s: new Set(["a", "b"]), b: true, empty: "" };
    expect(Attributes).toEqual({ ...expected, é: "Kutai é 中", status: 11 });
    expect(await get("item", "1")).toEqual(Attributes);
  });

  it("is refused over a failed condition, and the item that stood in the way can be had", async () => {
    await put({ pk: "cond", sk: "1", rev: 3 });
    const onlyNew = {
      TableName: TABLE,
      Item: { pk: "cond", sk: "1" },
      ConditionExpression: "attribute_not_exists(pk)",
    };
    expect(await rejection(documents.send(new PutCommand(onlyNew)))).toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
    });
    const telling = new PutCommand({ ...onlyNew, ReturnValuesOnConditionCheckFailure: "ALL_OLD" });
    expect(await rejection(documents.send(telling))).toMatchObject({ Item: { rev: { N: "3" } } });
    const stale = new DeleteCommand({
      TableName: TABLE,
      Key: { pk: "cond", sk: "1" },
      ConditionExpression: "rev = :rev",
      ExpressionAttributeValues: { ":rev": 2 },
    });
    expect(await rejection(documents.send(stale))).toMatchObject({ name: "ConditionalCheckFailedException" });
    expect(await get("cond", "1")).toEqual({ pk: "cond", sk: "1", rev: 3 });
  });

  it("may have 400 KB with its names and not a byte more", async () => {
    const named = "pk".length + "big".length + "sk".length + "1".length + "d".length;
    await put({ pk: "big", sk: "1", d: "x".repeat(409_600 - named) });
    expect(await rejection(put({ pk: "big", sk: "1", d: "x".repeat(409_601 - named) }))).toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("Item size has exceeded"),
    });
  });

  it("is refused with an empty or wrongly typed key, in the table and in an index", async () => {
    const wrong = [
      { pk: "", sk: "1" },
      { pk: "k", sk: "" },
      { pk: 1, sk: "1" },
      { pk: "k" },
      { pk: "k", sk: "1", gsi1pk: 5, gsi1sk: "1" },
      { pk: "k", sk: "1", gsi1pk: "", gsi1sk: "1" },
    ];
    for (const item of wrong) expect(await rejection(put(item))).toMatchObject({ name: "ValidationException" });
  });

  it("is refused when an expression is sloppy: unused value, reserved word", async () => {
    const update = (UpdateExpression: string, values: Record<string, unknown>) =>
      documents.send(
        new UpdateCommand({
          TableName: TABLE,
          Key: { pk: "item", sk: "sloppy" },
          UpdateExpression,
          ExpressionAttributeValues: values,
        }),
      );
    expect(await rejection(update("SET q = :a", { ":a": 1, ":b": 2 }))).toMatchObject({ name: "ValidationException" });
    expect(await rejection(update("SET status = :a", { ":a": 1 }))).toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("reserved keyword"),
    });
  });

  it("is not found in a table that is not there, with the cloud's own error", async () => {
    const elsewhere = new GetCommand({ TableName: "absent", Key: { pk: "1", sk: "1" } });
    expect(await rejection(documents.send(elsewhere))).toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("a query", () => {
  const sk = (n: number) => String(n).padStart(3, "0");
  beforeAll(async () => {
    const items = Array.from({ length: 100 }, (_, n) => ({
      pk: "list",
      sk: sk(n),
      gsi1pk: "desk",
      gsi1sk: sk(n),
      gsi2pk: "due",
      gsi2sk: sk(n),
      card: { n },
      n,
      hidden: true,
    }));
    for (let from = 0; from < 100; from += 25) {
      const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
    }
  });

  it("pages backwards through an index with prefix, filter and projection, and skips nothing", async () => {
    const found: unknown[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: TABLE,
          IndexName: "gsi1",
          KeyConditionExpression: "gsi1pk = :desk and begins_with(gsi1sk, :prefix)",
          FilterExpression: "n > :four",
          ProjectionExpression: "pk, n",
          ExpressionAttributeValues: { ":desk": "desk", ":prefix": "0", ":four": 4 },
          ScanIndexForward: false,
          Limit: 13,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      found.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    // 5 to 99 pass the filter, and all of 000 to 099 begin with 0.
    expect(found).toEqual(Array.from({ length: 95 }, (_, n) => ({ pk: "list", n: 99 - n })));
  });

  it("sees in an index only what the index projects, and refuses a strong read there", async () => {
    const query = {
      TableName: TABLE,
      KeyConditionExpression: "gsi2pk = :due",
      ExpressionAttributeValues: { ":due": "due" },
    };
    const { Items } = await documents.send(new QueryCommand({ ...query, IndexName: "gsi2", Limit: 1 }));
    expect(Items).toEqual([{ pk: "list", sk: "000", gsi2pk: "due", gsi2sk: "000", card: { n: 0 } }]);
    const strong = new QueryCommand({ ...query, IndexName: "gsi2", ConsistentRead: true });
    expect(await rejection(documents.send(strong))).toMatchObject({ name: "ValidationException" });
  });

  it("counts what it read beside what it gives", async () => {
    const { Count, ScannedCount } = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: "pk = :pk and sk between :from and :to",
        FilterExpression:
          "(n in (:one, :two) or size(gsi1pk) > :many) and attribute_type(n, :N) and not contains(gsi1sk, :no)",
        ExpressionAttributeValues: {
          ":pk": "list",
          ":from": "000",
          ":to": "010",
          ":one": 1,
          ":two": 2,
          ":many": 5,
          ":N": "N",
          ":no": "zzz",
        },
      }),
    );
    expect([Count, ScannedCount]).toEqual([2, 11]);
  });

  it("has batches of 100 keys to read and 25 items to write, each named once", async () => {
    const Keys = Array.from({ length: 100 }, (_, n) => ({ pk: "list", sk: sk(n) }));
    const { Responses } = await documents.send(new BatchGetCommand({ RequestItems: { [TABLE]: { Keys } } }));
    expect(Responses?.[TABLE]).toHaveLength(100);
    const write = (keys: string[]) =>
      documents.send(
        new BatchWriteCommand({
          RequestItems: { [TABLE]: keys.map((one) => ({ PutRequest: { Item: { pk: "batch", sk: one } } })) },
        }),
      );
    const tooMany = Array.from({ length: 26 }, (_, n) => String(n));
    for (const keys of [tooMany, ["1", "1"]]) {
      expect(await rejection(write(keys))).toMatchObject({ name: "ValidationException" });
    }
  });
});

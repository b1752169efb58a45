import {
  type AttributeValue,
  BatchWriteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient, GetRecordsCommand, ListStreamsCommand } from "@aws-sdk/client-dynamodb-streams";
import { tableDefinition } from "@selaras/core/db/table.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCAL_REGION } from "../src/access/roles.ts";
import type { AccessKeys } from "../src/access/sessions.ts";
import { startTableGate, type TableGate } from "../src/access/table-gate.ts";
import { streamReader } from "../src/stream/stream-reader.ts";
import { createTable } from "../src/table/create.ts";
import { startTableEngine, type TableEngine } from "../src/table/engine.ts";
import { type AccessHouse, accessHouse, named, rawTable, sessionOf, tableClient } from "./access-house.ts";
import { rejection } from "./table-bench.ts";

const TABLE = "selaras-local";
let house: AccessHouse;
let engine: TableEngine;
let gate: TableGate;

beforeAll(async () => {
  house = await accessHouse();
  engine = await startTableEngine();
  gate = await startTableGate({ upstream: engine.endpoint, access: house.access });
  await createTable(admin(), tableDefinition(TABLE));
});
afterAll(async () => {
  await gate.stop();
  await engine.stop();
  await house.access.stop();
});

const on = (keys: AccessKeys) => tableClient(gate.endpoint, keys);
const admin = () => on(house.access.adminCredentials);
const api = () => house.access.credentialsOf("api");
const official = (tenant: string) => sessionOf(house.access, "api", "official", tenant);
const row = (pk: string, sk: string, more: Record<string, string> = {}): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries({ pk, sk, ...more }).map(([name, value]) => [name, { S: value }]));
const put = (pk: string, sk: string, more = {}) => new PutItemCommand({ TableName: TABLE, Item: row(pk, sk, more) });
const get = (pk: string, sk: string) => new GetItemCommand({ TableName: TABLE, Key: row(pk, sk) });

describe("a session of a tenant before the real engine", () => {
  it("writes and reads own rows, through the table and through an index", async () => {
    const client = on(await official("kukar"));
    await client.send(put("kukar#report#own", "a", { tenant: "kukar", gsi1pk: "kukar#desk#own", gsi1sk: "1" }));
    const { Item } = await client.send(get("kukar#report#own", "a"));
    expect(Item?.["tenant"]?.S).toBe("kukar");
    const { Count } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :k",
        ExpressionAttributeValues: { ":k": { S: "kukar#desk#own" } },
      }),
    );
    expect(Count).toBe(1);
  });

  it("hears AccessDeniedException as the cloud says it, and the row is not there", async () => {
    const client = on(await official("kukar"));
    const error = await rejection(client.send(put("kukar-2#report#x", "a")));
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toMatch(
      /^User: arn:aws:sts::000000000000:assumed-role\/selaras-local-tenant-official\/test-\S+ is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:ap-southeast-3:000000000000:table\/selaras-local because no identity-based policy allows the dynamodb:PutItem action$/,
    );
    expect((await admin().send(get("kukar-2#report#x", "a"))).Item).toBeUndefined();
  });

  it("writes nothing of a transaction or a batch in which one row is another's", async () => {
    const client = on(await official("kukar"));
    const items = [row("kukar#report#whole", "a"), row("nunukan#report#whole", "a")];
    const transaction = new TransactWriteItemsCommand({
      TransactItems: items.map((Item) => ({ Put: { TableName: TABLE, Item } })),
    });
    const batch = new BatchWriteItemCommand({
      RequestItems: { [TABLE]: items.map((Item) => ({ PutRequest: { Item } })) },
    });
    expect((await rejection(client.send(transaction))).name).toBe("AccessDeniedException");
    expect((await rejection(client.send(batch))).name).toBe("AccessDeniedException");
    for (const { pk } of items) {
      expect((await admin().send(get(pk?.S ?? "", "a"))).Item).toBeUndefined();
    }
  });

  it("puts nothing into another's list by an index key, and hears that the gate says so", async () => {
    const client = on(await official("kukar"));
    const error = await rejection(
      client.send(put("kukar#report#index", "a", { gsi1pk: "nunukan#desk#x", gsi1sk: "1" })),
    );
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toContain('for the index key gsi1pk "nunukan#desk#x" (asked by the local gate;');
  });

  it("does not scan; the admin does", async () => {
    const scan = new ScanCommand({ TableName: TABLE });
    expect((await rejection(on(await official("kukar")).send(scan))).name).toBe("AccessDeniedException");
    expect((await admin().send(scan)).$metadata.httpStatusCode).toBe(200);
  });

  it("is noted when it is refused, with keys and reason, and only the last fifty are kept", async () => {
    const client = on(await official("kukar"));
    for (let number = 1; number <= 51; number += 1) await rejection(client.send(get(`nunukan#noted#${number}`, "a")));
    const denials = house.access.denials();
    expect(denials).toHaveLength(50);
    expect(denials.at(0)?.leadingKeys).toEqual(["nunukan#noted#2"]);
    expect(denials.at(-1)).toMatchObject({
      action: "dynamodb:GetItem",
      resource: "arn:aws:dynamodb:ap-southeast-3:000000000000:table/selaras-local",
      leadingKeys: ["nunukan#noted#51"],
      reason: "because no identity-based policy allows the dynamodb:GetItem action",
    });
  });
});

describe("who asks", () => {
  it("must be known, with the right token, and not too late", async () => {
    const session = await official("kukar");
    const { sessionToken: _, ...tokenless } = session;
    const strangers = [
      { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" },
      { ...session, sessionToken: "made-up" },
      tokenless,
      { ...api(), sessionToken: session.sessionToken },
    ];
    for (const keys of strangers) {
      expect((await rejection(on(keys).send(get("kukar#a", "a")))).name).toBe("UnrecognizedClientException");
    }
    const own = await accessHouse();
    const ownGate = await startTableGate({ upstream: engine.endpoint, access: own.access });
    const client = tableClient(ownGate.endpoint, await sessionOf(own.access, "api", "official", "kukar"));
    expect((await client.send(get("kukar#a", "a"))).Item).toBeUndefined();
    own.advance(900_000);
    expect((await rejection(client.send(get("kukar#a", "a")))).name).toBe("ExpiredTokenException");
    await ownGate.stop();
    await own.access.stop();
  });

  it("must say so", async () => {
    const answer = await rawTable(gate.endpoint, "GetItem", "{}", {});
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        __type: "com.amazon.coral.service#MissingAuthenticationTokenException",
        Message: "Request is missing Authentication Token",
      },
    ]);
  });

  it.each([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["a list", "[]"],
    ["a name from the language's own objects", '{"TableName":"__proto__"}'],
  ])("is denied when the body is %s", async (_, body) => {
    const answer = await rawTable(gate.endpoint, "GetItem", body, named(api()));
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("AccessDeniedException")]);
  });

  it.each(["", "DynamoDB_20120810", "DynamoDB_20120810.constructor", "__proto__.toString", "Other.GetItem"])(
    "is denied for the operation %j",
    async (target) => {
      const answer = await rawTable(gate.endpoint, "", "{}", { ...named(api()), "x-amz-target": target });
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("AccessDeniedException")]);
    },
  );
});

describe("the stream", () => {
  const streams = (keys: AccessKeys) =>
    new DynamoDBStreamsClient({ endpoint: gate.endpoint, region: LOCAL_REGION, credentials: keys, maxAttempts: 1 });

  it("is read by the admin's poller and by the projector's role, by no other", async () => {
    const reader = streamReader(streams(house.access.adminCredentials), TABLE, undefined);
    expect((await reader.read(1)).length).toBe(1);
    const iterator = Buffer.from(
      JSON.stringify({ table_name: TABLE, shard_id: `shardId-00000001-${TABLE}`, position: 0 }),
    );
    const read = new GetRecordsCommand({ ShardIterator: iterator.toString("base64"), Limit: 1 });
    const { Records } = await streams(house.access.credentialsOf("projector")).send(read);
    expect(Records).toHaveLength(1);
    expect((await rejection(streams(api()).send(read))).name).toBe("AccessDeniedException");
    const session = await official("kukar");
    expect((await rejection(streams(session).send(read))).name).toBe("AccessDeniedException");
    expect((await rejection(streams(session).send(new ListStreamsCommand({})))).name).toBe("AccessDeniedException");
  });
});

import { EventEmitter, once } from "node:events";
import { createServer, request as sendRequest, type Server } from "node:http";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { tableDefinition } from "@selaras/core/db/table.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTableGate } from "../src/access/table-gate.ts";
import { createTable } from "../src/table/create.ts";
import { startTableEngine } from "../src/table/engine.ts";
import { type AccessHouse, accessHouse, named, rawTable, tableClient } from "./access-house.ts";
import { ownFolder, until } from "./table-bench.ts";

const TABLE = "selaras-local";
const asked = JSON.stringify({ TableName: TABLE, Key: { pk: { S: "identity#line" }, sk: { S: "a" } } });
let house: AccessHouse;

beforeAll(async () => {
  house = await accessHouse();
});
afterAll(() => house.access.stop());

const keys = () => named(house.access.credentialsOf("api"));

/** An engine whose answers a test decides. */
async function upstream(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return `http://127.0.0.1:${address.port}`;
}

describe("between client and engine", () => {
  it("nothing is changed, in neither direction", async () => {
    const body = `\n${JSON.stringify(JSON.parse(asked), null, 3)} `;
    const seen: { body: string; headers: Record<string, unknown> }[] = [];
    const answer = Buffer.from(' {"Item":{"pk":{"S":"Krayan – Kaltara"}}}\n');
    const server = createServer((incoming, outgoing) => {
      const pieces: Buffer[] = [];
      incoming.on("data", (piece: Buffer) => pieces.push(piece));
      incoming.on("end", () => {
        seen.push({ body: Buffer.concat(pieces).toString("utf8"), headers: incoming.headers });
        outgoing.writeHead(200, { "x-amz-crc32": "17", "content-type": "application/x-amz-json-1.0" }).end(answer);
      });
    });
    const own = await startTableGate({ upstream: await upstream(server), access: house.access });
    const received = await rawTable(own.endpoint, "GetItem", body, { ...keys(), "x-amz-something": "kept" });
    expect(Buffer.from(await received.arrayBuffer())).toEqual(answer);
    expect(received.headers.get("x-amz-crc32")).toBe("17");
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toBe(body);
    expect(seen[0]?.headers).toMatchObject({ ...keys(), "x-amz-something": "kept" });
    await own.stop();
    server.close();
  });

  it("an engine that is not there is an internal error, which clients try again", async () => {
    const server = createServer();
    const address = await upstream(server);
    server.close();
    await once(server, "close");
    const own = await startTableGate({ upstream: address, access: house.access });
    const answer = await rawTable(own.endpoint, "GetItem", asked, keys());
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { __type: "com.amazonaws.dynamodb.v20120810#InternalServerError", Message: "The table engine does not answer." },
    ]);
    await own.stop();
  });

  it("an engine that hangs up half-way leaves the client without an answer and the gate alive", async () => {
    let half = true;
    const server = createServer((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(200, { "content-length": "10" });
      if (half) outgoing.write("{", () => outgoing.destroy());
      else outgoing.end('{"Item":0}');
    });
    const own = await startTableGate({ upstream: await upstream(server), access: house.access });
    await expect(rawTable(own.endpoint, "GetItem", asked, keys()).then((answer) => answer.text())).rejects.toThrow();
    half = false;
    expect(await (await rawTable(own.endpoint, "GetItem", asked, keys())).text()).toBe('{"Item":0}');
    await own.stop();
    server.close();
  });

  it("a client that goes away lets go of the engine, and the gate serves the next", async () => {
    const events = new EventEmitter();
    const [reached, letGo] = [once(events, "reached"), once(events, "let go")];
    let hold = true;
    const server = createServer((incoming, outgoing) => {
      incoming.resume();
      if (!hold) return outgoing.end("{}");
      outgoing.on("close", () => events.emit("let go"));
      return events.emit("reached");
    });
    const own = await startTableGate({ upstream: await upstream(server), access: house.access });
    const leaving = sendRequest(own.endpoint, {
      method: "POST",
      headers: { ...keys(), "x-amz-target": "DynamoDB_20120810.GetItem" },
    });
    leaving.on("error", () => {});
    leaving.end(asked);
    await reached;
    leaving.destroy();
    await letGo;
    hold = false;
    expect((await rawTable(own.endpoint, "GetItem", asked, keys())).status).toBe(200);
    await own.stop();
    server.close();
  });

  it("a client that goes away before its body ended does not disturb anybody", async () => {
    const server = createServer((incoming, outgoing) => {
      incoming.resume();
      outgoing.end("{}");
    });
    const own = await startTableGate({ upstream: await upstream(server), access: house.access });
    const leaving = sendRequest(own.endpoint, { method: "POST", headers: { ...keys(), "content-length": "100" } });
    leaving.on("error", () => {});
    await new Promise<void>((resolve) => leaving.write("{", () => resolve()));
    leaving.destroy();
    expect((await rawTable(own.endpoint, "GetItem", asked, keys())).status).toBe(200);
    await own.stop();
    server.close();
  });

  it("a body beyond every limit of the table is refused, and never reaches the engine", async () => {
    let reached = 0;
    const server = createServer((_, outgoing) => {
      reached += 1;
      outgoing.end("{}");
    });
    const own = await startTableGate({ upstream: await upstream(server), access: house.access });
    const answer = await rawTable(own.endpoint, "GetItem", "x".repeat(17 * 1024 * 1024 + 1), keys());
    expect([answer.status, await answer.text(), reached]).toEqual([400, expect.stringContaining("EntityTooLarge"), 0]);
    await own.stop();
    server.close();
  });

  it("an engine that was killed and came back serves the same client through the same gate", async () => {
    const { folder, remove } = ownFolder();
    const fragile = await startTableEngine({ file: `${folder}/table.sqlite` });
    const own = await startTableGate({ upstream: fragile.endpoint, access: house.access });
    const client = tableClient(own.endpoint, house.access.adminCredentials, { maxAttempts: 12 });
    await createTable(client, tableDefinition(TABLE));
    for (let round = 1; round <= 3; round += 1) {
      const Key = { pk: { S: "kukar#kept" }, sk: { S: String(round) } };
      await client.send(new PutItemCommand({ TableName: TABLE, Item: Key }));
      const killed = fragile.pid;
      process.kill(killed, "SIGKILL");
      const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true }));
      expect(Item).toEqual(Key);
      await until(() => fragile.pid !== killed);
    }
    client.destroy();
    await own.stop();
    await fragile.stop();
    remove();
  });
});

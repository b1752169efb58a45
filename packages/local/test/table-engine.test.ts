import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, QueryCommand, ScanCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lostAnswer, serverError, startChaosProxy, throttled, transactionConflict } from "../src/table/chaos.ts";
import { createTable, trimStream } from "../src/table/create.ts";
import { startTableEngine, type TableEngine } from "../src/table/engine.ts";
import { sweepExpired } from "../src/table/expiry.ts";
import { clientsFor, DEFINITION, ownFolder, rejection, TABLE, until } from "./table-bench.ts";

describe("an engine on a file", () => {
  let folder = "";
  let file = "";
  let remove = () => {};
  const engines: TableEngine[] = [];
  const start = async () => {
    const engine = await startTableEngine({ file });
    engines.push(engine);
    return engine;
  };

  beforeEach(() => {
    ({ folder, remove } = ownFolder());
    file = path.join(folder, "table.sqlite");
  });
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop();
    remove();
  });

  it("keeps every acknowledged write when the engine is killed in the middle, and comes back on the same port", async () => {
    const engine = await start();
    const { client, documents } = clientsFor(engine.endpoint, 1);
    await createTable(client, DEFINITION, { file });
    const acknowledged: string[] = [];
    const enough = new AbortController();
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; !enough.signal.aborted; n += 1) {
        const sk = `${writer}-${n}`;
        const items = ["a", "b"].map((pk) => ({ Put: { TableName: TABLE, Item: { pk, sk } } }));
        const sent = documents.send(new TransactWriteCommand({ TransactItems: items }));
        await sent.then(() => acknowledged.push(sk)).catch(() => new Promise((resolve) => setTimeout(resolve, 1)));
      }
    });
    for (let round = 1; round <= 3; round += 1) {
      const before = acknowledged.length;
      await until(() => acknowledged.length > before + 50);
      const killed = engine.pid;
      process.kill(killed, "SIGKILL");
      await until(() => engine.pid !== killed);
    }
    const atLastRestart = acknowledged.length;
    await until(() => acknowledged.length > atLastRestart + 10);
    enough.abort();
    await Promise.all(writers);

    for (const pk of ["a", "b"]) {
      const kept = new Set((await wholePartition(documents, pk)).map((item) => item["sk"]));
      expect(acknowledged.filter((sk) => !kept.has(sk))).toEqual([]);
    }
  });

  it("stops restarting an engine that dies more than five times a minute", async () => {
    const engine = await start();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    for (let death = 1; death <= 5; death += 1) {
      const killed = engine.pid;
      process.kill(killed, "SIGKILL");
      await until(() => engine.pid !== killed);
    }
    const last = engine.pid;
    process.kill(last, "SIGKILL");
    await until(() => said.mock.calls.some(([words]) => String(words).includes("tidak dinyalakan lagi")));
    said.mockRestore();
    expect(engine.pid).toBe(last);
  });

  it("ends an engine that a killed program left behind, and finds its content", async () => {
    const { parent, left } = await programWithEngine(file);
    const gone = new Promise((resolve) => parent.once("exit", resolve));
    parent.kill("SIGKILL");
    await gone;
    expect(engineRuns(left.pid)).toBe(true);

    const engine = await start();
    expect(engineRuns(left.pid)).toBe(false);
    const { documents } = clientsFor(engine.endpoint);
    const found = await documents.send(new GetCommand({ TableName: TABLE, Key: { pk: "left", sk: "behind" } }));
    expect(found.Item).toEqual({ pk: "left", sk: "behind" });
  });

  it("does not outlive a program that is asked to end and has no orderly stop of its own", async () => {
    const { parent, left } = await programWithEngine(file);
    parent.kill("SIGTERM");
    await until(() => parent.signalCode !== null || parent.exitCode !== null);
    await until(() => !engineRuns(left.pid));
    expect(parent.signalCode).toBe("SIGTERM");
  });

  it("refuses a file that a living program serves", async () => {
    await start();
    await expect(startTableEngine({ file })).rejects.toThrow(/sedang dipakai oleh program lain/);
  });

  it("leaves neither an engine nor a note after a stop", async () => {
    const engine = await start();
    expect(readFileSync(`${file}.pid`, "utf8")).toBe(`${engine.pid}\n${process.pid}\n`);
    await engine.stop();
    await engine.stop();
    expect(existsSync(`${file}.pid`)).toBe(false);
    expect(engineRuns(engine.pid)).toBe(false);
  });

  it("trims the stream log, keeps the newest records and goes on numbering", async () => {
    const engine = await start();
    const { client, documents } = clientsFor(engine.endpoint);
    await createTable(client, DEFINITION, { file });
    await createTable(client, DEFINITION, { file });
    const put = (n: number) => documents.send(new PutCommand({ TableName: TABLE, Item: { pk: "p", sk: String(n) } }));
    for (let n = 1; n <= 12; n += 1) await put(n);
    expect(trimStream(file, 3)).toBe(9);
    expect(trimStream(file, 0)).toBe(2);
    await put(13);
    expect(streamLog(file)).toEqual(["12", "13"]);
  });
});

describe("a table in memory", () => {
  let engine: TableEngine;
  beforeEach(async () => {
    engine = await startTableEngine();
  });
  afterEach(() => engine.stop());

  it("is created once, however often it is asked for, with expiry on", async () => {
    const { client } = clientsFor(engine.endpoint);
    await createTable(client, DEFINITION);
    await createTable(client, DEFINITION);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" });
  });

  it("sweeps what has expired by the given clock and nothing else", async () => {
    const { client, documents } = clientsFor(engine.endpoint);
    await createTable(client, DEFINITION);
    const noon = Date.UTC(2026, 2, 1, 12) / 1000;
    const items = [
      { sk: "before", expires: noon - 1 },
      { sk: "now", expires: noon },
      { sk: "later", expires: noon + 1 },
      { sk: "never" },
      { sk: "no number", expires: "2026-01-01" },
    ];
    for (const item of items) await documents.send(new PutCommand({ TableName: TABLE, Item: { pk: "p", ...item } }));
    const now = () => new Date(noon * 1000);
    expect(await sweepExpired({ client, tableName: TABLE, now })).toBe(1);
    expect(await sweepExpired({ client, tableName: TABLE, now })).toBe(0);
    const left = await documents.send(new ScanCommand({ TableName: TABLE }));
    expect(left.Items?.map((item) => item["sk"])).toEqual(["later", "never", "no number", "now"]);
  });

  it("passes on the faults that the proxy injects as the SDK's own errors", async () => {
    const { client } = clientsFor(engine.endpoint);
    await createTable(client, DEFINITION);
    const proxy = await startChaosProxy(engine.endpoint, ({ operation, count }) => {
      if (operation === "TransactWriteItems" && count === 1) return transactionConflict(1, 2);
      if (operation === "TransactWriteItems" && count === 2) return lostAnswer();
      if (operation === "PutItem" && count === 1) return throttled();
      if (operation === "GetItem" && count === 1) return serverError();
      return undefined;
    });
    const { documents } = clientsFor(proxy.endpoint);
    const puts = ["1", "2"].map((sk) => ({ Put: { TableName: TABLE, Item: { pk: "t", sk } } }));
    const twoPuts = new TransactWriteCommand({ TransactItems: puts, ClientRequestToken: "one-command" });

    const conflict = await rejection(documents.send(twoPuts));
    expect(conflict).toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "None" }, { Code: "TransactionConflict" }],
    });
    expect(proxy.counts["TransactWriteItems"]).toBe(1);

    await documents.send(twoPuts);
    expect(proxy.counts["TransactWriteItems"]).toBe(3);
    await documents.send(new PutCommand({ TableName: TABLE, Item: { pk: "p", sk: "1" } }));
    expect(proxy.counts["PutItem"]).toBe(2);
    await documents.send(new GetCommand({ TableName: TABLE, Key: { pk: "p", sk: "1" } }));
    expect(proxy.counts["GetItem"]).toBe(2);
    await proxy.stop();
  });
});

async function wholePartition(documents: ReturnType<typeof clientsFor>["documents"], pk: string) {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": pk },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** Starts a program that starts an engine on `file`; resolves when the engine holds an item. */
async function programWithEngine(file: string) {
  const program = fileURLToPath(new URL("orphan-engine.ts", import.meta.url));
  const parent = spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] });
  const left = await new Promise<{ pid: number }>((resolve, reject) => {
    parent.stdout.once("data", (line: Buffer) => resolve(JSON.parse(line.toString("utf8"))));
    parent.once("exit", () => reject(new Error("The program ended before it spoke.")));
  });
  return { parent, left };
}

/** A dead program whose parent has not asked for its end keeps its number, but its command line is empty. */
function engineRuns(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";
  } catch {
    return false;
  }
}

function streamLog(file: string): unknown[] {
  const database = new DatabaseSync(file);
  const rows = database.prepare("select sequence_number as number from _stream_records order by id").all();
  database.close();
  return rows.map((row) => row["number"]);
}

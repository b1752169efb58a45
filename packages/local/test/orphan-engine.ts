// Run by table-engine.test.ts as a program of its own: starts an engine, writes one item, waits to be killed.
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { createTable } from "../src/table/create.ts";
import { startTableEngine } from "../src/table/engine.ts";
import { clientsFor, DEFINITION, TABLE } from "./table-bench.ts";

const file = process.argv[2];
if (file === undefined) throw new Error("The table's file must be given.");
const engine = await startTableEngine({ file });
const { client, documents } = clientsFor(engine.endpoint);
await createTable(client, DEFINITION, { file });
await documents.send(new PutCommand({ TableName: TABLE, Item: { pk: "left", sk: "behind" } }));
process.stdout.write(`${JSON.stringify({ pid: engine.pid })}\n`);
setInterval(() => {}, 60_000);

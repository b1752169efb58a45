import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { answer, made } from "./cloud.ts";
import type { Evaluation, Fields, Lookup, Order, Packed } from "./evaluation.ts";
import { fields, Recorder } from "./recorder.ts";

/*
 * Runs the deployment's own `run()` for one stage, with nothing behind it: no Pulumi program, no Amazon, no network.
 * A process of its own, because the configuration is made of modules that are loaded once and look at globals.
 *
 *   node child.ts <order as JSON> <file for the result>
 */
const [orderFile = "", resultFile = ""] = process.argv.slice(2);
const order = JSON.parse(readFileSync(orderFile, "utf8")) as Order;
const problems: unknown[] = [];

/** Ends with what went wrong. A failure inside of a computed value never comes back to whoever waits for the whole. */
function giveUp(): never {
  const sentences = problems.map((each) => (each instanceof Error ? each.message : String(each)).trim().split("\n")[0]);
  console.error([...new Set(sentences)].filter((sentence) => sentence).join("\n"));
  process.exit(1);
}
process.on("unhandledRejection", (error) => {
  problems.push(error);
  // Others of the same cause follow in the same turn; the first question that failed stands first.
  setImmediate(giveUp);
});

const lookups: Lookup[] = [];
const packed: Packed[] = [];

const recorder = new Recorder({
  newResource: ({ type, name, inputs }) => made({ type, name, inputs: fields(inputs) }),
  call: ({ token, inputs }) => {
    const asked = fields(inputs);
    lookups.push({ token, inputs: asked });
    try {
      return answer(token, asked, order.parameters);
    } catch (error) {
      problems.push(error);
      throw error;
    }
  },
});

/** The two things that components ask of SST's program: where its bucket is, and a function's bundle. */
const CALLS: Readonly<Record<string, (input: Fields) => Fields>> = {
  "Provider.Aws.Bootstrap": () => ({ asset: "sst-asset", state: "sst-state" }),
  "Runtime.Build": (input) => {
    const [name, bundle, handler] = [input["functionID"], input["bundle"], input["handler"]].map(String);
    packed.push({ name: name ?? "", bundle: bundle ?? "", handler: handler ?? "" });
    // An empty folder is packed in its place: what is in the bundles is looked at by a test of its own.
    const out = join(order.scratch, "packed", name ?? "");
    mkdirSync(out, { recursive: true });
    return { handler: handler ?? "", out, errors: [], sourcemaps: [] };
  },
};

async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const piece of request) body += String(piece);
  const { method, params } = JSON.parse(body) as { method: string; params: readonly unknown[] };
  const called = CALLS[method];
  const result = called ? { result: called(fields(params[0])) } : { error: `rpc: can't find method ${method}` };
  response.setHeader("content-type", "application/json").end(JSON.stringify(result));
}
const program = createServer((request, response) => void reply(request, response));

type App = { name: string; home: string; stage: string; providers: Record<string, Record<string, unknown>> };
type Program = {
  readonly load: () => Promise<{ app: (input: { stage: string }) => Promise<App>; run: () => Promise<unknown> }>;
  readonly run: (program: () => Promise<unknown>) => Promise<Record<string, unknown>>;
};

/** Settings of the providers, as SST hands them to Pulumi on the command line. */
function configure(providers: App["providers"]): void {
  for (const [provider, settings] of Object.entries(providers)) {
    for (const [name, value] of Object.entries(settings)) {
      if (name === "version" || name === "package") continue;
      const key = `${provider}:${name}`;
      pulumi.runtime.setConfig(key, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
}

async function evaluated(): Promise<Evaluation> {
  const { root, scratch, stage } = order;
  const paths = { home: join(scratch, "home"), root, work: scratch, platform: join(root, ".sst/platform") };
  const $cli = { command: "deploy", dev: false, rpc: "", paths, state: { version: {} } };
  // Components look at these while they are loaded; the application itself is known only after that.
  Object.assign(globalThis, { $cli, $dev: false, $app: { stage } });
  const { load, run } = (await import(pathToFileURL(order.program).href)) as Program;
  const config = await load();
  const said = await config.app({ stage });
  Object.assign(globalThis, { $app: { ...said, stage } });
  configure(said.providers);
  await pulumi.runtime.setMocks(recorder.mocks, said.name, stage, false, "organization");
  pulumi.runtime.setMockOptions(recorder, said.name, stage, false, "organization");
  const outputs = (await pulumi.runtime.runInPulumiStack(() => run(config.run.bind(config)))) ?? {};
  await pulumi.runtime.disconnect();
  const values = await new Promise<Fields>((known) => {
    pulumi.output(outputs).apply((found) => known(fields(found)));
  });
  const resources = recorder.found;
  return { stage, app: fields(said), resources, lookups, packed, outputs: values };
}

await new Promise<void>((listening) => program.listen(0, "127.0.0.1", listening));
// The server listens on a port of TCP, so its address is one.
process.env["SST_SERVER"] = `http://127.0.0.1:${(program.address() as AddressInfo).port}`;
try {
  const evaluation = await evaluated();
  if (problems.length > 0) giveUp();
  writeFileSync(resultFile, JSON.stringify(evaluation));
} catch (error) {
  problems.push(error);
  giveUp();
}
process.exit(0);

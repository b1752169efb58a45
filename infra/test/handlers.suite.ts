import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundled, buildFunction, ENTRIES } from "../../packages/functions/build.ts";
import { REGION } from "./evaluation.ts";
import type { Stages } from "./found.ts";
import { environmentOf } from "./functions.suite.ts";

/*
 * The bundles that are deployed, started by Node in an empty folder with the environment that the evaluated function
 * gets and nothing else: a package that was left out, a setting that is missing or a file that is not packed shows here.
 */

/** Loads a handler, calls it with an event and says what came of it on the third channel; the first is for its log. */
const START = `
  const { writeSync } = await import("node:fs");
  const [file, event] = process.argv.slice(1);
  const { handler } = await import(file);
  const said = typeof handler !== "function" ? { kind: typeof handler }
    : await Promise.resolve().then(() => handler(JSON.parse(event), { awsRequestId: "00000000-0000-4000-8000-000000000000" }))
      .then((result) => ({ kind: "function", result }), (error) => ({ kind: "function", error: error.message }));
  writeSync(3, JSON.stringify(said));
  process.exit(0);`;

type Said = { readonly kind: string; readonly result?: unknown; readonly error?: string };

/** What Lambda itself puts into every environment. */
const BY_LAMBDA = {
  AWS_REGION: REGION,
  AWS_LAMBDA_FUNCTION_NAME: "selaras-production-test",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  AWS_ACCESS_KEY_ID: "made-up",
  AWS_SECRET_ACCESS_KEY: "made-up",
  TZ: ":UTC",
  // Nothing leaves the machine, whatever a function tries.
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
};

const start = (folder: string, environment: Readonly<Record<string, string>>, event: unknown): Promise<Said> =>
  ask(folder, environment, [START, "--", join(folder, "index.mjs"), JSON.stringify(event)]);

function ask(folder: string, environment: Readonly<Record<string, string>>, script: readonly string[]): Promise<Said> {
  const args = ["--input-type=module", "-e", ...script];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...BY_LAMBDA, ...environment },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const [said, complained]: [Buffer[], Buffer[]] = [[], []];
  child.stdio[3]?.on("data", (piece: Buffer) => said.push(piece));
  child.stdio[2]?.on("data", (piece: Buffer) => complained.push(piece));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      const text = Buffer.concat(said).toString("utf8");
      if (text === "") reject(new Error(`The function did not start:\n${Buffer.concat(complained).toString("utf8")}`));
      else resolve(JSON.parse(text) as Said);
    });
  });
}

const request = (path: string, headers: Readonly<Record<string, string>>) => ({
  version: "2.0",
  routeKey: "GET /{proxy+}",
  rawPath: path,
  rawQueryString: "",
  headers: { host: "selaras-production-api.execute-api.ap-southeast-3.amazonaws.com", ...headers },
  requestContext: { http: { method: "GET", path, sourceIp: "192.0.2.1" }, requestId: "r", stage: "$default" },
  isBase64Encoded: false,
});
/** As the visitors' door sends it, for a host that names no regency: no table is asked. */
const byEdge = { "selaras-edge": "made-up-key-EdgeKey1", "selaras-host": "app.selaras.example" };

/** What every function is asked, and what shows that it runs. None of it leaves the machine. */
const ASKED: Readonly<Record<Bundled, readonly [unknown, unknown]>> = {
  api: [
    request("/api/openapi.json", byEdge),
    {
      kind: "function",
      result: expect.objectContaining({ statusCode: 200, body: expect.stringContaining("openapi") }),
    },
  ],
  // The page for what is not there comes from the portal's own bundle.
  public: [
    request("/", byEdge),
    { kind: "function", result: expect.objectContaining({ statusCode: 404, body: expect.stringContaining("<html") }) },
  ],
  province: [
    request("/api/province/nowhere", byEdge),
    { kind: "function", result: expect.objectContaining({ body: expect.any(String) }) },
  ],
  projector: [{ Records: [] }, { kind: "function", result: { batchItemFailures: [] } }],
  jobs: [{ job: "no-such-job" }, { kind: "function", error: expect.stringContaining("no-such-job") }],
  worker: [{ Records: [] }, { kind: "function", result: { batchItemFailures: [] } }],
};

/** Loads the start and then, one by one, every part that a request may ask for later. */
const LOAD_ALL = `
  const { writeSync } = await import("node:fs");
  const [folder, ...parts] = process.argv.slice(1);
  for (const part of ["index.mjs", ...parts]) await import(folder + "/" + part);
  writeSync(3, JSON.stringify({ kind: "loaded" }));
  process.exit(0);`;

export function handlersSuite(stages: () => Stages): void {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "selaras-handlers-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["api", "public", "province"] as const)("lets nobody reach %s around the doors", async (name) => {
    await buildFunction(name, folder);
    const around = request(name === "api" ? "/api/openapi.json" : "/api/province/health", {
      "selaras-host": "kukar.selaras.example",
    });
    const said = await start(join(folder, name), environmentOf(stages().production, name), around);
    expect(said.result).toMatchObject({ statusCode: 404 });
  });
  it.each(Object.keys(ENTRIES) as Bundled[])("starts %s alone, with what it is told on deployment", async (name) => {
    await buildFunction(name, folder);
    const [event, answer] = ASKED[name];
    expect(await start(join(folder, name), environmentOf(stages().production, name), event)).toEqual(answer);
  });
  it.each(Object.keys(ENTRIES) as Bundled[])("holds every part that %s loads later", async (name) => {
    const at = join(folder, name);
    const parts = readdirSync(at).filter((file) => file.endsWith(".mjs") && file !== "index.mjs");
    expect(parts.length).toBeGreaterThan(0);
    const said = await ask(at, environmentOf(stages().production, name), [LOAD_ALL, "--", at, ...parts]);
    expect(said).toEqual({ kind: "loaded" });
  });
}

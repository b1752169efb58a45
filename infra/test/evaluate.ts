import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { environmentOf } from "../../packages/core/src/cloud/outputs.ts";
import { buildSite, type Site, siteNames } from "../../packages/local/src/sites.ts";
import { ensurePlatform } from "../../packages/scripts/src/platform.ts";
import type { Evaluation, Order, Parameters } from "./evaluation.ts";
import { foundationOf } from "./parameters.ts";
import { bundleProgram } from "./program.ts";

/*
 * Evaluates the deployment as SST would run it, without Amazon and without network: every resource it would make, with
 * what it asks for. `npm run synth` prints them, the tests look at them.
 *
 *   node infra/test/evaluate.ts [stage ...]
 */
const ROOT = join(import.meta.dirname, "../..");
const LONGEST_MS = 60_000;

/** By these one sees that a site was built. An older one will do: what is looked at is how it would be deployed. */
const BUILT: Readonly<Record<Site, string>> = {
  web: "packages/web/dist/index.html",
  portal: "packages/portal/dist/server/portal.js",
};

/** Settings that come with the deploy command; see infra/README.md. */
export type Settings = Readonly<Record<string, string>>;

export type Request = {
  readonly stage: string;
  readonly settings?: Settings;
  /** Default: the whole contract of the stage's foundation, with made-up values. */
  readonly parameters?: Parameters;
};

let prepared: Promise<string> | undefined;

/** The bundled program, made once per process: SST's platform and the built sites must stand before. */
async function prepare(): Promise<string> {
  await ensurePlatform();
  for (const site of siteNames) if (!existsSync(join(ROOT, BUILT[site]))) await buildSite(site);
  return bundleProgram(ROOT);
}

/** Removes what evaluations left behind; the next one prepares anew. */
export async function forgetProgram(): Promise<void> {
  const program = await prepared?.catch(() => undefined);
  prepared = undefined;
  if (program !== undefined) rmSync(dirname(program), { recursive: true, force: true });
}

/** Settings of whoever runs the tests must not reach the evaluation. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(SELARAS_|SST_|AWS_|PULUMI_)/.test(name));
  return { ...Object.fromEntries(own), AWS_EC2_METADATA_DISABLED: "true", ...settings };
}

function inChild(order: Order, settings: Settings): Promise<void> {
  const files = [join(order.scratch, "order.json"), join(order.scratch, "result.json")];
  writeFileSync(files[0] ?? "", JSON.stringify(order));
  const child = spawn(process.execPath, [join(import.meta.dirname, "child.ts"), ...files], {
    cwd: order.root,
    env: environment(settings),
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LONGEST_MS,
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (piece: Buffer) => said.push(piece));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      const sentences = Buffer.concat(said).toString("utf8").trim();
      if (code === 0) resolve();
      else reject(new Error(`sst.config.ts does not evaluate for stage "${order.stage}":\n${sentences}`));
    });
  });
}

/**
 * Everything that a deployment of the stage would make.
 * @throws Error with the first sentence of each cause when `run()` fails or a parameter is missing.
 */
export async function evaluate({ stage, settings = {}, parameters }: Request): Promise<Evaluation> {
  const program = await (prepared ??= prepare());
  const scratch = mkdtempSync(join(tmpdir(), "selaras-evaluate-"));
  try {
    const known = parameters ?? foundationOf(environmentOf(stage));
    await inChild({ program, root: ROOT, scratch, stage, parameters: known }, settings);
    return JSON.parse(readFileSync(join(scratch, "result.json"), "utf8")) as Evaluation;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Settings for stages that nobody described: the ones of an example. */
export const EXAMPLE_SETTINGS: Settings = {
  SELARAS_DOMAIN: "selaras.example",
  SELARAS_ZONE: "Z0123456789ABC",
  SELARAS_OPERATORS: "arn:aws:iam::123456789012:role/platform-operator",
};

function tell({ stage, resources, lookups, outputs }: Evaluation): void {
  const types = resources.map(({ type }) => type);
  for (const type of [...new Set(types)].sort()) {
    console.log(`${String(types.filter((each) => each === type).length).padStart(4)}  ${type}`);
  }
  const parameters = lookups.filter(({ token }) => token.includes("ssm/")).length;
  console.log(`${stage}: ${resources.length} resources from ${parameters} parameters; ${JSON.stringify(outputs)}\n`);
}

if (import.meta.main) {
  const stages = process.argv.slice(2);
  try {
    for (const stage of stages.length > 0 ? stages : ["production", "staging", "dev"]) {
      tell(await evaluate({ stage, settings: EXAMPLE_SETTINGS }));
    }
  } finally {
    await forgetProgram();
  }
}

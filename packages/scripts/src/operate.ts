import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Failure } from "@selaras/core/kernel/failure.ts";
import { COMMANDS } from "./operate/commands.ts";
import { enterCloud, enterHouse } from "./operate/place.ts";
import { ROOT } from "./run.ts";

/*
 * `npm run operate -- <command> [options]`: an operator's commands. Nothing is written without --apply. With `--stage` they
 * work on that stage in AWS; without, on the house of this machine (SELARAS_DATA, stopped) or on the endpoints that the
 * environment names.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: "string" },
    tenant: { type: "string" },
    budget: { type: "string" },
    users: { type: "string" },
    month: { type: "string" },
    apply: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [name = "", file] = positionals;
const { stage, tenant, budget, users, month, apply, json } = values;

const STAGE = /^[a-z][a-z0-9-]{0,19}$/;
const wishes = { file, stage, tenant, budget, users, month, apply, json };

async function run(): Promise<number> {
  const work = stage === undefined || STAGE.test(stage) ? COMMANDS.get(name)?.prepare(wishes) : null;
  if (!work) {
    const lines = [...COMMANDS].map(([each, { usage }]) => `  ${each} ${usage} [--stage staging]`);
    console.error(["Perintah:", ...lines].join("\n"));
    return 2;
  }
  const folder = resolve(process.env["SELARAS_DATA"] ?? join(ROOT, ".selaras"));
  const place = stage === undefined ? await enterHouse(folder) : await enterCloud(stage);
  // To the other stream: what a command prints may be meant for a program.
  console.error(`# ${place.name}`);
  try {
    return (await work(place)) ? 0 : 1;
  } finally {
    await place.leave();
  }
}

/** A sentence for what was refused, with the fields that it speaks of. */
function tell(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Failure) for (const { path, message } of error.fields) console.error(`  ${path}: ${message}`);
}

const status = await run().catch((error: unknown) => {
  tell(error);
  return 2;
});
process.exit(status);

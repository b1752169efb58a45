import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./run.ts";

/*
 * SST keeps its components, as TypeScript, inside its program and writes them to `.sst/platform`. Type checks and
 * evaluation of the deployment need them there; a clean clone has none.
 */
const FOLDER = join(ROOT, ".sst");
const STAMP = join(FOLDER, "platform/.selaras-stamp");

/** Changes with the pinned version of SST and with the providers that the configuration names. */
function stampOf(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules/sst/package.json"), "utf8")) as {
    version: string;
  };
  const config = readFileSync(join(ROOT, "sst.config.ts"));
  return createHash("sha256").update(version).update(config).digest("hex");
}

/** SST would fetch Pulumi and Bun before any command, ask where it runs and tell its makers: none of it is needed here. */
const OFFLINE = [
  "SST_SKIP_DEPENDENCY_CHECK=1",
  "SST_BUN_PATH=/usr/bin/true",
  "SST_TELEMETRY_DISABLED=1",
  "AWS_EC2_METADATA_DISABLED=true",
  // It keeps files of its own in the home folder; here they stay in the project.
  `XDG_CONFIG_HOME=${join(FOLDER, "home")}`,
];

/**
 * Writes `.sst/platform` when it is missing or of another SST version; needs no network. Says whether it was written.
 * @throws Error with what SST said.
 */
export async function ensurePlatform(): Promise<boolean> {
  const stamp = stampOf();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return false;
  const program = join(ROOT, "node_modules/sst/bin/sst.mjs");
  const outcome = await run("sst install", ["env", ...OFFLINE, "node", program, "install", "--stage", "check"]);
  if (!outcome.ok) throw new Error(`SST did not write its platform:\n${outcome.said}`);
  writeFileSync(STAMP, stamp);
  return true;
}

if (import.meta.main) await ensurePlatform();

import { readdirSync } from "node:fs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensurePlatform } from "./platform.ts";
import { type Outcome, ROOT, run } from "./run.ts";

const packages = (): string[] =>
  readdirSync(join(ROOT, "packages")).filter((name) => existsSync(join(ROOT, "packages", name, "tsconfig.json")));

/** Types, lint (file names, restricted imports, floating promises), format and unused code. Warnings are errors. */
export async function runChecks(say: (outcome: Outcome) => void): Promise<readonly Outcome[]> {
  await ensurePlatform();
  const projects = [...packages().map((name) => `packages/${name}`), "stacks", "infra", "infra/test"];
  const jobs: (() => Promise<Outcome>)[] = [
    ...projects.map((project) => () => run(`types ${project}`, ["tsc", "-p", project])),
    () => run("lint", ["oxlint", "--type-aware", "--deny-warnings", "packages", "stacks", "infra", "sst.config.ts"]),
    () => run("format", ["biome", "format", "."]),
    () => run("unused", ["knip"]),
  ];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const outcome = await job();
      outcomes.push(outcome);
      say(outcome);
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

/** One line per check; what a failed one said. */
export function tell({ name, ok, seconds, said }: Outcome): void {
  console.log(`${ok ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(said.trim());
}

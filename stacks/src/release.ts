import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENTS, type Environment } from "@selaras/core/cloud/outputs.ts";
import { assemble } from "./house.ts";
import { readInstallations } from "./installation.ts";
import { PARTS, type Part, stackName } from "./naming.ts";
import { type CloudTemplate, dangersOf } from "./replacement.ts";

/** Templates of the last release, which the next one is compared with. */
const RELEASED = join(import.meta.dirname, "../released");

const fileOf = (environment: Environment, part: Part): string => join(RELEASED, environment, `${part}.template.json`);

/** The template of the last release; null when there was none of that part. */
export function releasedTemplate(environment: Environment, part: Part): CloudTemplate | null {
  const file = fileOf(environment, part);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CloudTemplate) : null;
}

/** The templates of this working copy, of the house that does not exist, so that they are the same on every machine. */
export function presentTemplates(): ReadonlyMap<Environment, Readonly<Record<Part, CloudTemplate>>> {
  const assembly = assemble(readInstallations(undefined));
  const templateOf = (environment: Environment, part: Part): CloudTemplate =>
    // The assembly reads a template as whatever JSON stands in its file, which CDK has just written.
    assembly.getStackByName(stackName(environment, part)).template as CloudTemplate;
  return new Map(
    ENVIRONMENTS.map((environment) => [
      environment,
      {
        data: templateOf(environment, "data"),
        identity: templateOf(environment, "identity"),
        backup: templateOf(environment, "backup"),
        watch: templateOf(environment, "watch"),
        delivery: templateOf(environment, "delivery"),
        outputs: templateOf(environment, "outputs"),
        edge: templateOf(environment, "edge"),
      },
    ]),
  );
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Writes what is released now, unless something that must not be lost would be; `wanted` names what a decision allows. */
function release(wanted: readonly string[]): boolean {
  const present = presentTemplates();
  const found = ENVIRONMENTS.flatMap((environment) =>
    PARTS.flatMap((part) => {
      const [before, after] = [releasedTemplate(environment, part), present.get(environment)?.[part]];
      return before === null || after === undefined
        ? []
        : dangersOf(before, after).map((danger) => ({ ...danger, place: `${environment}/${part}` }));
    }),
  );
  for (const { place, logicalId, type, what, because } of found)
    say(`${place}: ${logicalId} (${type}) would be ${what} ${because.join(", ")}`);
  if (found.some(({ logicalId }) => !wanted.includes(logicalId))) {
    say("Nothing written. See stacks/README.md, 'How a resource may ever be replaced'.");
    return false;
  }
  for (const [environment, templates] of present) {
    mkdirSync(join(RELEASED, environment), { recursive: true });
    for (const part of PARTS) writeFileSync(fileOf(environment, part), `${JSON.stringify(templates[part], null, 2)}\n`);
  }
  // The files are read by people in reviews and by the format check.
  spawnSync(join(import.meta.dirname, "../../node_modules/.bin/biome"), ["format", "--write", RELEASED], {
    stdio: "inherit",
  });
  return true;
}

if (import.meta.main) {
  const [flag, names = ""] = process.argv.slice(2);
  process.exitCode = release(flag === "--replacing" ? names.split(",") : []) ? 0 : 1;
}

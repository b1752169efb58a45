import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSite, siteNames } from "@selaras/local/sites.ts";
import { runChecks, tell } from "./checks.ts";
import { run, TEST_SECONDS_FILE } from "./run.ts";

/*
 * `npm test`: every check, then every test, then the browser stories. Ends with one line that counts them. What comes
 * after `--` goes to vitest (`npm test -- packages/core`), without the checks.
 */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites?: number;
  readonly success: boolean;
};

let passed = 0;
let failed = 0;
const chosen = process.argv.slice(2);

if (chosen.length === 0) {
  const checks = await runChecks(tell);
  passed += checks.filter((check) => check.ok).length;
  failed += checks.filter((check) => !check.ok).length;
}

console.log("Membangun situs ...");
for (const site of siteNames) await buildSite(site);

const folder = mkdtempSync(join(tmpdir(), "selaras-test-"));
for (const project of ["unit", "stories"]) {
  const file = join(folder, `${project}.json`);
  const command = [
    "vitest",
    "run",
    "--project",
    project,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...chosen,
  ];
  const outcome = await run(project, command, { show: true });
  let report: Report | undefined;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    report = undefined;
  }
  passed += report?.numPassedTests ?? 0;
  failed += report?.numFailedTests ?? 0;
  // A file that did not load, or a runner that broke off, counts although no single test failed.
  if (!outcome.ok && (report?.numFailedTests ?? 0) === 0) failed += 1;
}
rmSync(folder, { recursive: true, force: true });
if (chosen.length === 0) writeFileSync(TEST_SECONDS_FILE, (performance.now() / 1000).toFixed(1));

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

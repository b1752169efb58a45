import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildSite, siteNames } from "@selaras/local/sites.ts";
import { type Bundled, buildFunction, ENTRIES } from "@selaras/functions/build.ts";
import { ROOT } from "./run.ts";

/*
 * Builds what is deployed and hands it to SST: `npm run deploy:app -- <stage>`. Sites first, because the public function takes
 * the portal's pages along. Settings come as environment variables; see infra/README.md.
 */
const [stage, ...more] = process.argv.slice(2);
if (stage === undefined || more.length > 0 || !/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
  console.error("Sebutkan satu stage: npm run deploy:app -- staging");
  process.exit(1);
}
for (const site of siteNames) await buildSite(site);
for (const name of Object.keys(ENTRIES) as Bundled[]) await buildFunction(name);

const program = join(ROOT, "node_modules/sst/bin/sst.mjs");
const deployed = spawnSync(process.execPath, [program, "deploy", "--stage", stage], { cwd: ROOT, stdio: "inherit" });
process.exit(deployed.status ?? 1);

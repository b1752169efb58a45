import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { rebuild } from "@selaras/core/projection/rebuild.ts";
import { allTenants } from "@selaras/core/tenant/index.ts";
import { localClock } from "@selaras/local/clock/local-clock.ts";
import { actAs, startEngines } from "@selaras/local/environment.ts";
import * as v from "valibot";
import { ROOT } from "./run.ts";

/*
 * `npm run operate -- <command> [--tenant slug] [--apply]`: an operator's commands. Nothing is written without --apply.
 * Works on the house of this machine (SELARAS_DATA, stopped) or on the endpoints that the environment names.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: "string" }, apply: { type: "boolean", default: false } },
});

async function rebuildTenant(slug: string, apply: boolean): Promise<boolean> {
  const tenant = v.parse(TenantId, slug);
  const { compared, written, differences } = await actAs("operator", () =>
    within(systemContext(tenant, "susun-ulang"), () => rebuild({ apply })),
  );
  console.log(`${slug}: ${compared} pernyataan dibandingkan, ${differences.length} berbeda, ${written} ditulis`);
  for (const { what, kind, key } of differences) console.log(`  ${what} ${kind} ${key}`);
  return differences.length === 0 || apply;
}

const [command] = positionals;
if (command !== "rebuild") {
  console.error("Perintah: rebuild [--tenant kukar] [--apply]");
  process.exit(2);
}
const folder = resolve(process.env["SELARAS_DATA"] ?? join(ROOT, ".selaras"));
// The house's own time: one that was moved ahead has partitions of months that the machine has not reached yet.
useClock(localClock({ stateFile: join(folder, "clock.json") }).now);
const engines = await startEngines({ folder });
const slugs = values.tenant ? [values.tenant] : await actAs("operator", allTenants);
let ok = true;
for (const slug of slugs) ok = (await rebuildTenant(slug, values.apply)) && ok;
await engines.stop();
process.exit(ok ? 0 : 1);

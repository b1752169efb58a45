import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { presentInstant, useClock } from "@selaras/core/kernel/clock.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { Period, TenantId } from "@selaras/core/kernel/id.ts";
import { rebuild } from "@selaras/core/projection/rebuild.ts";
import { allTenants } from "@selaras/core/tenant/index.ts";
import { localClock } from "@selaras/local/clock/local-clock.ts";
import { actAs, startEngines } from "@selaras/local/environment.ts";
import * as v from "valibot";
import { usageJson, usageRows, usageTable } from "./operate/usage.ts";
import { ROOT } from "./run.ts";

/*
 * `npm run operate -- <command> [options]`: an operator's commands. Nothing is written without --apply.
 * Works on the house of this machine (SELARAS_DATA, stopped) or on the endpoints that the environment names.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    tenant: { type: "string" },
    apply: { type: "boolean", default: false },
    month: { type: "string" },
    json: { type: "boolean", default: false },
  },
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

async function rebuildAll(): Promise<boolean> {
  const slugs = values.tenant ? [values.tenant] : await actAs("operator", allTenants);
  let ok = true;
  for (const slug of slugs) ok = (await rebuildTenant(slug, values.apply)) && ok;
  return ok;
}

/** The present month when none was named. */
async function showUsage(): Promise<boolean> {
  const month = values.month ?? presentInstant().toISOString().slice(0, 7);
  const rows = await actAs("operator", () => usageRows(month));
  console.log(values.json ? usageJson(month, rows) : usageTable(month, rows));
  return true;
}

const COMMANDS: ReadonlyMap<string, () => Promise<boolean>> = new Map([
  ["rebuild", rebuildAll],
  ["usage", showUsage],
]);

const command = COMMANDS.get(positionals[0] ?? "");
const isMonth = values.month === undefined || v.is(Period, values.month);
if (!command || !isMonth) {
  console.error("Perintah: rebuild [--tenant kukar] [--apply]\n          usage [--month 2026-11] [--json]");
  process.exit(2);
}
const folder = resolve(process.env["SELARAS_DATA"] ?? join(ROOT, ".selaras"));
// The house's own time: one that was moved ahead has partitions of months that the machine has not reached yet.
useClock(localClock({ stateFile: join(folder, "clock.json") }).now);
const engines = await startEngines({ folder });
const ok = await command();
await engines.stop();
process.exit(ok ? 0 : 1);

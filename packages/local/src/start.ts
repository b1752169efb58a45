import { join, resolve } from "node:path";
import { startHouse } from "./house.ts";
import { HOUSE_ROOT } from "./sites.ts";

/*
 * `npm start`: the whole product with demonstration data on this machine.
 * Settings: PORT, SELARAS_DATA (folder), SELARAS_NOW (instant of a new house), SELARAS_TENANTS (only some, for tests);
 * `-- --fresh` starts anew.
 */
const DEFAULT_PORT = 3000;
const PARENT_LOOK_MS = 500;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** When npm itself was killed nobody could stop the product any more: then it stops by itself. */
function followNpm(stop: () => void): void {
  if (process.env["npm_lifecycle_event"] !== "start") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), PARENT_LOOK_MS).unref();
}

async function main(): Promise<void> {
  const port = Number(process.env["PORT"] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT=${process.env["PORT"]} bukan nomor porta.`);
  const folder = resolve(process.env["SELARAS_DATA"] ?? join(HOUSE_ROOT, ".selaras"));
  const only = process.env["SELARAS_TENANTS"]?.split(",");
  const house = await startHouse({
    port,
    folder,
    startAt: process.env["SELARAS_NOW"],
    fresh: process.argv.includes("--fresh"),
    ...(only ? { tenants: only } : {}),
    say,
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say("Menutup ...");
    void house.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  followNpm(stop);
  say(`Selaras siap: ${house.url}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

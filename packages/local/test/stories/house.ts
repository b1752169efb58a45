import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOUSE_ROOT } from "../../src/sites.ts";

/** 20 May 2026, 10.00 WITA: May is open, April in review, January to March published, nothing before. */
export const STORY_NOW = "2026-05-20T02:00:00.000Z";

export type RunningHouse = {
  readonly url: string;
  readonly port: number;
  /** Address of a tenant's public site. */
  readonly portal: (tenant: string) => string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Everything the product has said so far. */
  readonly said: () => string;
  /** Ends the product and its table engine at once, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Ends it as Ctrl+C would, and removes the folder if it was made here. */
  readonly stop: () => Promise<void>;
};

export type Attempt = {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when the ready line was said; rejects with everything said when the product ends before. */
  readonly ready: Promise<void>;
};

/** Runs `start.ts` as `npm start` does, without waiting. Undefined settings are left out of its environment. */
export function attemptStart(settings: Record<string, string | undefined>, args: readonly string[] = []): Attempt {
  const env: Record<string, string | undefined> = { ...process.env, ...settings };
  // The worker's own engines and its being a test are no business of this house.
  for (const name of Object.keys(env))
    if (
      /^AWS_ENDPOINT_URL|^SELARAS_(TABLE|LOCAL_JWKS|USER_)|^(NODE_ENV|MODE|DEV|PROD|TEST|VITEST.*)$/.test(name) ||
      env[name] === undefined
    )
      Reflect.deleteProperty(env, name);
  const child = spawn(process.execPath, ["packages/local/src/start.ts", ...args], {
    cwd: HOUSE_ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ready = new Promise<void>((resolve, fail) => {
    const hear = (piece: Buffer): void => {
      said += piece.toString();
      if (said.includes("Selaras siap: http://localhost:")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", (code) => fail(new Error(`The product ended with ${code}:\n${said}`)));
  });
  ready.catch(() => undefined);
  return { child, said: () => said, ready };
}

/** Starts the product and waits for its ready line. Without a folder it gets a copy of a house filled once per run. */
export async function startProduct(
  options: { folder?: string; tenants?: string; port?: number; now?: string } = {},
): Promise<RunningHouse> {
  const folder = options.folder ?? (await copyOfFilledHouse(options.tenants ?? "kukar,nunukan"));
  const { port, child, said } = await startAt(options.port, {
    SELARAS_DATA: folder,
    SELARAS_NOW: options.now ?? STORY_NOW,
    SELARAS_TENANTS: options.tenants ?? "kukar,nunukan",
  });
  return {
    url: `http://localhost:${port}`,
    port,
    portal: (tenant) => `http://${tenant}.localhost:${port}`,
    folder,
    process: child,
    said,
    kill: () => cutPower(child),
    stop: async () => {
      await end(child, "SIGTERM");
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A port below those that systems hand out by themselves (Linux from 32768, others from 49152): no connection of a
 * browser takes it while a house is ended and started again.
 */
const anyPort = (): number => randomInt(10_000, 32_768);

/** Starts on the given port, or on one of its own choice; one that turns out to be taken is given up for another. */
async function startAt(
  given: number | undefined,
  settings: Record<string, string>,
): Promise<Attempt & { readonly port: number }> {
  for (;;) {
    const port = given ?? anyPort();
    const attempt = attemptStart({ ...settings, PORT: String(port) });
    try {
      await attempt.ready;
      return { ...attempt, port };
    } catch (cause) {
      if (given !== undefined || !attempt.said().includes(`Porta ${port} sedang dipakai`)) throw cause;
    }
  }
}

/** Sends a signal and waits until the process is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): readonly number[] {
  const listed = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").trim().split(/\s+/) : []);
  return listed(`/proc/${pid}/task/${pid}/children`)
    .filter((each) => each !== "")
    .map(Number);
}

/** Whether a process still runs: one that ended and waits to be collected does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function cutPower(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  for (const each of [...childrenOf(pid), pid]) {
    try {
      process.kill(each, "SIGKILL");
    } catch {
      // It ended by itself between the list and the signal.
    }
  }
  await exit;
}

const FILLED = "selaras-story-filled-";

/** Filling takes half a minute, so it is done once per run of the tests; each file then works on a copy of its own. */
export async function copyOfFilledHouse(tenants: string): Promise<string> {
  // All files of one run have the same parent.
  const filled = join(tmpdir(), `${FILLED}${process.ppid}-${tenants.replaceAll(",", "-")}`);
  if (!existsSync(join(filled, "filled"))) {
    for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(FILLED)))
      if (!isRunning(Number.parseInt(name.slice(FILLED.length), 10)))
        rmSync(join(tmpdir(), name), { recursive: true, force: true });
    const making = mkdtempSync(`${filled}-`);
    const house = await startProduct({ folder: making, tenants });
    await house.stop();
    const { leadMs } = clockOf(making);
    setClock(making, Date.now() + leadMs);
    // Another worker may have been quicker; then this one's is not needed.
    if (existsSync(filled)) rmSync(making, { recursive: true, force: true });
    else renameSync(making, filled);
  }
  const folder = mkdtempSync(join(tmpdir(), "selaras-house-"));
  cpSync(filled, folder, { recursive: true });
  // The copy begins where the filling ended, however long ago that was.
  setClock(folder, clockOf(filled).movedTo);
  return folder;
}

const clockOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "clock.json"), "utf8")) as { leadMs: number; movedTo: number };

function setClock(folder: string, now: number): void {
  writeFileSync(join(folder, "clock.json"), JSON.stringify({ leadMs: now - Date.now(), movedTo: now }));
}

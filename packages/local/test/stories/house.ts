import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOUSE_ROOT } from "../../src/sites.ts";
import { freePort } from "../../src/table/engine-child.ts";

/** 20 May 2026, 10.00 WITA: May is open, April in review, January to March published, nothing before. */
export const STORY_NOW = "2026-05-20T02:00:00.000Z";

export type RunningHouse = {
  readonly url: string;
  /** Address of a tenant's public site. */
  readonly portal: (tenant: string) => string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Ends it at once, as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts the product as `npm start` does, in a process of its own, and waits for its ready line. */
export async function startProduct(
  options: { folder?: string; tenants?: string; port?: number; now?: string } = {},
): Promise<RunningHouse> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "selaras-house-"));
  const port = options.port ?? (await freePort());
  const env = {
    ...process.env,
    PORT: String(port),
    SELARAS_DATA: folder,
    SELARAS_NOW: options.now ?? STORY_NOW,
    SELARAS_TENANTS: options.tenants ?? "kukar,nunukan",
  };
  // The worker's own engines are no business of this house.
  for (const name of Object.keys(env))
    if (/^AWS_ENDPOINT_URL|^SELARAS_(TABLE|LOCAL_JWKS|USER_)/.test(name)) Reflect.deleteProperty(env, name);
  const child = spawn(process.execPath, ["packages/local/src/start.ts"], {
    cwd: HOUSE_ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  await new Promise<void>((ready, fail) => {
    const hear = (piece: Buffer): void => {
      said.push(piece.toString());
      if (said.join("").includes(`Selaras siap: http://localhost:${port}`)) ready();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(new Error(`The product ended with ${code}:\n${said.join("")}`)));
  });
  child.removeAllListeners("exit");
  const gone = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return {
    url: `http://localhost:${port}`,
    portal: (tenant) => `http://${tenant}.localhost:${port}`,
    folder,
    process: child,
    kill: () => gone("SIGKILL"),
    stop: async () => {
      await gone("SIGTERM");
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

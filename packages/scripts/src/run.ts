import { spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");
/** Seconds of the last whole `npm test`, for the bench. */
export const TEST_SECONDS_FILE = join(ROOT, "node_modules/.selaras-test-seconds");

export type Outcome = { readonly name: string; readonly ok: boolean; readonly seconds: number; readonly said: string };

/** Runs a program of the workspace and gives what it said; never throws for a failed program. */
export function run(name: string, command: readonly string[], options: { show?: boolean } = {}): Promise<Outcome> {
  const [program = "", ...args] = command;
  const began = Date.now();
  const env = { ...process.env, PATH: `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"] ?? ""}` };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const pieces: Buffer[] = [];
    const hear = (piece: Buffer): void => {
      pieces.push(piece);
      if (options.show) process.stdout.write(piece);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = (ok: boolean, extra = ""): void =>
      resolve({ name, ok, seconds: (Date.now() - began) / 1000, said: Buffer.concat(pieces).toString("utf8") + extra });
    child.on("error", (error) => end(false, error.message));
    child.on("exit", (code) => end(code === 0));
  });
}

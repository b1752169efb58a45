import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { engineBinary } from "./engine-binary.ts";
import { endEngine, freePort, spawnEngine } from "./engine-child.ts";
import { endStaleEngine, removePidFile, writePidFile } from "./stale-engine.ts";

const PORT_ATTEMPTS = 5;
const RESTARTS_PER_MINUTE = 5;

/** A running DynamoDB-compatible engine. */
export interface TableEngine {
  /** Base address for the DynamoDB and the DynamoDB Streams client, stable over restarts. */
  readonly endpoint: string;
  /** The engine's present process number; a restart changes it. */
  readonly pid: number;
  /** Ends the engine and resolves when it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the engine on a free port of 127.0.0.1.
 *
 * With `file` the table lives in that SQLite file: an engine left behind by a killed program is ended first, and an
 * engine that dies is started again on the same port, at most five times a minute (1.2.1 aborts on some characters
 * in expressions). Without `file` it lives in memory; a death then loses everything, so it is reported, not cured.
 *
 * @throws Error (Indonesian) when there is no engine for this machine, the file is in use, or the start fails.
 */
export async function startTableEngine(options: { file?: string } = {}): Promise<TableEngine> {
  const binary = engineBinary();
  const file = options.file === undefined ? undefined : path.resolve(options.file);
  if (file !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    await endStaleEngine(file, binary);
  }
  const { child, port } = await spawnOnFreePort(binary, file);
  return supervise(binary, file, port, child);
}

async function spawnOnFreePort(binary: string, file: string | undefined) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { port, child: await spawnEngine(binary, port, file) };
    } catch (cause) {
      if (attempt >= PORT_ATTEMPTS) throw cause;
    }
  }
}

function supervise(binary: string, file: string | undefined, port: number, first: ChildProcess): TableEngine {
  let child = first;
  let stopping = false;
  let restarting: Promise<void> | undefined;
  const deaths: number[] = [];

  const watch = (current: ChildProcess) => {
    child = current;
    if (file !== undefined && current.pid !== undefined) writePidFile(file, current.pid);
    const onDeath = () => {
      if (!stopping) restarting = recover();
    };
    // It may have died between its first answer and this line.
    if (current.exitCode !== null || current.signalCode !== null) onDeath();
    else current.once("exit", onDeath);
  };

  const recover = async () => {
    if (file === undefined) {
      console.error("Mesin basis data (di memori) mati; isinya hilang. Jalankan ulang program.");
      return;
    }
    for (;;) {
      const now = performance.now();
      deaths.push(now);
      if (deaths.filter((at) => now - at < 60_000).length > RESTARTS_PER_MINUTE) {
        console.error("Mesin basis data mati lebih dari 5 kali dalam semenit dan tidak dinyalakan lagi.");
        return;
      }
      try {
        const next = await spawnEngine(binary, port, file);
        watch(next);
        return;
      } catch (cause) {
        console.error("Mesin basis data belum dapat dinyalakan ulang.", cause);
      }
    }
  };

  watch(first);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      stopping = true;
      await restarting;
      await endEngine(child);
      if (file !== undefined) removePidFile(file);
    },
  };
}

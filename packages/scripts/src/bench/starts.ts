import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, TEST_SECONDS_FILE } from "../run.ts";
import { type Measurement, measured } from "./measurement.ts";

const START_MS = 180_000;
const STOP_MS = 20_000;

const FRESH_BASIS =
  'packages/local/src/start.ts pada folder kosong sampai baris "Selaras siap"; situs sudah dibangun; termasuk pengisian data contoh empat daerah dan proyeksinya.';
const AGAIN_BASIS = "Folder yang sama sekali lagi; tanpa pengisian.";
const TEST_BASIS = "Jalannya npm test lengkap terakhir pada mesin ini; kosong bila belum pernah dijalankan.";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("No free port"));
      });
    });
  });
}

/** Endpoints of an engine of ours must not reach the house: it has to start its own. */
function houseEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => !/^(AWS_|SELARAS_)/.test(name));
  return { ...Object.fromEntries(env), SELARAS_DATA: folder, PORT: String(port) };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`The house is not ready after ${START_MS} ms:\n${said}`)), START_MS);
    const hear = (piece: Buffer): void => {
      said += piece.toString("utf8");
      if (!said.includes("Selaras siap")) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`The house ended with ${code}:\n${said}`));
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** Seconds from the start of the process until the house can be used. */
async function startTime(folder: string): Promise<number> {
  const env = houseEnvironment(folder, await freePort());
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, "packages/local/src/start.ts")], { cwd: ROOT, env });
  try {
    await ready(child);
    return (performance.now() - began) / 1000;
  } finally {
    await stop(child);
  }
}

function testSeconds(): number | null {
  if (!existsSync(TEST_SECONDS_FILE)) return null;
  const seconds = Number(readFileSync(TEST_SECONDS_FILE, "utf8"));
  return seconds > 0 ? seconds : null;
}

/** How long people wait for the house and for the tests. */
export async function measureStarts(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "selaras-bench-"));
  try {
    const fresh = await startTime(folder);
    const again = await startTime(folder);
    return [
      measured({ name: "mulai.kosong", value: fresh, unit: "detik", basis: FRESH_BASIS }),
      measured({ name: "mulai.lagi", value: again, unit: "detik", basis: AGAIN_BASIS }),
      measured({ name: "uji.lengkap", value: testSeconds(), unit: "detik", basis: TEST_BASIS }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

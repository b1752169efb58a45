import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** The file beside the table's file that names the engine serving it and the program that started the engine. */
export function pidFileOf(file: string): string {
  return `${file}.pid`;
}

/** Notes which engine serves `file`, so that the next start can find it after this program was killed. */
export function writePidFile(file: string, enginePid: number): void {
  writeFileSync(pidFileOf(file), `${enginePid}\n${process.pid}\n`);
}

/** Removes the note; quiet when there is none. */
export function removePidFile(file: string): void {
  rmSync(pidFileOf(file), { force: true });
}

/**
 * Ends an engine that still serves `file` because its parent was killed with SIGKILL. Two engines on one SQLite file
 * would each keep a memory of their own, so the start waits until the old one is gone.
 *
 * @throws Error when the engine's parent is alive: then the file is in use, not left behind.
 */
export async function endStaleEngine(file: string, binary: string, deadlineMs = 5000): Promise<void> {
  const note = readPidFile(file);
  if (note === undefined) return;
  const serves = () => isEngine(note.engine, binary, file);
  if (!serves()) {
    removePidFile(file);
    return;
  }
  if (parentOf(note.engine) === note.parent) {
    throw new Error(
      `Berkas ${file} sedang dipakai oleh program lain (nomor proses ${note.parent}). ` +
        "Hentikan program itu lebih dahulu, atau pilih folder data yang lain.",
    );
  }
  process.kill(note.engine, "SIGKILL");
  const until = performance.now() + deadlineMs;
  while (serves()) {
    if (performance.now() > until)
      throw new Error(`Mesin basis data lama (nomor proses ${note.engine}) tidak berhenti.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  removePidFile(file);
}

function readPidFile(file: string): { engine: number; parent: number } | undefined {
  const text = readOrEmpty(pidFileOf(file));
  const [engine, parent] = text.split("\n").map(Number);
  if (engine === undefined || parent === undefined) return undefined;
  return engine > 1 && parent > 0 ? { engine, parent } : undefined;
}

/** Numbers of dead programs are given out again: only the command line proves that it is our engine on our file. */
function isEngine(pid: number, binary: string, file: string): boolean {
  const words = readOrEmpty(`/proc/${pid}/cmdline`).split("\0");
  return words[0] === binary && words.includes(file);
}

function parentOf(pid: number): number | undefined {
  const line = readOrEmpty(`/proc/${pid}/status`).match(/^PPid:\s+(\d+)/m);
  return line?.[1] === undefined ? undefined : Number(line[1]);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { StateRecord } from "./records.ts";

const DEBOUNCE_MS = 200;

/** Keeps the state in one file. Without a file everything stays in memory and every write succeeds at once. */
export interface Storage {
  /** Something changed that may be written a little later. */
  touch: () => void;
  /** Resolves when the state as it is now stands on disk; callers that come during a write share the next one. */
  save: () => Promise<void>;
  /** Writes what is still open and ends the debouncing. */
  close: () => Promise<void>;
}

/** Reads the state, or undefined when the file does not exist. A file that is not ours is an error, never overwritten. */
export async function readState(file: string): Promise<StateRecord | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The sign-in state ${file} cannot be read; remove it to start afresh.`, { cause: error });
  }
  if (!isState(value)) throw new Error(`The sign-in state ${file} has another format; remove it to start afresh.`);
  return value;
}

// Only the envelope is checked: the file is written by this program alone and always whole.
function isState(value: unknown): value is StateRecord {
  if (typeof value !== "object" || value === null) return false;
  return "format" in value && value.format === 1 && "pools" in value && Array.isArray(value.pools) && "key" in value;
}

/** Opens the writing side; `snapshot` is called at the moment of each write. */
export function openStorage(file: string | undefined, snapshot: () => StateRecord): Storage {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function save(): Promise<void> {
    if (file === undefined) return Promise.resolve();
    clearTimeout(timer);
    timer = undefined;
    next ??= startAfter(running, () => {
      next = undefined;
      running = replaceFile(file, JSON.stringify(snapshot()));
      return running;
    });
    return next;
  }

  return {
    touch() {
      if (file === undefined || timer) return;
      timer = setTimeout(() => {
        save().catch((error: unknown) => console.error("The sign-in state could not be written:", error));
      }, DEBOUNCE_MS);
      timer.unref();
    },
    save,
    close: save,
  };
}

// A failed write has been reported to those who waited for it; it must not stop the next one.
async function startAfter(earlier: Promise<void>, start: () => Promise<void>): Promise<void> {
  await earlier.catch(() => undefined);
  await start();
}

/** Replaces a file as a whole: whoever reads it, even after a crash, sees the old content or the new. */
async function replaceFile(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    // The file holds a signing key and passwords' exponents: nobody else on the machine reads it.
    const target = await open(temporary, "wx", 0o600);
    try {
      await target.writeFile(content);
      await target.sync();
    } finally {
      await target.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

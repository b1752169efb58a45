import { randomUUID } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file that must not exist yet and returns only when its bytes are on the disk. */
export async function writeDurably(file: string, bytes: Buffer | string): Promise<void> {
  const target = await open(file, "wx");
  try {
    await target.writeFile(bytes);
    await target.sync();
  } finally {
    await target.close();
  }
}

/**
 * Replaces a file in one step: a reader, or a restart after `kill -9`, sees the old text or the new one whole.
 * Returns only when the new one is on the disk under its name.
 */
export async function replaceDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  await writeDurably(draft, text);
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** Makes the names in a folder durable: a new file is lost with its name if only its bytes were written. */
export async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** The text of a file, or undefined when there is none. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

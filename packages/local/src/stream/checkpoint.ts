import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How far a reader of a stream has come: the last record it is done with. */
export interface Position {
  arn: string;
  shard: string;
  sequence: string;
}

/** The position kept in `file`; nothing when the file is absent or unreadable (then reading starts at the oldest). */
export function readCheckpoint(file: string): Position | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isPosition(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the position so that a reader of the file sees the old one or the new one, never a part. */
export function writeCheckpoint(file: string, position: Position): void {
  writeWhole(file, JSON.stringify(position));
}

/** Replaces the content of a file in one step, making its folder when needed. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const next = `${file}.next`;
  writeFileSync(next, text);
  renameSync(next, file);
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== "object" || value === null) return false;
  const { arn, shard, sequence } = value as Partial<Record<keyof Position, unknown>>;
  return typeof arn === "string" && typeof shard === "string" && typeof sequence === "string" && /^\d+$/.test(sequence);
}

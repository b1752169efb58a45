import type { CellInput } from "@selaras/core/report/schema.ts";
import { type Batch, type Entry, type Queue, cellKey } from "./save-queue.ts";

/**
 * The unconfirmed part of a queue as plain JSON: what is kept on the device across a reload, and what "Simpan isian ke
 * berkas" writes. A request in doubt keeps its command id, so that the server recognises it.
 */
export type StoredQueue = { readonly format: 1; readonly entries: readonly Entry[]; readonly batch: Batch | null };

export const isEmpty = (queue: Queue): boolean => queue.entries.size === 0;

export const toStored = ({ entries, batch }: Queue): StoredQueue => ({
  format: 1,
  entries: [...entries.values()],
  batch,
});

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null && !Array.isArray(x);
const isText = (x: unknown): x is string => typeof x === "string";

function isInput(x: unknown): x is CellInput {
  if (!isRecord(x)) return false;
  if (x["kind"] === "clear") return true;
  return x["kind"] === "value"
    ? isText(x["value"])
    : (x["kind"] === "nil" || x["kind"] === "na") && isText(x["reason"]);
}
const isTyping = (x: unknown): boolean => isRecord(x) && isText(x["id"]) && isText(x["at"]) && isInput(x["input"]);
const isPlaced = (x: unknown): x is Record<string, unknown> =>
  isRecord(x) && isText(x["rowKey"]) && isText(x["field"]) && Number.isInteger(x["base"]) && isTyping(x);
const isEntry = (x: unknown): x is Entry =>
  isPlaced(x) &&
  ["waiting", "conflict", "refused"].includes(String(x["state"])) &&
  (x["next"] === undefined || isTyping(x["next"]));
const isBatch = (x: unknown): x is Batch =>
  isRecord(x) && isText(x["command"]) && Array.isArray(x["changes"]) && x["changes"].every(isPlaced);

/** Reads what a device kept; entries that cannot be read are left out and counted. Null when it is nothing of ours. */
export function fromStored(kept: unknown): { readonly stored: StoredQueue; readonly unreadable: number } | null {
  if (!isRecord(kept) || kept["format"] !== 1 || !Array.isArray(kept["entries"])) return null;
  const entries = kept["entries"].filter(isEntry);
  const batch = isBatch(kept["batch"]) ? { ...kept["batch"], attempts: 0 } : null;
  return { stored: { format: 1, entries, batch }, unreadable: kept["entries"].length - entries.length };
}

/** Takes a kept queue up again on the cells as the server has them now. What is typed in this page already wins. */
export function takeUp(queue: Queue, { entries: kept, batch }: StoredQueue): Queue {
  const entries = new Map(kept.map((entry) => [cellKey(entry.rowKey, entry.field), entry] as const));
  for (const [key, entry] of queue.entries) entries.set(key, entry);
  const inDoubt =
    queue.batch === null &&
    batch !== null &&
    batch.changes.every((change) => entries.get(cellKey(change.rowKey, change.field))?.id === change.id);
  return { ...queue, entries, batch: inDoubt ? batch : queue.batch, running: inDoubt ? false : queue.running };
}

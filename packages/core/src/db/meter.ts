import { AsyncLocalStorage } from "node:async_hooks";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Units = { CapacityUnits?: number | undefined };
type Capacity = Units & {
  /** Given for transactions only, where one answer may hold both. */
  ReadCapacityUnits?: number | undefined;
  WriteCapacityUnits?: number | undefined;
  GlobalSecondaryIndexes?: Record<string, Units> | undefined;
};

/** What one piece of work consumed: request units as the table reports them, bytes that it added to the store. */
export type Spent = {
  calls: number;
  readUnits: number;
  writeUnits: number;
  evidenceBytes: number;
  archiveBytes: number;
  mails: number;
};
export const nothingSpent = (): Spent => ({
  calls: 0,
  readUnits: 0,
  writeUnits: 0,
  evidenceBytes: 0,
  archiveBytes: 0,
  mails: 0,
});

/** Told of every call when it is sent; what it gives back is told when the answer has come. */
export type Follower = (command: string) => () => void;
type Metered = { readonly spent: Spent; readonly follower: Follower | null };

const running = new AsyncLocalStorage<Metered>();

/**
 * Runs `work` and adds to `spent` what it consumes, and nowhere else; requests that run side by side do not see each
 * other. A table that refuses a condition reports no units, so refused writes are missing although they are paid for.
 */
export const metered = <T>(spent: Spent, work: () => T, follower = running.getStore()?.follower ?? null): T =>
  running.run({ spent, follower }, work);

/** Tells that files grew: by whoever put the bytes there or first saw them. */
export function recordStored(kind: "evidence" | "archive", bytes: number): void {
  const spent = running.getStore()?.spent;
  if (spent) spent[`${kind}Bytes`] += bytes;
}

/** Tells that mails were handed over for delivery. */
export function recordMails(count: number): void {
  const spent = running.getStore()?.spent;
  if (spent) spent.mails += count;
}

/** Request units and calls of the whole process since the last start, tables and indexes apart: for measurements. */
export type Consumption = { calls: number; read: number; tableWrite: number; indexWrite: number };

const NONE: Consumption = { calls: 0, read: 0, tableWrite: 0, indexWrite: 0 };
let measuring: Consumption | null = null;

/** Measures every call of this process until `stopMetering`. Not for functions: two requests would be added up. */
export const startMetering = (): void => {
  measuring = { ...NONE };
};
export const stopMetering = (): Consumption => {
  const found = measuring ?? { ...NONE };
  measuring = null;
  return found;
};

const isReading = (command: string): boolean => /Query|Get|Scan/.test(command);

const capacities = (output: object): readonly Capacity[] =>
  "ConsumedCapacity" in output ? ([output.ConsumedCapacity ?? []].flat() as readonly Capacity[]) : [];

type Amounts = { readonly read: number; readonly write: number; readonly index: number };

function amountsOf(command: string, capacity: Capacity): Amounts {
  const { CapacityUnits: all = 0, ReadCapacityUnits: read, WriteCapacityUnits: write } = capacity;
  const indexes = Object.values(capacity.GlobalSecondaryIndexes ?? {});
  const index = indexes.reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
  if (read !== undefined || write !== undefined) return { read: read ?? 0, write: write ?? 0, index };
  return isReading(command) ? { read: all, write: 0, index } : { read: 0, write: all, index };
}

function add(spent: Spent | undefined, measured: Consumption | null, command: string, output: object): void {
  if (spent) spent.calls += 1;
  if (measured) measured.calls += 1;
  for (const capacity of capacities(output)) {
    const { read, write, index } = amountsOf(command, capacity);
    if (spent) {
      spent.readUnits += read;
      spent.writeUnits += write;
    }
    if (!measured) continue;
    measured.read += read;
    if (write > 0) {
      measured.tableWrite += write - index;
      measured.indexWrite += index;
    }
  }
}

/** Lets the client report what each call consumed to the work that made it; costs nothing outside of such work. */
export function meterRequests(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName: command = "" }) =>
      async (request) => {
        const here = running.getStore();
        const measured = measuring;
        if (!here && !measured) return next(request);
        // The indexes apart cost bytes in every answer; the sum is what a request needs to know.
        const ReturnConsumedCapacity = measured ? "INDEXES" : "TOTAL";
        const told = here?.follower?.(command.replace(/Command$/, ""));
        try {
          const answer = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity } });
          add(here?.spent, measured, command, answer.output);
          return answer;
        } finally {
          told?.();
        }
      },
    { step: "initialize", name: "meterRequests" },
  );
}

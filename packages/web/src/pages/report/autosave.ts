import type { Cell, CellChange, CellOutcome } from "@selaras/core/report/schema.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { batch, createSignal, type Accessor } from "solid-js";
import { createStore } from "solid-js/store";
import {
  answered,
  arrived,
  begin,
  type CellKey,
  cellKey,
  dismissed,
  type Entry,
  latestOf,
  newQueue,
  type Queue,
  rejected,
  repeat,
  resolved,
  retried,
  type Sync,
  syncOf,
  type Tally,
  tally,
  typed,
  type Typed,
  unanswered,
} from "./save-queue.ts";
import { cellOf } from "./cell-model.ts";
import { fromStored, isEmpty, type StoredQueue, takeUp, toStored } from "./stored-queue.ts";
import type { UnsentStore } from "./unsent-store.ts";

const BOUNDS = { cells: LIMITS.cellsPerSave, rows: LIMITS.rowsPerSave };
const QUIET_MS = 700;
const KEEP_MS = 150;
const PAUSES_MS = [2_000, 5_000, 10_000, 30_000] as const;

/** What went wrong with a whole request, in the terms of the queue. */
export type SaveFailure = {
  readonly message: string;
  /** Nobody knows whether it arrived, or the service is busy: the same command again. */
  readonly again: boolean;
  /** The server could not read the request: one of its cells is at fault. */
  readonly unreadable: boolean;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
};

/** What the machine around the queue needs from the page. */
export type Ports = {
  readonly send: (changes: readonly CellChange[], command: string) => Promise<readonly CellOutcome[]>;
  readonly explain: (thrown: unknown) => SaveFailure;
  readonly store: UnsentStore | null;
  readonly newId: () => string;
  readonly now: () => Date;
};

export type Autosave = {
  readonly type: (wishes: readonly Omit<Typed, "id" | "at">[]) => void;
  /** Sends now what waits: on blur, on "Kirim isian sekarang", when the device is back online. */
  readonly flush: () => void;
  readonly resolve: (key: CellKey, choice: "mine" | "theirs") => void;
  readonly retry: () => void;
  readonly dismiss: (key: CellKey) => void;
  readonly arrive: (rows: readonly { rowKey: string; cells: Readonly<Record<string, Cell>> }[]) => void;
  /** The cell as the person means it: the own unconfirmed value, else the server's. */
  readonly cell: (rowKey: string, field: string) => Cell | undefined;
  readonly sync: (key: CellKey) => Sync;
  readonly entry: (key: CellKey) => Entry | undefined;
  readonly queue: Accessor<Queue>;
  readonly tally: Accessor<Tally>;
  /** Why the last attempt did not get through; null when it did. */
  readonly problem: Accessor<string | null>;
  /** When the server last confirmed something on this page. */
  readonly savedAt: Accessor<Date | null>;
  /** What was taken up from an earlier visit, and what could not be read. */
  readonly takenUp: Accessor<{ readonly count: number; readonly unreadable: number } | null>;
  readonly stored: () => StoredQueue;
  readonly dispose: () => void;
};

type Look = Readonly<{ entry: Entry | undefined; known: Cell | undefined; sync: Sync }>;

function lookOf(queue: Queue, key: CellKey): Look {
  return { entry: queue.entries.get(key), known: queue.known.get(key), sync: syncOf(queue, key) };
}

/** Keys whose entry, known cell or state differ between two queues. */
function touched(before: Queue, after: Queue): ReadonlySet<CellKey> {
  const keys = new Set<CellKey>([...before.entries.keys(), ...after.entries.keys()]);
  if (before.known !== after.known)
    for (const [key, cell] of after.known) if (before.known.get(key) !== cell) keys.add(key);
  return keys;
}

/** Runs the queue of one report: waits for the pause in typing, sends, repeats, keeps on the device. */
export function createAutosave(
  rows: readonly { rowKey: string; cells: Readonly<Record<string, Cell>> }[],
  ports: Ports,
): Autosave {
  const [queue, setQueue] = createSignal(newQueue(rows, BOUNDS));
  const [looks, setLooks] = createStore<Record<CellKey, Look | undefined>>({});
  const [problem, setProblem] = createSignal<string | null>(null);
  const [savedAt, setSavedAt] = createSignal<Date | null>(null);
  const [takenUp, setTakenUp] = createSignal<{ count: number; unreadable: number } | null>(null);
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;
  // Nothing is kept before the record of the last visit was read: writing first would overwrite it.
  let opened = false;

  const keep = () => {
    clearTimeout(keeping);
    keeping = undefined;
    if (!opened) return;
    const now = queue();
    ports.store
      ?.keep(isEmpty(now) ? null : toStored(now))
      .catch((thrown: unknown) => setProblem(ports.explain(thrown).message));
  };
  const step = (next: Queue) => {
    const before = queue();
    if (next === before) return;
    batch(() => {
      setQueue(next);
      for (const key of touched(before, next)) setLooks(key, lookOf(next, key));
    });
    keeping ??= setTimeout(keep, KEEP_MS);
  };

  const settle = (failure: SaveFailure) => {
    setProblem(failure.message);
    if (!failure.again) {
      step(rejected(queue(), failure, BOUNDS));
      send();
      return;
    }
    step(unanswered(queue()));
    const attempts = queue().batch?.attempts ?? 0;
    pause = setTimeout(send, PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)]);
  };
  const transmit = async ({ changes, command }: NonNullable<Queue["batch"]>) => {
    try {
      const outcomes = await ports.send(changes, command);
      setProblem(null);
      step(answered(queue(), outcomes, BOUNDS));
      setSavedAt(ports.now());
      send();
    } catch (thrown) {
      settle(ports.explain(thrown));
    }
  };
  /** Sends the frozen request again, or freezes the next one; nothing while a request is on the line. */
  function send(): void {
    clearTimeout(quiet);
    clearTimeout(pause);
    if (disposed || queue().running) return;
    const next = queue().batch === null ? begin(queue(), ports.newId(), BOUNDS) : repeat(queue());
    const going = next?.batch ?? null;
    if (next === null || going === null) return;
    step(next);
    void transmit(going);
  }

  const online = () => send();
  const hide = () => document.visibilityState === "hidden" && (keep(), send());
  addEventListener("online", online);
  document.addEventListener("visibilitychange", hide);
  const takeUpFound = (records: readonly unknown[]) => {
    opened = true;
    const read = records.map(fromStored).filter((each) => each !== null);
    const count = read.reduce((n, each) => n + each.stored.entries.length, 0);
    const unreadable = records.length - read.length + read.reduce((n, each) => n + each.unreadable, 0);
    if (count + unreadable > 0) setTakenUp({ count, unreadable });
    step(read.reduce((now, { stored }) => takeUp(now, stored), queue()));
    keep();
    send();
  };
  ports.store?.found().then(takeUpFound, (thrown: unknown) => setProblem(ports.explain(thrown).message));

  const first = queue();
  const look = (key: CellKey): Look => looks[key] ?? lookOf(first, key);
  return {
    type: (wishes) => {
      const at = ports.now().toISOString();
      step(
        typed(
          queue(),
          wishes.map((wish) => ({ ...wish, id: ports.newId(), at })),
        ),
      );
      // At once: whoever closes the page right after a keystroke must find the entry again.
      keep();
      clearTimeout(quiet);
      quiet = setTimeout(send, QUIET_MS);
    },
    flush: send,
    resolve: (key, choice) => {
      step(resolved(queue(), key, choice, ports.newId()));
      send();
    },
    retry: () => {
      step(retried(queue(), ports.newId));
      send();
    },
    dismiss: (key) => step(dismissed(queue(), key)),
    arrive: (fresh) => step(arrived(queue(), fresh)),
    cell: (rowKey, field) => {
      const { entry, known } = look(cellKey(rowKey, field));
      if (entry === undefined) return known;
      const { input, at } = latestOf(entry);
      return cellOf(input, entry.base, at);
    },
    sync: (key) => look(key).sync,
    entry: (key) => look(key).entry,
    queue,
    tally: () => tally(queue()),
    problem,
    savedAt,
    takenUp,
    stored: () => toStored(queue()),
    dispose: () => {
      disposed = true;
      clearTimeout(quiet);
      clearTimeout(pause);
      keep();
      removeEventListener("online", online);
      document.removeEventListener("visibilitychange", hide);
    },
  };
}

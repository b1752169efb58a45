import type { Cell, CellChange, CellInput, CellOutcome } from "@selaras/core/report/schema.ts";
import { cellOf } from "./cell-model.ts";

/**
 * What a person typed and the server has not confirmed yet, as a pure step from one queue to the next. One request is
 * under way at a time; its content is frozen with its command id, so that trying again after a lost answer repeats the
 * very same command. An entry leaves the queue only when the server accepted it or the person chose a colleague's value.
 */
export type CellKey = string;
export const cellKey = (rowKey: string, field: string): CellKey => `${rowKey} ${field}`;

export type Wanted = { readonly rowKey: string; readonly field: string; readonly input: CellInput };
/** A wish with what the device adds: the id of the change and the instant of the keystroke. */
export type Typed = Wanted & { readonly id: string; readonly at: string; readonly objection?: string | undefined };

type Typing = { readonly id: string; readonly input: CellInput; readonly at: string };
export type Entry = Typing & {
  readonly rowKey: string;
  readonly field: string;
  /** Version of the cell that the person saw; 0 = never written. */
  readonly base: number;
  readonly state: "waiting" | "conflict" | "refused";
  /** Why it was refused. */
  readonly message?: string | undefined;
  readonly theirs?: Cell | undefined;
  readonly byName?: string | undefined;
  /** Typed while an earlier value of the same cell was under way. */
  readonly next?: Typing | undefined;
};

/** A request under way: its content never changes until it is answered. */
export type Batch = { readonly command: string; readonly changes: readonly CellChange[]; readonly attempts: number };

export type Queue = {
  readonly entries: ReadonlyMap<CellKey, Entry>;
  /** The server's cells as far as this page knows them. */
  readonly known: ReadonlyMap<CellKey, Cell>;
  readonly batch: Batch | null;
  /** A request is on the line now; false while it waits to be tried again. */
  readonly running: boolean;
  /** Most cells in the next request: halved when the server cannot read a request and does not say which cell is wrong. */
  readonly room: number;
};

export type Bounds = { readonly cells: number; readonly rows: number };
export type Sync = "saved" | "unsent" | "sending" | "conflict" | "refused";
type Where = { readonly rowKey: string; readonly cells: Readonly<Record<string, Cell>> };

const place = (each: { rowKey: string; field: string }): CellKey => cellKey(each.rowKey, each.field);

export function newQueue(rows: readonly Where[], bounds: Bounds): Queue {
  const known = new Map(
    rows.flatMap(({ rowKey, cells }) =>
      Object.entries(cells).map(([field, cell]) => [cellKey(rowKey, field), cell] as const),
    ),
  );
  return { entries: new Map(), known, batch: null, running: false, room: bounds.cells };
}

/** Fresh cells from the server. An older answer that arrives late never takes a newer version back. */
export function arrived(queue: Queue, rows: readonly Where[]): Queue {
  const known = new Map(queue.known);
  for (const { rowKey, cells } of rows) {
    for (const [field, cell] of Object.entries(cells)) {
      const key = cellKey(rowKey, field);
      if (cell.n >= (known.get(key)?.n ?? 0)) known.set(key, cell);
    }
  }
  return { ...queue, known };
}

const underWay = (queue: Queue, key: CellKey): boolean =>
  queue.batch?.changes.some((change) => place(change) === key) ?? false;

/** Takes what was typed. With an objection the value is kept as refused and not sent. */
export function typed(queue: Queue, wishes: readonly Typed[]): Queue {
  const entries = new Map(queue.entries);
  for (const { rowKey, field, id, input, at, objection } of wishes) {
    const key = cellKey(rowKey, field);
    const before = entries.get(key);
    const typing: Typing = { id, input, at };
    if (before && underWay(queue, key)) {
      entries.set(key, { ...before, next: typing });
      continue;
    }
    if (before?.state === "conflict") {
      // Typing is no decision about the colleague's value: the conflict stays until somebody settles it.
      entries.set(key, { ...before, ...typing });
      continue;
    }
    // Still the value that was seen when one began; a refused one starts from what is shown now.
    const base = before?.state === "waiting" ? before.base : (queue.known.get(key)?.n ?? 0);
    const state = objection === undefined ? "waiting" : "refused";
    entries.set(key, { rowKey, field, base, ...typing, state, message: objection });
  }
  return { ...queue, entries };
}

/** Freezes the next request under a new command id; null when one is under way already or nothing waits. */
export function begin(queue: Queue, command: string, bounds: Bounds): Queue | null {
  if (queue.batch !== null) return null;
  const rows = new Set<string>();
  const changes: CellChange[] = [];
  for (const entry of queue.entries.values()) {
    if (changes.length >= Math.min(queue.room, bounds.cells)) break;
    if (entry.state !== "waiting" || (!rows.has(entry.rowKey) && rows.size >= bounds.rows)) continue;
    rows.add(entry.rowKey);
    const { id, base, input, at } = entry;
    // The ids came from the server's own report; the brand is only a promise that they were parsed there.
    const rowKey = entry.rowKey as CellChange["rowKey"];
    changes.push({ id, rowKey, field: entry.field as CellChange["field"], base, input, at });
  }
  return changes.length === 0 ? null : { ...queue, batch: { command, changes, attempts: 0 }, running: true };
}

/** The same request once more, with the same command id. */
export const repeat = (queue: Queue): Queue =>
  queue.batch === null
    ? queue
    : { ...queue, running: true, batch: { ...queue.batch, attempts: queue.batch.attempts + 1 } };

const written = ({ input, at }: CellChange, n: number): Cell => cellOf(input, n, at);

function settleOne(
  entries: Map<CellKey, Entry>,
  known: Map<CellKey, Cell>,
  change: CellChange,
  outcome: CellOutcome | undefined,
): void {
  const key = place(change);
  const entry = entries.get(key);
  if (!entry || !outcome) return;
  const { next, ...sent } = entry;
  switch (outcome.outcome) {
    case "accepted":
      // A newer version that arrived meanwhile stays: it came after ours.
      if (outcome.n >= (known.get(key)?.n ?? 0)) known.set(key, written(change, outcome.n));
      if (next) entries.set(key, { ...sent, ...next, base: outcome.n });
      else entries.delete(key);
      return;
    case "conflict":
      if (outcome.theirs.n >= (known.get(key)?.n ?? 0)) known.set(key, outcome.theirs);
      entries.set(key, { ...sent, ...next, state: "conflict", theirs: outcome.theirs, byName: outcome.byName });
      return;
    case "refused":
      // What was typed after it may well be right: it gets its own chance.
      entries.set(key, next ? { ...sent, ...next } : { ...sent, state: "refused", message: outcome.message });
      return;
    default:
      outcome satisfies never;
  }
}

/** The server's answer per cell. A cell it did not mention is sent again. */
export function answered(queue: Queue, outcomes: readonly CellOutcome[], bounds: Bounds): Queue {
  if (queue.batch === null) return queue;
  const entries = new Map(queue.entries);
  const known = new Map(queue.known);
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  for (const change of queue.batch.changes) settleOne(entries, known, change, byId.get(change.id));
  return { entries: released(entries), known, batch: null, running: false, room: bounds.cells };
}

/** An unmentioned entry that was overtaken while under way takes the newer typing. */
function released(entries: Map<CellKey, Entry>): Map<CellKey, Entry> {
  for (const [key, { next, ...sent }] of entries) if (next) entries.set(key, { ...sent, ...next });
  return entries;
}

/** No answer came: nobody knows whether the request arrived. It stays frozen and is repeated. */
export const unanswered = (queue: Queue): Queue => ({ ...queue, running: false });

/** The whole request was refused; nothing of it was written. */
export function rejected(
  queue: Queue,
  failure: {
    readonly message: string;
    readonly unreadable: boolean;
    readonly fields: readonly { readonly path: string; readonly message: string }[];
  },
  bounds: Bounds,
): Queue {
  const { batch } = queue;
  if (batch === null) return queue;
  const named = new Map(
    failure.fields.flatMap(({ path, message }) => {
      const index = /^changes\.(\d+)\b/.exec(path)?.[1];
      return index === undefined ? [] : [[Number(index), message] as const];
    }),
  );
  const split = failure.unreadable && named.size === 0 && batch.changes.length > 1;
  const entries = new Map(queue.entries);
  batch.changes.forEach((change, index) => {
    const entry = entries.get(place(change));
    if (!entry || entry.next) return;
    const guilty = failure.unreadable ? named.has(index) || batch.changes.length === 1 : true;
    if (guilty)
      entries.set(place(change), { ...entry, state: "refused", message: named.get(index) ?? failure.message });
  });
  const room = split ? Math.ceil(batch.changes.length / 2) : bounds.cells;
  return { ...queue, entries: released(entries), batch: null, running: false, room };
}

/** "Pakai punya saya" sends the own value again on top of theirs; "Pakai punya rekan" lets it go. */
export function resolved(queue: Queue, key: CellKey, choice: "mine" | "theirs", id: string): Queue {
  const entry = queue.entries.get(key);
  if (entry?.state !== "conflict") return queue;
  const entries = new Map(queue.entries);
  const { theirs, byName: _name, ...mine } = entry;
  if (choice === "theirs") entries.delete(key);
  else
    entries.set(key, { ...mine, id, base: Math.max(theirs?.n ?? 0, queue.known.get(key)?.n ?? 0), state: "waiting" });
  return { ...queue, entries };
}

/** Tries refused cells again as they stand, on the version that is known now. */
export function retried(queue: Queue, newId: () => string): Queue {
  const entries = new Map(queue.entries);
  for (const [key, entry] of entries) {
    if (entry.state !== "refused") continue;
    const { message: _message, ...rest } = entry;
    entries.set(key, { ...rest, id: newId(), base: queue.known.get(key)?.n ?? 0, state: "waiting" });
  }
  return { ...queue, entries };
}

/** Lets a refused value go because the person said so. */
export function dismissed(queue: Queue, key: CellKey): Queue {
  if (queue.entries.get(key)?.state !== "refused") return queue;
  const entries = new Map(queue.entries);
  entries.delete(key);
  return { ...queue, entries };
}

/** The latest own value of a cell that the server has not confirmed. */
export const latestOf = (entry: Entry): Typing => entry.next ?? entry;

export function syncOf(queue: Queue, key: CellKey): Sync {
  const entry = queue.entries.get(key);
  if (!entry) return "saved";
  if (entry.state !== "waiting") return entry.state;
  return queue.running && underWay(queue, key) ? "sending" : "unsent";
}

export type Tally = {
  readonly unsent: number;
  readonly sending: number;
  readonly conflict: number;
  readonly refused: number;
};
export function tally(queue: Queue): Tally {
  const count: Record<Sync, number> = { saved: 0, unsent: 0, sending: 0, conflict: 0, refused: 0 };
  for (const key of queue.entries.keys()) count[syncOf(queue, key)] += 1;
  const { unsent, sending, conflict, refused } = count;
  return { unsent, sending, conflict, refused };
}

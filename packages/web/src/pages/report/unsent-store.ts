import type { StoredQueue } from "./stored-queue.ts";

/**
 * Where unconfirmed changes stay on the device: IndexedDB, or localStorage where that is closed to us. One record per
 * tenant, person, report and tab, so that two tabs never overwrite each other's and nobody sends another person's.
 */
export type UnsentStore = {
  /** What this tab kept before, and what closed tabs left behind. */
  readonly found: () => Promise<readonly unknown[]>;
  /** Replaces this tab's record; null removes it, together with the records of closed tabs that were taken up. */
  readonly keep: (stored: StoredQueue | null) => Promise<void>;
};

type Shelf = {
  readonly list: (prefix: string) => Promise<readonly (readonly [string, unknown])[]>;
  readonly put: (key: string, record: StoredQueue) => Promise<void>;
  readonly drop: (key: string) => Promise<void>;
};

const DATABASE = "selaras-isian";
const TABLE = "belum-terkirim";

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(TABLE));
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(new Error("IndexedDB is closed to this page")));
    opening.addEventListener("blocked", () => reject(new Error("IndexedDB is held by an older page")));
  });
}

function run<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, mode);
    const asked = act(transaction.objectStore(TABLE));
    transaction.addEventListener("complete", () => resolve(asked.result));
    transaction.addEventListener("abort", () => reject(new Error("IndexedDB did not keep the record")));
  });
}

async function databaseShelf(): Promise<Shelf> {
  const database = await openDatabase();
  const range = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  return {
    list: async (prefix) => {
      const keys = await run(database, "readonly", (table) => table.getAllKeys(range(prefix)));
      const records: readonly unknown[] = await run(database, "readonly", (table) => table.getAll(range(prefix)));
      return keys.flatMap((key, index) => (typeof key === "string" ? [[key, records[index]] as const] : []));
    },
    put: async (key, record) => {
      await run(database, "readwrite", (table) => table.put(record, key));
    },
    drop: async (key) => {
      await run(database, "readwrite", (table) => table.delete(key));
    },
  };
}

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

const simpleShelf: Shelf = {
  list: async (prefix) =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(`${DATABASE}/${prefix}`))
      .map((key) => [key.slice(DATABASE.length + 1), parsed(localStorage.getItem(key))] as const),
  put: async (key, record) => localStorage.setItem(`${DATABASE}/${key}`, JSON.stringify(record)),
  drop: async (key) => localStorage.removeItem(`${DATABASE}/${key}`),
};

const lockName = (key: string): string => `${DATABASE}/${key}`;

/** How long a page that is being left may take to give its lock back. A duplicated tab waits that long, once. */
const GOING_MS = 3_000;

/**
 * Holds a lock for as long as this tab lives; false when another living tab keeps it. After a reload the page before
 * may still hold it for a moment, therefore this waits instead of asking once.
 */
function holdLock(name: string): Promise<boolean> {
  if (!("locks" in navigator)) return Promise.resolve(true);
  const waited = new AbortController();
  const timer = setTimeout(() => waited.abort(), GOING_MS);
  return new Promise((resolve) => {
    const held = navigator.locks.request(name, { signal: waited.signal }, () => {
      clearTimeout(timer);
      resolve(true);
      return new Promise<void>(() => {});
    });
    // Where locks are closed to the page, nobody else can hold one either.
    held.catch(() => resolve(!waited.signal.aborted));
  });
}

async function livingTabs(): Promise<ReadonlySet<string>> {
  if (!("locks" in navigator)) return new Set();
  const { held } = await navigator.locks.query();
  return new Set((held ?? []).map((lock) => lock.name ?? ""));
}

const TAB_KEY = "selaras-tab";
const newTab = (): string => {
  const tab = crypto.getRandomValues(new Uint32Array(2)).join("");
  sessionStorage.setItem(TAB_KEY, tab);
  return tab;
};

/** The record of this tab: it survives a reload; a duplicated tab gets one of its own. */
async function ownKey(prefix: string): Promise<string> {
  const kept = `${prefix}${sessionStorage.getItem(TAB_KEY) ?? newTab()}`;
  if (heldHere.has(kept) || (await holdLock(lockName(kept)))) {
    heldHere.add(kept);
    return kept;
  }
  const fresh = `${prefix}${newTab()}`;
  await holdLock(lockName(fresh));
  heldHere.add(fresh);
  return fresh;
}
const heldHere = new Set<string>();

/** The store of one report for one person. */
export async function openUnsentStore(owner: { tenant: string; person: string; report: string }): Promise<UnsentStore> {
  const shelf = await databaseShelf().catch(() => simpleShelf);
  const prefix = `${owner.tenant}/${owner.person}/${owner.report}/`;
  const own = await ownKey(prefix);
  let inherited: readonly string[] = [];
  return {
    found: async () => {
      const living = await livingTabs();
      const records = (await shelf.list(prefix)).filter(([key]) => key === own || !living.has(lockName(key)));
      inherited = records.map(([key]) => key).filter((key) => key !== own);
      return records.map(([, record]) => record);
    },
    keep: async (stored) => {
      // Written before the old ones go: a crash in between leaves a thing twice, never not at all.
      if (stored === null) await shelf.drop(own);
      else await shelf.put(own, stored);
      for (const key of inherited) await shelf.drop(key);
      inherited = [];
    },
  };
}

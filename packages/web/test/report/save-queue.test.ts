import type { Cell, CellOutcome } from "@selaras/core/report/schema.ts";
import { describe, expect, it } from "vitest";
import {
  answered,
  arrived,
  begin,
  cellKey,
  newQueue,
  type Queue,
  rejected,
  repeat,
  resolved,
  retried,
  syncOf,
  tally,
  typed,
  type Typed,
  unanswered,
} from "../../src/pages/report/save-queue.ts";
import { fromStored, takeUp, toStored } from "../../src/pages/report/stored-queue.ts";

const BOUNDS = { cells: 200, rows: 60 };
const AT = "2026-04-02T03:00:00.000Z";
const ROW = "rincian/1.03.10.2.01.0033";
const KEY = cellKey(ROW, "keuangan");
const cell = (v: string, n: number): Cell => ({ v, n, s: "value", o: "screen", w: "p-lain", t: 0 });
const wish = (value: string, id: string, field = "keuangan", rowKey = ROW): Typed => ({
  rowKey,
  field,
  id,
  at: AT,
  input: { kind: "value", value },
});
const empty = (): Queue => newQueue([], BOUNDS);
const started = (queue: Queue, command = "C1"): Queue => {
  const next = begin(queue, command, BOUNDS);
  if (!next) throw new Error("nothing began");
  return next;
};
const accept = (queue: Queue, n: number): CellOutcome[] =>
  (queue.batch?.changes ?? []).map(({ id, rowKey, field }) => ({ id, rowKey, field, outcome: "accepted", n }));
const conflict = (queue: Queue, theirs: Cell): CellOutcome[] =>
  (queue.batch?.changes ?? []).map(({ id, rowKey, field }) => ({
    id,
    rowKey,
    field,
    outcome: "conflict",
    theirs,
    byName: "Siti",
  }));

describe("one value on its way", () => {
  it("says tersimpan only after the server accepted it", () => {
    const waiting = typed(empty(), [wish("10", "a")]);
    expect(syncOf(waiting, KEY)).toBe("unsent");
    const sending = started(waiting);
    expect(syncOf(sending, KEY)).toBe("sending");
    const saved = answered(sending, accept(sending, 1), BOUNDS);
    expect(syncOf(saved, KEY)).toBe("saved");
    expect(saved.known.get(KEY)).toMatchObject({ v: "10", n: 1 });
  });

  it("repeats the very same command and content after a lost answer, whatever was typed meanwhile", () => {
    const first = started(typed(empty(), [wish("10", "a")]), "C1");
    const lost = typed(unanswered(first), [wish("11", "b")]);
    expect(syncOf(lost, KEY)).toBe("unsent");
    expect(begin(lost, "C2", BOUNDS)).toBeNull();
    const again = repeat(lost);
    expect(again.batch?.command).toBe("C1");
    expect(again.batch?.changes).toEqual(first.batch?.changes);
    const landed = answered(again, accept(again, 1), BOUNDS);
    const second = started(landed, "C2");
    expect(second.batch?.changes).toMatchObject([{ id: "b", base: 1, input: { value: "11" } }]);
  });

  it("keeps the version that was seen when typing began", () => {
    const seen = newQueue([{ rowKey: ROW, cells: { keuangan: cell("5", 3) } }], BOUNDS);
    const typing = typed(seen, [wish("6", "a")]);
    const fresh = typed(arrived(typing, [{ rowKey: ROW, cells: { keuangan: cell("9", 4) } }]), [wish("7", "b")]);
    expect(started(fresh).batch?.changes).toMatchObject([{ base: 3, input: { value: "7" } }]);
  });

  it("never lets a late answer take a newer version back", () => {
    const saved = newQueue([{ rowKey: ROW, cells: { keuangan: cell("9", 4) } }], BOUNDS);
    expect(arrived(saved, [{ rowKey: ROW, cells: { keuangan: cell("5", 3) } }]).known.get(KEY)?.v).toBe("9");
  });
});

describe("conflicts", () => {
  const disputed = (): Queue => {
    const sending = started(
      typed(newQueue([{ rowKey: ROW, cells: { keuangan: cell("5", 1) } }], BOUNDS), [wish("6", "a")]),
    );
    return answered(sending, conflict(sending, cell("8", 2)), BOUNDS);
  };

  it("keeps both values and sends nothing until somebody settles it", () => {
    const queue = disputed();
    expect(queue.entries.get(KEY)).toMatchObject({ state: "conflict", input: { value: "6" }, theirs: { v: "8" } });
    expect(begin(queue, "C2", BOUNDS)).toBeNull();
  });

  it("is not settled by typing on", () => {
    const queue = typed(disputed(), [wish("7", "b")]);
    expect(queue.entries.get(KEY)).toMatchObject({ state: "conflict", input: { value: "7" } });
  });

  it("sends the own value on top of theirs when mine is chosen", () => {
    const mine = resolved(disputed(), KEY, "mine", "c");
    expect(started(mine, "C2").batch?.changes).toMatchObject([{ id: "c", base: 2, input: { value: "6" } }]);
  });

  it("takes the colleague's value when theirs is chosen", () => {
    const theirs = resolved(disputed(), KEY, "theirs", "c");
    expect(theirs.entries.size).toBe(0);
    expect(theirs.known.get(KEY)?.v).toBe("8");
  });
});

describe("refusals", () => {
  it("keeps a refused value with its reason and sends it again only when asked", () => {
    const sending = started(typed(empty(), [wish("10", "a")]));
    const refused = rejected(sending, { message: "Terkunci.", unreadable: false, fields: [] }, BOUNDS);
    expect(refused.entries.get(KEY)).toMatchObject({ state: "refused", message: "Terkunci.", input: { value: "10" } });
    expect(begin(refused, "C2", BOUNDS)).toBeNull();
    expect(
      started(
        retried(refused, () => "b"),
        "C2",
      ).batch?.changes,
    ).toMatchObject([{ id: "b", input: { value: "10" } }]);
  });

  it("keeps what cannot be sent at all as refused instead of sending it", () => {
    const queue = typed(empty(), [{ ...wish("10", "a"), objection: "Alasan terlalu pendek." }]);
    expect(syncOf(queue, KEY)).toBe("refused");
    expect(begin(queue, "C1", BOUNDS)).toBeNull();
  });

  it("refuses only the cell that the server names", () => {
    const sending = started(typed(empty(), [wish("1", "a", "f_a"), wish("2", "b", "f_b"), wish("3", "c", "f_c")]));
    const after = rejected(
      sending,
      {
        message: "Belum benar.",
        unreadable: true,
        fields: [{ path: "changes.1.input.value", message: "Terlalu panjang." }],
      },
      BOUNDS,
    );
    expect(tally(after)).toEqual({ unsent: 2, sending: 0, conflict: 0, refused: 1 });
    expect(after.entries.get(cellKey(ROW, "f_b"))?.message).toBe("Terlalu panjang.");
  });

  it("halves a request that cannot be read until the bad cell stands alone", () => {
    const bad = "f_5";
    let queue = typed(
      empty(),
      Array.from({ length: 8 }, (_, index) => wish(String(index), `i${index}`, `f_${index}`)),
    );
    for (let turn = 0; turn < 20; turn += 1) {
      const next = begin(queue, `C${turn}`, BOUNDS);
      if (!next?.batch) break;
      queue = next.batch.changes.some((change) => change.field === bad)
        ? rejected(next, { message: "Belum benar.", unreadable: true, fields: [] }, BOUNDS)
        : answered(next, accept(next, 1), BOUNDS);
    }
    expect([...queue.entries.values()].map((entry) => [entry.field, entry.state])).toEqual([[bad, "refused"]]);
    expect(queue.known.size).toBe(7);
  });
});

describe("large pastes", () => {
  it("are cut into requests of at most 200 cells and 60 rows, and all of them arrive", () => {
    const wishes = Array.from({ length: 130 }, (_, row) =>
      ["keuangan", "fisik", "keluaran"].map((field) => wish("1", `${row}-${field}`, field, `rincian/${row}`)),
    ).flat();
    let queue = typed(empty(), wishes);
    const sizes: [number, number][] = [];
    for (let turn = 0; queue.entries.size > 0 && turn < 20; turn += 1) {
      queue = started(queue, `C${turn}`);
      const changes = queue.batch?.changes ?? [];
      sizes.push([changes.length, new Set(changes.map((change) => change.rowKey)).size]);
      queue = answered(queue, accept(queue, 1), BOUNDS);
    }
    // 390 cells in 130 rows of three: 60 rows (180 cells), 60 rows, 10 rows.
    expect(sizes).toEqual([
      [180, 60],
      [180, 60],
      [30, 10],
    ]);
    expect(queue.known.size).toBe(390);
  });
});

describe("across a reload", () => {
  it("takes a request in doubt up under its old command id", () => {
    const sending = started(typed(empty(), [wish("10", "a")]), "C1");
    const kept = fromStored(JSON.parse(JSON.stringify(toStored(sending))));
    const again = repeat(takeUp(empty(), kept?.stored ?? { format: 1, entries: [], batch: null }));
    expect(again.batch).toMatchObject({ command: "C1", changes: sending.batch?.changes });
  });

  it("reads nothing but what it wrote, and counts what it cannot read", () => {
    expect(fromStored({ format: 9 })).toBeNull();
    expect(fromStored("x")).toBeNull();
    const kept = fromStored({ format: 1, entries: [{ rowKey: ROW }], batch: null });
    expect(kept).toMatchObject({ stored: { entries: [] }, unreadable: 1 });
  });
});

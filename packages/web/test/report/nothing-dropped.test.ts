import type { Cell, CellChange, CellOutcome } from "@selaras/core/report/schema.ts";
import { describe, expect, it } from "vitest";
import {
  answered,
  arrived,
  begin,
  cellKey,
  latestOf,
  newQueue,
  repeat,
  resolved,
  retried,
  typed,
  type Typed,
  unanswered,
} from "../../src/pages/report/save-queue.ts";
import { fromStored, takeUp, toStored } from "../../src/pages/report/stored-queue.ts";

const BOUNDS = { cells: 200, rows: 60 };
const AT = "2026-04-02T03:00:00.000Z";
const ROW = "rincian/1.03.10.2.01.0033";
const cell = (v: string, n: number): Cell => ({ v, n, s: "value", o: "screen", w: "p-lain", t: 0 });
const wish = (value: string, id: string, field: string): Typed => ({
  rowKey: ROW,
  field,
  id,
  at: AT,
  input: { kind: "value", value },
});

/** A small server that follows the rules of report.save: per-cell versions, and one answer per command id. */
class Server {
  readonly cells = new Map<string, Cell>();
  readonly accepted = new Set<string>();
  readonly replies = new Map<string, CellOutcome[]>();

  save(changes: readonly CellChange[], command: string): CellOutcome[] {
    const known = this.replies.get(command);
    if (known) return known;
    const outcomes = changes.map((change): CellOutcome => {
      const { id, rowKey, field, base, input } = change;
      const key = cellKey(rowKey, field);
      const before = this.cells.get(key);
      const value = input.kind === "value" ? input.value : "";
      if (value.endsWith("7")) return { id, rowKey, field, outcome: "refused", code: "x", message: "Tidak." };
      if (before?.v === value) return { id, rowKey, field, outcome: "accepted", n: before.n };
      if ((before?.n ?? 0) !== base)
        return { id, rowKey, field, outcome: "conflict", theirs: before ?? cell("0", 1), byName: "Siti" };
      this.cells.set(key, cell(value, base + 1));
      return { id, rowKey, field, outcome: "accepted", n: base + 1 };
    });
    for (const outcome of outcomes) if (outcome.outcome === "accepted") this.accepted.add(outcome.id);
    this.replies.set(command, outcomes);
    return outcomes;
  }

  colleague(key: string, value: string): void {
    this.cells.set(key, cell(value, (this.cells.get(key)?.n ?? 0) + 1));
  }
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

class Session {
  readonly server = new Server();
  queue = newQueue([], BOUNDS);
  /** The last thing the person typed per cell, and by which change; null after "punya rekan". */
  readonly meant = new Map<string, { id: string; value: string } | null>();
  private number = 0;
  private readonly roll: (sides: number) => number;

  constructor(seed: number) {
    this.roll = dice(seed);
  }

  private readonly next = (): string => `i${(this.number += 1)}`;

  act(): void {
    const field = `f_${this.roll(5)}`;
    const key = cellKey(ROW, field);
    switch (this.roll(9)) {
      case 0:
      case 1:
      case 2: {
        const [id, value] = [this.next(), String(this.roll(1_000))];
        this.queue = typed(this.queue, [wish(value, id, field)]);
        this.meant.set(key, { id, value });
        return;
      }
      case 3:
        this.server.colleague(key, `9${this.roll(1_000)}0`);
        return;
      case 4:
        this.queue = arrived(this.queue, [
          {
            rowKey: ROW,
            cells: Object.fromEntries([...this.server.cells].map(([at, one]) => [at.split(" ")[1] ?? "", one])),
          },
        ]);
        return;
      case 5: {
        const choice = this.roll(2) === 0 ? "mine" : "theirs";
        const disputed = this.queue.entries.get(key)?.state === "conflict";
        this.queue = resolved(this.queue, key, choice, this.rename(key));
        if (disputed && choice === "theirs") this.meant.set(key, null);
        return;
      }
      case 6: {
        this.queue = retried(this.queue, this.next);
        this.reread();
        return;
      }
      case 7: {
        const kept = fromStored(JSON.parse(JSON.stringify(toStored(this.queue))));
        if (!kept) throw new Error("unreadable");
        this.queue = takeUp(
          newQueue(
            [
              {
                rowKey: ROW,
                cells: Object.fromEntries([...this.server.cells].map(([at, one]) => [at.split(" ")[1] ?? "", one])),
              },
            ],
            BOUNDS,
          ),
          kept.stored,
        );
        return;
      }
      default:
        this.send();
    }
  }

  /** Ids change when a value is sent once more; the value meant does not. */
  private rename(key: string): string {
    const id = this.next();
    const meant = this.meant.get(key);
    if (this.queue.entries.get(key)?.state === "conflict" && meant) this.meant.set(key, { ...meant, id });
    return id;
  }
  private reread(): void {
    for (const [key, entry] of this.queue.entries) {
      const meant = this.meant.get(key);
      if (meant) this.meant.set(key, { ...meant, id: latestOf(entry).id });
    }
  }

  private send(): void {
    const next = this.queue.batch === null ? begin(this.queue, this.next(), BOUNDS) : repeat(this.queue);
    if (!next?.batch) return;
    this.queue = next;
    const { changes, command } = next.batch;
    const luck = this.roll(4);
    // Typing goes on while the request is on the line.
    if (this.roll(2) === 0) {
      const [change] = changes;
      const [id, value] = [this.next(), String(this.roll(1_000))];
      if (change) {
        this.queue = typed(this.queue, [wish(value, id, change.field)]);
        this.meant.set(cellKey(ROW, change.field), { id, value });
      }
    }
    if (luck === 0) this.queue = unanswered(this.queue);
    else if (luck === 1) {
      this.server.save(changes, command);
      this.queue = unanswered(this.queue);
    } else this.queue = answered(this.queue, this.server.save(changes, command), BOUNDS);
  }

  /** Cells whose meant value is neither confirmed by the server nor in the queue as it was typed. */
  lost(): readonly string[] {
    return [...this.meant].flatMap(([key, meant]) => {
      if (meant === null) return [];
      const entry = this.queue.entries.get(key);
      if (!entry) return this.server.accepted.has(meant.id) ? [] : [key];
      const { input } = latestOf(entry);
      return input.kind === "value" && input.value === meant.value ? [] : [key];
    });
  }
}

describe("nothing is dropped", () => {
  it("whatever the order of typing, losses, conflicts, refusals and reloads", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const session = new Session(seed);
      for (let step = 0; step < 60; step += 1) {
        session.act();
        expect(session.lost(), `seed ${seed}, step ${step}`).toEqual([]);
      }
    }
  });
});

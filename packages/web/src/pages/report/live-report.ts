import { compute, type Computed, type Finding } from "@selaras/core/report/compute.ts";
import type { Cell, ReportView, Row } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createMemo } from "solid-js";
import { settled } from "../../frame/settled.ts";
import type { Autosave } from "./autosave.ts";
import { cellOf } from "./cell-model.ts";
import { cellKey, latestOf, type Queue } from "./save-queue.ts";

/** Above so many rows the figures follow in a pause, so that typing never waits for them (2,000 rows take 0.6 s). */
const ROWS_AT_ONCE = 150;
const PAUSE_MS = 800;

/** The rows as the person sees them: the server's cells with the own unconfirmed values laid over them. */
export function overlaid(rows: readonly Row[], queue: Queue, before?: readonly Row[]): readonly Row[] {
  return rows.map((row, index) => {
    const cells = Object.fromEntries(effectiveCells(queue, row.rowKey));
    const kept = before?.[index];
    return kept && kept.rowKey === row.rowKey && kept.label === row.label && sameCells(kept.cells, cells)
      ? kept
      : { ...row, cells };
  });
}

const sameCells = (a: Row["cells"], b: Row["cells"]): boolean => {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
};

const byRow = new WeakMap<Queue, ReadonlyMap<string, ReadonlyMap<string, Cell>>>();

/** The effective cells of a row: grouped once per queue. */
function effectiveCells(queue: Queue, rowKey: string): ReadonlyMap<string, Cell> {
  const grouped = byRow.get(queue) ?? group(queue);
  byRow.set(queue, grouped);
  return grouped.get(rowKey) ?? new Map();
}

function group(queue: Queue): ReadonlyMap<string, ReadonlyMap<string, Cell>> {
  const rows = new Map<string, Map<string, Cell>>();
  const put = (key: string, cell: Cell) => {
    const [rowKey = "", field = ""] = key.split(" ");
    const row = rows.get(rowKey) ?? new Map<string, Cell>();
    rows.set(rowKey, row.set(field, cell));
  };
  for (const [key, cell] of queue.known) put(key, cell);
  for (const entry of queue.entries.values()) {
    const { input, at } = latestOf(entry);
    put(cellKey(entry.rowKey, entry.field), effective(entry, input, at));
  }
  return rows;
}

const made = new WeakMap<object, Cell>();
/** The same input gives the same object, so that an untouched row stays the same row. */
function effective(entry: { readonly base: number }, input: Parameters<typeof cellOf>[0], at: string): Cell {
  const kept = made.get(input);
  if (kept) return kept;
  const cell = cellOf(input, entry.base, at);
  made.set(input, cell);
  return cell;
}

export type LiveReport = {
  readonly rows: Accessor<readonly Row[]>;
  readonly computed: Accessor<Computed>;
  readonly findingsOf: (rowKey: string) => readonly Finding[];
};

/** Rows and figures that follow what is typed. */
export function createLiveReport(
  report: Accessor<ReportView>,
  definition: TemplateDefinition,
  autosave: Autosave,
): LiveReport {
  const rows = createMemo<readonly Row[]>((before) => overlaid(report().rows, autosave.queue(), before), []);
  const calm = settled(rows, PAUSE_MS);
  const computed = createMemo(() =>
    compute(definition, rows().length > ROWS_AT_ONCE ? calm() : rows(), report().carry),
  );
  const findings = createMemo(() => {
    const grouped = new Map<string, Finding[]>();
    for (const finding of computed().findings)
      grouped.set(finding.rowKey, [...(grouped.get(finding.rowKey) ?? []), finding]);
    return grouped;
  });
  return { rows, computed, findingsOf: (rowKey) => findings().get(rowKey) ?? [] };
}

import { fieldOfCell, type Finding } from "@selaras/core/report/compute.ts";
import { isOpened } from "@selaras/core/report/rules.ts";
import type { ReportView, Row } from "@selaras/core/report/schema.ts";
import type { EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";
import type { CellInput as GridInput, CellView } from "@selaras/ui/grid/model.ts";
import { formatTime } from "@selaras/core/kernel/format.ts";
import type { Zone } from "@selaras/core/kernel/zone.ts";
import { createContext, useContext } from "solid-js";
import type { Autosave } from "./autosave.ts";
import { cellOf, conflictText, inputFor, NOTHING_SHOWN, type Shown, shownCell } from "./cell-model.ts";
import type { Drawings } from "./drawn-notice.tsx";
import { drawnWords } from "./drawn-words.ts";
import type { Explain } from "./explaining.ts";
import type { LiveReport } from "./live-report.ts";
import { cellKey, latestOf } from "./save-queue.ts";
import { chainWords } from "./chain-words.ts";
import { cellRemarks, type Notes } from "./notes.tsx";
import { words } from "./words.ts";

/** Everything the sections of one open report share. */
export type EntryDesk = {
  readonly report: () => ReportView;
  readonly definition: TemplateDefinition;
  readonly autosave: Autosave;
  readonly live: LiveReport;
  readonly zone: Zone;
  /** Rows as cards whatever the width of the window; absent = as the window asks. */
  readonly layout?: "cards" | undefined;
  /** Why nothing can be changed now; undefined when it can. */
  readonly locked: () => string | undefined;
  /** Marks and conversations at the cells. */
  readonly notes: Notes;
  /** Only rows in which something was marked by the return that is being answered. */
  readonly onlyFlagged: () => boolean;
  readonly setOnlyFlagged: (only: boolean) => void;
  /** The rows of a section as they are shown now. */
  readonly rowsOf: (section: string) => readonly Row[];
  /** What became of the reports from which sections are drawn; absent where nothing is stored. */
  readonly drawings?: Drawings | undefined;
  /** Loads the report again after its rows changed; absent where nothing is stored. */
  readonly again?: (() => void) | undefined;
  readonly explain: Explain;
  readonly openRow: (rowKey: string) => void;
  /** Fields whose text cannot be taken as it stands: shown, kept in the field, and not saved. */
  readonly untaken: () => number;
  readonly setUntaken: (key: string, untaken: boolean) => void;
};

const DeskContext = createContext<EntryDesk>();
export const DeskProvider = DeskContext.Provider;
export function useDesk(): EntryDesk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error("useDesk outside of a report");
  return desk;
}

/** Broken rules that belong to one cell, in one sentence. */
const warningOf = (findings: readonly Finding[], field: string): string | undefined => {
  const own = findings.filter((finding) => finding.field === field);
  return own.length === 0 ? undefined : own.map((finding) => finding.message).join(" ");
};

type Reasons = ReadonlyMap<string, Readonly<Record<string, string>>>;
/** Sentences about fields of rows, gathered once per list: every cell of a grid asks. */
function gathered(of: (row: Row) => Readonly<Record<string, string>> | undefined): (rows: readonly Row[]) => Reasons {
  const lists = new WeakMap<readonly Row[], Reasons>();
  return (rows) => {
    const known = lists.get(rows);
    if (known) return known;
    const found = new Map(rows.flatMap((row) => [[row.rowKey, of(row) ?? {}] as const]));
    lists.set(rows, found);
    return found;
  };
}
/** The fields that rows do not have, each with why. */
const closedFields = gathered(({ closed }) => closed);
/** The fields whose value comes from a plan or an earlier period, each with its source. */
const givenFields = gathered(({ given }) => given);

/** That a cell is drawn from another report and not typed; and of one that is not there, whose report it waits for. */
function drawnAt({ definition, autosave }: EntryDesk, rowKey: string, field: string): string | undefined {
  if (fieldOfCell(definition, rowKey, field)?.from === undefined) return undefined;
  const cell = autosave.cell(rowKey, field);
  const why = cell?.s === "missing" ? cell.r : undefined;
  return why === undefined ? drawnWords.locked : `${drawnWords.locked}. ${drawnWords.lockedWhy(why)}`;
}

/**
 * Why one cell cannot be changed now: because its value comes from elsewhere, because nothing can, because the row does not
 * have it for this unit, or because the return opens others only.
 */
function lockedAt(desk: EntryDesk, rowKey: string, field: string): string | undefined {
  const { locked, report } = desk;
  const closed = closedFields(report().rows).get(rowKey)?.[field];
  // Where a figure comes from is worth knowing, also when nothing can be changed.
  return (
    givenFields(report().rows).get(rowKey)?.[field] ??
    locked() ??
    closed ??
    drawnAt(desk, rowKey, field) ??
    (isOpened(report(), rowKey, field) ? undefined : chainWords.back.cellClosed)
  );
}

/** A field that a row does not have: not applicable, for the reason that was pinned with the row. */
function closedCell(rows: readonly Row[], rowKey: string, field: string): Shown | undefined {
  const reason = closedFields(rows).get(rowKey)?.[field];
  return reason === undefined ? undefined : { ...NOTHING_SHOWN, state: "not-applicable", reason };
}

/** A cell as grid and forms show it, with how far it has travelled. */
export function cellView(desk: EntryDesk, rowKey: string, field: EntryField): CellView {
  const { autosave, live, zone, report, notes } = desk;
  const key = cellKey(rowKey, field.id);
  const entry = autosave.entry(key);
  const shown = closedCell(report().rows, rowKey, field.id) ?? shownCell(field, autosave.cell(rowKey, field.id));
  const common = {
    ...shown,
    sync: autosave.sync(key),
    locked: lockedAt(desk, rowKey, field.id),
    remarks: cellRemarks(notes, zone, rowKey, field.id),
  };
  if (entry?.state === "refused") return { ...common, message: entry.message };
  if (entry?.state === "conflict" && entry.theirs) {
    const row = report().rows.find((each) => each.rowKey === rowKey);
    const { input, at } = latestOf(entry);
    const conflict = {
      mine: conflictText(field, cellOf(input, entry.base, at), row),
      theirs: conflictText(field, entry.theirs, row),
      by: entry.byName,
      at: formatTime(new Date(entry.theirs.t * 1000), zone),
    };
    return { ...common, message: words.cell.conflict(entry.byName ?? ""), conflict };
  }
  return { ...common, message: warningOf(live.findingsOf(rowKey), field.id) };
}

/** Enters values into cells of one section. */
export function enter(
  desk: EntryDesk,
  fields: readonly EntryField[],
  changes: readonly { rowKey: string; field: string; input: GridInput }[],
): void {
  const byId = new Map<string, EntryField>(fields.map((field) => [field.id, field]));
  const wishes = changes.flatMap(({ rowKey, field: id, input }) => {
    const field = byId.get(id);
    return field ? [{ rowKey, field: id, ...inputFor(field, input) }] : [];
  });
  if (wishes.length > 0) desk.autosave.type(wishes);
}

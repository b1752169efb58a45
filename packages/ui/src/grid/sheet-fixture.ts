/** A small sheet for the tests: three rows, five columns, cells that change as a screen would change them. */
import type { CellChange, CellView, GridColumn, GridRow, SheetView, Verdict } from "./model.ts";

export const COLUMNS: readonly GridColumn[] = [
  { id: "money", label: "Keuangan", kind: "money" },
  { id: "physical", label: "Fisik", kind: "percent", absences: ["nil"] },
  { id: "share", label: "Serapan", kind: "computed" },
  { id: "status", label: "Status", kind: "choice", choices: [{ value: "late", label: "Terlambat" }] },
  { id: "problem", label: "Kendala", kind: "text" },
];

export const MISSING: CellView = { shown: "", raw: "", state: "missing", sync: "saved" };

export function valueCell(raw: string, more: Partial<CellView> = {}): CellView {
  return { shown: raw, raw, state: "value", sync: "saved", ...more };
}

/** Takes whole figures with a comma, as an Indonesian types them; refuses everything else with a reason. */
function judge(columnId: string, text: string): Verdict {
  if (columnId === "problem") return { ok: true, text };
  if (columnId === "status")
    return text === "late" ? { ok: true, text } : { ok: false, message: "Status tidak dikenal." };
  return /^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+(,\d+)?$/.test(text)
    ? { ok: true, text: text.replace(/\./g, "") }
    : { ok: false, message: "Bukan angka." };
}

export interface Sheet extends SheetView {
  put(changes: readonly CellChange[]): void;
  set(key: string, cell: CellView): void;
}

export function sheet(cells: Record<string, CellView> = {}, rowCount = 3): Sheet {
  const held = new Map(Object.entries(cells));
  const rows = Array.from(
    { length: rowCount },
    (_unused, index): GridRow => ({ key: `r${index}`, code: `${index}`, label: `Baris ${index}`, strip: [] }),
  );
  return {
    rows,
    columns: COLUMNS,
    cell: (rowKey, columnId) => held.get(`${rowKey}/${columnId}`) ?? MISSING,
    validate: judge,
    set: (key, cell) => held.set(key, cell),
    put: (changes) => {
      for (const { rowKey, columnId, input } of changes) {
        const key = `${rowKey}/${columnId}`;
        if (input.kind === "clear") held.delete(key);
        else if (input.kind === "value") held.set(key, valueCell(input.text));
        else held.set(key, { ...MISSING, state: input.kind, reason: input.reason });
      }
    },
  };
}

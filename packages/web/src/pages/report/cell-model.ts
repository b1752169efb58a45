import { isReportDate, parseTypedDate, typedDate } from "@selaras/core/kernel/date-input.ts";
import { decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { checkCell } from "@selaras/core/report/cell-input.ts";
import type { Cell, CellInput, Row } from "@selaras/core/report/schema.ts";
import type { EntryField } from "@selaras/core/template/schema.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import type { CellInput as GridInput, CellState, Verdict } from "@selaras/ui/grid/model.ts";
import { bareAmount, valueText } from "./figure-text.ts";
import { words } from "./words.ts";

/** Between the report's cells (decimal text, `2026-03-31`, `na`) and what the grid and the forms show and hand back (id-ID text). */

export const isNumber = (field: Pick<EntryField, "type">): boolean => isNumeric(field.type);
/** Numbers and dates are only what they are when one has finished typing them. */
export const isWholeWhenLeft = (field: Pick<EntryField, "type">): boolean => isNumber(field) || field.type === "date";

/** Canonical decimal text as one types it: "1250000.5" is "1250000,5". Never scaled. */
export const typedNumber = (canonical: string): string => canonical.replace(".", ",");

const rule = (field: EntryField) => ({ decimals: field.decimals ?? 0, negative: field.negative === true });

/** Whether a text can stand in a field, as the text that the grid keeps. */
export function verdictOf(field: EntryField, text: string): Verdict {
  if (field.type === "date") {
    const read = parseTypedDate(text);
    return read.ok ? { ok: true, text: typedDate(read.date) } : { ok: false, message: read.message };
  }
  if (!isNumber(field)) {
    const checked = checkCell(field, { kind: "value", value: text });
    return checked.ok ? { ok: true, text } : { ok: false, message: checked.message };
  }
  const read = parseTyped(text, rule(field));
  if (!read.ok) return { ok: false, message: read.message };
  const checked = checkCell(field, { kind: "value", value: read.text });
  return checked.ok ? { ok: true, text: typedNumber(read.text) } : { ok: false, message: checked.message };
}

/** The report's input for what was entered in the grid or a form, and the objection when it cannot be sent. */
export function inputFor(
  field: EntryField,
  given: GridInput,
): { readonly input: CellInput; readonly objection: string | undefined } {
  const input = reportInput(field, given);
  if ((input.kind === "nil" || input.kind === "na") && input.reason.length < LIMITS.reasonCharactersLeast) {
    return { input, objection: words.cell.shortReason(LIMITS.reasonCharactersLeast) };
  }
  const checked = checkCell(field, input);
  return { input, objection: checked.ok ? undefined : checked.message };
}

function reportInput(field: EntryField, given: GridInput): CellInput {
  switch (given.kind) {
    case "clear":
      return { kind: "clear" };
    case "nil":
      return { kind: "nil", reason: given.reason.trim() };
    case "not-applicable":
      return { kind: "na", reason: given.reason.trim() };
    case "value": {
      if (field.type === "date") {
        const read = parseTypedDate(given.text);
        return { kind: "value", value: read.ok ? read.date : given.text };
      }
      if (!isNumber(field)) return { kind: "value", value: given.text };
      const read = parseTyped(given.text, rule(field));
      return { kind: "value", value: read.ok ? read.text : given.text };
    }
    default:
      return given satisfies never;
  }
}

export type Shown = {
  readonly shown: string;
  readonly raw: string;
  readonly state: CellState;
  readonly reason?: string | undefined;
};
export const NOTHING_SHOWN: Shown = { shown: "", raw: "", state: "missing" };

/** A cell as the grid and the forms show it. */
export function shownCell(field: EntryField, cell: Pick<Cell, "s" | "v" | "r"> | undefined): Shown {
  if (!cell || cell.s === "missing") return NOTHING_SHOWN;
  if (cell.s === "nil") return { ...NOTHING_SHOWN, state: "nil", reason: cell.r };
  if (cell.s === "na") return { ...NOTHING_SHOWN, state: "not-applicable", reason: cell.r };
  const value = cell.v ?? "";
  if (field.rich) return { shown: valueText(value, field), raw: value, state: "value" };
  if (field.type === "date" && isReportDate(value)) {
    return { shown: valueText(value, field), raw: typedDate(value), state: "value" };
  }
  if (!isNumber(field) || !isDecimalText(value)) return { shown: value, raw: value, state: "value" };
  return { shown: bareAmount(decimal(value), field), raw: typedNumber(value), state: "value" };
}

/** What an input will make of a cell. */
export function cellOf(input: CellInput, base: number, at: string): Cell {
  const common = { n: base, o: "screen" as const, w: "", t: Math.floor(Date.parse(at) / 1000) };
  if (input.kind === "value") return { ...common, s: "value", v: input.value };
  if (input.kind === "clear") return { ...common, s: "missing", v: null };
  return { ...common, s: input.kind, v: null, r: input.reason };
}

/** A cell in one line for a conflict: "Rp75.000.000,00", "Nihil: ...". */
export function conflictText(field: EntryField, cell: Pick<Cell, "s" | "v" | "r">, row?: Pick<Row, "context">): string {
  const shown = shownCell(field, cell);
  if (shown.state === "value") return valueText(cell.v ?? "", field, row);
  const word = { missing: words.state.missing, nil: words.state.nil, "not-applicable": words.state.na }[shown.state];
  return shown.reason === undefined ? word : `${word}: ${shown.reason}`;
}

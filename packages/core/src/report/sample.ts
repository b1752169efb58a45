import type { BudgetLine } from "../budget/schema.ts";
import { ReportId, RowKey, Sha256, UnitId } from "../kernel/id.ts";
import { Period } from "../kernel/id.ts";
import { lastDay, periodAt } from "../kernel/period.ts";
import { addDays } from "../kernel/zone.ts";
import { EVERYTHING, NO_BASIS, rowsAtOpening } from "./beginning.ts";
import type { SampleWords } from "./sample-words.ts";
import type { Cell, ReportView, Row } from "./schema.ts";
import { ACTIONS, ActionState } from "./schema.ts";
import { isTable, sectionOf, sectionOfRow } from "../template/fields.ts";
import { measuredSections } from "../template/measured.ts";
import { drawnSections } from "../template/query.ts";
import type { EntryField, TemplateDefinition } from "../template/schema.ts";
import * as v from "valibot";

/* A report that nobody wrote, so that a template can be looked at as those will who fill, check and read it. */

const SAMPLE_ROWS = 2;
const SAMPLE_INDICATOR = { arah: "naik", akumulasi: "nilai-akhir", metode: "naik" } as const;
const MONTHS = 12;

const lines = (words: SampleWords): readonly BudgetLine[] =>
  [1, 2, 3].map(
    (n): BudgetLine => ({
      code: `1.01.01.2.01.000${n}`,
      name: words.line(n),
      urusan: { code: "1", name: words.urusan },
      bidang: { code: "1.01", name: words.urusan },
      program: { code: "1.01.01", name: words.program },
      kegiatan: { code: "1.01.01.2.01", name: words.activity },
      pagu: String(n * 120_000_000),
      rak: Array.from({ length: MONTHS }, () => String(n * 10_000_000)),
      physical: ["8", "8", "8", "9", "8", "8", "9", "8", "8", "9", "8", "9"],
      indicator: words.indicator,
      unit: words.unit,
      target: "12",
      source: "",
    }),
  );

type Setting = { readonly words: SampleWords; readonly period: string };

/** A value as somebody might enter it: the same every time, never a figure that looks like a real one. */
function valueFor(field: EntryField, at: number, { words, period }: Setting): string {
  if (field.type === "choice") return field.choices?.[0] ?? "";
  if (field.type === "text") return words.text;
  if (field.type === "date") return addDays(lastDay(period), at + 1);
  if (field.type === "money") return String((at + 1) * 5_000_000);
  return field.type === "percent" ? String(Math.min(90, 20 + at * 5)) : String((at + 1) * 10);
}
const cell = (value: string): Cell => ({ s: "value", v: value, n: 1, o: "screen", w: "contoh", t: 0 });

function filled(definition: TemplateDefinition, row: Row, at: number, setting: Setting): Row {
  const section = sectionOf(definition, sectionOfRow(row.rowKey));
  const own = row.rowKey.slice(row.rowKey.indexOf("/") + 1);
  const fields = (section?.fields ?? []).filter(
    (field) => row.closed?.[field.id] === undefined && (section?.kind !== "narrative" || field.id === own),
  );
  return { ...row, cells: Object.fromEntries(fields.map((field) => [field.id, cell(valueFor(field, at, setting))])) };
}

export type SampleWish = {
  readonly year: string;
  /** Filled for those who read, empty for those who try to fill. */
  readonly full: boolean;
  readonly words: SampleWords;
};

function sampleRows(definition: TemplateDefinition, period: string, { full, words }: SampleWish): readonly Row[] {
  const begun = rowsAtOpening(definition, { ...NO_BASIS, lines: lines(words) }, period, EVERYTHING);
  const free = definition.sections.flatMap((section) =>
    isTable(section) && section.source === "free"
      ? Array.from({ length: SAMPLE_ROWS }, (_, i) => ({
          rowKey: `${section.id}/contoh-${i + 1}`,
          label: words.row(i + 1),
          group: [],
          context: {},
        }))
      : [],
  );
  const drawn = drawnSections(definition).flatMap((section) =>
    Array.from({ length: SAMPLE_ROWS }, (_, i) => ({
      rowKey: `${section.id}/contoh-${i + 1}`,
      label: words.drawn(i + 1),
      group: [],
      context: {},
    })),
  );
  const measured = measuredSections(definition).flatMap((section) =>
    Array.from({ length: SAMPLE_ROWS }, (_, i) => ({
      rowKey: `${section.id}/contoh-${i + 1}`,
      label: words.measured(i + 1),
      group: [words.objective],
      context: { ...SAMPLE_INDICATOR, satuan: words.unit, asal: words.plan },
    })),
  );
  const rows = [...begun, ...free, ...drawn, ...measured].map(
    (row): Row => ({ ...row, rowKey: v.parse(RowKey, row.rowKey), group: [...row.group], cells: {} }),
  );
  const setting = { words, period };
  return full ? rows.map((row, at) => filled(definition, row, at, setting)) : rows.map(withDrawn(definition, setting));
}

/** Whoever tries to fill a drawn section finds its drawn columns there already. */
const withDrawn =
  (definition: TemplateDefinition, setting: Setting) =>
  (row: Row, at: number): Row => {
    const all = filled(definition, row, at, setting);
    const section = sectionOf(definition, sectionOfRow(row.rowKey));
    const drawn = (section?.fields ?? []).filter((field) => field.from !== undefined).map((field) => field.id);
    return {
      ...row,
      cells: Object.fromEntries(Object.entries(all.cells).filter(([id]) => drawn.some((each) => each === id))),
    };
  };

const OPEN = { allowed: true, code: null, reason: null };

/** A whole report as its page expects it, with nothing behind it. */
export function sampleReport(definition: TemplateDefinition, wish: SampleWish): ReportView {
  const { year, full, words } = wish;
  const notHere = { allowed: false, code: null, reason: words.notHere };
  const period = v.parse(Period, periodAt(definition.periodType, year, 1));
  const unit = v.parse(UnitId, "unit-contoh");
  const hash = v.parse(Sha256, "0".repeat(64));
  const { id, name, short } = definition;
  const actions = Object.fromEntries(ACTIONS.map((action) => [action, action === "save" && !full ? OPEN : notHere]));
  return {
    id: v.parse(ReportId, `${id}.${period}.${unit}.1`),
    template: { id, n: 0, hash, name, short },
    unit: { id: unit, name: words.unitName, short: words.unitName },
    period,
    version: 1,
    state: "draft",
    rev: 1,
    round: 1,
    hash: null,
    pins: { template: { id, n: 0, hash }, chain: { id: "contoh", n: 1 }, budget: null },
    window: { state: "open", opensOn: "", dueOn: "", lockOn: "", extendedUntil: null },
    chain: { id: "contoh", n: 1, label: "", waitingHours: 0 },
    steps: [],
    turn: null,
    submitted: null,
    onTime: null,
    returned: null,
    signed: null,
    publishedAt: null,
    correction: null,
    correcting: null,
    supersededBy: null,
    voided: null,
    versions: [],
    request: null,
    authority: false,
    rows: [...sampleRows(definition, period, wish)],
    carry: { period, months: [], absent: [], values: {} },
    evidence: [],
    explanations: [],
    nil: null,
    stamp: 0,
    names: {},
    comment: notHere,
    actions: v.parse(Actions, actions),
  };
}
const Actions = v.strictObject(v.entriesFromList(ACTIONS, ActionState));

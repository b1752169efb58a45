import { STAGES } from "@selaras/core/budget/schema.ts";
import { differing } from "@selaras/core/cascade/target/rules.ts";
import { treeLines } from "@selaras/core/cascade/tree.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber, formatPeriod } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import type { CellChange, CellView, GridColumn, GridRow, Verdict } from "@selaras/ui/grid/model.ts";
import type { Api } from "../../api/client.ts";
import type { Indicator, Loaded, Place } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.targets;
export { STAGES };
export type Stage = (typeof STAGES)[number];
export type Targets = Api["cascade.targets"]["reply"];
export type Version = Targets["versions"][number];
type Line = Targets["sheets"][number]["lines"][number];

/** Decimal text per indicator and column while it is being entered; absent = no target. */
export type Entered = Readonly<Record<string, Readonly<Record<string, string>>>>;

const YEAR = "tahun";
const QUARTERS = ["tw1", "tw2", "tw3", "tw4"] as const;
const RULE = { decimals: 4, negative: true };
const typed = (canonical: string): string => canonical.replace(".", ",");

export const rankOf = (stage: Stage): number => STAGES.indexOf(stage);
export const newestOf = ({ versions }: Targets): Version | undefined => versions.at(-1);
/** The newest version of a stage, and its lines. */
export const versionOf = ({ versions }: Targets, stage: Stage): Version | undefined =>
  versions.findLast((each) => each.stage === stage);
const linesOf = ({ sheets }: Targets, n: number | undefined): readonly Line[] =>
  sheets.find((sheet) => sheet.n === n)?.lines ?? [];

/** What a stage begins with: its own newest version, or the one before it. */
export const baseOf = (targets: Targets, stage: Stage): Version | undefined =>
  versionOf(targets, stage) ?? targets.versions.findLast((each) => rankOf(each.stage) < rankOf(stage));

export const enteredOf = (targets: Targets, stage: Stage): Entered =>
  Object.fromEntries(
    linesOf(targets, baseOf(targets, stage)?.n).map(({ indicator, year, quarters }) => [
      indicator,
      Object.fromEntries(
        [year, ...quarters].flatMap((value, i) => (value === null ? [] : [[[YEAR, ...QUARTERS][i] ?? YEAR, value]])),
      ),
    ]),
  );

/** What the stages before one came to; undefined when there is none. */
export function beforeOf(targets: Targets, stage: Stage): Entered | undefined {
  const before = targets.versions.findLast((each) => rankOf(each.stage) < rankOf(stage));
  return before && enteredOf(targets, before.stage);
}

/** The own indicators of a part, in the order in which the tree draws what they measure. */
export const indicatorsOf = ({ view }: Loaded, part: string): readonly Indicator[] => {
  const drawn = treeLines(view).map(({ ref }) => ref);
  const place = ({ parents }: Indicator): number =>
    Math.min(...parents.map((ref) => (drawn.includes(ref) ? drawn.indexOf(ref) : drawn.length)));
  return view.indicators.filter((each) => each.part === part).toSorted((a, b) => place(a) - place(b));
};

/** The lines that are sent: those of indicators that still stand and have any target. */
export const sentLines = (entered: Entered, indicators: readonly Indicator[]): Line[] =>
  indicators.flatMap(({ id }) => {
    const own = entered[id] ?? {};
    const quarters = QUARTERS.map((column) => own[column] ?? null);
    const year = own[YEAR] ?? null;
    return year === null && quarters.every((each) => each === null) ? [] : [{ indicator: id, year, quarters }];
  });

/** Why an indicator's quarters do not fit its year, by its id. */
export const faultsOf = (lines: readonly Line[], indicators: readonly Indicator[], year: string) =>
  new Map(
    differing(lines, indicators, year).map(({ indicator, joined, year: whole }) => [
      indicator.id,
      w.differ(joined, formatNumber(decimal(whole)), words.indicator.aggregations[indicator.aggregation]),
    ]),
  );

export const columnsOf = (year: string): readonly GridColumn[] => [
  { id: YEAR, label: words.indicator.target(year), kind: "number", decimals: 4, absences: [], width: 136 },
  ...QUARTERS.map((id, i): GridColumn => {
    const label = words.indicator.quarter(i + 1);
    return { id, label, kind: "number", decimals: 4, absences: [], width: 120 };
  }),
];

/** One row per indicator, with what one needs to know to set its target. */
export const rowsOf = (
  { view }: Loaded,
  indicators: readonly Indicator[],
  before: Entered | undefined,
): readonly GridRow[] => {
  const nodes = treeLines(view);
  return indicators.map((indicator): GridRow => {
    const node = nodes.find(({ ref }) => indicator.parents.includes(ref))?.node;
    const was = before?.[indicator.id]?.[YEAR];
    return {
      key: indicator.id,
      code: indicator.code ?? "",
      label: indicator.text,
      group: node ? `${words.levels[node.level]}: ${node.text}` : undefined,
      strip: [
        { label: words.indicator.unit, text: indicator.unit },
        { label: words.indicator.aggregation, text: words.indicator.aggregations[indicator.aggregation] },
        ...(before ? [{ label: w.before, text: was === undefined ? words.dash : formatNumber(decimal(was)) }] : []),
      ],
    };
  });
};

export function verdictOf(text: string): Verdict {
  const read = parseTyped(text, RULE);
  return read.ok ? { ok: true, text: typed(read.text) } : { ok: false, message: read.message };
}

export function cellOf(
  {
    entered,
    saved,
    faults,
    locked,
  }: {
    entered: Entered;
    saved: Entered;
    faults: ReadonlyMap<string, string>;
    locked: string | undefined;
  },
  row: string,
  column: string,
): CellView {
  const value = entered[row]?.[column];
  const common = {
    sync: value === saved[row]?.[column] ? ("saved" as const) : ("unsent" as const),
    message: column === YEAR ? faults.get(row) : undefined,
    locked,
  };
  if (value === undefined) return { ...common, shown: "", raw: "", state: "missing" };
  return { ...common, shown: formatNumber(decimal(value)), raw: typed(value), state: "value" };
}

/** What was entered after a batch of changes. */
export function changed(entered: Entered, changes: readonly CellChange[]): Entered {
  const next: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(entered).map(([row, cells]) => [row, { ...cells }]),
  );
  for (const { rowKey, columnId, input } of changes) {
    const row = (next[rowKey] ??= {});
    const read = input.kind === "value" ? parseTyped(input.text, RULE) : undefined;
    if (read?.ok) row[columnId] = read.text;
    else delete row[columnId];
  }
  return next;
}

export const changesBetween = (a: Entered, b: Entered): number =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].reduce((count, row) => {
    const columns = new Set([...Object.keys(a[row] ?? {}), ...Object.keys(b[row] ?? {})]);
    return count + [...columns].filter((column) => a[row]?.[column] !== b[row]?.[column]).length;
  }, 0);

/** Months from which the next version may take effect. */
export const monthsOf = ({ year }: Place, targets: Targets): readonly { value: string; label: string }[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`)
    .filter((month) => month >= (newestOf(targets)?.effectiveFrom ?? ""))
    .map((value) => ({ value, label: formatPeriod(value) }));

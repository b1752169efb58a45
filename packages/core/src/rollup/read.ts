import * as v from "valibot";
import type { Figure } from "../expression/figure.ts";
import { Period, reportId, TemplateId, UnitId } from "../kernel/id.ts";
import { readOperation } from "../operation/operation.ts";
import { isTable } from "../template/fields.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { combined, total, unwire, wire } from "./derive.ts";
import { regionalSections } from "../report/kept.ts";
import { type Region, regionOf } from "./region.ts";
import { dutiesIn, partsIn, published, read, type Reading, recordsOf, regionReports, unitOver } from "./published.ts";
import { FiguresView, RegionView } from "./schema.ts";

type UnitView = FiguresView["units"][number];
type Labels = FiguresView["labels"];

const labelOf = ({
  id,
  label,
  type,
  unit,
  decimals,
}: Omit<Labels[number], "archived" | "versions" | "unit"> & { unit?: string | undefined }) => ({
  id,
  label,
  type,
  unit: unit ?? null,
  decimals,
});

/** The figures of every version that was reported under: those of the version in use first, archived ones after them. */
function labelsOf({ basis, used }: Reading): Labels {
  const versions = [...used.values()];
  const own = new Set((basis?.definition.figures ?? []).map((each) => each.id));
  const older = versions.toReversed().flatMap(({ definition }) => definition.figures);
  const archived = new Map(older.filter((each) => !own.has(each.id)).map((each) => [each.id, each]));
  const having = (id: string): number[] =>
    versions.filter(({ definition }) => definition.figures.some((each) => each.id === id)).map(({ n }) => n);
  return [
    ...(basis?.definition.figures ?? []).map((each) => ({
      ...labelOf(each),
      archived: false,
      versions: having(each.id),
    })),
    ...[...archived.values()].map((each) => ({ ...labelOf(each), archived: true, versions: having(each.id) })),
  ];
}

function unitView(reading: Reading, unit: string, definition: TemplateDefinition): UnitView[] {
  const own = recordsOf(reading, unit);
  const newest = own.at(-1);
  if (!newest) return [];
  const reports = own.map(({ period, version }) => {
    const parsed = v.parse(Period, period);
    return {
      period: parsed,
      report: reportId({
        template: v.parse(TemplateId, reading.template),
        period: parsed,
        unit: v.parse(UnitId, unit),
        version,
      }),
    };
  });
  const over = unitOver(reading, unit, definition);
  const older = [...reading.used.values()].toReversed().map((each) => each.definition);
  const archived = older.flatMap((each) => Object.entries(unitOver(reading, unit, each).figures));
  const known = new Set(definition.figures.map((each) => each.id as string));
  const before = Object.fromEntries(archived.filter(([id]) => !known.has(id)));
  const asPeriods = (periods: readonly string[]) => periods.map((each) => v.parse(Period, each));
  return [
    {
      unit,
      name: reading.units.get(unit)?.name ?? unit,
      short: reading.units.get(unit)?.short ?? unit,
      report: reports.at(-1)?.report ?? "",
      reports,
      version: reading.used.get(newest.definition)?.n ?? 0,
      absent: asPeriods(over.absent),
      figures: wire({ ...over.figures, ...before }),
      last: Object.fromEntries(Object.entries(over.last).map(([id, period]) => [id, v.parse(Period, period)])),
    },
  ];
}

/** Sums over the units, and in their place the figures of the region where these are computed over all rows. */
function totalOf(
  { used, basis }: Reading,
  units: readonly UnitView[],
  region: Region | null,
): Readonly<Record<string, UnitView["figures"][string]>> {
  if (!basis) return {};
  const figures = units.map((each) => each.figures);
  const own = new Set(basis.definition.figures.map((each) => each.id as string));
  const archived = [...used.values()].flatMap(({ definition }) => Object.entries(total(definition, figures)));
  const before = archived.filter(([id]) => !own.has(id));
  const summed = total(basis.definition, figures);
  if (!region || region.sections.length === 0) return { ...Object.fromEntries(before), ...summed };
  const regional: Record<string, Figure> = Object.assign({}, ...region.sections.map((each) => each.figures));
  const sources = { ...unwire(summed), ...regional };
  const derived = combined(basis.definition, [sources], ([only = {}]) => only);
  return { ...Object.fromEntries(before), ...wire(derived) };
}

async function regionIn(reading: Reading): Promise<Region | null> {
  const { basis } = reading;
  if (!basis || regionalSections(basis.definition).length === 0) return null;
  return regionOf(basis.definition, regionReports(reading, basis.definition), await dutiesIn(reading));
}

const countsOf = ({ records, expected, parts, used }: Reading) => ({
  counted: new Set(records.map((each) => each.unit)).size,
  expected: expected.size,
  reports: {
    counted: records.length,
    expected: [...expected.values()].reduce((sum, periods) => sum + periods.length, 0),
  },
  periods: {
    counted: parts.filter((part) => records.some((each) => each.period === part)).length,
    expected: parts.length,
  },
  versions: [...used].map(([hash, { n, reports }]) => ({ hash, n, reports })),
});

async function figuresIn(
  template: TemplateId,
  period: Period,
  parts: readonly string[],
  now: Date,
): Promise<FiguresView> {
  const reading = await read(template, period, parts);
  const { basis } = reading;
  const units = basis ? [...reading.expected.keys()].flatMap((unit) => unitView(reading, unit, basis.definition)) : [];
  const { periods, ...counts } = countsOf(reading);
  const labels = labelsOf(reading);
  return {
    template,
    period,
    definition: basis?.hash ?? null,
    parts: parts.map((each) => v.parse(Period, each)),
    units,
    regional: basis !== null && regionalSections(basis.definition).length > 0,
    total: totalOf(reading, units, await regionIn(reading)),
    taken: Object.fromEntries(
      labels.map(({ id }) => [id, units.filter((unit) => unit.figures[id] !== undefined).length]),
    ),
    labels,
    ...counts,
    periods,
    asOf: now.toISOString(),
  };
}

export const figures = readOperation({
  name: "rollup.figures",
  summary: "Angka terbit semua unit pada satu periode beserta jumlah daerah, dengan hitungan n dari N.",
  input: v.strictObject({ template: TemplateId, period: Period }),
  output: FiguresView,
  load: async () => ({}),
  policy: published,
  run: ({ input: { template, period }, now }) => figuresIn(template, period, [period], now),
});

/** What is published of a template in a period of its own kind or a longer one: for modules that hold figures side by side. */
export const figuresOver = async (template: TemplateId, period: Period, now: Date): Promise<FiguresView> =>
  figuresIn(template, period, await partsIn(template, period), now);

export const period = readOperation({
  name: "rollup.period",
  summary:
    "Angka terbit yang dirangkum menurut waktu (bulan ke triwulan, caturwulan, semester atau tahun) per unit dan daerah, dengan periode yang belum ada.",
  input: v.strictObject({ template: TemplateId, period: Period }),
  output: FiguresView,
  load: async () => ({}),
  policy: published,
  run: ({ input: { template, period }, now }) => figuresOver(template, period, now),
});

const columnsOf = (section: Region["sections"][number]["section"]) => [
  ...section.fields.map(({ decimals = 0, ...each }) => ({ ...labelOf({ ...each, decimals }), entered: true })),
  ...(isTable(section) ? section.computed : []).map((each) => ({ ...labelOf(each), entered: false })),
];

function sectionView(definition: TemplateDefinition, over: Region["sections"][number]): RegionView["sections"][number] {
  const { section, groups, figures, counted, expected } = over;
  const ids = new Set(Object.keys(figures));
  return {
    id: section.id,
    label: section.label,
    columns: columnsOf(section),
    labels: definition.figures.filter((each) => ids.has(each.id)).map(labelOf),
    groups: groups.map((group) => ({
      path: [...group.path],
      figures: wire(group.figures),
      counted: group.counted,
      expected: group.expected,
      rows: group.rows.map(({ row, filled, awaited, counted: counts, figures: own }) => ({
        key: row.rowKey,
        code: row.context["code"] ?? null,
        label: row.label,
        unit: row.context["satuan"] ?? null,
        figures: wire(own),
        filled: [...filled],
        awaited: [...awaited],
        counted: counts,
      })),
    })),
    figures: wire(figures),
    counted,
    expected,
  };
}

function conflictViews(region: Region): RegionView["conflicts"] {
  const rows = region.sections.flatMap(({ section, groups }) =>
    groups.flatMap((group) => group.rows.map(({ row }) => ({ section, row }))),
  );
  return region.conflicts.map(({ row, field, values }) => {
    const found = rows.find((each) => each.row.rowKey === row);
    const known = found?.section.fields.find((each) => each.id === field);
    return {
      row,
      label: found?.row.label ?? row,
      field,
      fieldLabel: known?.label ?? field,
      values: values.map(({ unit, figure }) => ({
        unit,
        figure: wire({ figure })["figure"] ?? { kind: "missing", which: [] },
      })),
    };
  });
}

export const region = readOperation({
  name: "rollup.region",
  summary:
    "Angka daerah atas baris semua unit: baris gabungan, angka per kelompok dan daerah, n dari N per baris, dan isian yang bertentangan.",
  input: v.strictObject({ template: TemplateId, period: Period }),
  output: RegionView,
  load: async () => ({}),
  policy: published,
  run: async ({ input: { template, period }, now }) => {
    const reading = await read(template, period, await partsIn(template, period));
    const found = await regionIn(reading);
    const { basis, parts, units } = reading;
    const { periods: _periods, ...counts } = countsOf(reading);
    const duties = basis ? await dutiesIn(reading) : [];
    const spoken = new Set([...reading.expected.keys(), ...duties.map((each) => each.unit)]);
    return {
      template,
      period,
      parts: parts.map((each) => v.parse(Period, each)),
      definition: basis?.hash ?? null,
      sections: basis && found ? found.sections.map((each) => sectionView(basis.definition, each)) : [],
      conflicts: found ? conflictViews(found) : [],
      left: (found?.left ?? []).map((each) => ({ ...each })),
      names: Object.fromEntries([...spoken].map((unit) => [unit, units.get(unit)?.short ?? unit])),
      ...counts,
      asOf: now.toISOString(),
    };
  },
});

import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import { Period, reportId, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { readTogether } from "../db/together.ts";
import { windowState } from "../calendar/rules.ts";
import type { Window } from "../calendar/schema.ts";
import { readOperation } from "../operation/operation.ts";
import { allUnits } from "../orgunit/index.ts";
import { definitionOf, versionOn } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { total } from "./derive.ts";
import { type BoardMonth, BoardView, FiguresView, type Frame } from "./schema.ts";
import { type BoardRecord, monthName, Rollups } from "./store.ts";

const everyOfficial = {
  sentence: "setiap pejabat daerah ini (hanya keadaan lapor dan angka yang sudah terbit)",
  sees: (actor: Actor) => actor.kind === "official",
  may: () => allow,
};

const expects = (frame: Frame, unit: string, period: string): boolean =>
  frame.assignments.some(
    (each) => each.unit === unit && each.from <= period && (each.until === null || period <= each.until),
  );

type Months = BoardView["units"][number]["months"];

function monthsOf(frame: Frame, template: TemplateId, unit: string, record: BoardRecord | undefined): Months {
  const entries = frame.windows.flatMap(({ period }): [string, Months[string]][] => {
    const month: BoardMonth | undefined = record?.[monthName(period)];
    if (month) {
      const report = reportId({ template, period, unit: v.parse(UnitId, unit), version: month.version });
      return [[period, { ...month, report }]];
    }
    return expects(frame, unit, period) ? [[period, null]] : [];
  });
  return Object.fromEntries(entries);
}

function countPeriod(units: readonly BoardView["units"][number][], period: string) {
  const months = units.flatMap((unit) => (period in unit.months ? [unit.months[period] ?? null] : []));
  const count = (matches: (month: NonNullable<Months[string]>) => boolean): number =>
    months.filter((month) => month !== null && matches(month)).length;
  const published = count((m) => m.state === "published");
  const inReview = count((m) => m.state === "in_review" || m.state === "signed");
  return {
    expected: months.length,
    published,
    inReview,
    onTime: count((m) => m.onTime === true),
    silent: months.length - published - inReview,
  };
}

export const board = readOperation({
  name: "rollup.board",
  summary: "Papan pelaporan: keadaan laporan setiap unit pada setiap bulan dalam setahun.",
  input: v.strictObject({ template: TemplateId, year: Year }),
  output: BoardView,
  load: async ({ template, year }) => {
    const found = await readTogether(`board#${template}#${year}`, "");
    const [frame] = (found.get("frame") ?? []) as unknown as Frame[];
    return frame ? { frame, records: (found.get("board") ?? []) as unknown as BoardRecord[] } : null;
  },
  policy: everyOfficial,
  run: async ({ input, record, now }) => {
    const { frame, records } = record;
    const [tenant, known] = await Promise.all([currentTenant(), allUnits()]);
    const byUnit = new Map(records.map((each) => [each.unit, each]));
    const names = new Map(known.map((unit) => [unit.unitId as string, unit]));
    const ids = [...new Set([...frame.assignments.map((each) => each.unit), ...byUnit.keys()])];
    const units = ids
      .map((unit) => ({
        unit,
        name: names.get(unit)?.name ?? unit,
        short: names.get(unit)?.short ?? unit,
        months: monthsOf(frame, input.template, unit, byUnit.get(unit)),
      }))
      .filter((unit) => Object.keys(unit.months).length > 0);
    units.sort((a, b) => a.name.localeCompare(b.name, "id"));
    return {
      template: input.template,
      templateName: frame.templateName,
      templateShort: frame.templateShort,
      periods: frame.windows.map((window) => ({
        ...window,
        state: windowState({ ...window, template: input.template, rev: 0 } satisfies Window, null, now, tenant.zone),
        ...countPeriod(units, window.period),
      })),
      units,
      asOf: now.toISOString(),
    };
  },
});

export const figures = readOperation({
  name: "rollup.figures",
  summary: "Angka terbit semua unit pada satu bulan beserta jumlah daerah, dengan hitungan n dari N.",
  input: v.strictObject({ template: TemplateId, period: Period }),
  output: FiguresView,
  load: async () => ({}),
  policy: everyOfficial,
  run: async ({ input, now }) => {
    const { template, period } = input;
    const year = period.slice(0, 4);
    const [{ items }, version, known, frame] = await Promise.all([
      Rollups.list({ template, year }, { begins: { period } }),
      versionOn(template, period),
      allUnits(),
      readTogether(`board#${template}#${year}`, "frame"),
    ]);
    const definition = version && (await definitionOf(version.hash));
    const names = new Map(known.map((unit) => [unit.unitId as string, unit]));
    const [plan] = (frame.get("frame") ?? []) as unknown as Frame[];
    const expected = plan
      ? new Set(plan.assignments.map((a) => a.unit).filter((unit) => expects(plan, unit, period))).size
      : items.length;
    return {
      template,
      period,
      definition: version?.hash ?? null,
      units: items.map((item) => ({
        unit: item.unit,
        name: names.get(item.unit)?.name ?? item.unit,
        short: names.get(item.unit)?.short ?? item.unit,
        report: reportId({ template, period, unit: v.parse(UnitId, item.unit), version: item.version }),
        figures: item.figures,
      })),
      total: definition
        ? total(
            definition,
            items.map((item) => item.figures),
          )
        : {},
      labels: (definition?.figures ?? []).map(({ id, label, type, unit, decimals }) => ({
        id,
        label,
        type,
        unit: unit ?? null,
        decimals,
      })),
      counted: items.length,
      expected: Math.max(expected, items.length),
      asOf: now.toISOString(),
    };
  },
});

import { notBefore } from "../kernel/period.ts";
import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { Period, reportId, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { readTogether } from "../db/together.ts";
import { windowState } from "../calendar/rules.ts";
import type { Window } from "../calendar/schema.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { allUnits } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { definitionOf, versionOn } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Tenant } from "../tenant/schema.ts";
import { total } from "./derive.ts";
import { type BoardMonth, BoardView, FiguresView, type Frame } from "./schema.ts";
import { type BoardRecord, Rollups, slotOf } from "./store.ts";

const published = everyOfficial("setiap pejabat daerah ini (hanya keadaan lapor dan angka yang sudah terbit)");

const expects = (frame: Frame, unit: string, period: string): boolean =>
  frame.assignments.some(
    (each) =>
      each.unit === unit && notBefore(period, each.from) && (each.until === null || notBefore(each.until, period)),
  );

type Months = BoardView["units"][number]["months"];

function monthsOf(frame: Frame, template: TemplateId, unit: string, record: BoardRecord | undefined): Months {
  const entries = frame.windows.flatMap(({ period }): [string, Months[string]][] => {
    const month: BoardMonth | undefined = record?.[slotOf(period)];
    if (month) {
      const report = reportId({ template, period, unit: v.parse(UnitId, unit), version: month.version });
      return [[period, { ...month, report }]];
    }
    return expects(frame, unit, period) ? [[period, null]] : [];
  });
  return Object.fromEntries(entries);
}

/** Whether a person's posts reach a unit: the whole tenant, or the line up and down from an own post. */
const reaches = (actor: Actor, tenant: Tenant, units: readonly OrgUnit[], unit: string): boolean =>
  actor.kind === "official" &&
  (seesWholeTenant(actor.posts, tenant) ||
    actor.posts.some((post) => isWithin(units, unit, post.unit) || isWithin(units, post.unit, unit)));

/** To those whom an unpublished report does not concern, its unit has not published: no more (mission, rule 14). */
const publishedOnly = (months: Months): Months =>
  Object.fromEntries(
    Object.entries(months).map(([period, month]) => [period, month?.state === "published" ? month : null]),
  );

function countPeriod(units: readonly { readonly months: Months }[], period: string) {
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
  policy: published,
  run: async ({ input, record, actor, now }) => {
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
      units: units.map((unit) =>
        reaches(actor, tenant, known, unit.unit)
          ? { ...unit, reached: true }
          : { ...unit, reached: false, months: publishedOnly(unit.months) },
      ),
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
  policy: published,
  run: async ({ input, now }) => {
    const { template, period } = input;
    const year = period.slice(0, 4);
    const [listed, version, known, frame] = await Promise.all([
      Rollups.list({ template, year }, { begins: { period } }),
      versionOn(template, period),
      allUnits(),
      readTogether(`board#${template}#${year}`, "frame"),
    ]);
    const items = listed.items.filter((item) => item.period === period && !item.voided);
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

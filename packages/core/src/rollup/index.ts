import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { reportId, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { readTogether } from "../db/together.ts";
import { windowState } from "../calendar/rules.ts";
import type { Window } from "../calendar/schema.ts";
import { readOperation } from "../operation/operation.ts";
import { allUnits } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin } from "../orgunit/tree.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Tenant } from "../tenant/schema.ts";
import { expects, published } from "./published.ts";
import { type BoardMonth, BoardView, type Frame } from "./schema.ts";
import { type BoardRecord, slotOf } from "./store.ts";

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

export { figures, figuresOver, period, region } from "./read.ts";

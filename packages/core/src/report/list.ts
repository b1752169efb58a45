import { notBefore } from "../kernel/period.ts";
import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { forbidden } from "../kernel/failure.ts";
import { Period, ReportId, reportId, TemplateId, type UnitId, Year } from "../kernel/id.ts";
import { Journal } from "../db/journal.ts";
import { LIMITS } from "../kernel/limits.ts";
import { chainVersion } from "../approval/index.ts";
import { stepOf } from "../approval/machine.ts";
import type { ChainVersion } from "../approval/schema.ts";
import { windowsOf } from "../calendar/index.ts";
import { windowState } from "../calendar/rules.ts";
import type { Window } from "../calendar/schema.ts";
import { unitsToday } from "../orgunit/index.ts";
import { lineUp } from "../orgunit/tree.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { assignmentsOf, templateNames } from "../template/index.ts";
import type { Assignment } from "../template/schema.ts";
import { currentTenant } from "../tenant/index.ts";
import { load } from "./load.ts";
import { seeing } from "./policy.ts";
import { type Head, HistoryEntry, ReportCard } from "./schema.ts";
import { Heads } from "./store.ts";

const Slot = v.strictObject({
  template: TemplateId,
  templateShort: v.string(),
  templateName: v.string(),
  unit: v.string(),
  unitName: v.string(),
  period: Period,
  window: v.strictObject({ state: v.string(), opensOn: v.string(), dueOn: v.string(), lockOn: v.string() }),
  /** Null = not opened yet. */
  report: v.nullable(ReportCard),
});

const periodsExpected = (
  assignments: readonly Assignment[],
  unit: string,
  windows: readonly Window[],
): readonly Window[] =>
  windows.filter((window) =>
    assignments.some(
      (each) =>
        each.unit === unit &&
        notBefore(window.period, each.from) &&
        (each.until === null || notBefore(each.until, window.period)),
    ),
  );

/** The units whose reports a person follows: the OPD of each post held, and the post's own unit. */
async function ownUnits(actor: Actor): Promise<readonly { unitId: UnitId; name: string }[]> {
  if (actor.kind !== "official") throw forbidden({ act: "melihat daftar laporan" });
  const units = await unitsToday();
  const mine = new Set(actor.posts.flatMap((post) => lineUp(units, post.unit)));
  return units.filter((unit) => mine.has(unit.unitId));
}

/** Labels of steps by chain, version and key. */
async function stepLabels(heads: readonly Head[]): Promise<ReadonlyMap<string, string>> {
  const pins = new Map(heads.map(({ pins: { chain } }) => [`${chain.id} ${chain.n}`, chain]));
  const chains = await Promise.all([...pins.values()].map(chainVersion));
  return new Map(
    chains.flatMap((chain) => chain.steps.map((step) => [`${chain.chain} ${chain.n} ${step.key}`, step.label])),
  );
}

export const mine = readOperation({
  name: "report.mine",
  summary: "Laporan unit saya dalam satu tahun, per periode, termasuk yang belum dibuka.",
  input: v.strictObject({ year: Year }),
  output: v.strictObject({ slots: v.array(Slot) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, untuk unit jabatannya"),
  run: async ({ input, actor }) => {
    const [tenant, units, templates] = await Promise.all([currentTenant(), ownUnits(actor), templateNames()]);
    const plans = await Promise.all(
      templates.map(async (each) => ({
        ...each,
        windows: await windowsOf(each.template, input.year),
        assignments: await assignmentsOf(each.template),
      })),
    );
    const wanted = plans.flatMap((plan) =>
      units.flatMap((unit) =>
        periodsExpected(plan.assignments, unit.unitId, plan.windows).map((window) => ({ plan, unit, window })),
      ),
    );
    const ids = wanted.slice(0, 300).map(({ unit, window }) => reportId({ ...window, unit: unit.unitId, version: 1 }));
    const heads = new Map(
      (await Heads.getMany(ids.map((id) => ({ reportId: id })))).map((head) => [head.reportId, head]),
    );
    const labels = await stepLabels([...heads.values()]);
    const slots = wanted.slice(0, 300).map(({ plan, unit, window }, i) => {
      const head = heads.get(ids[i] as ReportId);
      const { opensOn, dueOn, lockOn } = window;
      return {
        template: window.template,
        templateShort: plan.short,
        templateName: plan.name,
        unit: unit.unitId,
        unitName: unit.name,
        period: window.period,
        window: { state: windowState(window, null, context().now, tenant.zone), opensOn, dueOn, lockOn },
        report: head
          ? {
              id: head.reportId,
              template: head.template,
              templateShort: plan.short,
              unit: head.unit,
              unitName: unit.name,
              period: head.period,
              version: head.version,
              state: head.state,
              stepLabel: labels.get(`${head.pins.chain.id} ${head.pins.chain.n} ${head.course.open[0]?.key}`) ?? null,
              dueOn,
              onTime: head.onTime,
              returnedReason: head.returned?.reason ?? null,
            }
          : null,
      };
    });
    slots.sort((a, b) => b.period.localeCompare(a.period) || a.unitName.localeCompare(b.unitName));
    return { slots };
  },
});

type Said = {
  reason?: string | null;
  cells?: readonly unknown[];
  step?: string;
  hat?: string;
  minutes?: number;
  verdict?: string;
};
const said = (changes: unknown): Said => (typeof changes === "object" && changes !== null ? changes : {});

const labelOf = (chain: ChainVersion, key: string | undefined): string | null =>
  key === undefined ? null : (stepOf(chain, key)?.label ?? key);

export const history = readOperation({
  name: "report.history",
  summary: "Riwayat laporan: siapa melakukan apa, dalam jabatan apa, kapan.",
  input: v.strictObject({
    id: ReportId,
    cursor: v.optional(v.nullable(v.string()), null),
  }),
  output: v.strictObject({ entries: v.array(HistoryEntry), cursor: v.nullable(v.string()) }),
  load,
  policy: seeing,
  run: async ({ input, record }) => {
    const page = await Journal.list(
      { subject: `report#${input.id}` },
      { begins: { commandId: "" }, order: "desc", limit: LIMITS.pageItems, cursor: input.cursor },
    );
    return {
      entries: page.items.map((entry) => ({
        commandId: entry.commandId as v.InferOutput<typeof HistoryEntry>["commandId"],
        at: entry.at,
        op: entry.op,
        by: entry.actor.name,
        // The post that gave the right; who holds several acts in the first of them elsewhere.
        hat: said(entry.changes).hat ?? entry.actor.hat,
        system: entry.actor.name === "Sistem",
        note: said(entry.changes).reason ?? null,
        cells: said(entry.changes).cells?.length ?? 0,
        step: labelOf(record.chain, said(entry.changes).step),
        verdict: said(entry.changes).verdict ?? null,
        minutes: said(entry.changes).minutes ?? null,
      })),
      cursor: page.cursor,
    };
  },
});

import * as v from "valibot";
import { createAhead } from "../db/unit.ts";
import { context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { Year } from "../kernel/id.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unknownUnit } from "../orgunit/failures.ts";
import { noPart, partBegun, planStale } from "./failures.ts";
import { partOf, planIn, rulesOfTenant, type Standing, standing, treeOf } from "./load.ts";
import { isHead, keepsPart, partKeepers, planKeepers } from "./policy.ts";
import { yearWithin } from "./rules.ts";
import { CascadeNode, Indicator, PartId, PlanId, PlanInput, REGENCY, Support } from "./schema.ts";
import { Indicators, type InYear, Nodes, Parts, Plans, trailOf } from "./store.ts";

const PlanView = v.strictObject({
  plan: v.string(),
  label: v.string(),
  from: v.string(),
  until: v.string(),
  source: v.string(),
  rev: v.number(),
});

export const plans = readOperation({
  name: "cascade.plans",
  summary: "Rencana jangka menengah daerah ini.",
  input: v.strictObject({}),
  output: v.strictObject({ plans: v.array(PlanView), mayDefine: v.boolean() }),
  load: rulesOfTenant,
  policy: everyOfficial(),
  run: async ({ actor, record }) => {
    const { items } = await Plans.list({}, { begins: { plan: "" } });
    const { allowed } = planKeepers.may(actor, record);
    return { plans: items.toSorted((a, b) => (a.from < b.from ? 1 : -1)), mayDefine: allowed };
  },
});

export const definePlan = writeOperation({
  name: "cascade.definePlan",
  summary: "Mencatat atau mengubah rencana jangka menengah, misalnya RPJMD 2021-2026.",
  input: PlanInput,
  output: PlanView,
  subject: () => "cascades",
  load: rulesOfTenant,
  policy: planKeepers,
  run: async ({ input, unit, now }) => {
    const { plan, rev, ...content } = input;
    const written = { plan, ...content, rev: rev + 1 };
    unit.add(
      rev === 0
        ? Plans.create(written)
        : Plans.patch({ plan }, { set: { ...content, rev: rev + 1 } }, (a, o) => o.eq(a["rev"], rev)),
      () => planStale({}),
    );
    unit.tell({ changes: written, events: [{ type: "PlanDefined", stamp: now.getTime(), plan }] });
    return written;
  },
});

const InPart = { plan: PlanId, year: Year, part: PartId } as const;

/** A part is the regency's own, or an OPD's. */
function knownPart({ part, units }: Standing): void {
  if (part !== REGENCY && !units.some((unit) => unit.unitId === part && unit.opd)) throw unknownUnit({});
}

/** Years of the plan in which this part was begun. */
async function yearsBegun({ plan, part }: { plan: string; part: string }, from: string, until: string) {
  const years: string[] = [];
  for (let year = from; year <= until; year = String(BigInt(year) + 1n)) years.push(year);
  const found = await Parts.getMany(years.map((year) => ({ plan, year, part })));
  return found.map(({ year }) => year).toSorted();
}

export const view = readOperation({
  name: "cascade.view",
  summary: "Pohon kinerja daerah dan satu perangkat daerah dalam satu tahun.",
  input: v.strictObject(InPart),
  output: v.strictObject({
    plan: PlanView,
    year: v.string(),
    part: v.string(),
    begun: v.array(v.string()),
    nodes: v.array(CascadeNode),
    indicators: v.array(Indicator),
    supports: v.array(Support),
    may: v.strictObject({ edit: v.boolean(), answer: v.boolean() }),
  }),
  load: standing,
  policy: everyOfficial(),
  run: async ({ input, record, actor }) => {
    const plan = planIn(record);
    const [tree, begun] = await Promise.all([treeOf(input, input.part), yearsBegun(input, plan.from, plan.until)]);
    return {
      plan,
      year: input.year,
      part: input.part,
      begun,
      nodes: tree.nodes.filter((node) => !node.removed),
      indicators: tree.indicators.filter((indicator) => !indicator.removed),
      supports: [...tree.supports],
      may: { edit: keepsPart(actor, record), answer: isHead(actor, record) },
    };
  },
});

/**
 * Copies a part before it exists. What an earlier run left behind stands; what was taken out comes along, so that its id
 * is not used again in the new year either.
 */
async function copyPart(from: InYear, to: InYear, part: string): Promise<number> {
  const [source, there] = await Promise.all([partOf(from, part), partOf(to, part)]);
  const { plan, year } = to;
  const nodes = source.nodes
    .filter(({ id }) => !there.nodes.some((node) => node.id === id))
    .map((node) => Nodes.create({ ...node, plan, year, rev: 1 }));
  const indicators = source.indicators
    .filter(({ id }) => !there.indicators.some((indicator) => indicator.id === id))
    // Targets are set for a year: what another year was to reach does not come along.
    .map(({ targets: _targets, ...indicator }) => Indicators.create({ ...indicator, plan, year, rev: 1 }));
  await createAhead([...nodes, ...indicators]);
  return source.nodes.length + source.indicators.length;
}

export const begin = writeOperation({
  name: "cascade.begin",
  summary: "Memulai pohon kinerja satu tahun, kosong atau disalin dari tahun lain dengan nomor yang sama.",
  input: v.strictObject({ ...InPart, from: v.nullable(Year) }),
  output: v.strictObject({ copied: v.number() }),
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit }) => {
    const { plan, year, part, from } = input;
    ensure(yearWithin(year, planIn(record)));
    knownPart(record);
    if (await Parts.get({ plan, year, part }, { strong: true })) throw partBegun({});
    if (from !== null && !(await Parts.get({ plan, year: from, part }, { strong: true }))) throw noPart({});
    const copied = from === null ? 0 : await copyPart({ plan, year: from }, { plan, year }, part);
    const { now } = context();
    unit.add(Parts.create({ plan, year, part, from, at: now.toISOString() }), () => partBegun({}));
    unit.tell({
      changes: { part, from, copied },
      events: [{ type: "CascadeBegun", stamp: now.getTime(), plan, year, part }],
      card: { unit: part, period: year },
    });
    return { copied };
  },
});

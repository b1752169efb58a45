import * as v from "valibot";
import type { Unit } from "../db/unit.ts";
import type { Write } from "../db/write.ts";
import { judgesTargets } from "../indicator/methods.ts";
import { methodVersions } from "../indicator/index.ts";
import { ensure } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { Revision, type UnitId, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { full, idTaken, levelFixed, noOwner, treeStale, unknownMethod } from "./failures.ts";
import { actedBy, ensureBegun, planIn, standing, treeOf } from "./load.ts";
import { partKeepers } from "./policy.ts";
import { mayBeCoded, mayGo, mayMeasure, mayStand } from "./rules.ts";
import {
  CascadeNode,
  Indicator,
  IndicatorContent,
  NodeContent,
  NodeId,
  PartId,
  PlanId,
  Reason,
  refOf,
} from "./schema.ts";
import { Indicators, Nodes, trailOf } from "./store.ts";

const Placed = { plan: PlanId, year: Year, part: PartId, id: NodeId, rev: Revision } as const;
type Placed = { readonly plan: string; readonly year: string; readonly part: string; readonly id: string };

const keysOf = ({ plan, year, part, id }: Placed): Placed => ({ plan, year, part, id });

function told(unit: Unit, at: Placed, type: string, changes: unknown, now: Date): void {
  unit.tell({
    changes,
    events: [{ type, stamp: now.getTime(), plan: at.plan, year: at.year, part: at.part, id: at.id }],
    card: { unit: at.part, period: at.year },
  });
}

function ensureRoom(own: readonly { readonly part: string }[], part: string): void {
  const most = LIMITS.cascadeNodesPerPart;
  if (own.filter((each) => each.part === part).length >= most) throw full({ most });
}

type Change<C> = Placed & { readonly rev: number; readonly content: C };
type Fresh = { readonly part: UnitId; readonly id: string; readonly removed: null; readonly rev: number };
type Shelf<C> = {
  readonly kind: "Node" | "Indicator";
  readonly create: (made: C & Fresh) => Write;
  readonly patch: (set: C & { readonly rev: number }) => Write;
};

/** Puts something new into a part under an id that nobody used, or changes what stands on the revision that was seen. */
function put<C extends object>(
  unit: Unit,
  { content, ...at }: Change<C> & { readonly part: UnitId },
  standing: { readonly removed: unknown } | undefined,
  { kind, create, patch }: Shelf<C>,
  now: Date,
): C & Fresh {
  const { part, id, rev } = at;
  const written = { ...content, part, id, removed: null, rev: rev + 1 };
  if (rev === 0) {
    unit.add(create(written), () => idTaken({}));
    told(unit, at, `Cascade${kind}Made`, written, now);
    return written;
  }
  if (!standing || standing.removed) throw treeStale({});
  unit.add(patch({ ...content, rev: rev + 1 }), () => treeStale({}));
  told(unit, at, `Cascade${kind}Changed`, { before: standing, after: content }, now);
  return written;
}

export const saveNode = writeOperation({
  name: "cascade.saveNode",
  summary: "Menambah atau mengubah satu simpul pohon kinerja.",
  input: v.strictObject({ ...Placed, content: NodeContent }),
  output: CascadeNode,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { plan, year, part, id, rev, content } = input;
    planIn(record);
    const [tree] = await Promise.all([treeOf(input, part), ensureBegun(input, part)]);
    ensure(mayStand(part, content, tree.nodes));
    const { owner } = content;
    if (owner && !record.units.some(({ unitId }) => unitId === owner.unit)) throw noOwner({});
    const node = tree.nodes.find((each) => each.part === part && each.id === id);
    if (rev === 0) ensureRoom(tree.nodes, part);
    else if (node && !node.removed && node.level !== content.level) throw levelFixed({});
    const shelf: Shelf<NodeContent> = {
      kind: "Node",
      create: (made) => Nodes.create({ ...made, plan, year }),
      patch: (set) => Nodes.patch(keysOf(input), { set }, (a, o) => o.eq(a["rev"], rev)),
    };
    return put(unit, input, node, shelf, now);
  },
});

/** The version of a method must be one of the tenant's catalogue; what stands keeps the one that it was pinned to. */
async function ensureMethod({ method }: IndicatorContent, standing: Indicator | undefined): Promise<void> {
  const before = standing?.method;
  if (method === null || (before?.id === method.id && before.n === method.n)) return;
  const known = await methodVersions();
  const chosen = known.find((each) => each.method.id === method.id && each.method.n === method.n);
  if (!chosen || !judgesTargets(chosen.method)) {
    throw unknownMethod({ method: `${method.id} versi ${method.n}` });
  }
}

export const saveIndicator = writeOperation({
  name: "cascade.saveIndicator",
  summary: "Menambah atau mengubah satu indikator: satuan, arah, metode capaian dan cara penjumlahannya.",
  input: v.strictObject({ ...Placed, content: IndicatorContent }),
  output: Indicator,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { plan, year, part, id, rev, content } = input;
    planIn(record);
    const [tree] = await Promise.all([treeOf(input, part), ensureBegun(input, part)]);
    ensure(mayMeasure(part, content.parents, tree.nodes));
    ensure(mayBeCoded({ part, id }, content.code, tree.indicators));
    const indicator = tree.indicators.find((each) => each.part === part && each.id === id);
    if (rev === 0) ensureRoom(tree.indicators, part);
    await ensureMethod(content, indicator);
    const shelf: Shelf<IndicatorContent> = {
      kind: "Indicator",
      create: (made) => Indicators.create({ ...made, plan, year }),
      patch: (set) => Indicators.patch(keysOf(input), { set }, (a, o) => o.eq(a["rev"], rev)),
    };
    return { ...put(unit, input, indicator, shelf, now), targets: indicator?.targets ?? [] };
  },
});

export const remove = writeOperation({
  name: "cascade.remove",
  summary: "Mengeluarkan simpul atau indikator dari pohon dengan alasan; nomornya tidak dipakai lagi.",
  input: v.strictObject({ ...Placed, kind: v.picklist(["node", "indicator"]), reason: Reason }),
  output: v.strictObject({ id: v.string() }),
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { part, id, rev, kind, reason } = input;
    planIn(record);
    const tree = await treeOf(input, part);
    const among: readonly (CascadeNode | Indicator)[] = kind === "node" ? tree.nodes : tree.indicators;
    const found = among.find((each) => each.part === part && each.id === id && !each.removed);
    if (!found) throw notFound({});
    if (kind === "node") ensure(mayGo(refOf(found), tree.nodes, tree.indicators));
    const edit = { set: { removed: { ...actedBy(), reason }, rev: rev + 1 } };
    const shelf = kind === "node" ? Nodes : Indicators;
    unit.add(
      shelf.patch(keysOf(input), edit, (a, o) => o.eq(a["rev"], rev)),
      () => treeStale({}),
    );
    told(unit, input, "CascadeRemoved", { kind, text: found.text, reason }, now);
    return { id };
  },
});

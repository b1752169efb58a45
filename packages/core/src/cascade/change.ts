import * as v from "valibot";
import type { Unit } from "../db/unit.ts";
import { ensure } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { Revision, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { full, idTaken, levelFixed, noOwner, treeStale } from "./failures.ts";
import { actedBy, ensureBegun, planIn, standing, treeOf } from "./load.ts";
import { partKeepers } from "./policy.ts";
import { mayGo, mayMeasure, mayStand } from "./rules.ts";
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

export const saveNode = writeOperation({
  name: "cascade.saveNode",
  summary: "Menambah atau mengubah satu simpul pohon kinerja.",
  input: v.strictObject({ ...Placed, content: NodeContent }),
  output: CascadeNode,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { part, id, rev, content } = input;
    planIn(record);
    const [tree] = await Promise.all([treeOf(input, part), ensureBegun(input, part)]);
    ensure(mayStand(part, content, tree.nodes));
    const { owner } = content;
    if (owner && !record.units.some(({ unitId }) => unitId === owner.unit)) throw noOwner({});
    const node = tree.nodes.find((each) => each.part === part && each.id === id);
    if (rev === 0) {
      ensureRoom(tree.nodes, part);
      const made = { ...content, part, id, removed: null, rev: 1 };
      unit.add(Nodes.create({ ...made, plan: input.plan, year: input.year }), () => idTaken({}));
      told(unit, input, "CascadeNodeMade", made, now);
      return made;
    }
    if (!node || node.removed) throw treeStale({});
    if (node.level !== content.level) throw levelFixed({});
    unit.add(
      Nodes.patch(keysOf(input), { set: { ...content, rev: rev + 1 } }, (a, o) => o.eq(a["rev"], rev)),
      () => treeStale({}),
    );
    told(unit, input, "CascadeNodeChanged", { before: node, after: content }, now);
    return { ...content, part, id, removed: null, rev: rev + 1 };
  },
});

export const saveIndicator = writeOperation({
  name: "cascade.saveIndicator",
  summary: "Menambah atau mengubah satu indikator dengan targetnya.",
  input: v.strictObject({ ...Placed, content: IndicatorContent }),
  output: Indicator,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { part, id, rev, content } = input;
    planIn(record);
    const [tree] = await Promise.all([treeOf(input, part), ensureBegun(input, part)]);
    ensure(mayMeasure(part, content.parents, tree.nodes));
    const indicator = tree.indicators.find((each) => each.part === part && each.id === id);
    if (rev === 0) {
      ensureRoom(tree.indicators, part);
      const made = { ...content, part, id, removed: null, rev: 1 };
      unit.add(Indicators.create({ ...made, plan: input.plan, year: input.year }), () => idTaken({}));
      told(unit, input, "CascadeIndicatorMade", made, now);
      return made;
    }
    if (!indicator || indicator.removed) throw treeStale({});
    unit.add(
      Indicators.patch(keysOf(input), { set: { ...content, rev: rev + 1 } }, (a, o) => o.eq(a["rev"], rev)),
      () => treeStale({}),
    );
    told(unit, input, "CascadeIndicatorChanged", { before: indicator, after: content }, now);
    return { ...content, part, id, removed: null, rev: rev + 1 };
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

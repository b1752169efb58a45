import * as v from "valibot";
import { ensure } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { Revision, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeOperation } from "../operation/operation.ts";
import { knownUnit } from "../orgunit/index.ts";
import { full, idTaken, supportAnswered, supportItself, supportReason, supportSubject } from "./failures.ts";
import { actedBy, ensureBegun, partOf, planIn, standing, supportsOf } from "./load.ts";
import { headsOnly, partKeepers } from "./policy.ts";
import { isSasaran, yearWithin } from "./rules.ts";
import { NodeId, NodeRef, PartId, PlanId, refOf, Support } from "./schema.ts";
import { Supports, trailOf } from "./store.ts";

export const askSupport = writeOperation({
  name: "cascade.askSupport",
  summary: "Meminta perangkat daerah lain mendukung sebuah sasaran.",
  input: v.strictObject({
    plan: PlanId,
    year: Year,
    part: PartId,
    id: NodeId,
    node: NodeRef,
    to: PartId,
    text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.textCharacters)),
  }),
  output: Support,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { plan, year, part, id, node, to, text } = input;
    ensure(yearWithin(year, planIn(record)));
    if (to === part) throw supportItself({});
    await knownUnit(to);
    await ensureBegun(input, part);
    const { nodes } = await partOf(input, part);
    const subject = nodes.find((each) => refOf(each) === node && !each.removed && isSasaran(each.level));
    if (!subject) throw supportSubject({});
    const most = LIMITS.cascadeSupportsPerYear;
    if ((await supportsOf(input)).length >= most) throw full({ most });
    const asked: Support = {
      id,
      node,
      from: part,
      to,
      text,
      carrier: null,
      state: "asked",
      asked: actedBy(),
      answer: null,
      rev: 1,
    };
    unit.add(Supports.create({ ...asked, plan, year }), () => idTaken({}));
    unit.tell({
      changes: asked,
      events: [{ type: "SupportAsked", stamp: now.getTime(), plan, year, from: part, to }],
      card: { unit: part, period: year },
    });
    return asked;
  },
});

export const answerSupport = writeOperation({
  name: "cascade.answerSupport",
  summary: "Menerima atau menolak permintaan dukungan; baru dihitung setelah diterima.",
  input: v.strictObject({
    plan: PlanId,
    year: Year,
    part: PartId,
    id: NodeId,
    accept: v.boolean(),
    /** The node of the own part that carries the support. */
    carrier: v.nullable(NodeRef),
    reason: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.reasonCharactersMost))),
    rev: Revision,
  }),
  output: Support,
  subject: trailOf,
  load: standing,
  policy: headsOnly,
  run: async ({ input, record, unit, now }) => {
    const { plan, year, part, id, accept, carrier, reason, rev } = input;
    planIn(record);
    const keys = { plan, year, to: part, id };
    const found = await Supports.get(keys, { strong: true });
    if (!found) throw notFound({});
    if (found.state !== "asked") throw supportAnswered({});
    if (!accept && (reason ?? "").length < LIMITS.reasonCharactersLeast) throw supportReason({});
    if (accept && carrier !== null) await ensureOwn(input, part, carrier);
    const answer = { ...actedBy(), reason };
    const set = {
      state: accept ? ("accepted" as const) : ("refused" as const),
      carrier: accept ? carrier : null,
      answer,
      rev: rev + 1,
    };
    unit.add(
      Supports.patch(keys, { set }, (a, o) => `${o.eq(a["rev"], rev)} AND ${o.eq(a["state"], "asked")}`),
      () => supportAnswered({}),
    );
    unit.tell({
      changes: { id, ...set },
      events: [{ type: "SupportAnswered", stamp: now.getTime(), plan, year, from: found.from, to: part }],
      card: { unit: part, period: year },
    });
    const { plan: _plan, year: _year, ...support } = found;
    return { ...support, ...set };
  },
});

/** What carries a support is a node of the part that answers. */
async function ensureOwn(at: { plan: string; year: string }, part: string, carrier: string): Promise<void> {
  const { nodes } = await partOf(at, part);
  if (!nodes.some((node) => refOf(node) === carrier && !node.removed)) throw supportSubject({});
}

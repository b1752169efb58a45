import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { localDate } from "../kernel/zone.ts";
import { isActivePerson } from "../account/names.ts";
import { writeOperation } from "../operation/operation.ts";
import { knownUnit, unitsToday } from "../orgunit/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { mayEnd, mayExtend, mayHold, notOwn } from "./check.ts";
import { changedMeanwhile, unknownHolder, untitled } from "./failures.ts";
import { mandateOfficers, reaches } from "./policy.ts";
import { EndInput, ExtendInput, HoldingKey, HOLDINGS, MandateInput } from "./schema.ts";
import { aroundOf, catalogue, kindOf, namesIn, type Seats, seatsOf, settle } from "./seats.ts";
import { fresh, type Mandate } from "./store.ts";

/** What every writing of a mandate decides on: rules, kind, units and everybody in the post, as they are now. */
async function load({ unit, kind }: { readonly unit: string; readonly kind: string }) {
  const [tenant, units, kinds, seats] = await Promise.all([
    currentTenant(),
    unitsToday(),
    catalogue(),
    seatsOf(unit, kind),
  ]);
  return { tenant, rules: organisationOf(tenant), units, kinds, seats, today: localDate(context().now, tenant.zone) };
}
type Loaded = Awaited<ReturnType<typeof load>>;

const personOf = (actor: Actor): string | null => (actor.kind === "official" ? actor.person : null);

/** The kind, when the actor keeps the mandates of this post and it is not the actor's own. */
function admitted(
  actor: Actor,
  { tenant, rules, units, kinds }: Loaded,
  at: Pick<Mandate, "unit" | "kind" | "person">,
) {
  const kind = kindOf(kinds, at.kind);
  ensure(reaches(actor, { unit: at.unit, kind, units }, rules, tenant.settings.tenantWide));
  ensure(notOwn(personOf(actor), at.person));
  return kind;
}

const Reply = v.strictObject({
  ...HoldingKey,
  holding: v.picklist(HOLDINGS),
  until: v.nullable(v.string()),
  rev: v.number(),
});
const replyOf = ({ unit, kind, person, from, holding, until, rev }: Mandate) => ({
  unit,
  kind,
  person,
  from,
  holding,
  until,
  rev,
});

/** The title a post bears already: of whoever is stood in for, or of the last holder where a unit has one only. */
const titleOf = ({ posts }: Seats, standsFor: string | null, single: boolean): string | undefined =>
  (posts.findLast((post) => post.person === standsFor) ?? (single ? posts.at(-1) : undefined))?.title;

export const mandate = writeOperation({
  name: "position.mandate",
  summary: "Menunjuk pejabat definitif, Plt, Plh atau Pj menurut SK.",
  input: MandateInput,
  output: Reply,
  subject: () => "people",
  load,
  policy: mandateOfficers,
  run: async ({ input, record, actor, unit }) => {
    const { single } = admitted(actor, record, input);
    await knownUnit(input.unit);
    if (!(await isActivePerson(input.person))) throw unknownHolder({});
    const { standsFor, decreeDate, title: given, ...post } = input;
    const title = given ?? titleOf(record.seats, standsFor, single);
    if (title === undefined) throw untitled({});
    const made = fresh({ ...post, title, grantedBy: personOf(actor) }, { standsFor, decreeDate });
    const nameOf = await namesIn([...record.seats.posts, made]);
    ensure(mayHold(made, aroundOf(record.seats.posts, made, single, nameOf), record.rules, record.today));
    settle(unit, record.seats, [made], single);
    const { holding, from, until, decree } = made;
    unit.tell({
      changes: { kind: made.kind, unit: made.unit, person: made.person, holding, from, until, decree },
      events: [
        { type: "MandateGranted", stamp: made.rev, unit: made.unit, kind: made.kind, person: made.person, from },
      ],
      card: { unit: made.unit, title },
    });
    return replyOf(made);
  },
});

/** The record that a key names, when it is still as it was seen. */
function seen(seats: Seats, key: Pick<Mandate, "person" | "from"> & { readonly rev: number }): Mandate {
  const found = seats.posts.find((post) => post.person === key.person && post.from === key.from);
  if (!found || found.rev !== key.rev) throw changedMeanwhile({});
  return found;
}

export const extend = writeOperation({
  name: "position.extend",
  summary: "Memperpanjang Plt, Plh atau Pj dengan SK tersendiri.",
  input: ExtendInput,
  output: Reply,
  subject: () => "people",
  load,
  policy: mandateOfficers,
  run: async ({ input, record, actor, unit, now }) => {
    const { single } = admitted(actor, record, input);
    const before = seen(record.seats, input);
    const nameOf = await namesIn(record.seats.posts);
    const around = aroundOf(record.seats.posts, before, single, nameOf);
    ensure(mayExtend(before, input.until, around, record.rules, record.today));
    const { until, decree, decreeDate } = input;
    const entry = { until, decree, decreeDate, by: personOf(actor) ?? "sistem", at: now.toISOString() };
    const after = { ...before, until, extended: [...before.extended, entry], rev: before.rev + 1 };
    settle(unit, record.seats, [after], single);
    unit.tell({
      changes: {
        kind: after.kind,
        unit: after.unit,
        person: after.person,
        from: after.from,
        was: before.until,
        until,
        decree,
      },
      events: [{ type: "MandateExtended", stamp: after.rev, unit: after.unit, kind: after.kind, person: after.person }],
      card: { unit: after.unit, title: after.title },
    });
    return replyOf(after);
  },
});

export const end = writeOperation({
  name: "position.end",
  summary: "Mengakhiri masa seorang pejabat lebih awal, dengan alasan.",
  input: EndInput,
  output: Reply,
  subject: () => "people",
  load,
  policy: mandateOfficers,
  run: async ({ input, record, actor, unit, now }) => {
    const { single } = admitted(actor, record, input);
    const before = seen(record.seats, input);
    ensure(mayEnd(before, input.until, record.today));
    const { until, reason } = input;
    const ended = { was: before.until, reason, by: personOf(actor) ?? "sistem", at: now.toISOString() };
    const after = { ...before, until, ended, rev: before.rev + 1 };
    settle(unit, record.seats, [after], single);
    unit.tell({
      changes: {
        kind: after.kind,
        unit: after.unit,
        person: after.person,
        from: after.from,
        was: before.until,
        until,
        reason,
      },
      events: [{ type: "MandateEnded", stamp: after.rev, unit: after.unit, kind: after.kind, person: after.person }],
      card: { unit: after.unit, title: after.title },
    });
    return replyOf(after);
  },
});

import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { PersonId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { addDays, localDate } from "../kernel/zone.ts";
import { personNames } from "../account/names.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unitNames, unitsToday } from "../orgunit/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { DEFAULT_KINDS, isStructural, labelOf } from "./catalogue.ts";
import { notOwn } from "./check.ts";
import { reaches } from "./policy.ts";
import { fullTitle, stateOn } from "./rules.ts";
import { Ended, Extended, type KindDefinition, Post } from "./schema.ts";
import { catalogue } from "./seats.ts";
import { type Mandate, Mandates, Posts } from "./store.ts";

const { grantedBy: _grantedBy, ...postEntries } = Post.entries;
export const HoldingView = v.strictObject({
  ...postEntries,
  name: v.string(),
  fullTitle: v.string(),
  unitName: v.string(),
  decreeDate: v.nullable(v.string()),
  grantedByName: v.nullable(v.string()),
  /** `away` = a Plh does the daily work; `cancelled` = taken back before it began. */
  state: v.picklist(["now", "away", "upcoming", "ended", "cancelled"]),
  extended: v.array(Extended),
  ended: v.nullable(Ended),
  rev: v.number(),
  /** Whether the person who asks keeps the mandates of this post and may change this very record. */
  mine: v.boolean(),
});
export type HoldingView = v.InferOutput<typeof HoldingView>;

const Seat = v.strictObject({
  kind: v.string(),
  label: v.string(),
  title: v.string(),
  single: v.boolean(),
  /** Nobody holds it in any way today. */
  vacant: v.boolean(),
  may: v.boolean(),
  holders: v.array(HoldingView),
});
const UnitSeats = v.strictObject({ unit: v.string(), name: v.string(), seats: v.array(Seat) });

/** What views need to know besides the records. */
async function eyes() {
  const [tenant, units, kinds, names] = await Promise.all([currentTenant(), unitsToday(), catalogue(), unitNames()]);
  return {
    tenant,
    rules: organisationOf(tenant),
    units,
    kinds: kinds.kinds,
    unitNames: names,
    today: localDate(context().now, tenant.zone),
  };
}
type Eyes = Awaited<ReturnType<typeof eyes>>;

const definitionOf = (kinds: readonly KindDefinition[], kind: Mandate["kind"]): KindDefinition =>
  kinds.find((each) => each.kind === kind) ??
  DEFAULT_KINDS.find((each) => each.kind === kind) ?? { kind, label: kind, single: false, reserved: true, source: "-" };

const keeps = (around: Eyes, unit: string, kind: Mandate["kind"]): boolean =>
  reaches(
    context().actor,
    { unit, kind: definitionOf(around.kinds, kind), units: around.units },
    around.rules,
    around.tenant.settings.tenantWide,
  ).allowed;

function viewsOf(posts: readonly Mandate[], names: ReadonlyMap<string, string>, around: Eyes): HoldingView[] {
  const { actor } = context();
  const self = actor.kind === "official" ? actor.person : null;
  const named = (id: string): string => names.get(id) ?? id;
  const signed = <E extends { readonly by: string }>(entry: E): E => ({ ...entry, by: named(entry.by) });
  return posts.map((post) => ({
    unit: post.unit,
    kind: post.kind,
    person: post.person,
    from: post.from,
    until: post.until,
    holding: post.holding,
    title: post.title,
    decree: post.decree,
    rev: post.rev,
    name: named(post.person),
    fullTitle: fullTitle(post),
    unitName: around.unitNames.get(post.unit) ?? post.unit,
    decreeDate: post.decreeDate,
    grantedByName: post.grantedBy === null ? null : named(post.grantedBy),
    state: stateOn(post, around.today),
    extended: post.extended.map(signed),
    ended: post.ended && signed(post.ended),
    mine: keeps(around, post.unit, post.kind) && notOwn(self, post.person).allowed,
  }));
}

/** Everybody whom some posts name: holders, and who recorded, extended or ended them. */
const namesOf = (posts: readonly Mandate[]): Promise<ReadonlyMap<string, string>> =>
  personNames(
    posts
      .flatMap((post) => [
        post.person,
        ...(post.grantedBy === null ? [] : [post.grantedBy]),
        ...post.extended.map((each) => each.by),
        ...(post.ended ? [post.ended.by] : []),
      ])
      .filter((id) => v.is(PersonId, id)),
  );

/** Today's and recent holders of each seat; a structural seat stays in sight when nobody holds it. */
function seatsIn(unit: string, posts: readonly Mandate[], names: ReadonlyMap<string, string>, around: Eyes) {
  const seats = new Map<string, Mandate[]>();
  for (const post of posts) {
    const { single } = definitionOf(around.kinds, post.kind);
    const key = single ? post.kind : `${post.kind} ${post.title}`;
    seats.set(key, [...(seats.get(key) ?? []), post]);
  }
  const [since, to] = [addDays(around.today, -LIMITS.boardDays), addDays(around.today, LIMITS.boardDays)];
  return [...seats.values()].flatMap((held) => {
    const last = held.at(-1);
    if (!last) return [];
    const definition = definitionOf(around.kinds, last.kind);
    const near = held.filter((post) => (post.until === null || post.until >= since) && post.from <= to);
    const isVacant = !held.some((post) => ["now", "away"].includes(stateOn(post, around.today)));
    if (near.length === 0 && !isStructural(definition)) return [];
    return [
      {
        kind: last.kind,
        label: labelOf(around.kinds, last.kind),
        title: last.title,
        single: definition.single,
        vacant: isVacant,
        may: keeps(around, unit, last.kind),
        holders: viewsOf(near, names, around),
      },
    ];
  });
}

const orderOf = (kinds: readonly KindDefinition[], kind: string): number => {
  const place = kinds.findIndex((each) => each.kind === kind);
  return place < 0 ? kinds.length : place;
};

async function unitSeats(unit: string, around: Eyes) {
  const { items } = await Posts.list({ unit });
  const seats = seatsIn(unit, items, await namesOf(items), around);
  return {
    unit,
    name: around.unitNames.get(unit) ?? unit,
    seats: seats.toSorted((a, b) => orderOf(around.kinds, a.kind) - orderOf(around.kinds, b.kind)),
  };
}

export const board = readOperation({
  name: "position.board",
  summary: "Jabatan dan pejabatnya: satu unit, atau seluruh daerah halaman demi halaman.",
  input: v.strictObject({ unit: v.optional(v.nullable(UnitId), null), after: v.optional(v.nullable(UnitId), null) }),
  output: v.strictObject({ units: v.array(UnitSeats), next: v.nullable(v.string()), today: v.string() }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const around = await eyes();
    const { today } = around;
    if (input.unit !== null) return { units: [await unitSeats(input.unit, around)], next: null, today };
    const ids = around.units.map((unit) => unit.unitId).toSorted();
    const from = input.after === null ? 0 : ids.filter((id) => id <= (input.after ?? "")).length;
    const page = ids.slice(from, from + LIMITS.boardUnits);
    const units = await Promise.all(page.map((unit) => unitSeats(unit, around)));
    return { units, next: from + page.length < ids.length ? (page.at(-1) ?? null) : null, today };
  },
});

export const mandates = readOperation({
  name: "position.mandates",
  summary: "Plt, Plh dan Pj seluruh daerah, yang terbaru mulai lebih dahulu.",
  input: v.strictObject({ cursor: v.optional(v.nullable(v.string())) }),
  output: v.strictObject({ mandates: v.array(HoldingView), cursor: v.nullable(v.string()), today: v.string() }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const [around, page] = await Promise.all([
      eyes(),
      Mandates.list({}, { begins: { from: "" }, order: "desc", limit: LIMITS.mandatesListed, cursor: input.cursor }),
    ]);
    const posts = await Posts.getMany(page.items);
    const newest = posts.toSorted((a, b) => (a.from < b.from ? 1 : -1));
    return {
      mandates: viewsOf(newest, await namesOf(posts), around),
      cursor: page.cursor,
      today: around.today,
    };
  },
});

export const ofPerson = readOperation({
  name: "position.ofPerson",
  summary: "Jabatan seorang pegawai, sekarang, dahulu dan yang akan datang.",
  input: v.strictObject({ person: PersonId }),
  output: v.strictObject({ posts: v.array(HoldingView) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const { items } = await Posts.list(
      { person: input.person },
      { index: "who", order: "desc", limit: LIMITS.mandatesListed },
    );
    const posts = await Posts.getMany(
      items.map(({ card }) => ({ unit: card.unit, kind: card.kind, person: input.person, from: card.from })),
    );
    const newest = posts.toSorted((a, b) => (a.from < b.from ? 1 : -1));
    return { posts: viewsOf(newest, await namesOf(posts), await eyes()) };
  },
});

import * as v from "valibot";
import { context, type HeldPost } from "../kernel/context.ts";
import { type PostKind, UnitId } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import { closedAccounts, personNames } from "../account/names.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, onlyProduct } from "../operation/policies.ts";
import { allUnits } from "../orgunit/index.ts";
import { onRemoval } from "../orgunit/removal.ts";
import { answering, answersFor } from "../orgunit/tree.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf, type Tenant } from "../tenant/schema.ts";
import { asHeld, decidesOn, fullTitle, heldOn, isAway } from "./rules.ts";
import { Post } from "./schema.ts";
import { catalogue, ensureSound, kindOf, namesIn, seatsOf, settle } from "./seats.ts";
import { fresh, type Mandate, PostPlaces, Posts } from "./store.ts";

/** Posts of a person in force at an instant, whether a Plh does their work or not. Eventually consistent. */
async function cardsNow(person: string, tenant: Tenant, at: Date) {
  const today = localDate(at, tenant.zone);
  const { items } = await Posts.list({ person }, { index: "who" });
  return { today, cards: items.map((item) => item.card).filter((card) => heldOn(card, today)) };
}

/**
 * Posts in which a person decides at an instant, those of units that ended and for which theirs answers among them:
 * what a unit left undecided is its successor's. Eventually consistent: for showing and for finding one's way.
 */
export async function heldNow(person: string, tenant: Tenant, at: Date): Promise<readonly HeldPost[]> {
  const [{ today, cards }, units] = await Promise.all([cardsNow(person, tenant, at), allUnits()]);
  const { definitiveDuringPlh } = organisationOf(tenant);
  const own = cards.filter((card) => decidesOn(card, today, definitiveDuringPlh)).map(asHeld);
  const taken = own.flatMap((post) => answersFor(units, post.unit, today).map((unit) => ({ ...post, unit })));
  return [...own, ...taken];
}

/** Posts of a person that a Plh attends to at an instant, with the last day of it. */
export async function awayNow(person: string, tenant: Tenant, at: Date) {
  if (organisationOf(tenant).definitiveDuringPlh === "both") return [];
  const { today, cards } = await cardsNow(person, tenant, at);
  return cards
    .filter((card) => isAway(card, today))
    .map((card) => ({
      title: asHeld(card).title,
      until: (card.away ?? []).find((days) => heldOn(days, today))?.until ?? today,
    }));
}

/** Who decides in a post of one unit at an instant, read strongly. Whose account is closed decides nothing. */
async function decidersIn(unit: string, kind: string, at: Date): Promise<readonly Post[]> {
  const tenant = await currentTenant();
  const today = localDate(at, tenant.zone);
  const { definitiveDuringPlh } = organisationOf(tenant);
  const { items } = await Posts.list({ unit }, { begins: { kind }, strong: true });
  const holding = items.filter((post) => post.kind === kind && decidesOn(post, today, definitiveDuringPlh));
  const closed = await closedAccounts(holding.map((post) => post.person));
  return holding.filter((post) => !closed.has(post.person));
}

/**
 * Who decides in a post at an instant, read strongly from the table: the ground for decisions. For a unit that ended
 * they are the holders at its successors, in the post of the unit asked for.
 */
export async function holders(unit: string, kind: string, at: Date): Promise<readonly Post[]> {
  const today = localDate(at, (await currentTenant()).zone);
  const places = answering(await allUnits(), unit, today);
  const found = await Promise.all(places.map((place) => decidersIn(place, kind, at)));
  return found.flat().map((post) => ({ ...post, unit: v.parse(UnitId, unit) }));
}

/** Who holds a post of a kind anywhere in the tenant at an instant, read strongly: an office that serves all units. */
export async function holdersAnywhere(kind: string, at: Date): Promise<readonly Post[]> {
  const { items } = await PostPlaces.list({}, { begins: { kind }, strong: true });
  const places = items.filter((each) => each.kind === kind);
  return (await Promise.all(places.map((place) => decidersIn(place.unit, kind, at)))).flat();
}

// A unit in which somebody holds a post after its last day cannot end.
onRemoval(async (what, { after }) => {
  if (what.kind !== "unit") return [];
  const { items } = await Posts.list({ unit: what.id }, { strong: true });
  return items.filter((post) => post.until === null || post.until > after).map(fullTitle);
});

/** Kinds of posts of the tenant's catalogue, with the number of units in which they are or were held. */
export async function kindsKnown(): Promise<readonly { kind: PostKind; label: string; units: number }[]> {
  const [{ kinds: known }, { items }] = await Promise.all([catalogue(), PostPlaces.list({}, { begins: { kind: "" } })]);
  const heldIn = (kind: string): number => items.filter((place) => place.kind === kind).length;
  return known.map(({ kind, label }) => ({ kind, label, units: heldIn(kind) }));
}

export const list = readOperation({
  name: "position.list",
  summary: "Pemegang jabatan pada satu unit, menurut tanggal.",
  input: v.strictObject({ unit: UnitId }),
  output: v.strictObject({
    posts: v.array(v.strictObject({ ...Post.entries, name: v.string(), now: v.boolean() })),
  }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const tenant = await currentTenant();
    const today = localDate(context().now, tenant.zone);
    const { items } = await Posts.list({ unit: input.unit });
    const names = await personNames(items.map((post) => post.person));
    return {
      posts: items.map(({ unit, kind, person, from, until, holding, title, decree, grantedBy, ...more }) => ({
        unit,
        kind,
        person,
        from,
        until,
        holding,
        title,
        decree,
        grantedBy,
        name: names.get(person) ?? person,
        now: decidesOn(
          {
            from,
            until,
            ...more,
          },
          today,
          organisationOf(tenant).definitiveDuringPlh,
        ),
      })),
    };
  },
});

/** Posts of one kind and unit together, in the order in which they were given. */
function byPlace(posts: readonly Post[]): readonly (readonly Post[])[] {
  const places = new Map<string, Post[]>();
  for (const post of posts) {
    const key = `${post.kind} ${post.unit}`;
    places.set(key, [...(places.get(key) ?? []), post]);
  }
  return [...places.values()];
}

export const appoint = writeOperation({
  name: "position.appoint",
  summary: "Mencatat pemegang jabatan menurut surat keputusan.",
  input: v.strictObject({ posts: v.pipe(v.array(Post), v.minLength(1), v.maxLength(45)) }),
  output: v.strictObject({ count: v.number() }),
  subject: () => "people",
  load: async () => catalogue(),
  policy: onlyProduct(),
  run: async ({ input, record, unit }) => {
    for (const posts of byPlace(input.posts)) {
      const [first] = posts;
      if (!first) continue;
      const { single } = kindOf(record, first.kind);
      const seats = await seatsOf(first.unit, first.kind);
      const made: readonly Mandate[] = posts.map((post) => fresh(post));
      ensureSound(made, seats, single, await namesIn([...seats.posts, ...made]));
      settle(unit, seats, made, single);
    }
    unit.tell({
      changes: { posts: input.posts.map((post) => [post.kind, post.unit, post.person, post.from]) },
      events: [],
    });
    return { count: input.posts.length };
  },
});

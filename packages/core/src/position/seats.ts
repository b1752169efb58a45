import type { Unit } from "../db/unit.ts";
import { canonical } from "../kernel/canonical.ts";
import { ensure } from "../kernel/decision.ts";
import { personNames } from "../account/names.ts";
import { DEFAULT_KINDS } from "./catalogue.ts";
import { awayOf, type Around, sound } from "./check.ts";
import { postTaken, unknownKind } from "./failures.ts";
import type { KindDefinition } from "./schema.ts";
import { Catalogues, keyOf, type Mandate, Mandates, PostPlaces, Posts, stored } from "./store.ts";

export type Catalogue = { readonly kinds: readonly KindDefinition[]; readonly rev: number };

/** The tenant's kinds of posts; revision 0 = the default ones. */
export async function catalogue(): Promise<Catalogue> {
  return (await Catalogues.get({}, { strong: true })) ?? { kinds: DEFAULT_KINDS, rev: 0 };
}

/** A kind of the catalogue. Refuses one that is not in it. */
export function kindOf({ kinds }: Catalogue, kind: string): KindDefinition {
  const found = kinds.find((each) => each.kind === kind);
  if (!found) throw unknownKind({ kind });
  return found;
}

/** All who hold or held posts of a kind in a unit, with the number that guards them; read strongly. */
export type Seats = {
  readonly unit: string;
  readonly kind: string;
  readonly place: { readonly rev: number } | null;
  readonly posts: readonly Mandate[];
};

export async function seatsOf(unit: string, kind: string): Promise<Seats> {
  const [place, { items }] = await Promise.all([
    PostPlaces.get({ unit, kind }, { strong: true }),
    Posts.list({ unit }, { begins: { kind }, strong: true }),
  ]);
  const posts = items.filter((post) => post.kind === kind).map(({ card: _card, ...post }) => post);
  return { unit, kind, place, posts };
}

const isSame = (a: Mandate, b: Mandate): boolean =>
  a.unit === b.unit && a.kind === b.kind && a.person === b.person && a.from === b.from;

/** What surrounds one holding among the posts of its kind and unit. */
export const aroundOf = (
  posts: readonly Mandate[],
  mine: Mandate,
  single: boolean,
  nameOf: Around["nameOf"],
): Around => ({ others: posts.filter((each) => !isSame(each, mine)), single, nameOf });

/** Names of everybody in these posts, as the rules say them. */
export async function namesIn(posts: readonly { readonly person: string }[]): Promise<Around["nameOf"]> {
  const names = await personNames(posts.map((post) => post.person));
  return (person) => names.get(person) ?? person;
}

/**
 * The writes by which `changed` comes to be among the posts of one kind and unit, and by which those a Plh stands in for
 * learn of their days away. All of it holds only while nobody else changed who holds the post.
 */
export function settle(unit: Unit, seats: Seats, changed: readonly Mandate[], single: boolean): void {
  const kept = seats.posts.filter((post) => !changed.some((each) => isSame(each, post)));
  const all = [...kept, ...changed];
  for (const post of all) {
    const before = seats.posts.find((each) => isSame(each, post));
    const away = awayOf(
      post,
      aroundOf(all, post, single, () => ""),
    );
    const isNew = changed.includes(post) && (before === undefined || post.rev === 1);
    if (isNew) {
      unit.add(Posts.create(stored({ ...post, away })), () => postTaken({ title: post.title }));
      if (post.holding !== "definitif") unit.add(Mandates.put(keyOf(post)));
      continue;
    }
    const after = { ...post, away, rev: (before?.rev ?? 0) + 1 };
    if (!before || canonical({ ...after, rev: before.rev }) === canonical({ ...before })) continue;
    unit.add(Posts.put(stored(after), (a, o) => o.eq(a["rev"], before.rev)));
  }
  const { kind, unit: place, place: seen } = seats;
  if (seen) unit.add(PostPlaces.patch({ kind, unit: place }, { add: { rev: 1 } }, (a, o) => o.eq(a["rev"], seen.rev)));
  else unit.add(PostPlaces.create({ kind, unit: place, rev: 1 }));
}

/** Refuses posts that cannot stand beside each other and those that stand already. */
export function ensureSound(posts: readonly Mandate[], seats: Seats, single: boolean, nameOf: Around["nameOf"]): void {
  const all = [...seats.posts.filter((each) => !posts.some((post) => isSame(post, each))), ...posts];
  for (const post of posts) ensure(sound(post, aroundOf(all, post, single, nameOf)));
}

import * as v from "valibot";
import { context, type HeldPost } from "../kernel/context.ts";
import { failure } from "../kernel/failure.ts";
import { UnitId } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import type { Unit } from "../db/unit.ts";
import { personNames } from "../account/names.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, onlyProduct } from "../operation/policies.ts";
import { currentTenant } from "../tenant/index.ts";
import type { Tenant } from "../tenant/schema.ts";
import { asHeld, heldOn } from "./rules.ts";
import { Post } from "./schema.ts";
import { PostPlaces, Posts, stored } from "./store.ts";

export const postTaken = failure<{ title: string }>(
  "position.taken",
  "refused",
  ({ title }) => `Jabatan ${title} sudah dipegang orang itu mulai tanggal yang sama.`,
);

/** Posts of a person in force at an instant. Eventually consistent: for showing and for finding one's way. */
export async function heldNow(person: string, tenant: Tenant, at: Date): Promise<readonly HeldPost[]> {
  const today = localDate(at, tenant.zone);
  const { items } = await Posts.list({ person }, { index: "who" });
  return items
    .map((item) => item.card)
    .filter((card) => heldOn(card, today))
    .map(asHeld);
}

/** Who holds a post at an instant, read strongly from the table: the ground for decisions. */
export async function holders(unit: string, kind: string, at: Date): Promise<readonly Post[]> {
  const tenant = await currentTenant();
  const today = localDate(at, tenant.zone);
  const { items } = await Posts.list({ unit }, { begins: { kind }, strong: true });
  return items.filter((post) => post.kind === kind && heldOn(post, today));
}

/** Who holds a post of a kind anywhere in the tenant at an instant, read strongly: an office that serves all units. */
export async function holdersAnywhere(kind: string, at: Date): Promise<readonly Post[]> {
  const { items } = await PostPlaces.list({}, { begins: { kind }, strong: true });
  const places = items.filter((each) => each.kind === kind);
  return (await Promise.all(places.map((place) => holders(place.unit, kind, at)))).flat();
}

/** The writes that record who holds which post, and where such a post is held. */
function appointments(unit: Unit, posts: readonly Post[]): void {
  for (const post of posts) unit.add(Posts.create(stored(post)), () => postTaken({ title: post.title }));
  const places = new Map(posts.map(({ kind, unit: at }) => [`${kind} ${at}`, { kind, unit: at }]));
  for (const place of places.values()) unit.add(PostPlaces.put(place));
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
      posts: items.map(({ card: _card, ...post }) => ({
        ...post,
        name: names.get(post.person) ?? post.person,
        now: heldOn(post, today),
      })),
    };
  },
});

export const appoint = writeOperation({
  name: "position.appoint",
  summary: "Mencatat pemegang jabatan menurut surat keputusan.",
  input: v.strictObject({ posts: v.pipe(v.array(Post), v.minLength(1), v.maxLength(45)) }),
  output: v.strictObject({ count: v.number() }),
  subject: () => "people",
  load: async () => ({}),
  policy: onlyProduct(),
  run: async ({ input, unit }) => {
    appointments(unit, input.posts);
    unit.tell({
      changes: { posts: input.posts.map((post) => [post.kind, post.unit, post.person, post.from]) },
      events: [],
    });
    return { count: input.posts.length };
  },
});

import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { PostKind, Revision } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unitKeepers } from "../orgunit/policy.ts";
import { listed, usesOf } from "../orgunit/removal.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { DEFAULT_KINDS } from "./catalogue.ts";
import { changedMeanwhile, kindFixed, kindInUse, unknownKind } from "./failures.ts";
import { KindDefinition } from "./schema.ts";
import { type Catalogue, catalogue } from "./seats.ts";
import { Catalogues, PostPlaces, Posts } from "./store.ts";

const View = v.strictObject({
  kinds: v.array(v.strictObject({ ...KindDefinition.entries, own: v.boolean() })),
  rev: v.number(),
});

const isDefault = (kind: KindDefinition): boolean => DEFAULT_KINDS.some((each) => each.kind === kind.kind);
const view = ({ kinds, rev }: Catalogue) => ({ kinds: kinds.map((kind) => ({ ...kind, own: !isDefault(kind) })), rev });

export const kinds = readOperation({
  name: "position.kinds",
  summary: "Jenis jabatan yang dikenal daerah ini, dengan dasarnya.",
  input: v.strictObject({}),
  output: View,
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => view(await catalogue()),
});

const load = async () => {
  const [tenant, found] = await Promise.all([currentTenant(), catalogue()]);
  return { rules: organisationOf(tenant), found, zone: tenant.zone };
};

/** The catalogue after a change, when nobody changed it since it was seen. */
const written = (seen: number, next: readonly KindDefinition[]) =>
  seen === 0
    ? Catalogues.create({ kinds: next, rev: 1 })
    : Catalogues.patch({}, { set: { kinds: next, rev: seen + 1 } }, (a, o) => o.eq(a["rev"], seen));

const placesOf = async (kind: string) =>
  (await PostPlaces.list({}, { begins: { kind }, strong: true })).items.filter((place) => place.kind === kind);

export const defineKind = writeOperation({
  name: "position.defineKind",
  summary: "Menambah jenis jabatan, atau mengubah sebutannya.",
  input: v.strictObject({ ...KindDefinition.entries, rev: Revision }),
  output: View,
  subject: () => "people",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit }) => {
    const { rev, ...definition } = input;
    if (rev !== record.found.rev) throw changedMeanwhile({});
    const before = record.found.kinds.find((each) => each.kind === definition.kind);
    const redefined = before && (before.single !== definition.single || before.reserved !== definition.reserved);
    if (redefined && (await placesOf(definition.kind)).length > 0) throw kindFixed({ kind: before.label });
    const next = before
      ? record.found.kinds.map((each) => (each.kind === definition.kind ? definition : each))
      : [...record.found.kinds, definition];
    unit.add(written(rev, next), () => changedMeanwhile({}));
    unit.tell({ changes: { kind: definition, before: before ?? null }, events: [] });
    return view({ kinds: next, rev: rev + 1 });
  },
});

/** Titles that are held today or later in posts of a kind. */
async function heldFrom(kind: string, today: string): Promise<readonly string[]> {
  const places = await placesOf(kind);
  const pages = await Promise.all(
    places.map((place) => Posts.list({ unit: place.unit }, { begins: { kind }, strong: true })),
  );
  return pages
    .flatMap((page) => page.items)
    .filter((post) => post.kind === kind && (post.until === null || post.until >= today))
    .map((post) => post.title);
}

export const removeKind = writeOperation({
  name: "position.removeKind",
  summary: "Menghapus jenis jabatan yang tidak dipakai lagi.",
  input: v.strictObject({ kind: PostKind, rev: Revision }),
  output: View,
  subject: () => "people",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit }) => {
    if (input.rev !== record.found.rev) throw changedMeanwhile({});
    const known = record.found.kinds.find((each) => each.kind === input.kind);
    if (!known) throw unknownKind({ kind: input.kind });
    const today = localDate(context().now, record.zone);
    const [held, uses] = await Promise.all([
      heldFrom(input.kind, today),
      usesOf({ kind: "post", id: input.kind }, today),
    ]);
    const all = [...new Set([...uses, ...held])];
    if (all.length > 0) throw kindInUse({ kind: known.label, uses: listed(all) });
    const next = record.found.kinds.filter((each) => each.kind !== input.kind);
    unit.add(written(input.rev, next), () => changedMeanwhile({}));
    unit.tell({ changes: { removed: known }, events: [] });
    return view({ kinds: next, rev: input.rev + 1 });
  },
});

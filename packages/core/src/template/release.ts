import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { failure, type Failure } from "../kernel/failure.ts";
import { Period, Revision, TemplateId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { freeze } from "../db/frozen.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { reusedIn, reuseFailure, versionExists } from "./publish.ts";
import { CHANGE_CLASSES, CHANGE_KINDS, type Change, changesBetween, gravest } from "./changes.ts";
import { onTemplate } from "./drafting.ts";
import { type Draft, draftChanged, drafting, draftOf, removeDraft, saver, whoAndWhen } from "./drafts.ts";
import { badDefinition, ChainPin, earlierVersions, type EarlierVersion, ensureChain, ensurePeriod } from "./index.ts";
import { inspect } from "./problems.ts";
import type { QuerySources } from "./query.ts";
import { TemplateVersion } from "./schema.ts";
import { querySources } from "./sources.ts";
import { Catalogue, stored, Versions } from "./store.ts";

export const samePerson = failure(
  "template.same_person",
  "refused",
  () =>
    "Konsep ini terakhir Anda ubah sendiri. Versi templat diterbitkan oleh orang kedua: minta admin lain memeriksa lalu menerbitkannya.",
);
type Loaded = Draft & { readonly earlier: readonly EarlierVersion[]; readonly sources: QuerySources };
async function load({ template }: { readonly template: string }): Promise<Loaded | null> {
  const draft = await draftOf(template);
  if (!draft) return null;
  const [earlier, sources] = await Promise.all([earlierVersions(template), querySources(draft.definition)]);
  return { ...draft, earlier, sources };
}

const isLastEditor = (actor: Actor, { head }: Loaded): boolean =>
  head.by.person === (actor.kind === "official" ? actor.person : "sistem");

/** Why this draft may not be released by this person now; null = it may, as far as its chain allows. */
function barrierTo(actor: Actor, record: Loaded): Failure | null {
  const inspected = inspect(record.definition, record.sources);
  const [first] = inspected.ok ? [] : inspected.problems;
  if (first) return badDefinition(first);
  const reused = reuseFailure(reusedIn(record.earlier, record.definition));
  if (reused) return reused;
  return isLastEditor(actor, record) ? samePerson({}) : null;
}

const ChangeView = v.strictObject({
  place: v.string(),
  label: v.string(),
  kind: v.picklist(CHANGE_KINDS),
  attribute: v.nullable(v.string()),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
  class: v.picklist(CHANGE_CLASSES),
});

const counted = (changes: readonly Change[]) => {
  const count = (wanted: Change["class"]): number => changes.filter((each) => each.class === wanted).length;
  return {
    safe: count("safe"),
    "needs-input": count("needs-input"),
    "needs-decision": count("needs-decision"),
    breaking: count("breaking"),
  };
};

export const preview = readOperation({
  name: "template.preview",
  summary:
    "Apa yang berubah pada konsep templat terhadap versi terbaru, golongan tiap perubahan, dan boleh tidaknya terbit.",
  input: v.strictObject({ template: TemplateId }),
  output: v.strictObject({
    rev: v.number(),
    /** The number it will bear, and the one it is compared with; null = it is the first. */
    n: v.number(),
    against: v.nullable(v.number()),
    changes: v.array(ChangeView),
    more: v.boolean(),
    counts: v.strictObject({
      safe: v.number(),
      "needs-input": v.number(),
      "needs-decision": v.number(),
      breaking: v.number(),
    }),
    class: v.picklist(CHANGE_CLASSES),
    /** Ids that stood for something else before. */
    reused: v.array(v.strictObject({ place: v.string(), label: v.string(), n: v.number(), what: v.string() })),
    /** Who saved what last: whom the second person asks. */
    editors: v.array(v.strictObject({ part: v.string(), label: v.string(), name: v.string(), at: v.string() })),
    release: v.strictObject({
      allowed: v.boolean(),
      code: v.nullable(v.string()),
      reason: v.nullable(v.string()),
    }),
  }),
  load,
  policy: drafting,
  run: async ({ record, actor }) => {
    const { head, definition, earlier } = record;
    const newest = earlier.at(-1);
    const changes = newest ? changesBetween(newest.definition, definition) : [];
    const barrier = barrierTo(actor, record);
    return {
      rev: head.rev,
      n: (newest?.version.n ?? 0) + 1,
      against: newest?.version.n ?? null,
      changes: changes.slice(0, LIMITS.templateChangesListed),
      more: changes.length > LIMITS.templateChangesListed,
      counts: counted(changes),
      class: gravest(changes.map((each) => each.class)),
      reused: reusedIn(earlier, definition).slice(0, LIMITS.templateProblemsListed),
      editors: Object.entries(head.parts).flatMap(([part, { label, name, at, gone }]) =>
        gone ? [] : [{ part, label, name, at }],
      ),
      release: { allowed: barrier === null, code: barrier?.code ?? null, reason: barrier?.message ?? null },
    };
  },
});

export const release = writeOperation({
  name: "template.release",
  summary: "Menerbitkan konsep templat sebagai versi berikutnya mulai periode tertentu, oleh orang kedua.",
  input: v.strictObject({
    template: TemplateId,
    /** Revision of the draft that was looked at. */
    rev: Revision,
    effectiveFrom: Period,
    chain: ChainPin,
    /** Whether authors may move their own drafts to it, and whether they may decline. */
    offer: v.strictObject({ authors: v.boolean(), decline: v.boolean() }),
  }),
  output: TemplateVersion,
  subject: onTemplate,
  load,
  policy: drafting,
  run: async ({ input, record, actor, now, unit }) => {
    const { head, earlier } = record;
    if (head.rev !== input.rev) throw draftChanged({ part: "Isi", ...(await whoAndWhen(head.by)) });
    const barrier = barrierTo(actor, record);
    if (barrier) throw barrier;
    const inspected = inspect(record.definition, record.sources);
    if (!inspected.ok) throw new Error("A definition with problems has no barrier");
    const { definition } = inspected;
    ensurePeriod(definition, input.effectiveFrom);
    await ensureChain(definition, input.chain);
    const frozen = freeze(definition);
    const { name, short, family } = definition;
    const version: TemplateVersion = {
      template: definition.id,
      n: (earlier.at(-1)?.version.n ?? 0) + 1,
      status: "published",
      hash: frozen.hash,
      name,
      short,
      family,
      effectiveFrom: input.effectiveFrom,
      chain: input.chain,
    };
    unit.add(frozen.write);
    unit.add(Versions.create({ ...stored(version), released: saver(actor, now), offer: input.offer }), () =>
      versionExists({}),
    );
    const { periodType } = definition;
    unit.add(Catalogue.put({ template: definition.id, name, short, family, periodType }));
    removeDraft(unit, head);
    unit.tell({
      changes: { n: version.n, hash: frozen.hash, effectiveFrom: input.effectiveFrom, editor: head.by.person },
      events: [{ type: "TemplatePublished", stamp: version.n, template: definition.id }],
      card: { template: definition.id, n: version.n },
    });
    return version;
  },
});

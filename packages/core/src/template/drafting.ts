import * as v from "valibot";
import { PersonId, Revision, TemplateId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { personNames } from "../account/names.ts";
import { thaw } from "../db/frozen.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import {
  addDraft,
  addSave,
  DraftContent,
  draftChanged,
  draftExists,
  drafting,
  draftHead,
  draftOf,
  FRAME,
  ORDER,
  overtaken,
  partWords,
  removeDraft,
  saver,
  whoAndWhen,
} from "./drafts.ts";
import { versionsOf } from "./index.ts";
import { TEMPLATE_PACKS } from "./packs/index.ts";
import { inspect } from "./problems.ts";
import { TemplateDefinition, TemplateVersion } from "./schema.ts";
import { querySources } from "./sources.ts";
import { type DraftHead, Drafts, type DraftSaver } from "./store.ts";
import type { JsonObject } from "./structure.ts";

const SectionName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/));
const Saver = v.strictObject({ at: v.string(), person: v.string(), name: v.string() });
const Tester = v.strictObject({ person: PersonId, name: v.string() });
const Trial = v.strictObject({ ...Saver.entries, testers: v.array(Tester), rev: v.number() });
const Mark = v.strictObject({ rev: v.number(), label: v.string(), ...Saver.entries });

export const onTemplate = ({ template }: { readonly template: string }): string => `template#${template}`;

/** Sections that were taken out are no one's business but of the next save. */
const marksOf = ({ parts }: DraftHead) =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, { rev, label, at, person, name, gone }]) =>
      gone ? [] : [[part, { rev, label, at, person, name }] as const],
    ),
  );

/** A running trial with its testers by name: in a large regency they stand on no first page of a list. */
async function trialView({ trial }: DraftHead): Promise<v.InferOutput<typeof Trial> | null> {
  if (trial === null) return null;
  const { at, person, name, rev, testers } = trial;
  const names = await personNames(testers);
  const named = testers.map((tester) => ({ person: v.parse(PersonId, tester), name: names.get(tester) ?? tester }));
  return { at, person, name, rev, testers: named };
}

export const drafts = readOperation({
  name: "template.drafts",
  summary: "Konsep templat yang sedang dikerjakan dan paket awal yang dapat disalin.",
  input: v.strictObject({}),
  output: v.strictObject({
    drafts: v.array(
      v.strictObject({
        template: TemplateId,
        name: v.string(),
        rev: v.number(),
        by: Saver,
        sections: v.number(),
        rows: v.number(),
        fields: v.number(),
        /** A trial is running. */
        trial: v.boolean(),
      }),
    ),
    packs: v.array(
      v.strictObject({
        pack: TemplateId,
        family: v.string(),
        name: v.string(),
        description: v.string(),
        source: v.string(),
      }),
    ),
  }),
  load: async () => ({}),
  policy: drafting,
  run: async () => {
    const { items } = await Drafts.list({}, { strong: true });
    return {
      drafts: items.map((head) => {
        const marks = Object.values(head.parts);
        return {
          template: v.parse(TemplateId, head.template),
          name: head.name,
          rev: head.rev,
          by: head.by,
          sections: head.order.length,
          rows: marks.reduce((n, mark) => n + mark.rows, 0),
          fields: marks.reduce((n, mark) => n + mark.fields, 0),
          trial: head.trial !== null,
        };
      }),
      packs: TEMPLATE_PACKS.map(({ description, definition: { id, family, name, source } }) => {
        return { pack: id, family, name, description, source };
      }),
    };
  },
});

const Source = v.variant("kind", [
  v.strictObject({ kind: v.literal("blank") }),
  v.strictObject({ kind: v.literal("pack"), pack: TemplateId }),
  v.strictObject({ kind: v.literal("version"), template: TemplateId, n: TemplateVersion.entries.n }),
]);

const blank = (name: string): JsonObject => ({
  family: "Lainnya",
  name,
  short: name,
  periodType: "bulan",
  authors: ["pptk"],
  sections: [],
  figures: [],
  source: "",
});

/** What a new draft begins with. Ids stay those of its source, so that trends go on. */
async function beginning(from: v.InferOutput<typeof Source>): Promise<JsonObject | null> {
  if (from.kind === "blank") return blank("Templat baru");
  if (from.kind === "pack") {
    return TEMPLATE_PACKS.find(({ definition }) => definition.id === from.pack)?.definition ?? null;
  }
  const version = (await versionsOf(from.template)).find((each) => each.n === from.n);
  return version ? thaw<TemplateDefinition>(version.hash) : null;
}

export const copy = writeOperation({
  name: "template.copy",
  summary: "Memulai konsep templat: kosong, dari paket awal, atau dari versi yang ada (misalnya tahun lalu).",
  input: v.strictObject({
    template: TemplateId,
    /** Another name than the source's; null keeps it. */
    name: v.nullable(TemplateDefinition.entries.name),
    from: Source,
  }),
  output: v.strictObject({ template: TemplateId, rev: Revision }),
  subject: onTemplate,
  load: async ({ template, from }) => {
    const [standing, content] = await Promise.all([draftHead(template), beginning(from)]);
    return content && { standing, content };
  },
  policy: drafting,
  run: async ({ input, record, actor, now, unit }) => {
    const { template, name, from } = input;
    if (record.standing) throw draftExists(await whoAndWhen(record.standing.by));
    const named = name === null ? record.content : { ...record.content, name };
    const { rev } = addDraft(unit, template, named, saver(actor, now));
    unit.tell({ changes: { from }, events: [], card: { template } });
    return { template, rev };
  },
});

export const draft = readOperation({
  name: "template.draft",
  summary: "Konsep templat seutuhnya, dengan revisi tiap bagian dan daftar yang belum benar.",
  input: v.strictObject({ template: TemplateId }),
  output: v.strictObject({
    template: TemplateId,
    rev: v.number(),
    by: Saver,
    definition: v.looseObject({ sections: v.array(v.looseObject({})) }),
    /** Revision of each part and who saved it: `~induk` (the whole), `~urutan` (order of sections), and the sections. */
    parts: v.record(v.string(), Mark),
    trial: v.nullable(Trial),
    problems: v.array(v.strictObject({ place: v.string(), problem: v.string(), path: v.array(v.string()) })),
    /** There are more problems than are listed. */
    moreProblems: v.boolean(),
  }),
  load: ({ template }) => draftOf(template),
  policy: drafting,
  run: async ({ input, record: { head, definition } }) => {
    const inspected = inspect(definition, await querySources(definition));
    const sections = definition["sections"];
    return {
      template: input.template,
      rev: head.rev,
      by: head.by,
      definition: { ...definition, sections: Array.isArray(sections) ? sections : [] },
      parts: marksOf(head),
      trial: await trialView(head),
      problems: inspected.ok ? [] : inspected.problems.map((each) => ({ ...each, path: [...each.path] })),
      moreProblems: inspected.ok ? false : inspected.more,
    };
  },
});

const SectionSave = v.pipe(
  v.strictObject({ id: SectionName, rev: Revision, content: v.nullable(DraftContent) }),
  v.check(({ id, content }) => content === null || content["id"] === id, "Nama bagian tidak sama dengan isinya."),
);

const SaveInput = v.pipe(
  v.strictObject({
    template: TemplateId,
    /** Everything beside the sections; absent = unchanged. */
    frame: v.optional(v.strictObject({ rev: Revision, content: DraftContent })),
    order: v.optional(
      v.strictObject({
        rev: Revision,
        sections: v.pipe(v.array(SectionName), v.maxLength(LIMITS.sectionsPerTemplate)),
      }),
    ),
    /** Sections that changed, with the revision that was seen: 0 = a new one; content null = taken out. */
    sections: v.optional(v.pipe(v.array(SectionSave), v.maxLength(LIMITS.sectionsPerTemplate)), []),
  }),
  v.check(({ frame, order, sections }) => Boolean(frame ?? order) || sections.length > 0, "Tidak ada yang diubah."),
  v.check(
    ({ sections }) => new Set(sections.map(({ id }) => id)).size === sections.length,
    "Satu bagian disebut dua kali.",
  ),
);

const nobodyNow = { by: "admin lain", at: "saat ini; konsepnya sudah dibuang atau diterbitkan" };

async function whoWasFaster(head: DraftHead | null, part: string): Promise<{ part: string; by: string; at: string }> {
  if (!head) return { part: "Semua bagian", ...nobodyNow };
  const mark: DraftSaver = head.parts[part] ?? head.by;
  return { part: partWords(part, head.parts[part]), ...(await whoAndWhen(mark)) };
}

export const saveDraft = writeOperation({
  name: "template.saveDraft",
  summary:
    "Menyimpan bagian konsep templat yang berubah; bagian yang diubah orang lain ditolak dengan siapa dan kapan.",
  input: SaveInput,
  output: v.strictObject({ rev: v.number(), order: v.array(v.string()), parts: v.record(v.string(), Mark) }),
  subject: onTemplate,
  load: async ({ template }) => ({ head: await draftHead(template) }),
  policy: drafting,
  run: async ({ input, record: { head }, unit }) => {
    const { frame, order = null, sections } = input;
    const parts = [
      ...(frame ? [{ part: FRAME, ...frame }] : []),
      ...sections.map(({ id, ...rest }) => ({ part: id, ...rest })),
    ];
    if (!head) throw draftChanged(await whoWasFaster(null, FRAME));
    const late = overtaken(head, { parts, order });
    if (late !== null) throw draftChanged(await whoWasFaster(head, late));
    const next = addSave(unit, head, { parts, order });
    const touched = [...parts.map(({ part }) => part), ...(order ? [ORDER] : [])];
    unit.tell({ changes: { rev: next.rev, parts: touched }, events: [], card: { template: input.template } });
    const marks = marksOf(next);
    return {
      rev: next.rev,
      order: [...next.order],
      parts: Object.fromEntries(touched.flatMap((part) => (marks[part] ? [[part, marks[part]]] : []))),
    };
  },
});

export const discard = writeOperation({
  name: "template.discard",
  summary: "Membuang konsep templat dan uji cobanya; versi yang terbit tidak berubah.",
  input: v.strictObject({ template: TemplateId, rev: Revision }),
  output: v.strictObject({ template: TemplateId }),
  subject: onTemplate,
  load: ({ template }) => draftHead(template),
  policy: drafting,
  run: async ({ input, record, unit }) => {
    if (record.rev !== input.rev) throw draftChanged({ part: "Isi", ...(await whoAndWhen(record.by)) });
    removeDraft(unit, record);
    unit.tell({ changes: { discarded: input.rev }, events: [], card: { template: input.template } });
    return { template: input.template };
  },
});

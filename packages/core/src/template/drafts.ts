import { gunzipSync, gzipSync } from "node:zlib";
import * as v from "valibot";
import { canonical } from "../kernel/canonical.ts";
import { type Actor, context } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { formatDateTime } from "../kernel/format.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Unit } from "../db/unit.ts";
import type { Policy } from "../operation/operation.ts";
import { holdsOne } from "../operation/policies.ts";
import { currentTenant } from "../tenant/index.ts";
import { DraftParts, type DraftHead, Drafts, type DraftSaver, type PartMark, Trials } from "./store.ts";
import { isObject, isPlain, type JsonObject, labelOf, nameOf, sizeOf } from "./structure.ts";

/*
 * A draft lies in parts: what the template says as a whole, the order of its sections, and each section. Every part has a
 * revision of its own, so that two people who work on different sections never stand in each other's way.
 */

/** What a draft says beside its sections: name, calendar, figures, methods. */
export const FRAME = "~induk";
export const ORDER = "~urutan";

export const draftChanged = failure<{ part: string; by: string; at: string }>(
  "template.draft_changed",
  "stale",
  ({ part, by, at }) =>
    `${part} pada konsep templat ini diubah oleh ${by} pada ${at}. Belum ada yang disimpan. Muat ulang bagian itu, lalu simpan kembali; bagian lain yang Anda ubah dapat disimpan lebih dahulu.`,
);
export const draftExists = failure<{ by: string; at: string }>(
  "template.draft_exists",
  "refused",
  ({ by, at }) =>
    `Templat ini sudah mempunyai konsep, terakhir disimpan ${by} pada ${at}. Lanjutkan atau buang konsep itu dahulu.`,
);
export const tooLarge = failure<{ what: string; found: number; most: number }>(
  "template.too_large",
  "refused",
  ({ what, found, most }) =>
    `Templat ini menjadi terlalu besar: ${found} ${what}, paling banyak ${most}. Perubahan ini belum disimpan dan yang tersimpan tidak berubah; kurangi, atau bagi menjadi dua templat.`,
);

export const TEMPLATE_OFFICES = ["admin"];
export const mayDraft = (actor: Actor): boolean => actor.kind === "system" || holdsOne(actor, TEMPLATE_OFFICES);

/** Whoever may not edit drafts learns of none: the answer is that of something absent. */
export const drafting: Policy<object> = {
  sentence: "admin daerah; bagi yang lain konsep templat tidak ada",
  sees: mayDraft,
  may: () => allow,
};

export const saver = (actor: Actor, now: Date): DraftSaver =>
  actor.kind === "official"
    ? { at: now.toISOString(), person: actor.person, name: actor.name }
    : { at: now.toISOString(), person: "sistem", name: "Sistem" };

/** Part of a draft as it comes from outside. It may be unfinished or wrong, but it is bounded. */
export const DraftContent = v.pipe(
  v.looseObject({}),
  v.check(
    (content) => isPlain(content, LIMITS.templateDepth),
    "Susunan templat ini terlalu dalam atau bukan isi templat.",
  ),
  v.transform((content) => asObject(content)),
);
function asObject(content: unknown): JsonObject {
  if (isPlain(content, LIMITS.templateDepth) && isObject(content)) return content;
  throw new Error("Not the content of a draft");
}

export const packed = (content: JsonObject): Uint8Array => gzipSync(canonical(content));
export const unpacked = (body: Uint8Array): JsonObject => JSON.parse(gunzipSync(body).toString("utf8")) as JsonObject;

/** Who saved a part, or the whole draft, last and when, in the tenant's zone. */
export async function whoAndWhen({ name, at }: DraftSaver): Promise<{ by: string; at: string }> {
  const { zone } = await currentTenant();
  return { by: name, at: formatDateTime(at, zone) };
}

export const draftHead = (template: string): Promise<DraftHead | null> => Drafts.get({ template }, { strong: true });

export type Draft = { readonly head: DraftHead; readonly definition: JsonObject };

const READS_MOST = 20;

/** A draft in one piece; one that somebody saves meanwhile is read again. Null when there is none. */
export async function draftOf(template: string): Promise<Draft | null> {
  for (let reads = 1; reads <= READS_MOST; reads += 1) {
    const head = await draftHead(template);
    if (!head) return null;
    const { items } = await DraftParts.list({ template }, { begins: { part: "" }, strong: true });
    const parts = new Map(items.map((item) => [item.part, item]));
    const wanted = [FRAME, ...head.order];
    if (wanted.every((part) => parts.get(part)?.rev === head.parts[part]?.rev)) {
      const bodies = wanted.flatMap((part) => parts.get(part)?.body ?? []);
      const [frame = {}, ...sections] = bodies.map(unpacked);
      return { head, definition: { ...frame, id: template, sections } };
    }
  }
  throw new Error(`The draft of ${template} does not fit together after ${READS_MOST} reads`);
}

/** What a part is called in a sentence. */
export function partWords(part: string, mark: PartMark | undefined): string {
  if (part === FRAME) return "Keterangan umum";
  return part === ORDER ? "Urutan bagian" : `Bagian "${mark?.label ?? part}"`;
}

const marked = (content: JsonObject, rev: number, by: DraftSaver): { mark: PartMark; body: Uint8Array } => {
  const body = packed(content);
  return { mark: { rev, ...by, ...sizeOf(content), bytes: body.byteLength, label: labelOf(content) }, body };
};

/** Refuses what would not fit a published version any more. */
export function ensureFits(head: Pick<DraftHead, "parts" | "order">): void {
  const standing = [FRAME, ...head.order].flatMap((part) => head.parts[part] ?? []);
  const sum = (count: (mark: PartMark) => number): number => standing.reduce((n, mark) => n + count(mark), 0);
  const checks = [
    ["bagian", head.order.length, LIMITS.sectionsPerTemplate],
    ["baris", sum((mark) => mark.rows), LIMITS.rowsPerTemplate],
    ["isian", sum((mark) => mark.fields), LIMITS.fieldsPerTemplate],
    ["KB setelah dipadatkan", Math.ceil(sum((mark) => mark.bytes) / 1024), LIMITS.templatePackedBytes / 1024],
  ] as const;
  for (const [what, found, most] of checks) if (found > most) throw tooLarge({ what, found, most });
}

/** A new draft with its parts, each at its first revision. */
export function addDraft(unit: Unit, template: string, definition: JsonObject, by: DraftSaver): DraftHead {
  const { sections: given, id: _id, ...frame } = definition;
  const sections = (Array.isArray(given) ? (given as readonly JsonObject[]) : []).map(
    (section): [string, JsonObject] => [nameOf(section) ?? "", section],
  );
  const parts = [[FRAME, frame] as const, ...sections].map(([part, content]) => {
    const { mark, body } = marked(content, 1, by);
    unit.add(DraftParts.create({ template, part, rev: 1, body }));
    return [part, mark] as const;
  });
  const order: PartMark = { rev: 1, ...by, rows: 0, fields: 0, bytes: 0, label: ORDER };
  const head: DraftHead = {
    template,
    rev: 1,
    name: labelOf(frame),
    by,
    parts: { ...Object.fromEntries(parts), [ORDER]: order },
    order: sections.map(([id]) => id),
    trial: null,
  };
  ensureFits(head);
  unit.add(Drafts.create(head));
  return head;
}

/** Ends a draft and whatever belongs to it, on the revision that was read. */
export function removeDraft(unit: Unit, { template, rev, order, trial }: DraftHead): void {
  unit.add(Drafts.remove({ template }, (a, o) => o.eq(a["rev"], rev)));
  for (const part of [FRAME, ...order]) unit.add(DraftParts.remove({ template, part }));
  if (trial) unit.add(Trials.remove({ template }));
}

export type PartSave = { readonly part: string; readonly rev: number; readonly content: JsonObject | null };
export type DraftSave = {
  readonly parts: readonly PartSave[];
  readonly order: null | { readonly rev: number; readonly sections: readonly string[] };
};

/** Tombstones of sections that were taken out: enough to say who did it. */
const GONE_MOST = 60;
function withoutOldest(parts: DraftHead["parts"]): DraftHead["parts"] {
  const gone = Object.entries(parts).filter(([, mark]) => mark.gone);
  const oldest = gone
    .toSorted(([, a], [, b]) => a.at.localeCompare(b.at))
    .slice(0, Math.max(0, gone.length - GONE_MOST));
  const dropped = new Set(oldest.map(([part]) => part));
  return Object.fromEntries(Object.entries(parts).filter(([part]) => !dropped.has(part)));
}

/** The first part that somebody else changed since it was seen; null when the save fits what stands. */
export function overtaken(head: DraftHead, { parts, order }: DraftSave): string | null {
  const seen = [...parts, ...(order ? [{ part: ORDER, rev: order.rev }] : [])];
  const late = seen.find(({ part, rev }) => {
    const mark = head.parts[part];
    // A section that was taken out may come back as a new one.
    return mark?.gone && rev === 0 ? false : (mark?.rev ?? 0) !== rev;
  });
  return late?.part ?? null;
}

/** Adds the writes of a save that fits; gives the head as it becomes. */
export function addSave(unit: Unit, head: DraftHead, save: DraftSave): DraftHead {
  const { actor, now } = context();
  const by = saver(actor, now);
  const parts: Record<string, PartMark> = { ...head.parts };
  let order = [...head.order];
  for (const { part, content } of save.parts) {
    const standing = parts[part];
    const rev = (standing?.rev ?? 0) + 1;
    if (content === null) {
      if (standing && !standing.gone) unit.add(DraftParts.remove({ template: head.template, part }));
      parts[part] = { rev, ...by, rows: 0, fields: 0, bytes: 0, label: standing?.label ?? part, gone: true };
      order = order.filter((each) => each !== part);
      continue;
    }
    const { mark, body } = marked(content, rev, by);
    parts[part] = mark;
    unit.add(DraftParts.put({ template: head.template, part, rev, body }));
    if (part !== FRAME && !order.includes(part)) order.push(part);
  }
  if (save.order) {
    const wanted = save.order.sections.filter((part) => order.includes(part));
    // What somebody else added meanwhile keeps its place at the end.
    order = [...wanted, ...order.filter((part) => !wanted.includes(part))];
    parts[ORDER] = { rev: save.order.rev + 1, ...by, rows: 0, fields: 0, bytes: 0, label: ORDER };
  }
  const frame = save.parts.find((each) => each.part === FRAME)?.content;
  const next: DraftHead = {
    ...head,
    rev: head.rev + 1,
    name: frame ? labelOf(frame) : head.name,
    by,
    parts: withoutOldest(parts),
    order,
  };
  ensureFits(next);
  // Somebody faster makes the operation look again: then it merges, or knows who it was.
  unit.add(Drafts.put(next, (a, o) => o.eq(a["rev"], head.rev)));
  return next;
}

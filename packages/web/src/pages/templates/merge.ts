import { FRAME, ORDER } from "./model.ts";
import type { Draft, Frame, Section } from "@selaras/core/template/draft-shape.ts";

/*
 * A draft is saved part by part, each on the revision that was seen. What others saved meanwhile comes in by itself where
 * nothing was changed here; where both changed, the person chooses.
 */

export type Mark = { readonly rev: number; readonly label: string; readonly at: string; readonly name: string };
export type Marks = Readonly<Record<string, Mark>>;
/** What the server is known to hold: the draft, and the revision of each part. */
export type Stored = { readonly draft: Draft; readonly marks: Marks };

type Content = Frame | Section | null;
/** A part that both changed. Null = taken out. */
export type Clash = {
  readonly part: string;
  readonly label: string;
  readonly by: string;
  readonly at: string;
  readonly mine: Content;
  readonly theirs: Content;
};

const sectionIn = ({ sections }: Draft, id: string): Section | null =>
  sections.find((section) => section.id === id) ?? null;
const contentOf = (draft: Draft, part: string): Content => (part === FRAME ? draft.frame : sectionIn(draft, part));

const orderOf = ({ sections }: Draft): string => sections.map((section) => section.id).join(" ");
/** The order of what both know: a section that came or went is no change of order. */
function commonOrder(a: Draft, b: Draft): readonly [string, string] {
  const both = (draft: Draft, other: Draft): Draft => ({
    ...draft,
    sections: draft.sections.filter((section) => sectionIn(other, section.id) !== null),
  });
  return [orderOf(both(a, b)), orderOf(both(b, a))];
}

/** Parts that differ from what is stored. The same object is the same content. */
export function changedParts(draft: Draft, { draft: saved }: Stored): readonly string[] {
  const ids = [...new Set([...draft.sections, ...saved.sections].map((section) => section.id))];
  const parts = [FRAME, ...ids].filter((part) => contentOf(draft, part) !== contentOf(saved, part));
  const [now, before] = commonOrder(draft, saved);
  return now === before && orderOf(draft) === orderOf(saved)
    ? parts
    : [...parts, ...(movedOnly(draft, saved) ? [ORDER] : [])];
}
/** Whether sections stand in another order than saving them one by one would bring about: new ones go to the end. */
function movedOnly(draft: Draft, saved: Draft): boolean {
  const kept = saved.sections.filter((section) => sectionIn(draft, section.id) !== null);
  const added = draft.sections.filter((section) => sectionIn(saved, section.id) === null);
  return orderOf({ ...draft, sections: [...kept, ...added] }) !== orderOf(draft);
}

const revOf = (marks: Marks, part: string): number => marks[part]?.rev ?? 0;

/** What a save sends for the parts that changed. */
export function saveOf(draft: Draft, stored: Stored) {
  const changed = changedParts(draft, stored);
  const sections = changed
    .filter((part) => part !== FRAME && part !== ORDER)
    .map((id) => ({ id, rev: revOf(stored.marks, id), content: sectionIn(draft, id) }));
  return {
    sections,
    ...(changed.includes(FRAME) ? { frame: { rev: revOf(stored.marks, FRAME), content: draft.frame } } : {}),
    ...(changed.includes(ORDER)
      ? { order: { rev: revOf(stored.marks, ORDER), sections: draft.sections.map((section) => section.id) } }
      : {}),
  };
}

export type Merged = { readonly draft: Draft; readonly stored: Stored; readonly clashes: readonly Clash[] };

/** Brings in what others saved since. */
export function merge(mine: Draft, stored: Stored, theirs: Stored): Merged {
  const changedHere = changedParts(mine, stored);
  const changedThere = (part: string): boolean => revOf(theirs.marks, part) !== revOf(stored.marks, part);
  const ids = [...new Set([...mine.sections, ...stored.draft.sections, ...theirs.draft.sections].map(({ id }) => id))];
  const clashes = [FRAME, ...ids].flatMap((part): Clash[] => {
    if (!changedHere.includes(part) || !changedThere(part)) return [];
    const mark = theirs.marks[part];
    const own = contentOf(mine, part);
    const other = contentOf(theirs.draft, part);
    const label = mark?.label ?? (own && "label" in own ? String(own["label"]) : part);
    return [{ part, label, by: mark?.name ?? "", at: mark?.at ?? "", mine: own, theirs: other }];
  });
  /** The own content where something was changed here, theirs elsewhere; the object that is stored where both are alike. */
  const sectionFor = (id: string): Section | null => {
    if (changedHere.includes(id)) return sectionIn(mine, id);
    return sectionIn(theirs.draft, id);
  };
  const order = changedHere.includes(ORDER) ? mine.sections : theirs.draft.sections;
  const rest = [...mine.sections, ...theirs.draft.sections];
  const wanted = [...new Set([...order, ...rest].map(({ id }) => id))];
  const sections = wanted.flatMap((id) => sectionFor(id) ?? []);
  const frame = changedHere.includes(FRAME) ? mine.frame : theirs.draft.frame;
  return { draft: { frame, sections }, stored: theirs, clashes };
}

/** The draft with their content of a part in place of the own one. */
export function withTheirs(draft: Draft, { part, theirs }: Clash): Draft {
  if (part === FRAME) return theirs && "figures" in theirs ? { ...draft, frame: asFrame(theirs, draft.frame) } : draft;
  if (theirs === null) return { ...draft, sections: draft.sections.filter((section) => section.id !== part) };
  const section = asSection(theirs);
  if (!section) return draft;
  const known = draft.sections.some((each) => each.id === part);
  return {
    ...draft,
    sections: known ? draft.sections.map((each) => (each.id === part ? section : each)) : [...draft.sections, section],
  };
}
const isFrame = (content: Frame | Section): content is Frame => "periodType" in content;
const asFrame = (content: Frame | Section, otherwise: Frame): Frame => (isFrame(content) ? content : otherwise);
const asSection = (content: Frame | Section): Section | null => (isFrame(content) ? null : content);

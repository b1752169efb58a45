import { readDraft, type Section } from "@selaras/core/template/draft-shape.ts";
import { describe, expect, it } from "vitest";
import { changedParts, type Marks, merge, saveOf, withTheirs } from "./merge.ts";
import { changeSection, FRAME, moved, newSection, ORDER, withoutSection } from "./model.ts";

const mark = (rev: number, name = "Ani") => ({ rev, label: "Bagian", at: "2026-03-01T02:00:00.000Z", name });
const marks = (a = 1, b = 1, name = "Ani"): Marks => ({
  [FRAME]: mark(1),
  [ORDER]: mark(1),
  a: mark(a, name),
  b: mark(b, name),
});
const section = (id: string, label = id): Section => ({ ...newSection("form", label, []), id });
const draftOf = (...labels: readonly [string, string]) =>
  readDraft({ sections: [section("a", labels[0]), section("b", labels[1])] });
const labels = (sections: readonly Section[]) => sections.map((each) => each.label);

describe("a save of a draft", () => {
  const stored = { draft: draftOf("A", "B"), marks: marks() };

  it("carries only the parts that changed, each on the revision that was seen", () => {
    const mine = changeSection(stored.draft, "b", section("b", "B baru"));
    expect(changedParts(mine, stored)).toEqual(["b"]);
    expect(saveOf(mine, stored)).toEqual({ sections: [{ id: "b", rev: 1, content: section("b", "B baru") }] });
  });

  it("says that a section was taken out, that one is new, and in which order they stand", () => {
    const gone = withoutSection(stored.draft, "a");
    expect(saveOf(gone, stored).sections).toEqual([{ id: "a", rev: 1, content: null }]);
    const added = { ...stored.draft, sections: [section("c"), ...stored.draft.sections] };
    expect(saveOf(added, stored)).toMatchObject({
      sections: [{ id: "c", rev: 0 }],
      order: { rev: 1, sections: ["c", "a", "b"] },
    });
    const appended = { ...stored.draft, sections: [...stored.draft.sections, section("c")] };
    expect(saveOf(appended, stored)).not.toHaveProperty("order");
    expect(changedParts({ ...stored.draft, sections: moved(stored.draft.sections, 0, 1) }, stored)).toEqual([ORDER]);
  });
});

describe("what somebody else saved meanwhile", () => {
  const stored = { draft: draftOf("A", "B"), marks: marks() };

  it("comes in by itself where nothing was changed here", () => {
    const mine = changeSection(stored.draft, "b", section("b", "B saya"));
    const theirs = { draft: draftOf("A mereka", "B"), marks: marks(2, 1, "Budi") };
    const merged = merge(mine, stored, theirs);
    expect(merged.clashes).toEqual([]);
    expect(labels(merged.draft.sections)).toEqual(["A mereka", "B saya"]);
    expect(changedParts(merged.draft, merged.stored)).toEqual(["b"]);
    expect(saveOf(merged.draft, merged.stored).sections[0]?.rev).toBe(1);
  });

  it("waits for a choice where both changed the same part, with both contents; nothing of either is lost", () => {
    const mine = changeSection(stored.draft, "a", section("a", "A saya"));
    const theirs = { draft: draftOf("A mereka", "B"), marks: marks(2, 1, "Budi") };
    const merged = merge(mine, stored, theirs);
    expect(merged.clashes).toMatchObject([
      { part: "a", by: "Budi", mine: { label: "A saya" }, theirs: { label: "A mereka" } },
    ]);
    expect(labels(merged.draft.sections)).toEqual(["A saya", "B"]);
    // Kept, it is saved over the revision that was looked at; given up, nothing is left to save.
    expect(saveOf(merged.draft, merged.stored).sections).toMatchObject([{ id: "a", rev: 2 }]);
    const [clash] = merged.clashes;
    if (!clash) throw new Error("no clash");
    const given = withTheirs(merged.draft, clash);
    expect(labels(given.sections)).toEqual(["A mereka", "B"]);
    expect(changedParts(given, merged.stored)).toEqual([]);
  });

  it("asks too when the section that was changed here was taken out there", () => {
    const mine = changeSection(stored.draft, "a", section("a", "A saya"));
    const { a: _gone, ...left } = marks();
    const theirs = { draft: withoutSection(stored.draft, "a"), marks: left };
    const merged = merge(mine, stored, theirs);
    expect(merged.clashes).toMatchObject([{ part: "a", theirs: null }]);
    expect(saveOf(merged.draft, merged.stored).sections).toMatchObject([{ id: "a", rev: 0 }]);
    const [clash] = merged.clashes;
    if (!clash) throw new Error("no clash");
    expect(labels(withTheirs(merged.draft, clash).sections)).toEqual(["B"]);
  });

  it("brings a section that was added there, and takes out what was removed there and not touched here", () => {
    const mine = changeSection(stored.draft, "b", section("b", "B saya"));
    const theirs = {
      draft: { ...stored.draft, sections: [section("b", "B"), section("c", "C")] },
      marks: { [FRAME]: mark(1), [ORDER]: mark(1), b: mark(1), c: mark(1, "Budi") },
    };
    const merged = merge(mine, stored, theirs);
    expect(merged.clashes).toEqual([]);
    expect(labels(merged.draft.sections)).toEqual(["B saya", "C"]);
  });
});

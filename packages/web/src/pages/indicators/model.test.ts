import { STARTER_METHODS, STARTER_SCALES } from "@selaras/core/indicator/catalogue.ts";
import { describe, expect, it } from "vitest";
import { methodDraft, methodFault, methodOf } from "./method-draft.ts";
import { firstFault, type ClassDraft, classDraft, codeFor, grouped, judge, lineOf } from "./model.ts";

const sakip = STARTER_SCALES.find((each) => each.id === "sakip")?.classes ?? [];
const drafts = sakip.map(classDraft);
const change = (at: number, part: Partial<ClassDraft>): readonly ClassDraft[] =>
  drafts.map((each, i) => (i === at ? { ...each, ...part } : each));

describe("a scale while it is typed", () => {
  it("is the same scale again when nothing was changed", () => {
    expect(judge(drafts)).toEqual({ classes: sakip, faults: [], problems: [] });
  });

  it("shows a gap the moment a bound moves", () => {
    const { faults, problems } = judge(change(2, { from: { kind: "exclusive", typed: "72,5" } }));
    expect(faults).toEqual([
      'Celah: nilai lebih dari 70 sampai dengan 72,5 tidak masuk kelas mana pun (antara "B" dan "BB").',
    ]);
    expect(problems[0]).toMatchObject({ kind: "gap", from: { value: "70" }, to: { value: "72.5" } });
  });

  it("refuses numbers as others type them, with the class, and compares nothing until they can be read", () => {
    const { faults, problems } = judge(change(2, { from: { kind: "exclusive", typed: "72.5" } }));
    expect(faults[0]).toMatch(/^Kelas "BB": /);
    expect([faults.length, problems]).toEqual([1, []]);
    expect(judge(change(0, { label: " " })).faults).toEqual(["Setiap kelas memerlukan nama."]);
  });

  it("draws every class, and a gap of a single value so that it can be seen", () => {
    const line = lineOf(sakip, []);
    expect(line.pieces).toHaveLength(7);
    expect(line.ticks.map((tick) => tick.label)).toEqual(["30", "50", "60", "70", "80", "90"]);
    expect(line.pieces.reduce((sum, piece) => sum + piece.width, 0)).toBeCloseTo(100);
    const torn = judge(change(2, { to: { kind: "exclusive", typed: "80" } }));
    const gap = lineOf(torn.classes, torn.problems).pieces.find((piece) => piece.kind === "gap");
    expect(gap?.width).toBeGreaterThan(1);
  });
});

describe("a method while it is typed", () => {
  it("is the same method again, one version later", () => {
    for (const method of STARTER_METHODS) {
      const draft = methodDraft(method);
      expect(methodFault(draft)).toBeUndefined();
      expect(methodOf(draft, 2)).toEqual({ ...method, n: 2 });
    }
  });

  it("says what is still missing, one thing after the other", () => {
    const draft = methodDraft(null);
    const fault = (more: Partial<typeof draft>) =>
      firstFault({ ...draft, ...more }, undefined, methodFault({ ...draft, ...more }));
    expect(fault({})).toBe("Beri nama dahulu.");
    expect(fault({ label: "A" })).toBe("Sebutkan sumbernya dahulu.");
    expect(fault({ label: "A", cap: "1.5" })).toBe("Titik adalah pemisah ribuan; tulis 1,5.");
    expect(fault({ label: "A", cap: "100", floor: "110" })).toBe("Paling rendah tidak boleh melebihi paling tinggi.");
    expect(fault({ label: "A", kind: "ordinal" })).toMatch(/sedikitnya dua/);
  });
});

describe("the list", () => {
  it("shows the newest version of each, and offers codes that are free", () => {
    const versions = [...STARTER_METHODS, ...STARTER_METHODS.slice(0, 1).map((each) => ({ ...each, n: 2 }))];
    const naik = grouped(versions, (each) => each).find((each) => each.id === "naik");
    expect([naik?.newest.n, naik?.all.length]).toEqual([2, 2]);
    expect(codeFor("Zona Rapat 2026!", [])).toBe("zona-rapat-2026");
    expect(codeFor("Naik", ["naik"])).toBe("naik-2");
    expect(codeFor("86/2017", [])).toBe("");
  });
});

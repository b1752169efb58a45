import { stagesOf } from "@selaras/core/approval/machine.ts";
import { CHAIN_PACKS } from "@selaras/core/approval/packs/index.ts";
import { problemsOf } from "@selaras/core/approval/rules.ts";
import { describe, expect, it } from "vitest";
import { NO_NAMES } from "./describe.ts";
import { differencesOf } from "./difference.ts";
import {
  addStep,
  before,
  begun,
  changeStep,
  type Content,
  did,
  isBeside,
  moveStep,
  redone,
  removeStep,
  setParallel,
  shown,
  undone,
} from "./model.ts";

const pack = (chain: string): Content => {
  const found = CHAIN_PACKS.find((each) => each.chain.chain === chain)?.chain;
  if (!found) throw new Error(`no pack ${chain}`);
  return found;
};
const three = pack("tiga-tingkat");
const lppd = pack("lppd");
const keys = (content: Content): readonly string[] => content.steps.map((step) => step.key);
const stages = (content: Content): readonly string[] =>
  stagesOf(content).map((stage) => stage.map((step) => step.key).join("+"));
const step = (content: Content, key: string) => {
  const found = content.steps.find((each) => each.key === key);
  if (!found) throw new Error(`no step ${key}`);
  return found;
};

describe("the designer", () => {
  it("adds a step with a key of its own that may not be taken by the author or anybody before", () => {
    const { content, key } = addStep(three, 1, "Verifikasi kedua");
    expect(key).toBe("verifikasi-2");
    expect(keys(content)).toEqual(["verifikasi", "verifikasi-2", "tanda-tangan"]);
    expect(step(content, key).separateFrom).toEqual(["author", "verifikasi"]);
    expect(problemsOf(content)).toEqual([]);
  });

  it("adds after the signature only what may stand there", () => {
    const { content, key } = addStep(three, 2, "Mengetahui");
    expect([step(content, key).kind, step(content, key).returnsTo]).toEqual(["acknowledge", []]);
    expect(problemsOf(content)).toEqual([]);
  });

  it("lets steps run side by side and alone again, without tearing a group apart", () => {
    const two = addStep(three, 1, "Kedua").content;
    const beside = setParallel(two, "verifikasi-2", true);
    expect(stages(beside)).toEqual(["verifikasi+verifikasi-2", "tanda-tangan"]);
    expect([isBeside(beside, "verifikasi-2"), isBeside(beside, "verifikasi")]).toEqual([true, false]);
    // Whoever runs beside another does not come after it.
    expect(step(beside, "verifikasi-2").separateFrom).toEqual(["author"]);
    expect(before(beside, "verifikasi-2")).toEqual([]);
    const between = addStep(beside, 1, "Ketiga").content;
    expect(stages(between)).toEqual(["verifikasi+verifikasi-3+verifikasi-2", "tanda-tangan"]);
    expect(stages(setParallel(between, "verifikasi-2", false))).toEqual([
      "verifikasi+verifikasi-3",
      "verifikasi-2",
      "tanda-tangan",
    ]);
    expect(problemsOf(between)).toEqual([]);
  });

  it("forgets references to a step that is gone or that comes later now", () => {
    expect(step(lppd, "reviu").returnsTo).toEqual(["author", "verifikasi"]);
    const without = removeStep(lppd, "verifikasi");
    expect(step(without, "reviu").returnsTo).toEqual(["author"]);
    expect(step(without, "tanda-tangan").separateFrom).toEqual(["author", "reviu"]);
    const moved = moveStep(lppd, "verifikasi", 1);
    expect(keys(moved)).toEqual(["reviu", "verifikasi", "tanda-tangan"]);
    expect(step(moved, "reviu").returnsTo).toEqual(["author"]);
    expect(problemsOf(moved)).toEqual([]);
  });

  it("never removes the last step", () => {
    const one = pack("koreksi");
    expect(removeStep(one, "tanda-tangan")).toBe(one);
  });

  it("dissolves a group of which one step is left", () => {
    const beside = setParallel(addStep(three, 1, "Kedua").content, "verifikasi-2", true);
    expect(removeStep(beside, "verifikasi-2").steps.map((each) => each.group)).toEqual([null, null]);
  });

  it("goes back and forth over what was done, and takes typing in one field as one act", () => {
    let past = begun(three);
    past = did(past, changeStep(shown(past), "verifikasi", { label: "P" }), "label verifikasi");
    past = did(past, changeStep(shown(past), "verifikasi", { label: "Pe" }), "label verifikasi");
    past = did(past, removeStep(shown(past), "verifikasi"), null);
    expect(keys(shown(past))).toEqual(["tanda-tangan"]);
    past = undone(past);
    expect(step(shown(past), "verifikasi").label).toBe("Pe");
    past = undone(past);
    expect(shown(past)).toBe(three);
    expect(undone(past).at).toBe(0);
    past = redone(past);
    expect(step(shown(past), "verifikasi").label).toBe("Pe");
    past = did(past, three, null);
    expect(redone(past).at).toBe(past.at);
  });
});

describe("what differs between two versions", () => {
  it("is nothing between a chain and itself", () => {
    expect(differencesOf(lppd, lppd, NO_NAMES)).toEqual([]);
  });

  it("names steps that came, went and changed, with the words before and after", () => {
    const more = changeStep(addStep(three, 1, "Telaah Bappeda").content, "verifikasi", { condition: "bulan == 12" });
    const found = differencesOf(three, { ...more, waitingHours: 24 }, NO_NAMES);
    expect(found.map(({ label, how }) => [label, how])).toEqual([
      [three.label, "changed"],
      ["Verifikasi", "changed"],
      ["Telaah Bappeda", "added"],
    ]);
    expect(found[0]?.changes).toEqual([{ term: "Waktu tunggu", before: "langsung terbit", after: "24 jam" }]);
    expect(found[1]?.changes).toEqual([{ term: "Syarat", before: "selalu", after: "bulan == 12" }]);
    expect(differencesOf(more, three, NO_NAMES).map(({ label, how }) => [label, how])).toContainEqual([
      "Telaah Bappeda",
      "removed",
    ]);
  });

  it("names a step that only moved", () => {
    const free = changeStep(
      changeStep(lppd, "reviu", { separateFrom: ["author"], returnsTo: ["author"] }),
      "verifikasi",
      {
        separateFrom: ["author"],
      },
    );
    const found = differencesOf(free, moveStep(free, "verifikasi", 1), NO_NAMES);
    expect(found.map(({ label, how }) => [label, how])).toEqual([
      ["Reviu Inspektorat", "moved"],
      ["Verifikasi Kabid", "moved"],
    ]);
  });
});

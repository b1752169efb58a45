import { beforeAll, describe, expect, it } from "vitest";
import { STARTER_METHODS, STARTER_SCALES } from "../src/indicator/catalogue.ts";
import { catalogue, saveMethod, saveScale } from "../src/indicator/index.ts";
import type { Method, Scale } from "../src/indicator/schema.ts";
import { contentHash } from "../src/kernel/digest.ts";
import { failing, MARCH_OPEN, type Regency, regency, travel, useEngines } from "./world.ts";

useEngines();

let kukar: Regency;
let nunukan: Regency;
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1, pptk: 1 });
  nunukan = await regency("nunukan", { lines: 1, pptk: 1 });
});

const method = (id: string): Method => {
  const found = STARTER_METHODS.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const sakip = (n: number, over: Partial<Scale> = {}): Scale => {
  const found = STARTER_SCALES.find((each) => each.id === "sakip");
  if (!found) throw new Error("sakip");
  return { ...found, n, ...over };
};
const asAdmin = <T>(work: () => Promise<T>, at = kukar): Promise<T> => at.as(at.who("admin", "bappeda"), work);
const versionsOf = async (id: string, at = kukar) =>
  (await asAdmin(() => catalogue({}), at)).methods.filter((each) => each.method.id === id);

describe("the catalogue of a regency", () => {
  it("begins with the methods and scales of the service, which never change in what they say", async () => {
    const { methods, scales } = await asAdmin(() => catalogue({}), nunukan);
    expect(methods.map((each) => [each.by, each.method.n])).toEqual(STARTER_METHODS.map(() => [null, 1]));
    expect(scales).toHaveLength(STARTER_SCALES.length);
    // A starter is version 1 of every regency: what differs is written as a version, never changed here.
    expect(contentHash([STARTER_METHODS, STARTER_SCALES])).toMatchInlineSnapshot(
      `"2e1af61e258efda6f133703f2fedf0bb4523f7f565d028aad2af131a161dd6d1"`,
    );
  });

  it("keeps a version beside the ones before it, and in one regency only", async () => {
    const capped = { ...method("naik"), n: 2, cap: "120" };
    await asAdmin(() => saveMethod({ method: capped }));
    const [first, second] = await versionsOf("naik");
    expect(first).toMatchObject({ method: method("naik"), by: null });
    expect(second).toMatchObject({ method: capped });
    expect(second?.by).toMatch(/\w/);
    expect(await versionsOf("naik", nunukan)).toHaveLength(1);
    const { methods } = await kukar.as(kukar.who("pptk"), () => catalogue({}));
    expect(methods.filter((each) => each.method.id === "naik")).toHaveLength(2);
  });

  it("never writes over a version: the one who comes second hears who was first", async () => {
    const floor = (n: number) => ({ ...method("stabil"), n, floor: "10" });
    await asAdmin(() => saveMethod({ method: floor(2) }));
    expect(await failing(asAdmin(() => saveMethod({ method: floor(2) })))).toBe("indicator.stale");
    expect(await failing(asAdmin(() => saveMethod({ method: floor(4) })))).toBe("indicator.stale");
    expect(await failing(asAdmin(() => saveMethod({ method: floor(1) })))).toBe("indicator.stale");
    const both = await Promise.allSettled([3, 3].map((n) => asAdmin(() => saveMethod({ method: floor(n) }))));
    expect(both.map((each) => each.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await versionsOf("stabil")).map((each) => each.method.n)).toEqual([1, 2, 3]);
  });

  it("keeps the formula of a method under its name", async () => {
    const other = { ...method("turun-rasio"), id: "naik", n: 3 };
    expect(await failing(asAdmin(() => saveMethod({ method: other })))).toBe("indicator.kind_fixed");
  });

  it("refuses a scale with a gap and says where", async () => {
    const torn = sakip(2, { classes: sakip(1).classes.filter((each) => each.label !== "B") });
    await expect(asAdmin(() => saveScale({ scale: torn }))).rejects.toThrow(
      'Celah: nilai lebih dari 60 sampai dengan 70 tidak masuk kelas mana pun (antara "CC" dan "BB").',
    );
    const { scales } = await asAdmin(() => catalogue({}));
    expect(scales.filter((each) => each.scale.id === "sakip")).toHaveLength(1);
  });

  it("lets nobody but the admin write", async () => {
    const write = () => saveScale({ scale: sakip(2) });
    expect(await failing(kukar.as(kukar.who("pptk"), write))).toBe("kernel.forbidden");
    expect(await failing(kukar.as(kukar.who("bappeda", "bappeda"), write))).toBe("kernel.forbidden");
    expect(await failing(asAdmin(write))).toBe("ok");
  });
});

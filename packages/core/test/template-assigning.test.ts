import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { Failure } from "../src/kernel/failure.ts";
import { Period, TemplateId, UnitId } from "../src/kernel/id.ts";
import { assignments, unassign } from "../src/template/assigning.ts";
import { assign, assignedUnits } from "../src/template/index.ts";
import { MARCH_OPEN, type Regency, regency, type Somebody, travel, useEngines } from "./world.ts";

useEngines();

let kukar: Regency;
let admin: Somebody;
const template = v.parse(TemplateId, "rfk");
const period = (text: string) => v.parse(Period, text);
const unit = (text: string) => v.parse(UnitId, text);

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1, pptk: 1 });
  admin = kukar.who("admin", "bappeda");
});

const as = <T>(work: () => Promise<T>): Promise<T> => kukar.as(admin, work);
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
const give = (who: string, from: string, until: string | null = null) =>
  as(() =>
    assign({
      template,
      assignments: [{ template, unit: unit(who), from: period(from), until: until === null ? null : period(until) }],
    }),
  );
const end = (who: string, from: string, seen: string | null, until: string | null) =>
  as(() =>
    unassign({
      template,
      unit: unit(who),
      from: period(from),
      seen: seen === null ? null : period(seen),
      to: { kind: "ends", until: until === null ? null : period(until) },
    }),
  );
const cancel = (who: string, from: string, seen: string | null = null) =>
  as(() =>
    unassign({
      template,
      unit: unit(who),
      from: period(from),
      seen: seen === null ? null : period(seen),
      to: { kind: "cancelled" },
    }),
  );

/** A unit of the world that is not assigned to the template yet. */
const FREE = "bappeda";

describe("the units that must fill a template", () => {
  it("ends a unit with the last period it must report, and opens it again", async () => {
    await give(FREE, "2026-02");
    await end(FREE, "2026-02", null, "2026-05");
    const on = (month: string) => as(async () => (await assignedUnits("rfk", month)).includes(FREE));
    expect([await on("2026-01"), await on("2026-02"), await on("2026-05"), await on("2026-06")]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const { assignments: listed } = await as(() => assignments({ template }));
    expect(listed.find((each) => each.unit === FREE)).toMatchObject({ from: "2026-02", until: "2026-05" });
    await end(FREE, "2026-02", "2026-05", null);
    expect(await on("2026-06")).toBe(true);
  });

  it("refuses an end that somebody else changed meanwhile, and changes nothing", async () => {
    await give(FREE, "2026-02");
    await end(FREE, "2026-02", null, "2026-08");
    expect(await code(end(FREE, "2026-02", null, "2026-04"))).toBe("template.assignment_changed");
    const { assignments: listed } = await as(() => assignments({ template }));
    expect(listed.find((each) => each.unit === FREE)).toMatchObject({ until: "2026-08" });
  });

  it("lets two who end the same unit at once both learn what happened", async () => {
    await give(FREE, "2026-03");
    const both = await Promise.all([
      code(end(FREE, "2026-03", null, "2026-07")),
      code(end(FREE, "2026-03", null, "2026-09")),
    ]);
    expect(both.toSorted()).toEqual(["ok", "template.assignment_changed"]);
  });

  it("takes back what has not begun, and refuses that for what has", async () => {
    await give(FREE, "2026-12");
    await cancel(FREE, "2026-12");
    const { assignments: listed } = await as(() => assignments({ template }));
    expect(listed.some((each) => each.from === "2026-12")).toBe(false);
    await give(FREE, "2026-01");
    expect(await code(cancel(FREE, "2026-01"))).toBe("template.assignment_begun");
  });

  it("refuses another kind of period, an end before the beginning, and units that nobody knows", async () => {
    expect(await code(give(FREE, "2026-TW1"))).toBe("template.assignment_period");
    expect(await code(give(FREE, "2026-05", "2026-04"))).toBe("template.assignment_period");
    expect(await code(give("dinas-hilang", "2026-05"))).toBe("template.assignment_unit");
    expect(await code(end(FREE, "2026-01", null, "2026-TW4"))).toBe("template.assignment_period");
  });
});

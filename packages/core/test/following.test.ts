import * as v from "valibot";
import { transactionConflict } from "@selaras/local/table/chaos.ts";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { record as recordBudget } from "../src/budget/index.ts";
import { remove, saveIndicator, saveNode } from "../src/cascade/change.ts";
import { begin, definePlan } from "../src/cascade/index.ts";
import { publish } from "../src/template/publish.ts";
import { takeTemplate } from "../src/report/take.ts";
import { PlanId } from "../src/cascade/schema.ts";
import { targetsFor } from "../src/cascade/target/for-report.ts";
import { recordTargets } from "../src/cascade/target/index.ts";
import { Indicators, targetNumber, Targets } from "../src/cascade/store.ts";
import { freeze } from "../src/db/frozen.ts";
import { createAhead } from "../src/db/unit.ts";
import { Period, TemplateId, UnitId, Year } from "../src/kernel/id.ts";
import { followBudget, takeBudget } from "../src/report/budget.ts";
import { sendBack } from "../src/report/decide.ts";
import { followTargets, takeTargets } from "../src/report/follow-targets.ts";
import { save } from "../src/report/save.ts";
import { withdraw } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { adopt, layanan } from "./lists-world.ts";
import { bring } from "./stages.ts";
import { asProduct, asProgram, failing, lines, type Regency, regency, travel, useDisturbedEngines } from "./world.ts";

/*
 * What reaches a report that was sent once. The health office is to serve 10 in the first quarter by its first targets and
 * 15 by those shifted in February; its budget changes from March on. It teaches small children, too: those to be taught (7)
 * stand in its plan, and in a cell that the population office fills.
 */
const line = useDisturbedEngines();

const UNIT = "dinkes";
const AT = { plan: "rpjmd-2025-2029", year: "2026", part: UNIT };
const REASON = "Isian masih akan diperiksa kembali.";
let kukar: Regency;
const content = {
  text: "Ibu hamil yang dilayani",
  unit: "orang",
  direction: "naik" as const,
  method: null,
  formula: null,
  aggregation: "akumulatif" as const,
  parents: [`${UNIT}/s`],
};
const author = () => kukar.who("pptk", UNIT);
const aim = (
  after: number,
  stage: "murni" | "pergeseran" | "perubahan",
  effectiveFrom: string,
  first: string,
  year: string,
) => {
  const source = { document: "Renja", number: "12/2025", date: null };
  const targets = [
    { indicator: "hamil", year, quarters: [first, "20", "30", "40"] },
    { indicator: "paud", year: "28", quarters: ["7", "7", "7", "7"] },
  ];
  const input = { ...AT, after, stage, effectiveFrom, source, lines: targets };
  return kukar.as(kukar.who("kepala", UNIT), () => recordTargets(input));
};
const amend = (n: number, stage: "pergeseran" | "perubahan") =>
  kukar.as(kukar.who("bappeda", "bappeda"), () =>
    recordBudget({ year: "2026", unit: UNIT, stage, n, effectiveFrom: "2026-03", lines: lines(3 + n) }),
  );
const budgets = () => asProgram("worker", "kukar", () => followBudget(UNIT, "2026"));
const targets = () => asProgram("worker", "kukar", () => followTargets(UNIT, "2026"));
const pins = async (id: string) => (await kukar.as(author(), () => view({ id }))).pins;
/** Sent in time, returned, sent again, and taken back by its author: a draft that was sent once. */
async function sentOnce(id: string): Promise<void> {
  travel("2026-04-05T02:00:00.000Z");
  const hash = await kukar.send(id, author());
  await kukar.as(kukar.who("kabid", UNIT), () => sendBack({ id, hash, reason: REASON }));
  travel("2026-04-06T02:00:00.000Z");
  await kukar.send(id, author());
  const { state } = await kukar.as(author(), () => withdraw({ id, reason: REASON }));
  expect(state).toBe("draft");
}

beforeAll(async () => {
  travel("2026-04-05T02:00:00.000Z");
  kukar = await regency("kukar", { units: [UNIT], lines: 3 });
  await adopt("kukar", { [UNIT]: ["kesehatan", "pendidikan"] });
  const plan = { plan: AT.plan, label: "RPJMD", from: "2025", until: "2029", source: "Perda 1/2025", rev: 0 };
  await asProduct("kukar", () => definePlan(plan));
  await asProduct("kukar", () => begin({ ...AT, from: null }));
  const node = { level: "sasaran-pd" as const, code: null, text: "Sasaran", owner: null, parents: [] };
  await asProduct("kukar", () => saveNode({ ...AT, id: "s", rev: 0, content: node }));
  await asProduct("kukar", () => saveIndicator({ ...AT, id: "hamil", rev: 0, content: { ...content, code: "k.2" } }));
  const paud = { ...content, code: "p.1", text: "Anak yang diajar" };
  await asProduct("kukar", () => saveIndicator({ ...AT, id: "paud", rev: 0, content: paud }));
  await aim(0, "murni", "2026-01", "10", "100");
});
afterEach(() => line.inject(null));

describe("a draft that follows what is recorded later", () => {
  it("is tried again by its worker while the table is busy, and not taken for one that stands where it should", async () => {
    const report = await bring(kukar, UNIT, "filled");
    await kukar.openReport("2026-TW1", UNIT, layanan.id);
    await aim(1, "pergeseran", "2026-02", "11", "101");
    await amend(1, "pergeseran");
    line.inject(({ operation }) => (operation === "TransactWriteItems" ? transactionConflict(0, 3) : undefined));
    expect([await failing(targets()), await failing(budgets())]).toEqual(["kernel.busy", "kernel.busy"]);
    line.inject(null);
    expect([await targets(), await budgets()]).toEqual([1, 1]);
    expect((await pins(report.id)).budget?.label).toBe("DPA pergeseran 1");
  });

  it("takes no target into a cell that another office fills", async () => {
    const { rows } = await kukar.as(author(), () => view({ id: `layanan-uji.2026-TW1.${UNIT}.1` }));
    const { closed, given, cells } = rows.find(({ rowKey }) => rowKey === "penerima/p.1") ?? {};
    expect([closed, given, cells]).toEqual([{ sasaran: "Diisi oleh perangkat daerah lain." }, undefined, {}]);
  });

  it("keeps its targets once it was sent, though its author took a later submission back", async () => {
    const id = `layanan-uji.2026-TW1.${UNIT}.1`;
    const changes = [
      kukar.cell("penerima/k.2", "terlayani", "9"),
      kukar.cell("penerima/p.1", "terlayani", "5"),
      kukar.cell("penerima/k.10", "sasaran", "80"),
      kukar.cell("penerima/k.10", "terlayani", "40"),
    ];
    await kukar.as(author(), () => save({ id, changes }));
    await sentOnce(id);
    await aim(2, "pergeseran", "2026-02", "15", "105");
    expect(await targets()).toBe(0);
    expect(await failing(asProduct("kukar", () => takeTargets({ id })))).toBe("report.targets_current");
    expect((await pins(id)).targets?.label).toBe("Target pergeseran");
  });

  it("takes no target once it was sent without any, though its template moves to a version that asks for them", async () => {
    const typed = { ...layanan, id: v.parse(TemplateId, "layanan-ketik") };
    const [first, ...rest] = typed.sections;
    if (first?.kind !== "indicators") throw new Error("no indicators");
    const fields = first.fields.map(({ given: _given, ...field }) => field);
    const before = { ...typed, sections: [{ ...first, fields }, ...rest] };
    await adopt("kukar", { [UNIT]: ["kesehatan"] }, before);
    const id = await kukar.openReport("2026-TW1", UNIT, typed.id);
    const changes = ["k.2", "k.10"].flatMap((row) => [
      kukar.cell(`penerima/${row}`, "sasaran", "80"),
      kukar.cell(`penerima/${row}`, "terlayani", "40"),
    ]);
    await kukar.as(author(), () => save({ id, changes }));
    const hash = await kukar.send(id, author());
    await kukar.as(kukar.who("kabid", UNIT), () => sendBack({ id, hash, reason: REASON }));
    const period = v.parse(Period, "2026-TW1");
    const chain = { id: "tiga-tingkat", n: 1 };
    await asProduct("kukar", () => publish({ definition: typed, n: 2, effectiveFrom: period, chain }));
    await kukar.as(kukar.who("admin", "bappeda"), () => takeTemplate({ id, to: 2 }));
    const { pins: kept, rows } = await kukar.as(author(), () => view({ id }));
    const { cells, given } = rows.find(({ rowKey }) => rowKey === "penerima/k.2") ?? {};
    // Its plan says 10 or more by now; it was sent with 80, and goes on with that.
    expect([kept.template.n, kept.targets, cells?.["sasaran"]?.v, given]).toEqual([2, undefined, "80", undefined]);
  });

  it("keeps its budget once it was sent, though its author took a later submission back", async () => {
    const id = `rfk.2026-03.${UNIT}.1`;
    // The amended budget has a fourth line.
    await kukar.fill(id, 4, author());
    await sentOnce(id);
    await amend(1, "perubahan");
    expect(await budgets()).toBe(0);
    expect(await failing(asProduct("kukar", () => takeBudget({ id })))).toBe("report.budget_current");
    expect((await pins(id)).budget?.label).toBe("DPA pergeseran 1");
  });
});

describe("the version that a report was sent with", () => {
  const id = `layanan-uji.2026-TW1.${UNIT}.1`;
  const read = async () => {
    const found = await asProduct("kukar", async () => targetsFor(UNIT, "2026-TW1", (await view({ id })).pins.targets));
    return [found?.label, found?.values.get("k.2"), found?.values.get("p.1")];
  };

  it("keeps its name when a later one has the very same numbers", async () => {
    expect(await read()).toEqual(["Target pergeseran", "11", "7"]);
    await aim(3, "perubahan", "2026-03", "11", "101");
    expect(await read()).toEqual(["Target pergeseran", "11", "7"]);
  });

  it("says what it said when its indicator bears another code, adds up otherwise, or is taken out", async () => {
    const changed = { ...content, code: "k.9", aggregation: "maksimum" as const };
    await asProduct("kukar", () => saveIndicator({ ...AT, id: "hamil", rev: 1, content: changed }));
    await asProduct("kukar", () => remove({ ...AT, id: "paud", rev: 1, kind: "indicator", reason: REASON }));
    expect(await read()).toEqual(["Target pergeseran", "11", "7"]);
    // Of the half year the quarters still add up: 11 + 20, and not the larger of the two.
    const pin = (await asProduct("kukar", () => view({ id }))).pins.targets;
    const half = await asProduct("kukar", () => targetsFor(UNIT, "2026-SM1", pin));
    expect(half?.values.get("k.2")).toBe("31");
  });

  it("is read through the tree where it was recorded before versions kept the codes", async () => {
    const source = { document: "Renja lama", number: "1/2026", date: null };
    const placed = { plan: v.parse(PlanId, AT.plan), year: v.parse(Year, AT.year), part: v.parse(UnitId, UNIT), n: 5 };
    const version = { ...placed, stage: "perubahan" as const, turn: 2, effectiveFrom: "2026-03", source };
    const found = await asProduct("kukar", async () => {
      const { hash, write } = freeze([{ indicator: "hamil", year: "200", quarters: ["50", "50", "50", "50"] }]);
      const made = {
        ...version,
        hash,
        lines: 1,
        by: "Sistem",
        at: "2026-03-01T00:00:00.000Z",
        number: targetNumber(5),
      };
      await createAhead([write, Targets.create(made)]);
      return targetsFor(UNIT, "2026-TW1", { hash });
    });
    expect([...(found?.values ?? [])]).toEqual([["k.9", "50"]]);
  });
});

describe("two indicators with one code", () => {
  it("are refused in one part: a report could not say whose target it takes", async () => {
    const twin = { ...AT, id: "lain", rev: 0, content: { ...content, code: "k.9", text: "Lain" } };
    expect(await failing(asProduct("kukar", () => saveIndicator(twin)))).toBe("cascade.code_taken");
    await asProduct("kukar", () => saveIndicator({ ...twin, content: { ...twin.content, code: "k.8" } }));
    const taken = { ...AT, id: "lain", rev: 1, content: { ...twin.content, code: "k.9" } };
    expect(await failing(asProduct("kukar", () => saveIndicator(taken)))).toBe("cascade.code_taken");
    // The code of one that was taken out is free.
    const free = { ...taken, content: { ...twin.content, code: "p.1" } };
    expect((await asProduct("kukar", () => saveIndicator(free))).code).toBe("p.1");
  });

  it("that stand so from before are refused when targets are recorded", async () => {
    const twin = { ...content, ...AT, part: v.parse(UnitId, UNIT), id: "kembar", code: "k.9", removed: null, rev: 1 };
    await asProduct("kukar", () => createAhead([Indicators.create(twin)]));
    const lines = ["hamil", "kembar"].map((indicator) => ({
      indicator,
      year: "1",
      quarters: [null, null, null, null],
    }));
    const source = { document: "Renja", number: "1", date: null };
    const record = { ...AT, after: 5, stage: "perubahan" as const, effectiveFrom: "2026-04", source, lines };
    expect(await failing(asProduct("kukar", () => recordTargets(record)))).toBe("cascade.code_taken");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { saveIndicator, saveNode } from "../src/cascade/change.ts";
import { begin, definePlan, view as tree } from "../src/cascade/index.ts";
import { recordTargets, targets } from "../src/cascade/target/index.ts";
import { save } from "../src/report/save.ts";
import { submit, withdraw } from "../src/report/submit.ts";
import { followTargets, takeTargets } from "../src/report/follow-targets.ts";
import { view } from "../src/report/view.ts";
import { adopt, layanan } from "./lists-world.ts";
import { asProduct, asProgram, failing, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * Targets of the health office, by hand; the quarters add up. Murni: 10 + 20 + 30 + 40 = 100. Shifted from February on:
 * 15 + 20 + 30 + 40 = 105, corrected to 16 and 106. Changed from April on: 10 + 30 + 40 + 40 = 120. The first quarter ends
 * in March.
 */
useEngines();

const UNIT = "dinkes";
const AT = { plan: "rpjmd-2025-2029", year: "2026", part: UNIT };
const MURNI = { document: "Renja 2026", number: "12/2025", date: "2025-12-20" };
let kukar: Regency;
let other: Regency;
type Recorded = Parameters<typeof recordTargets>[0];

const indicator = (id: string, code: string | null) =>
  kukar.as(kukar.who("kepala", UNIT), () =>
    saveIndicator({
      ...AT,
      id,
      rev: 0,
      content: {
        code,
        text: `Indikator ${id}`,
        unit: "orang",
        direction: "naik",
        method: { id: "naik", n: 1 },
        formula: null,
        aggregation: "akumulatif",
        parents: [`${UNIT}/s`],
      },
    }),
  );
const aim = (more: Partial<Recorded>, who = kukar.who("kepala", UNIT)) =>
  kukar.as(who, () =>
    recordTargets({
      ...AT,
      after: 0,
      stage: "murni",
      effectiveFrom: "2026-01",
      source: MURNI,
      lines: [{ indicator: "hamil", year: "100", quarters: ["10", "20", "30", "40"] }],
      ...more,
    }),
  );
const author = () => kukar.who("pptk", UNIT);
const seen = (id: string) => kukar.as(author(), () => view({ id }));
const target = async (id: string, row = "penerima/k.2") => {
  const { rows, pins } = await seen(id);
  const found = rows.find(({ rowKey }) => rowKey === row);
  return { cell: found?.cells["sasaran"]?.v ?? null, given: found?.given?.["sasaran"], pin: pins.targets?.label };
};

beforeAll(async () => {
  travel("2026-04-05T02:00:00.000Z");
  kukar = await regency("kukar", { units: [UNIT, "disdik"] });
  other = await regency("nunukan", { units: [UNIT] });
  await adopt("kukar", { [UNIT]: ["kesehatan"], disdik: ["kesehatan"] });
  const plan = { plan: AT.plan, label: "RPJMD 2025-2029", from: "2025", until: "2029", source: "Perda 1/2025", rev: 0 };
  await asProduct("kukar", () => definePlan(plan));
  // The next plan has begun, too, and nobody has set targets in it: those of the plan before count.
  const next = { ...plan, plan: "rpjmd-2026-2030", label: "RPJMD 2026-2030", from: "2026", until: "2030" };
  await asProduct("kukar", () => definePlan(next));
  await asProduct("kukar", () => begin({ ...AT, from: null }));
  const content = { level: "sasaran-pd" as const, code: null, text: "Sasaran", owner: null, parents: [] };
  await asProduct("kukar", () => saveNode({ ...AT, id: "s", rev: 0, content }));
  await indicator("hamil", "k.2");
  await indicator("lain", null);
});

describe("recording targets", () => {
  it("is for those who keep the part, and unknown to another regency", async () => {
    expect(await failing(aim({}, kukar.who("kepala", "disdik")))).toBe("kernel.forbidden");
    const foreign = () => targets(AT);
    expect(await failing(other.as(other.who("admin", "bappeda"), foreign))).toBe("kernel.not_found");
  });

  it("checks that quarters add up as the indicator declares", async () => {
    const lines = [{ indicator: "hamil", year: "101", quarters: ["10", "20", "30", "40"] }];
    expect(await failing(aim({ lines }))).toBe("cascade.target_quarters");
  });

  it("asks for a document with a number or a day", async () => {
    expect(await failing(aim({ source: { document: "Renja", number: null, date: null } }))).toBe("kernel.invalid");
  });
});

describe("the target in a report", () => {
  const id = `layanan-uji.2026-TW1.${UNIT}.1`;

  it("is typed by the author as long as no plan sets it", async () => {
    await kukar.openReport("2026-TW1", UNIT, layanan.id);
    expect(await target(id)).toEqual({ cell: null, given: undefined, pin: undefined });
    const changes = [kukar.cell("penerima/k.2", "sasaran", "7"), kukar.cell("penerima/k.2", "terlayani", "9")];
    await kukar.as(author(), () => save({ id, changes }));
  });

  it("follows into a draft once it is recorded; what was typed in its place is archived, the realisation stays", async () => {
    await aim({});
    expect(await asProgram("worker", "kukar", () => followTargets(UNIT, "2026"))).toBe(1);
    expect(await target(id)).toEqual({
      cell: "10",
      given: "Target murni: Renja 2026, nomor 12/2025, 20 Desember 2025",
      pin: "Target murni",
    });
    const [row] = (await seen(id)).rows;
    expect(row?.cells["terlayani"]?.v).toBe("9");
    expect(row?.archived?.map(({ field, cell }) => [field, cell.v])).toEqual([["sasaran", "7"]]);
    // A row that no indicator of the plan bears stays the author's.
    expect(await target(id, "penerima/k.10")).toMatchObject({ cell: null, given: undefined });
    // Again it finds nothing to do.
    expect(await asProgram("worker", "kukar", () => followTargets(UNIT, "2026"))).toBe(0);
    expect(await failing(asProduct("kukar", () => takeTargets({ id })))).toBe("report.targets_current");
  });

  it("is not typed over, and says why", async () => {
    const change = kukar.cell("penerima/k.2", "sasaran", "999", 2);
    const { cells } = await kukar.as(author(), () => save({ id, changes: [change] }));
    expect(cells[0]).toMatchObject({ outcome: "refused", code: "report.cell_closed" });
    expect(cells[0]).toHaveProperty("message", "Target murni: Renja 2026, nomor 12/2025, 20 Desember 2025");
  });

  const shift = (after: number, first: string, year: string) =>
    aim({
      after,
      stage: "pergeseran",
      effectiveFrom: "2026-02",
      source: { document: "Renja pergeseran 2026", number: null, date: "2026-02-10" },
      lines: [{ indicator: "hamil", year, quarters: [first, "20", "30", "40"] }],
    });
  const follow = () => asProgram("worker", "kukar", () => followTargets(UNIT, "2026"));

  it("follows a shift that takes effect within its period, seen by who records it", async () => {
    expect(await failing(shift(0, "15", "105"))).toBe("cascade.target_stale");
    await shift(1, "15", "105");
    expect(await follow()).toBe(1);
    expect(await target(id)).toMatchObject({ cell: "15", pin: "Target pergeseran" });
  });

  it("is fixed by the submission: a version that is recorded later does not reach it, until it is taken back", async () => {
    const changes = [kukar.cell("penerima/k.10", "sasaran", "80"), kukar.cell("penerima/k.10", "terlayani", "40")];
    await kukar.as(author(), () => save({ id, changes }));
    const { stamp } = await seen(id);
    await kukar.as(author(), () => submit({ id, stamp }));
    await shift(2, "16", "106");
    expect(await follow()).toBe(0);
    expect(await failing(asProduct("kukar", () => takeTargets({ id })))).toBe("report.state");
    expect(await target(id)).toMatchObject({ cell: "15", pin: "Target pergeseran" });
    await kukar.as(author(), () => withdraw({ id, reason: "Angka target masih akan diperiksa." }));
    expect(await follow()).toBe(1);
    expect(await target(id)).toMatchObject({ cell: "16", pin: "Target pergeseran (2)" });
  });

  it("does not follow a change that takes effect after its period", async () => {
    const lines = [{ indicator: "hamil", year: "120", quarters: ["10", "30", "40", "40"] }];
    const source = { document: "Renja perubahan 2026", number: "9/2026", date: null };
    await aim({ after: 3, stage: "perubahan", effectiveFrom: "2026-04", source, lines });
    expect(await follow()).toBe(0);
    expect(await target(id)).toMatchObject({ cell: "16", pin: "Target pergeseran (2)" });
    expect(await failing(aim({ after: 4, stage: "murni", effectiveFrom: "2026-05" }))).toBe("cascade.target_order");
    const { versions, sheets } = await kukar.as(author(), () => targets(AT));
    expect(versions.map(({ label, effectiveFrom }) => `${label} ${effectiveFrom}`)).toEqual([
      "Target murni 2026-01",
      "Target pergeseran 2026-02",
      "Target pergeseran (2) 2026-02",
      "Target perubahan 2026-04",
    ]);
    // The newest of each stage, with its lines.
    expect(sheets.map(({ n }) => n)).toEqual([1, 3, 4]);
    expect(sheets.at(-1)?.lines).toEqual(lines);
    // The tree and agreements speak of what counts last in the year.
    const { indicators } = await kukar.as(author(), () => tree(AT));
    const aimed = indicators.find(({ id: each }) => each === "hamil");
    expect(aimed?.targets.at(0)).toEqual({
      period: "2026",
      value: "120",
      source: "Renja perubahan 2026, nomor 9/2026",
    });
  });

  it("is another office's own: one without a plan of its own takes none", async () => {
    const report = await kukar.openReport("2026-TW1", "disdik", layanan.id);
    const { rows, pins } = await kukar.as(kukar.who("pptk", "disdik"), () => view({ id: report }));
    expect(rows.some(({ given }) => given !== undefined)).toBe(false);
    expect(pins.targets).toBeUndefined();
  });
});

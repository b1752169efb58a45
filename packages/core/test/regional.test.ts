import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { save } from "../src/report/save.ts";
import { verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { figures, period, region } from "../src/rollup/index.ts";
import { publish } from "../src/template/publish.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { adopt, daerah, layanan } from "./lists-world.ts";
import { putOut } from "./stages.ts";
import { asProduct, failing, project, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * Figures over the rows of all units. Worked by hand: health reports 90 of 100 and 40 of 80 (90 % and 50 %); education
 * reports 30 served and the population office the 40 that are to be served (75 %). Nobody answers for the fourth row.
 */
useEngines();

const template = daerah.id;
const QUARTER = "2026-TW1";

async function published(
  made: Regency,
  unit: string,
  cells: readonly (readonly [string, string, string])[],
  of: string = template,
) {
  const id = await made.openReport(QUARTER, unit, of);
  const who = made.who("pptk", unit);
  const changes = cells.map(([row, field, value]) => made.cell(`penerima/${row}`, field, value));
  await made.as(who, () => save({ id, changes }));
  const hash = await made.send(id, who);
  await made.as(made.who("kabid", unit), () => verify({ id, hash }));
  await made.as(made.who("kepala", unit), () => sign({ id, hash }));
  await putOut(made.id, id);
  await project(made.id);
  return id;
}

const short = (figure: { kind: string; amount?: string } | undefined): string =>
  figure?.amount?.slice(0, 7) ?? figure?.kind ?? "absent";

describe("figures over the rows of all units", () => {
  let made: Regency;
  const asked = () => made.as(made.who("bappeda", "bappeda"), () => region({ template, period: QUARTER }));
  const section = async () => {
    const [found] = (await asked()).sections;
    if (!found) throw new Error("no regional section");
    return found;
  };
  const row = async (key: string) =>
    (await section()).groups.flatMap((g) => g.rows).find((each) => each.key === `penerima/${key}`);

  beforeAll(async () => {
    travel("2026-04-05T02:00:00.000Z");
    made = await regency("kukar", { units: ["dinkes", "disdik", "capil", "kembar"] });
    await adopt(
      "kukar",
      { dinkes: ["kesehatan"], disdik: ["pendidikan"], capil: ["kependudukan"], kembar: ["pendidikan"] },
      daerah,
    );
    await project("kukar");
  });

  it("names every row and who it waits for before anybody has reported", async () => {
    const { groups, counted, expected } = await section();
    expect([counted, expected]).toEqual([0, 4]);
    expect(groups.map((group) => [group.path, group.expected])).toEqual([
      [["Kesehatan"], 2],
      [["Pendidikan"], 1],
      [["Bencana"], 1],
    ]);
    expect((await row("p.1"))?.awaited).toEqual(["capil", "disdik", "kembar"]);
    expect((await row("j.1"))?.awaited).toEqual([]);
  });

  it("leaves a row out while one side of it is missing, and says so", async () => {
    await published(made, "dinkes", [
      ["k.2", "sasaran", "100"],
      ["k.2", "terlayani", "90"],
      ["k.10", "sasaran", "80"],
      ["k.10", "terlayani", "40"],
    ]);
    await published(made, "disdik", [["p.1", "terlayani", "30"]]);
    const { figures: own, counted, expected } = await section();
    expect([short(own["rata_baris"]), counted, expected]).toEqual(["70", 2, 4]);
    const paud = await row("p.1");
    expect([paud?.filled, paud?.awaited, paud?.counted]).toEqual([["disdik"], ["capil", "kembar"], false]);
    expect(paud?.figures["capaian"]).toMatchObject({ kind: "missing" });
  });

  it("takes the numerator from one office and the denominator from another", async () => {
    await published(made, "capil", [["p.1", "sasaran", "40"]]);
    const { figures: own, groups, counted } = await section();
    expect(short((await row("p.1"))?.figures["capaian"])).toBe("75");
    expect([short(own["rata_baris"]), short(own["rata_kelompok"]), counted]).toEqual(["71.6666", "72.5", 3]);
    expect(groups.map((group) => short(group.figures["rata_baris"]))).toEqual(["70", "75", "undefined"]);
    const all = await made.as(made.who("pptk", "dinkes"), () => figures({ template, period: QUARTER }));
    expect([short(all.total["rata_baris"]), all.counted, all.expected]).toEqual(["71.6666", 3, 4]);
  });

  it("computes the year over the rows again, with the three quarters that are not there", async () => {
    const whole = await made.as(made.who("pptk", "dinkes"), () => period({ template, period: "2026" }));
    expect(whole.parts).toHaveLength(4);
    expect(short(whole.total["rata_baris"])).toBe("71.6666");
    expect([whole.counted, whole.expected, whole.reports, whole.periods]).toEqual([
      3,
      4,
      { counted: 3, expected: 16 },
      { counted: 1, expected: 4 },
    ]);
    expect(whole.units.map((unit) => unit.absent)[0]).toEqual(["2026-TW2", "2026-TW3", "2026-TW4"]);
    expect(await failing(made.as(made.who("pptk", "dinkes"), () => period({ template, period: "2026-02" })))).toBe(
      "rollup.period_unfit",
    );
  });

  it("shows two answers to one question and adds neither", async () => {
    await published(made, "kembar", [["p.1", "terlayani", "10"]]);
    const { conflicts } = await asked();
    expect(conflicts).toMatchObject([{ label: "PAUD", fieldLabel: "Terlayani" }]);
    expect(conflicts[0]?.values.map(({ unit, figure }) => [unit, short(figure)])).toEqual([
      ["disdik", "30"],
      ["kembar", "10"],
    ]);
    const { figures: own, counted } = await section();
    expect([short(own["rata_baris"]), counted]).toEqual(["70", 2]);
    expect((await row("p.1"))?.figures["terlayani"]).toMatchObject({ kind: "undefined" });
  });
});

describe("figures over several versions of a template", () => {
  const count = { type: "number" as const, decimals: 0, section: "penerima", public: true };
  const served = { ...count, id: "terlayani_total", label: "Terlayani", expression: "jumlah(terlayani)" };
  const wanted = { ...count, id: "sasaran_total", label: "Sasaran", expression: "jumlah(sasaran)" };
  const ready = { ...count, id: "terlayani_maks", label: "Terbanyak", expression: "maks(terlayani)" };
  const version = (figures: readonly object[]) => v.parse(TemplateDefinition, { ...layanan, id: "dua-versi", figures });

  it("counts a report in every figure its version has, marks what is archived and says who used which version", async () => {
    travel("2026-04-05T02:00:00.000Z");
    const made = await regency("nunukan", { units: ["dinkes", "disdik"] });
    await adopt("nunukan", { dinkes: ["kesehatan"], disdik: ["kesehatan"] }, version([served, wanted]));
    const cells = (target: string, done: string) =>
      ["k.2", "k.10"].flatMap((row): [string, string, string][] => [
        [row, "sasaran", target],
        [row, "terlayani", done],
      ]);
    await published(made, "dinkes", cells("100", "90"), "dua-versi");
    const next = {
      definition: version([served, ready]),
      n: 2,
      effectiveFrom: QUARTER,
      chain: { id: "tiga-tingkat", n: 1 },
    };
    await asProduct("nunukan", () => publish(next));
    // A version that takes effect meanwhile changes nothing of what was reported under the one before.
    const before = await made.as(made.who("bappeda", "bappeda"), () =>
      figures({ template: "dua-versi", period: QUARTER }),
    );
    expect(before.labels.map(({ id, archived }) => [id, archived])).toEqual([
      ["terlayani_total", false],
      ["sasaran_total", false],
    ]);
    await published(made, "disdik", cells("50", "20"), "dua-versi");
    const found = await made.as(made.who("bappeda", "bappeda"), () =>
      figures({ template: "dua-versi", period: QUARTER }),
    );
    expect(found.versions.map(({ n, reports }) => [n, reports])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(found.labels.map(({ id, archived, versions }) => [id, archived, versions])).toEqual([
      ["terlayani_total", false, [1, 2]],
      ["terlayani_maks", false, [2]],
      ["sasaran_total", true, [1]],
    ]);
    // 2 x 90 + 2 x 20; what only one version has is of one unit: 2 x 100, and 20.
    expect(found.labels.map(({ id }) => [short(found.total[id]), found.taken[id]])).toEqual([
      ["220", 2],
      ["20", 1],
      ["200", 1],
    ]);
    expect(found.units.map((unit) => [unit.unit, unit.version, Object.keys(unit.figures).sort()])).toEqual([
      ["dinkes", 1, ["sasaran_total", "terlayani_total"]],
      ["disdik", 2, ["terlayani_maks", "terlayani_total"]],
    ]);
  });
});

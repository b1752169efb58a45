import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { archived } from "../src/db/files.ts";
import type { Content } from "../src/report/content.ts";
import { answerCorrection, askCorrection, voidReport } from "../src/report/correct.ts";
import { computeSent } from "../src/report/compute.ts";
import { draw, drawings, drawPreview } from "../src/report/draw.ts";
import { CellRef } from "../src/approval/schema.ts";
import { noRowsOf } from "../src/report/no-rows.ts";
import { drawnSections } from "../src/template/query.ts";
import { sendBack } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { submit } from "../src/report/submit.ts";
import { takeTemplate } from "../src/report/take.ts";
import { publish } from "../src/template/publish.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { view } from "../src/report/view.ts";
import { told } from "./filled.ts";
import { fileReport, introduce, type Typed } from "./filings.ts";
import { daerah, drawingFrom, drawnColumns } from "./lists-world.ts";
import { failing, asProduct, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * A yearly report of the keeper draws from the quarterly reports of all offices. Worked by hand: health serves 90 of 100 and
 * 40 of 80 (90 % and 50 %); education serves 30 of the 40 that the population office counts (75 %).
 */
useEngines();

const NOW = "2026-04-05T02:00:00.000Z";
const TW4 = "2025-TW4";
const REASON = "Salah ketik pada baris pertama.";
const region = drawingFrom("tahunan-uji", { period: "last", units: "region" }, { part: "pemerintahan" });
const own = drawingFrom("tahunan-sendiri", { period: "year", units: "own" });

const served = (row: string, of: string | null, done: string | null): Typed => [
  ...(of === null ? [] : [[`penerima/${row}`, "sasaran", of] as const]),
  ...(done === null ? [] : [[`penerima/${row}`, "terlayani", done] as const]),
];
const HEALTH = [...served("k.2", "100", "90"), ...served("k.10", "80", "40")];

async function world(tenant: string): Promise<Regency> {
  travel(NOW);
  const made = await regency(tenant, { units: ["dinkes", "disdik", "capil", "setda"] });
  const parts = { dinkes: ["kesehatan"], disdik: ["pendidikan"], capil: ["kependudukan"] };
  await introduce(made, daerah, parts, ["2025-TW3", TW4]);
  await introduce(made, region, { setda: ["pemerintahan"], dinkes: ["kesehatan"] }, ["2025"]);
  await introduce(made, own, { dinkes: undefined, setda: undefined }, ["2025"]);
  return made;
}

async function file(made: Regency, unit: string, typed: Typed, period = TW4): Promise<string> {
  const id = await made.openReport(period, unit, daerah.id);
  await fileReport(made, unit, id, typed);
  return id;
}

const seen = (made: Regency, unit: string, id: string) => made.as(made.who("pptk", unit), () => view({ id }));
/** Rows as [key, then each drawn column as value or the reason why there is none]. */
async function columns(made: Regency, id: string, unit = "setda"): Promise<readonly (readonly string[])[]> {
  const { rows } = await seen(made, unit, id);
  return rows.map(({ rowKey, cells }) => [
    rowKey.replace("bab-4/", ""),
    ...["sasaran", "terlayani", "capaian"].map((field) => cells[field]?.v ?? `${cells[field]?.s}: ${cells[field]?.r}`),
  ]);
}
const asked = (made: Regency, id: string, unit = "setda") =>
  made.as(made.who("pptk", unit), async () => (await drawings({ id })).sections[0]);

describe("rows drawn from reports of other offices", () => {
  let made: Regency;
  let id: string;
  let health: string;

  beforeAll(async () => {
    made = await world("kukar");
    // Another regency with the same names publishes other figures; nothing of it may ever appear.
    const other = await world("bombana");
    await file(other, "dinkes", [...served("k.2", "7", "7"), ...served("k.10", "7", "7")]);
    await file(other, "capil", served("p.1", "7", null));
    health = await file(made, "dinkes", HEALTH);
    await file(made, "disdik", served("p.1", null, "30"));
    id = await made.openReport("2025", "setda", region.id);
  });

  const WAITS = "missing: Unit capil belum menerbitkan Layanan Triwulan IV 2025";
  const NOBODY = "missing: tidak ada perangkat daerah yang mengisi Orang diselamatkan pada Layanan";
  it("takes what is out when the report is opened, and says whose report each missing figure waits for", async () => {
    expect(await columns(made, id)).toEqual([
      ["k.2", "100", "90", "90"],
      ["k.10", "80", "40", "50"],
      ["p.1", WAITS, "30", WAITS],
      ["j.1", NOBODY, NOBODY, NOBODY],
    ]);
    const report = await seen(made, "setda", id);
    const [drawing] = report.drawings ?? [];
    expect([drawing?.counted, drawing?.expected, drawing?.awaited]).toEqual([
      2,
      3,
      [{ unit: "capil", name: "Unit capil", periods: [TW4] }],
    ]);
    expect(report.rows.find((row) => row.rowKey === "bab-4/k.2")?.sources).toEqual([health]);
    // A mean over rows of which two are missing is missing, and never a mean of the other two.
    const figures = computeSent(region, report.rows, report.carry, null).figures;
    expect(told(figures["rata"])).toBe("missing");
  });

  it("keeps with the report whose the chapter is, so that its files never call one's own without sources another's", async () => {
    const keepers = drawingFrom("tahunan-kepala", { period: "year", units: "own" }, { part: "pemerintahan" });
    await introduce(made, keepers, { setda: ["pemerintahan"], dinkes: ["kesehatan"] }, ["2025"]);
    const [section] = drawnSections(keepers);
    const why = async (unit: string) => {
      const report = await made.openReport("2025", unit, keepers.id);
      const { drawings: found = [] } = await seen(made, unit, report);
      const hash = await made.send(report, made.who("pptk", unit));
      const sent = JSON.parse((await asProduct(made.id, () => archived("submission", hash))) ?? "{}") as Content;
      return [found, sent.drawings].map((each) => section && noRowsOf(section, each?.[0]));
    };
    expect(await why("setda")).toEqual(["unasked", "unasked"]);
    expect(await why("dinkes")).toEqual(["others", "others"]);
  });

  it("draws nothing for an office that does not answer for the chapter", async () => {
    const elsewhere = await made.openReport("2025", "dinkes", region.id);
    expect((await seen(made, "dinkes", elsewhere)).rows).toEqual([]);
    expect(await asked(made, elsewhere, "dinkes")).toMatchObject({ own: false, drawn: true, news: [] });
  });

  it("says nothing against a report that is nihil: nobody typed what was drawn", async () => {
    const yearly = await made.openReport("2025", "dinkes", own.id);
    const { rows, stamp } = await seen(made, "dinkes", yearly);
    expect(rows[0]?.cells["terlayani"]).toMatchObject({ v: "90", o: "drawn" });
    const nil = "Tidak ada yang dilaporkan tahun ini.";
    const { state } = await made.as(made.who("pptk", "dinkes"), () => submit({ id: yearly, stamp, nil }));
    expect(state).toBe("in_review");
  });

  it("lets nobody type into a drawn column, and everybody beside it", async () => {
    const changes = [made.cell("bab-4/k.2", "terlayani", "99", 1), made.cell("bab-4/k.2", "solusi", "Jemput bola")];
    const { cells } = await made.as(made.who("pptk", "setda"), () => save({ id, changes }));
    expect(cells.map((cell) => [cell.field, cell.outcome, "code" in cell ? cell.code : null])).toEqual([
      ["solusi", "accepted", null],
      ["terlayani", "refused", "report.cell_drawn"],
    ]);
  });

  it("never draws what is not out: a draft of the source is no news", async () => {
    const draft = await made.openReport(TW4, "capil", daerah.id);
    const changes = [made.cell("penerima/p.1", "sasaran", "40")];
    await made.as(made.who("pptk", "capil"), () => save({ id: draft, changes }));
    expect((await asked(made, id))?.news).toEqual([]);
    const preview = await made.as(made.who("pptk", "setda"), () => drawPreview({ id, section: "bab-4" }));
    expect([preview.cellCount, preview.added, preview.removed]).toEqual([0, [], []]);
    await fileReport(made, "capil", draft, []);
  });

  it("tells of a source that is out since, shows what would change, and changes it only when asked to", async () => {
    expect((await asked(made, id))?.news).toEqual([{ name: "Unit capil", period: TW4, what: "new" }]);
    const preview = await made.as(made.who("pptk", "setda"), () => drawPreview({ id, section: "bab-4" }));
    expect(preview.cells.map(({ rowKey, field, after }) => [rowKey, field, after?.v])).toEqual([
      ["bab-4/p.1", "sasaran", "40"],
      ["bab-4/p.1", "capaian", "75"],
    ]);
    expect((await columns(made, id))[2]).toEqual(["p.1", WAITS, "30", WAITS]);
    const who = made.who("pptk", "setda");
    expect(await made.as(who, () => draw({ id, section: "bab-4" }))).toEqual({ changed: 1, left: 0 });
    expect((await columns(made, id))[2]).toEqual(["p.1", "40", "30", "75"]);
    expect((await asked(made, id))?.news).toEqual([]);
    const { rows } = await seen(made, "setda", id);
    expect(rows.find((row) => row.rowKey === "bab-4/k.2")?.cells["solusi"]?.v).toBe("Jemput bola");
  });

  it("tells of a correction, keeps the figures that were drawn, and sends them with ids, versions and hashes", async () => {
    await made.as(made.who("kepala", "dinkes"), () => askCorrection({ id: health, reason: REASON }));
    const granted = await made.as(made.who("bappeda", "bappeda"), () =>
      answerCorrection({ id: health, granted: true, reason: "Dikabulkan karena buktinya jelas." }),
    );
    const second = granted.id ?? "";
    const changes = [made.cell("penerima/k.2", "terlayani", "95", 1)];
    await made.as(made.who("pptk", "dinkes"), () => save({ id: second, changes }));
    expect((await asked(made, id))?.news).toEqual([]);
    await fileReport(made, "dinkes", second, []);
    expect((await asked(made, id))?.news).toEqual([{ name: "Unit dinkes", period: TW4, what: "corrected" }]);
    expect((await columns(made, id))[0]).toEqual(["k.2", "100", "90", "90"]);

    const who = made.who("pptk", "setda");
    const hash = await made.send(id, who);
    expect(await failing(made.as(who, () => draw({ id, section: "bab-4" })))).toBe("report.state");
    const content = JSON.parse((await asProduct("kukar", () => archived("submission", hash))) ?? "") as Content;
    const [drawing] = content.drawings ?? [];
    expect(drawing?.reports.map(({ report }) => report)).toEqual([
      `layanan-uji.${TW4}.capil.1`,
      `layanan-uji.${TW4}.dinkes.1`,
      `layanan-uji.${TW4}.disdik.1`,
    ]);
    const { signed } = await seen(made, "dinkes", health);
    expect(drawing?.reports[1]?.hash).toBe(signed?.snapshot);
    const row = content.rows.find((each) => each.key === "bab-4/k.2");
    expect([row?.cells["terlayani"]?.v, row?.sources]).toEqual(["90", [health]]);
    // What is missing says why in what is signed as well.
    expect(content.rows.find((each) => each.key === "bab-4/j.1")?.cells["capaian"]).toEqual({
      s: "missing",
      v: null,
      r: "tidak ada perangkat daerah yang mengisi Orang diselamatkan pada Layanan",
    });
  });
});

describe("a drawn section over the life of its report", () => {
  let made: Regency;
  let id: string;
  let health: string;
  const who = () => made.who("pptk", "setda");

  beforeAll(async () => {
    made = await world("palu");
    health = await file(made, "dinkes", HEALTH);
    id = await made.openReport("2025", "setda", region.id);
  });

  it("is drawn anew by another version of its template before it can be sent, and loses nothing typed", async () => {
    await made.as(who(), () => save({ id, changes: [made.cell("bab-4/k.2", "solusi", "Tetap")] }));
    const elsewhere = await made.openReport("2025", "dinkes", region.id);
    const [section] = region.sections;
    const fields = drawnColumns({ capaian: "berbobot" });
    const next = v.parse(TemplateDefinition, { ...region, sections: [{ ...section, fields }] });
    const version = { definition: next, n: 2, effectiveFrom: "2025", chain: { id: "tiga-tingkat", n: 1 } };
    await asProduct("palu", () => publish(version));
    await made.as(made.who("admin", "bappeda"), () => takeTemplate({ id, to: 2 }));
    expect(await asked(made, id)).toMatchObject({ drawn: false, news: [] });
    const { stamp } = await seen(made, "setda", id);
    expect(await failing(made.as(who(), () => submit({ id, stamp })))).toBe("report.not_drawn");
    await made.as(who(), () => draw({ id, section: "bab-4" }));
    // An office that does not answer for the chapter has nothing to draw, and is not held back by it.
    await made.as(made.who("admin", "bappeda"), () => takeTemplate({ id: elsewhere, to: 2 }));
    const theirs = await seen(made, "dinkes", elsewhere);
    const pptk = made.who("pptk", "dinkes");
    expect(await failing(made.as(pptk, () => submit({ id: elsewhere, stamp: theirs.stamp })))).toBe("ok");
    // 90 % by the weight 0,8 of the row at its source.
    expect((await columns(made, id))[0]).toEqual(["k.2", "100", "90", "72"]);
    const { rows } = await seen(made, "setda", id);
    expect(rows.find((row) => row.rowKey === "bab-4/k.2")?.cells["solusi"]?.v).toBe("Tetap");
  });

  it("may be drawn again after a return that points into it", async () => {
    const hash = await made.send(id, who());
    const { turn } = await made.as(made.who("kabid", "setda"), () => view({ id }));
    const flags = [{ rowKey: "bab-4/k.2", field: "solusi" }].map((each) => v.parse(CellRef, each));
    await made.as(made.who("kabid", "setda"), () =>
      sendBack({ id, hash, reason: REASON, to: "author", flags, ...(turn ? { task: turn.taskId } : {}) }),
    );
    expect((await asked(made, id))?.draw).toMatchObject({ allowed: true });
  });

  it("goes into a correction as it was signed, and is drawn again there", async () => {
    await fileReport(made, "setda", id, []);
    await made.as(made.who("kepala", "setda"), () => askCorrection({ id, reason: REASON }));
    const granted = await made.as(made.who("bappeda", "bappeda"), () =>
      answerCorrection({ id, granted: true, reason: "Dikabulkan karena buktinya jelas." }),
    );
    const second = granted.id ?? "";
    expect((await seen(made, "setda", second)).drawings?.[0]?.reports.map(({ report }) => report)).toEqual([health]);
    await made.as(made.who("bappeda", "bappeda"), () => voidReport({ id: health, reason: REASON }));
    await made.as(who(), () => draw({ id: second, section: "bab-4" }));
    const why = "missing: Unit dinkes belum menerbitkan Layanan Triwulan IV 2025";
    expect((await columns(made, second))[0]).toEqual(["k.2", why, why, why]);
    // What is out keeps what it was signed with.
    expect((await columns(made, id))[0]).toEqual(["k.2", "100", "90", "72"]);
    expect((await asked(made, id))?.news).toEqual([]);
  });
});

describe("rows drawn from the unit's own reports, put together over the year", () => {
  it("adds numbers and divides sums, and never takes the mean of percentages", async () => {
    const made = await world("nunukan");
    // 50 of 100 and 270 of 300: together 320 of 400, which is 80 % and not the mean of 50 % and 90 %.
    await file(made, "dinkes", [...served("k.2", "100", "50"), ...served("k.10", "10", "1")], "2025-TW3");
    await file(made, "dinkes", [...served("k.2", "300", "270"), ...served("k.10", "10", "2")]);
    const id = await made.openReport("2025", "dinkes", own.id);
    const rows = await columns(made, id, "dinkes");
    expect(rows.find(([key]) => key === "k.2")).toEqual(["k.2", "400", "320", "80"]);
    // Asked for since the third quarter: nothing is awaited of it.
    expect((await seen(made, "dinkes", id)).drawings).toMatchObject([{ counted: 1, expected: 1, awaited: [] }]);
    // A unit that is not asked for such reports has no rows.
    const keeper = await made.openReport("2025", "setda", own.id);
    expect((await seen(made, "setda", keeper)).rows).toEqual([]);
  });

  it("drops a source that was withdrawn from the public, and keeps the row in which somebody wrote", async () => {
    const made = await world("palembang");
    const source = await file(made, "dinkes", HEALTH);
    const id = await made.openReport("2025", "dinkes", own.id);
    const who = made.who("pptk", "dinkes");
    await made.as(who, () => save({ id, changes: [made.cell("bab-4/k.2", "solusi", "Tetap")] }));
    await made.as(made.who("bappeda", "bappeda"), () => voidReport({ id: source, reason: REASON }));
    expect((await asked(made, id, "dinkes"))?.news).toEqual([{ name: "Unit dinkes", period: TW4, what: "withdrawn" }]);
    await made.as(who, () => draw({ id, section: "bab-4" }));
    const why = "missing: Unit dinkes belum menerbitkan Layanan Triwulan III 2025, Triwulan IV 2025";
    expect((await columns(made, id, "dinkes")).find(([key]) => key === "k.2")).toEqual(["k.2", why, why, why]);
    const { rows } = await seen(made, "dinkes", id);
    expect(rows.find((row) => row.rowKey === "bab-4/k.2")?.cells["solusi"]?.v).toBe("Tetap");
  });
});

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { inbox, publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { ChainVersion, type Step } from "../src/approval/schema.ts";
import { saveTeam } from "../src/approval/teams.ts";
import { record as recordBudget } from "../src/budget/index.ts";
import type { BudgetLine } from "../src/budget/schema.ts";
import { end as endUnit, rename } from "../src/orgunit/change.ts";
import { restateUnits } from "../src/orgunit/index.ts";
import { heldNow } from "../src/position/index.ts";
import { end } from "../src/position/mandate.ts";
import { Units as PublicUnits } from "../src/portal/store.ts";
import { followBudget, takeBudget } from "../src/report/budget.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { history } from "../src/report/list.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import { submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { assign } from "../src/template/index.ts";
import { currentTenant } from "../src/tenant/index.ts";
import { setSigning, signing } from "../src/tenant/settings.ts";
import { bring } from "./stages.ts";
import {
  asProduct,
  asProgram,
  everything,
  failing,
  journalOf,
  lines,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

/* What happens to a report when the world around it changes while it is under way. `handbook/edge-cases.md` lists them. */

const REASON = "Alasan yang cukup panjang.";
const stateOf = async (of: Regency, id: string) => (await asProduct(of.id, () => view({ id }))).state;

describe("an OPD that is merged during the chain", () => {
  let kukar: Regency;
  let id = "";
  let hash = "";
  const MERGED = "dinas-lama";
  const NEXT = "dinas-baru";
  const admin = () => kukar.who("admin", "bappeda");
  const LAST = "2026-04-06";
  const last = { unitId: MERGED, asOf: "2021-01-01", until: LAST, successors: [NEXT] };
  /** Somebody in the posts that the table says they hold now. */
  const seated = async (who: Somebody, iso: string): Promise<Somebody> => ({
    ...who,
    posts: await asProduct("kukar", async () => heldNow(who.person, await currentTenant(), new Date(iso))),
  });

  beforeAll(async () => {
    travel(MARCH_OPEN);
    kukar = await regency("kukar", { units: [MERGED, NEXT], lines: 2 });
    ({ id, hash } = await bring(kukar, MERGED, "in_review", { lines: 2 }));
  });

  it("does not end while its officials hold posts or it must report on, and the refusal names both", async () => {
    const work = kukar.as(admin(), () => endUnit(last));
    await expect(work).rejects.toThrow(/kepala dinas-lama/);
    for (const who of ["pptk", "pptk-2", "kabid", "kepala"]) {
      const [kind = "", seat = "1"] = who.split("-");
      const person = kukar.who(kind, MERGED, Number(seat)).person;
      const held = { unit: MERGED, kind, person, from: "2025-01-01", until: LAST, rev: 1 };
      await kukar.as(admin(), () => end({ ...held, reason: "Penggabungan dinas." }));
    }
    await expect(kukar.as(admin(), () => endUnit(last))).rejects.toThrow(/penugasan RFK sejak Januari 2026/);
    for (const template of ["rfk", "layanan-bulanan"]) {
      const assignments = [{ template, unit: MERGED, from: "2026-01", until: "2026-04" }];
      await kukar.as(admin(), () => assign({ template, assignments }));
    }
    expect(await failing(kukar.as(admin(), () => endUnit(last)))).toBe("ok");
  });

  it("leaves its report to the officials of its successor, from the midnight on which it is gone", async () => {
    const before = "2026-04-06T15:59:59.000Z"; // 23.59.59 WITA
    travel(before);
    const checker = kukar.who("kabid", NEXT);
    expect((await kukar.as(await seated(checker, before), () => inbox({}))).tasks).toEqual([]);
    const after = "2026-04-06T16:00:00.000Z";
    travel(after);
    const taken = await seated(checker, after);
    expect((await kukar.as(taken, () => inbox({}))).tasks.map((task) => task.reportId)).toEqual([id]);
    expect((await asProduct("kukar", () => view({ id }))).steps[0]?.holders).toEqual([checker.name]);
    // Whoever sat there before decides no more, whatever an old page shows.
    expect(await failing(kukar.as(kukar.who("kabid", MERGED), () => verify({ id, hash })))).toBe("report.desk");
    await kukar.as(taken, () => verify({ id, hash }));
    const head = await seated(kukar.who("kepala", NEXT), after);
    expect(await failing(kukar.as(head, () => sign({ id, hash })))).toBe("ok");
    expect(await stateOf(kukar, id)).toBe("signed");
  });

  it("that is sent back goes to the authors of its successor", async () => {
    travel(MARCH_OPEN);
    const other = await regency("nunukan", { units: ["dinas-pu"], lines: 2 });
    expect(await stateOf(other, (await bring(other, "dinas-pu", "in_review", { lines: 2 })).id)).toBe("in_review");
    // The authors of a unit that stands are nobody else's.
    const stranger = kukar.who("pptk", NEXT);
    const posts = await asProduct("kukar", async () =>
      heldNow(stranger.person, await currentTenant(), new Date("2026-04-06T15:00:00.000Z")),
    );
    expect(posts.map((post) => post.unit)).toEqual([NEXT]);
    const later = await seated(stranger, "2026-04-07T02:00:00.000Z");
    expect(later.posts.map((post) => post.unit)).toEqual([NEXT, MERGED]);
  });
});

describe("a budget that changes", () => {
  const spread = (pagu: string, each: string): Partial<BudgetLine> => ({
    pagu,
    rak: Array.from({ length: 12 }, () => each),
  });
  /** Line 1 has twice the pagu, line 2 is gone, line 4 is new. */
  const amended = (): BudgetLine[] => {
    const [one, , three, four] = lines(4) as [BudgetLine, BudgetLine, BudgetLine, BudgetLine];
    return [{ ...one, ...spread("2400000000.00", "200000000.00") }, three, four];
  };
  const version = (unit: string, stage: "pergeseran" | "perubahan" = "perubahan") => ({
    year: "2026",
    unit,
    stage,
    n: 1,
    effectiveFrom: "2026-03",
    lines: amended(),
  });
  let bombana: Regency;
  const UNITS = ["dinas-draf", "dinas-kirim", "dinas-kembali", "dinas-besar", "dinas-lomba"];
  const follow = (unit: string) => asProgram("worker", "bombana", () => followBudget(unit, "2026"));
  const bappeda = () => bombana.who("bappeda", "bappeda");
  const seen = (id: string) => asProduct("bombana", () => view({ id }));

  beforeAll(async () => {
    travel(MARCH_OPEN);
    bombana = await regency("bombana", { units: UNITS, lines: 3 });
  });

  it("during the draft moves it: rows follow, entries stay, a row that was written in stays and says why", async () => {
    const unit = "dinas-draf";
    const { id } = await bring(bombana, unit, "draft");
    const pptk = bombana.who("pptk", unit);
    await bombana.as(pptk, () => save({ id, changes: [bombana.cell(rowOf(1), "keuangan", "90000000")] }));
    await bombana.as(pptk, () => save({ id, changes: [bombana.cell(rowOf(2), "keuangan", "5000000")] }));
    const before = await seen(id);
    await bombana.as(bappeda(), () => recordBudget(version(unit)));
    expect(await follow(unit)).toBe(1);
    const after = await seen(id);
    expect(after.pins.budget?.label).toBe("DPA perubahan");
    expect(after.rows.map((row) => row.rowKey)).toEqual([1, 2, 3, 4].map(rowOf));
    const [one, two] = after.rows;
    // 12 months of 200 million; through March three of them.
    expect(one?.context).toMatchObject({ pagu: "2400000000.00", rencana_keuangan: "600000000" });
    expect(one?.cells["keuangan"]?.v).toBe("90000000");
    expect(two).toMatchObject({
      label: "Rekonstruksi Jalan 2 (tidak ada dalam DPA perubahan)",
      context: { pagu: "0" },
    });
    expect(two?.cells["keuangan"]?.v).toBe("5000000");
    // A page from before the move cannot send what nobody saw.
    expect(await failing(bombana.as(pptk, () => submit({ id, stamp: before.stamp })))).toBe("report.stale");
    const said = await bombana.as(pptk, () => history({ id }));
    expect(said.entries.find((entry) => entry.op === "report.takeBudget")?.note).toBe(
      "Anggaran: DPA murni menjadi DPA perubahan. Isian yang sudah ada tidak berubah.",
    );
    const entries = async () => journalOf(await everything(), "bombana").length;
    const told = await entries();
    expect([await follow(unit), await entries()]).toEqual([0, told]);
  });

  it("removes a row that nobody wrote in", async () => {
    const unit = "dinas-lomba";
    const { id } = await bring(bombana, unit, "draft");
    const before = await seen(id);
    await bombana.as(bappeda(), () => recordBudget(version(unit)));
    await follow(unit);
    const after = await seen(id);
    expect(after.rows.map((row) => row.rowKey)).toEqual([1, 3, 4].map(rowOf));
    expect(after.stamp).toBeGreaterThan(before.stamp);
  });

  it("during the chain changes nothing: what was sent keeps its version up to the signature", async () => {
    const unit = "dinas-kirim";
    const { id, hash } = await bring(bombana, unit, "in_review");
    await bombana.as(bappeda(), () => recordBudget(version(unit)));
    expect(await follow(unit)).toBe(0);
    const still = await seen(id);
    expect([still.pins.budget?.label, still.hash]).toEqual(["DPA murni", hash]);
    expect(await failing(bombana.as(bappeda(), () => takeBudget({ id })))).toBe("report.state");
    await bombana.as(bombana.who("kabid", unit), () => verify({ id, hash }));
    expect(await failing(bombana.as(bombana.who("kepala", unit), () => sign({ id, hash })))).toBe("ok");
  });

  it("leaves a returned report on the version that was reviewed", async () => {
    const unit = "dinas-kembali";
    const { id, hash } = await bring(bombana, unit, "in_review");
    await bombana.as(bombana.who("kabid", unit), () => sendBack({ id, hash, reason: REASON }));
    await bombana.as(bappeda(), () => recordBudget(version(unit)));
    expect(await follow(unit)).toBe(0);
    expect((await seen(id)).pins.budget?.label).toBe("DPA murni");
  });

  it("of more rows than one transaction takes moves in passes, and nothing is sent in between", async () => {
    const unit = "dinas-besar";
    const { id } = await bring(bombana, unit, "draft");
    const many = { ...version(unit), lines: lines(230) };
    await bombana.as(bappeda(), () => recordBudget(many));
    // 227 new rows and 3 as they were: 95, 95 and 37.
    const first = await bombana.as(bappeda(), () => takeBudget({ id }));
    expect(first.left).toBe(132);
    const half = await seen(id);
    const pptk = bombana.who("pptk", unit);
    expect(await failing(bombana.as(pptk, () => submit({ id, stamp: half.stamp })))).toBe("report.budget_moving");
    expect(await follow(unit)).toBe(1);
    const whole = await seen(id);
    expect([whole.rows.length, whole.pins.budget]).toEqual([230, { label: "DPA perubahan", hash: expect.any(String) }]);
    expect(await failing(bombana.as(bappeda(), () => takeBudget({ id })))).toBe("report.budget_current");
  });
});

describe("a device whose clock is wrong", () => {
  it("decides nothing: order, deadline and history are the server's, the device's time is only noted at the cell", async () => {
    travel(MARCH_OPEN);
    const palembang = await regency("palembang", { lines: 1 });
    const id = await palembang.openReport();
    const pptk = palembang.who("pptk");
    const at = (iso: string, value: string, base: number) => ({
      ...palembang.cell(rowOf(1), "keuangan", value, base),
      at: iso,
    });
    await palembang.as(pptk, () => save({ id, changes: [at("2031-01-01T00:00:00.000Z", "1000", 0)] }));
    await palembang.as(pptk, () => save({ id, changes: [at("2019-01-01T00:00:00.000Z", "2000", 1)] }));
    const { rows } = await asProduct("palembang", () => view({ id }));
    expect(rows[0]?.cells["keuangan"]).toMatchObject({ v: "2000", n: 2, t: 1_546_300_800 });
    const { entries } = await palembang.as(pptk, () => history({ id }));
    expect(new Set(entries.map((entry) => entry.at))).toEqual(new Set([MARCH_OPEN]));
    // Locked is locked, though the device believes that it is still March.
    travel("2026-04-20T16:00:00.001Z");
    const late = [at("2026-03-31T00:00:00.000Z", "3000", 2)];
    expect(await failing(palembang.as(pptk, () => save({ id, changes: late })))).toBe("calendar.locked");
  });
});

describe("a quorum whose member leaves", () => {
  const [check, signature] = threeTiers.steps as [Step, Step];
  const KINDS = ["jf", "staf", "operator"];
  const team = { by: "team", team: "rapat" };
  const meeting = { ...check, key: "rapat", label: "Rapat", assignee: team, mode: { kind: "majority" } };
  const chain = v.parse(ChainVersion, {
    ...threeTiers,
    n: 2,
    steps: [
      { ...meeting, separateFrom: ["author"] },
      { ...signature, separateFrom: ["author"] },
    ],
  });
  const seats = KINDS.map((kind) => ({ seat: `kursi-${kind}`, label: kind, desk: `${kind}@dinas-rapat` }));

  it("keeps the denominator and the votes cast; the successor votes on the free seat, never on a used one", async () => {
    travel(MARCH_OPEN);
    const made = await regency("kutim", { units: ["dinas-pu", "dinas-rapat"], lines: 2 });
    const [first, second, third] = KINDS.map((kind) => made.who(kind, "dinas-rapat")) as [Somebody, Somebody, Somebody];
    await made.hire(first, second, third);
    await asProduct("kutim", () => saveTeam({ team: "rapat", label: "Rapat", seats, rev: 0 }));
    await asProduct("kutim", () => publishChain({ chain }));
    const { id, hash } = await bring(made, "dinas-pu", "in_review", { lines: 2 });
    await made.as(first, () => verify({ id, hash }));
    // Both the one who voted and one who did not leave with the day; others follow them.
    for (const who of [first, second]) {
      const kind = who.posts[0]?.kind ?? "";
      const held = { unit: "dinas-rapat", kind, person: who.person, from: "2025-01-01", until: "2026-04-05", rev: 1 };
      await made.as(made.who("admin", "bappeda"), () => end({ ...held, reason: "Pindah tugas ke dinas lain." }));
    }
    const [afterFirst, afterSecond] = ["jf", "staf"].map((kind) => made.who(kind, "dinas-rapat", 2)) as [
      Somebody,
      Somebody,
    ];
    await made.hire(afterFirst, afterSecond);
    travel("2026-04-06T02:00:00.000Z");
    const step = async () => (await asProduct("kutim", () => view({ id }))).steps[0];
    expect(await step()).toMatchObject({ how: "open", needed: 2, of: 3, votes: [{ person: first.person }] });
    expect(await failing(made.as(afterFirst, () => verify({ id, hash })))).toBe("report.desk");
    expect(await failing(made.as(second, () => verify({ id, hash })))).toBe("report.desk");
    expect(await failing(made.as(afterSecond, () => verify({ id, hash })))).toBe("ok");
    const passed = await step();
    expect([passed?.how, await stateOf(made, id)]).toEqual(["passed", "in_review"]);
  });
});

describe("a name that was recorded ahead", () => {
  it("reaches the public on its day, once however often the job asks", async () => {
    travel(MARCH_OPEN);
    const made = await regency("wajo", { units: ["dinas-satu"], lines: 1 });
    const renamed = { unitId: "dinas-satu", asOf: "2021-01-01", from: "2026-05-01", name: "Dinas Baru", short: "Baru" };
    await made.as(made.who("admin", "bappeda"), () => rename(renamed));
    await project("wajo");
    const shown = () => asProduct("wajo", async () => (await PublicUnits.get({ unit: "dinas-satu" }))?.name);
    const restated = async () =>
      journalOf(await everything(), "wajo").filter((entry) => entry.op === "orgunit.restate").length;
    const job = () => asProgram("jobs", "wajo", restateUnits);
    expect(await job()).toBe(null);
    expect(await shown()).toBe("Unit dinas-satu");
    travel("2026-04-30T16:00:00.000Z"); // 1 May, 00.00 WITA
    expect(await job()).toBe("2026-05-01");
    travel("2026-05-01T09:00:00.000Z");
    expect(await job()).toBe("2026-05-01");
    expect(await restated()).toBe(1);
    await project("wajo");
    expect(await shown()).toBe("Dinas Baru");
  });
});

describe("how a regency signs", () => {
  it("is set by its admin, by whoever saw it last, and by nobody else", async () => {
    travel(MARCH_OPEN);
    const made = await regency("berau", { lines: 1 });
    const admin = made.who("admin", "bappeda");
    const first = await made.as(made.who("pptk"), () => signing({}));
    expect(first).toEqual({ signer: "internal", freshSecondFactor: false, paper: "F4", rev: 1 });
    const wanted = { ...first, freshSecondFactor: true };
    expect(await failing(made.as(made.who("kepala"), () => setSigning(wanted)))).toBe("kernel.forbidden");
    expect(await made.as(admin, () => setSigning(wanted))).toEqual({ rev: 2 });
    expect(await failing(made.as(admin, () => setSigning({ ...wanted, paper: "A4" })))).toBe("tenant.stale");
    expect(await made.as(admin, () => signing({}))).toEqual({ ...wanted, rev: 2 });
    // What stands beside it in the record stays.
    const { settings } = await asProduct("berau", currentTenant);
    expect(settings.deviationRed).toBe("-10");
  });
});

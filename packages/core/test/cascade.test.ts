import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { draft } from "../src/cascade/agreement/index.ts";
import { reopen, sign } from "../src/cascade/agreement/sign.ts";
import { agreement } from "../src/cascade/agreement/view.ts";
import { remove, saveIndicator, saveNode } from "../src/cascade/change.ts";
import { evaluation, followUp, open, recommend, score, scoreSelf } from "../src/cascade/evaluation/index.ts";
import { begin, definePlan, view } from "../src/cascade/index.ts";
import { recordTargets } from "../src/cascade/target/index.ts";
import { answerSupport, askSupport } from "../src/cascade/support.ts";
import { holesOf } from "../src/cascade/holes.ts";
import { akip } from "../src/cascade/packs/evaluation.ts";
import { scoreOf } from "../src/cascade/evaluation/compute.ts";
import { thaw } from "../src/db/frozen.ts";
import type { Contents } from "../src/export/content.ts";
import { open as openFile, request } from "../src/export/index.ts";
import { Wanted } from "../src/export/schema.ts";
import { exported } from "./stages.ts";
import { end } from "../src/position/mandate.ts";
import {
  asProduct,
  everything,
  failing,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const PLAN = "rpjmd-2025-2029";
const YEAR = "2026";
const PU = "dinas-pu";
const KES = "dinas-kes";
const REASON = "Alasan yang cukup panjang.";
const LEADER = { unit: "bappeda", post: "pimpinan", person: "pimpinan-bappeda-1" };
let kukar: Regency;
let other: Regency;
let planner: Somebody;
let head: Somebody;
let leader: Somebody;

const at = (part: string, year = YEAR) => ({ plan: PLAN, year, part });
type NodeInput = Parameters<typeof saveNode>[0]["content"];
type IndicatorInput = Parameters<typeof saveIndicator>[0]["content"];
type DraftInput = Parameters<typeof draft>[0];
type AnswerInput = Parameters<typeof answerSupport>[0];
const node = (level: NodeInput["level"], parents: string[], more: Partial<NodeInput> = {}): NodeInput => ({
  level,
  code: null,
  text: `Uraian ${level}`,
  owner: null,
  parents,
  ...more,
});
const indicator = (parents: string[], more: Partial<IndicatorInput> = {}): IndicatorInput => ({
  code: null,
  text: "Persentase jalan mantap",
  unit: "%",
  direction: "naik",
  method: { id: "naik", n: 1 },
  formula: null,
  aggregation: "nilai-akhir",
  parents,
  ...more,
});
const put = (part: string, id: string, content: NodeInput, rev = 0, year = YEAR) =>
  kukar.as(planner, () => saveNode({ ...at(part, year), id, rev, content }));
const measure = (part: string, id: string, content: IndicatorInput, rev = 0) =>
  kukar.as(planner, () => saveIndicator({ ...at(part), id, rev, content }));
/** The next version of the targets of the works office: one indicator, its year alone. */
const aim = (id: string, year: string, after: number, stage: "murni" | "perubahan" = "murni") =>
  kukar.as(planner, () =>
    recordTargets({
      ...at(PU),
      after,
      stage,
      effectiveFrom: stage === "murni" ? "2026-01" : "2026-10",
      source: { document: "Renstra 2025-2029", number: "3/2025", date: null },
      lines: [{ indicator: id, year, quarters: [null, null, null, null] }],
    }),
  );
const seen = (part: string, year = YEAR) => kukar.as(planner, () => view(at(part, year)));

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: [PU, KES], lines: 2, pptk: 1 });
  other = await regency("nunukan", { units: [PU], lines: 1, pptk: 1 });
  planner = kukar.who("bappeda", "bappeda");
  head = kukar.who("kepala", PU);
  leader = kukar.who("pimpinan", "bappeda");
  await kukar.hire(leader);
  const plan = { plan: PLAN, label: "RPJMD 2025-2029", from: "2025", until: "2029", source: "Perda 1/2025", rev: 0 };
  await kukar.as(planner, () => definePlan(plan));
  for (const part of ["daerah", PU, KES]) await kukar.as(planner, () => begin({ ...at(part), from: null }));
  await put("daerah", "v", node("visi", []));
  await put("daerah", "m", node("misi", ["daerah/v"]));
  await put("daerah", "t", node("tujuan", ["daerah/m"]));
  await put("daerah", "s", node("sasaran", ["daerah/t"]));
  await put(PU, "a", node("sasaran-pd", ["daerah/s"], { owner: { unit: PU, post: "kepala" } }));
  await put(PU, "p", node("program", [`${PU}/a`], { code: "1.03.10" }));
});

describe("the tree of a year", () => {
  it("takes a change on the revision that was seen, and refuses an older one", async () => {
    await put(PU, "b", node("program", [`${PU}/a`]));
    await put(PU, "b", node("program", [`${PU}/a`], { text: "Program kedua" }), 1);
    expect(await failing(put(PU, "b", node("program", [`${PU}/a`]), 1))).toBe("cascade.stale");
    expect(await failing(put(PU, "b", node("kegiatan", [`${PU}/p`]), 2))).toBe("cascade.level");
  });

  it("never uses an id again, not even of what was taken out, and says what still hangs below", async () => {
    await put(PU, "k", node("kegiatan", [`${PU}/b`]));
    const out = (id: string, rev: number) =>
      kukar.as(planner, () => remove({ ...at(PU), id, kind: "node", reason: REASON, rev }));
    expect(await failing(out("b", 2))).toBe("cascade.in_use");
    await out("k", 1);
    expect(await failing(put(PU, "k", node("kegiatan", [`${PU}/b`])))).toBe("cascade.id_taken");
    expect(await failing(put(PU, "k", node("kegiatan", [`${PU}/b`]), 2))).toBe("cascade.stale");
    expect((await seen(PU)).nodes.map(({ id }) => id)).not.toContain("k");
  });

  it("is an OPD's own: others of the regency do not change it, and another regency does not know it", async () => {
    const stranger = kukar.who("kepala", KES);
    const own = () => saveNode({ ...at(PU), id: "x", rev: 0, content: node("program", [`${PU}/a`]) });
    expect(await failing(kukar.as(stranger, own))).toBe("kernel.forbidden");
    expect(await failing(other.as(other.who("admin", "bappeda"), own))).toBe("kernel.not_found");
    expect(await failing(other.as(other.who("admin", "bappeda"), () => view(at(PU))))).toBe("kernel.not_found");
  });

  it("is measured by methods that compare with a target, and by none that only averages", async () => {
    const by = (id: string) => measure(PU, "i-mutu", indicator([`${PU}/a`], { method: { id, n: 1 } }));
    expect(await failing(by("mutu-rata-butir"))).toBe("cascade.method");
    expect(await failing(by("naik-sekali"))).toBe("cascade.method");
    expect(await failing(by("turun-rasio"))).toBe("ok");
    await kukar.as(planner, () => remove({ ...at(PU), id: "i-mutu", kind: "indicator", reason: REASON, rev: 1 }));
  });

  it("is copied to the next year with the same ids, and then each year is changed by itself", async () => {
    expect(await failing(seen(PU, "2030"))).toBe("ok");
    expect(await failing(kukar.as(planner, () => begin({ ...at(PU, "2030"), from: null })))).toBe("cascade.year");
    expect(await failing(put(PU, "z", node("program", []), 0, "2027"))).toBe("cascade.not_begun");
    await kukar.as(planner, () => begin({ ...at(PU, "2027"), from: YEAR }));
    expect(await failing(kukar.as(planner, () => begin({ ...at(PU, "2027"), from: YEAR })))).toBe("cascade.begun");
    const own = async (year: string) =>
      (await seen(PU, year)).nodes.filter(({ part }) => part === PU).map(({ id, text }) => `${id} ${text}`);
    expect(await own("2027")).toEqual(await own(YEAR));
    await put(PU, "b", node("program", [`${PU}/a`], { text: "Berganti tahun" }), 1, "2027");
    expect(await own("2027")).toContain("b Berganti tahun");
    expect(await own(YEAR)).toContain("b Program kedua");
    // What was taken out came along: its id stays taken in the new year, too.
    expect(await failing(put(PU, "k", node("kegiatan", [`${PU}/b`]), 0, "2027"))).toBe("cascade.id_taken");
    expect((await seen(PU, "2027")).begun).toEqual(["2026", "2027"]);
  });
});

describe("a request for support", () => {
  const ask = (id: string) =>
    kukar.as(planner, () => askSupport({ ...at(PU), id, node: `${PU}/a`, to: KES, text: "Data puskesmas pembantu." }));
  const answer = (who: Somebody, id: string, more: Partial<AnswerInput>) =>
    kukar.as(who, () => answerSupport({ ...at(KES), id, accept: false, carrier: null, reason: null, rev: 1, ...more }));
  const kes = () => kukar.who("kepala", KES);

  it("is answered by the head of the other OPD alone, refused with a reason, once", async () => {
    await ask("d1");
    expect(await failing(answer(head, "d1", { reason: REASON }))).toBe("kernel.forbidden");
    expect(await failing(answer(kes(), "d1", { reason: "pendek" }))).toBe("cascade.support_reason");
    expect((await answer(kes(), "d1", { reason: REASON })).state).toBe("refused");
    expect(await failing(answer(kes(), "d1", { accept: true }))).toBe("cascade.answered");
    expect(await failing(ask("d1"))).toBe("cascade.id_taken");
  });

  it("counts only when accepted: then the carrying sasaran supports something", async () => {
    await put(KES, "c", node("sasaran-pd", [], { owner: { unit: KES, post: "kepala" } }));
    await ask("d2");
    const lost = async () => holesOf(await seen(KES), KES, YEAR).map(({ kind }) => kind);
    expect(await lost()).toContain("no-parent");
    await answer(kes(), "d2", { accept: true, carrier: `${KES}/c` });
    expect(await lost()).not.toContain("no-parent");
  });
});

describe("a Perjanjian Kinerja", () => {
  const key = { year: YEAR, unit: PU, post: "kepala", person: "kepala-dinas-pu-1" };
  const write = (rev: number, more: Partial<DraftInput> = {}) =>
    kukar.as(planner, () => draft({ ...key, plan: PLAN, superior: LEADER, actions: [], reason: null, rev, ...more }));
  const read = (who: Somebody, version = "1") => kukar.as(who, () => agreement({ ...key, version }));
  const stamp = async (who: Somebody, version = "1") => {
    const { hash, agreement: found } = await read(who, version);
    return kukar.as(who, () => sign({ ...key, version, hash: hash ?? "", rev: found.rev }));
  };

  it("is not signed while a sasaran in it lacks an indicator, and names the place", async () => {
    await write(0);
    expect(await failing(stamp(head))).toBe("cascade.sasaran_without_indicator");
    const { gaps, acts } = await read(head);
    expect(gaps).toEqual([
      { kind: "no-indicator", level: "sasaran-pd", node: `${PU}/a`, indicator: null, text: "Uraian sasaran-pd" },
    ]);
    expect(acts.sign).toMatch(/belum memiliki indikator/);
    await measure(PU, "ia", indicator([`${PU}/a`]));
    expect(await failing(stamp(head))).toBe("cascade.indicator_without_target");
    await aim("ia", "72.5", 0);
  });

  it("is signed by the official first, over exactly what was read, and by nobody else", async () => {
    const before = await read(head);
    await measure(PU, "ia", indicator([`${PU}/a`], { text: "Jalan mantap" }), 1);
    const old = () => sign({ ...key, version: "1", hash: before.hash ?? "", rev: 1 });
    expect(await failing(kukar.as(head, old))).toBe("cascade.content_changed");
    expect(await failing(stamp(leader))).toBe("cascade.not_your_turn");
    expect(await failing(stamp(planner))).toBe("cascade.not_your_turn");
    expect((await stamp(head)).state).toBe("offered");
    expect(await failing(stamp(head))).toBe("cascade.not_your_turn");
    expect(await failing(write(2))).toBe("cascade.agreement_state");
  });

  it("goes back to drafting with a reason before the superior signed, and then asks for both again", async () => {
    await kukar.as(leader, () => reopen({ ...key, version: "1", reason: REASON, rev: 2 }));
    const action = {
      indicator: `${PU}/ia`,
      activity: "Pemeliharaan berkala",
      budget: "1500000000",
      quarters: ["10", "30", "60", "72.5"],
    };
    await write(3, { actions: [action, { ...action, indicator: `${PU}/lain` }] });
    const { content } = await read(head);
    // A line for what is not promised falls away; the pagu of the programme comes from the two budget lines of 1,2 billion.
    expect(content?.actions).toEqual([action]);
    expect(content?.programs).toContainEqual({ code: "1.03.10", text: "Uraian program", budget: "2400000000.00" });
    await stamp(head);
    expect((await stamp(leader)).state).toBe("signed");
  });

  it("stays what was signed, whatever becomes of tree and names, and a change is a new version with a reason", async () => {
    const signed = await read(head);
    await measure(PU, "ia", indicator([`${PU}/a`], { text: "Bunyi lain" }), 2);
    const later = await read(head);
    expect(later.content).toEqual(signed.content);
    expect(later.content?.scope[0]?.indicators[0]?.text).toBe("Jalan mantap");
    expect(later.content?.first).toMatchObject({ name: head.name, nip: "197801012005012001", rank: "Penata (III/c)" });
    const whole = await asProduct("kukar", () => thaw<{ second: unknown }>(later.agreement.snapshot ?? ""));
    expect(whole?.second).toMatchObject({ person: LEADER.person });

    expect(await failing(write(0))).toBe("cascade.change_reason");
    expect((await write(0, { reason: "Perubahan APBD 2026" })).version).toBe(2);
    expect((await read(head)).agreement.state).toBe("signed");
    await stamp(head, "2");
    await stamp(leader, "2");
    expect((await read(head)).agreement.state).toBe("superseded");
    expect((await read(head, "2")).content?.scope[0]?.indicators[0]?.text).toBe("Bunyi lain");
  });

  it("is a document for those who may see it, on the paper they ask for, of the state that they saw", async () => {
    const wanted = (version: string, rev: number) =>
      v.parse(Wanted, { kind: "agreement", ...key, version, rev, paper: "A4" });
    const asked = (who: Somebody, version: string, rev: number) =>
      kukar.as(who, () => request({ wanted: wanted(version, rev) }));
    const { agreement: found, content } = await read(head, "2");
    const id = await exported(kukar, planner, wanted("2", found.rev));
    // The worker finds the request by whoever asked, not by the official whose agreement it is.
    const entry = journalOf(await everything(), "kukar").findLast((each) => each.op === "export.request");
    expect(entry?.events[0]).toMatchObject({ type: "ExportRequested", person: planner.person, export: id });
    const { url, name } = await kukar.as(planner, () => openFile({ id }));
    const given = JSON.parse(await (await fetch(url)).text()) as Contents["agreement"];
    expect(given).toMatchObject({ paper: "A4", hash: found.hash, unitName: "Unit dinas-pu", content });
    expect(name).toBe("Perjanjian Kinerja Perubahan 2026, Pejabat kepala-dinas-pu-1, A4.pdf");
    expect(await failing(asked(head, "2", found.rev - 1))).toBe("cascade.agreement_stale");
    expect(await failing(asked(head, "9", 1))).toBe("kernel.not_found");
    expect(await failing(asked(kukar.who("kepala", KES), "2", found.rev))).toBe("kernel.not_found");
    const foreign = () => request({ wanted: wanted("2", found.rev) });
    expect(await failing(other.as(other.who("admin", "bappeda"), foreign))).toBe("kernel.not_found");
  });

  it("is unknown to other OPDs and other regencies, and to whoever left the post", async () => {
    expect(await failing(read(kukar.who("kepala", KES)))).toBe("kernel.not_found");
    const foreign = () => agreement({ ...key, version: "1" });
    expect(await failing(other.as(other.who("admin", "bappeda"), foreign))).toBe("kernel.not_found");
    await write(0, { reason: "Pergantian pejabat." });
    const { hash } = await read(head, "3");
    const ending = { unit: PU, kind: "kepala", person: key.person, from: "2025-01-01", until: "2026-04-05" };
    await kukar.as(kukar.who("admin", "bappeda"), () => end({ ...ending, reason: REASON, rev: 1 }));
    travel("2026-04-06T02:00:00.000Z");
    // The session still carries the post; the mandates decide.
    const late = () => sign({ ...key, version: "3", hash: hash ?? "", rev: 1 });
    expect(await failing(kukar.as(head, late))).toBe("cascade.not_your_turn");
    expect((await read(head, "3")).acts.sign).toMatch(/tidak memegang jabatan itu hari ini/);
    travel(MARCH_OPEN);
  });
});

describe("an evaluation", () => {
  const which = { year: YEAR, unit: KES };
  const kes = () => kukar.who("kepala", KES);
  const auditor = () => kukar.who("inspektorat", "bappeda");
  const full = akip.components.flatMap(({ id, subs }) =>
    subs.map((sub) => ({ key: `${id}/${sub.id}`, value: "B", note: null })),
  );

  it("takes both sides, each by its own people, and does not change once handed in", async () => {
    const openIt = () => open(which);
    expect(await failing(kukar.as(kes(), openIt))).toBe("kernel.forbidden");
    await kukar.as(auditor(), openIt);
    expect(await failing(kukar.as(auditor(), openIt))).toBe("cascade.evaluation_exists");
    const self =
      (answers: typeof full, rev: number, final = false) =>
      () =>
        scoreSelf({ ...which, answers, final, rev });
    expect(await failing(kukar.as(auditor(), self(full, 1)))).toBe("kernel.forbidden");
    await kukar.as(kes(), self(full.slice(1), 1));
    expect(await failing(kukar.as(kes(), self(full.slice(1), 2, true)))).toBe("cascade.evaluation_incomplete");
    expect(await failing(kukar.as(kes(), self(full, 1)))).toBe("cascade.evaluation_stale");
    await kukar.as(kes(), self(full, 2, true));
    expect(await failing(kukar.as(kes(), self(full, 3)))).toBe("cascade.evaluation_final");
  });

  it("is judged by somebody else: not by an official of the OPD nor by who filled the self evaluation", async () => {
    const judge =
      (rev: number, final = true) =>
      () =>
        score({ ...which, answers: full, final, rev });
    const both = kukar.manyHats("rangkap", kes(), auditor());
    expect(await failing(kukar.as(both, judge(3)))).toBe("cascade.evaluator");
    const moved = { ...auditor(), person: kes().person };
    expect(await failing(kukar.as(moved, judge(3)))).toBe("cascade.evaluator");
    const sheet = await kukar.as(auditor(), judge(3));
    // B is worth 70 everywhere: 70 % of 100 points, and 70,00 is still a B.
    const { total, grade } = scoreOf(sheet.method, sheet.evaluator.answers);
    expect([total.toFixed(), grade?.label]).toEqual(["70", "B"]);
  });

  it("carries recommendations that the OPD follows up", async () => {
    const advise = () => recommend({ ...which, id: "r1", text: "Perbaiki indikator sasaran.", rev: 4 });
    expect(await failing(kukar.as(kes(), advise))).toBe("kernel.forbidden");
    await kukar.as(auditor(), advise);
    const follow = (id: string) => () => followUp({ ...which, id, status: "selesai", note: "SK revisi IKU.", rev: 5 });
    expect(await failing(kukar.as(kes(), follow("r9")))).toBe("kernel.not_found");
    const { recommendations } = await kukar.as(kes(), follow("r1"));
    expect(recommendations[0]).toMatchObject({ status: "selesai", note: "SK revisi IKU." });
    expect(await failing(kukar.as(head, () => evaluation(which)))).toBe("kernel.not_found");
  });
});

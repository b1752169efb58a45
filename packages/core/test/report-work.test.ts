import { beforeAll, describe, expect, it } from "vitest";
import { inbox } from "../src/approval/index.ts";
import { governmentReport } from "../src/approval/packs/government-report.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { archived } from "../src/db/files.ts";
import type { Step } from "../src/approval/schema.ts";
import { verifyMany } from "../src/report/bulk.ts";
import { answerCorrection, askCorrection, dropCorrection, voidReport } from "../src/report/correct.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { changed } from "../src/report/differences.ts";
import { closeFinding, find, findings, memo, respond } from "../src/report/finding.ts";
import { history } from "../src/report/list.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import type { Snapshot } from "../src/report/snapshot.ts";
import { submit, withdraw } from "../src/report/submit.ts";
import { except, hold, unhold } from "../src/report/tend.ts";
import { comment, resolve, threads } from "../src/report/thread.ts";
import { view } from "../src/report/view.ts";
import { bring, putOut } from "./stages.ts";
import {
  asProduct,
  asProgram,
  command,
  failing,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  travel,
  useEngines,
} from "./world.ts";

/*
 * What people do with a report besides deciding on it: compare, comment, review, clear a pile at once. Worked by hand:
 * three rows of 90 million in March, pagu 1.2 billion each: 270 million of 3.6 billion = 7.5 %. With 95 million in the
 * second row 275 million; with 60 million in the first as well 245 million.
 */
useEngines();
const REASON = "Angka baris kedua keliru.";
const WHOLE = { rowKey: null, field: null };
const [checks, signs] = threeTiers.steps;
/** The three tiers with another way of returning and of commenting. */
const threeTiersWith = (change: Partial<Step>) => ({
  ...threeTiers,
  steps: [{ ...(checks as Step), ...change }, signs as Step],
});

const totalsOf = ({ totals }: Awaited<ReturnType<typeof changed>>, figure: string) => {
  const found = totals.find((each) => each.figure === figure);
  return [found?.before, found?.after].map((each) => (each?.kind === "value" ? each.amount : each?.kind));
};

describe("what changed since a report was sent", () => {
  let kukar: Regency;
  const kabid = (unit = "dinas-pu") => kukar.who("kabid", unit);
  const pptk = (unit = "dinas-pu") => kukar.who("pptk", unit);
  beforeAll(async () => {
    travel(MARCH_OPEN);
    kukar = await regency("kukar", { units: ["dinas-pu", "dinas-ulang", "dinas-koreksi"] });
  });

  it("is told cell by cell and in the totals, old and new; what nobody had flagged is marked", async () => {
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review");
    expect(await kukar.as(kabid(), () => changed({ id }))).toMatchObject({ since: null, bases: [], cells: [] });
    const flags = [{ rowKey: rowOf(2), field: "keuangan" }];
    await kukar.as(kabid(), () => sendBack({ id, hash, reason: REASON, flags }));
    await kukar.as(pptk(), () =>
      save({
        id,
        changes: [kukar.cell(rowOf(1), "keuangan", "60000000", 1), kukar.cell(rowOf(2), "keuangan", "95000000", 1)],
      }),
    );
    await kukar.send(id);
    const diff = await kukar.as(kabid(), () => changed({ id }));
    expect(diff.cells.map(({ rowKey, before, after, flagged }) => [rowKey, before?.v, after?.v, flagged])).toEqual([
      [rowOf(1), "90000000", "60000000", false],
      [rowOf(2), "90000000", "95000000", true],
    ]);
    expect(diff.returns.map(({ reason, flags: pointed }) => [reason, pointed])).toEqual([[REASON, flags]]);
    expect(totalsOf(diff, "keuangan_bulan")).toEqual(["270000000", "245000000"]);
    expect(totalsOf(diff, "pagu_total")).toEqual(["3600000000", "3600000000"]);
    expect(diff.totals.find(({ figure }) => figure === "pagu_total")?.changed).toBe(false);
  });

  it("can be held against any earlier submission, whoever withdrew or returned it", async () => {
    const unit = "dinas-ulang";
    const { id } = await bring(kukar, unit, "in_review");
    await kukar.as(pptk(unit), () => withdraw({ id, reason: "Salah unggah bukti." }));
    await kukar.as(pptk(unit), () => save({ id, changes: [kukar.cell(rowOf(2), "keuangan", "95000000", 1)] }));
    const second = await kukar.send(id, pptk(unit));
    await kukar.as(kabid(unit), () => sendBack({ id, hash: second, reason: REASON }));
    await kukar.as(pptk(unit), () => save({ id, changes: [kukar.cell(rowOf(1), "keuangan", "60000000", 1)] }));
    await kukar.send(id, pptk(unit));
    const newest = await kukar.as(kabid(unit), () => changed({ id }));
    expect([newest.base?.key, newest.bases.map(({ key }) => key)]).toEqual(["0002", ["0002", "0001"]]);
    expect(totalsOf(newest, "keuangan_bulan")).toEqual(["275000000", "245000000"]);
    const first = await kukar.as(kabid(unit), () => changed({ id, since: "0001" }));
    expect(first.cells.map(({ rowKey, flagged }) => [rowKey, flagged])).toEqual([
      [rowOf(1), null],
      [rowOf(2), null],
    ]);
    expect(totalsOf(first, "keuangan_bulan")).toEqual(["270000000", "245000000"]);
    expect((await kukar.as(kabid(unit), () => changed({ id, since: "0009" }))).base).toBeNull();
  });

  it("holds a correction against the version that is out, and names every version to those who may know of it", async () => {
    const unit = "dinas-koreksi";
    const { id } = await bring(kukar, unit, "published");
    const alone = await kukar.as(pptk(unit), () => view({ id }));
    expect(alone.versions.map(({ version }) => version)).toEqual([1]);
    await kukar.as(pptk(unit), () => askCorrection({ id, reason: REASON }));
    const bappeda = kukar.who("bappeda", "bappeda");
    const granted = await kukar.as(bappeda, () => answerCorrection({ id, granted: true, reason: REASON }));
    const next = granted.id ?? "";
    await kukar.as(pptk(unit), () => save({ id: next, changes: [kukar.cell(rowOf(2), "keuangan", "95000000", 1)] }));
    const diff = await kukar.as(pptk(unit), () => changed({ id: next }));
    expect([diff.base?.key, diff.base?.version, diff.cells.map(({ rowKey }) => rowKey)]).toEqual([
      "version",
      1,
      [rowOf(2)],
    ]);
    expect(totalsOf(diff, "keuangan_bulan")).toEqual(["270000000", "275000000"]);
    const versions = async (who = pptk(unit)) => {
      const seen = await kukar.as(who, () => view({ id }));
      return seen.versions.map(({ version, state }) => [version, state]);
    };
    expect(await versions()).toEqual([
      [1, "published"],
      [2, "draft"],
    ]);
    // Somebody of another unit sees what is out and learns nothing of the draft.
    const stranger = kukar.who("kabid", "unit-lain");
    expect(await versions(stranger)).toEqual([[1, "published"]]);
    expect(await failing(kukar.as(stranger, () => changed({ id: next })))).toBe("kernel.not_found");
  });
});

describe("comments on a report", () => {
  let kukar: Regency;
  beforeAll(async () => {
    travel(MARCH_OPEN);
    kukar = await regency("nunukan", { units: ["dinas-pu", "dinas-dua"], chain: threeTiersWith({ threads: "block" }) });
  });

  it("keep a step from passing until each is resolved, and a new answer opens one again", async () => {
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review");
    const ref = { rowKey: rowOf(2), field: "keuangan" };
    const [kabid, pptk] = [kukar.who("kabid"), kukar.who("pptk")];
    const { threadId: thread } = await kukar.as(kabid, () => comment({ id, ref, text: "Sesuai SP2D yang mana?" }));
    const pass = () => failing(kukar.as(kabid, () => verify({ id, hash })));
    expect(await pass()).toBe("report.threads_open");
    await kukar.as(kabid, () => resolve({ id, thread }));
    await kukar.as(pptk, () => comment({ id, thread, text: "SP2D nomor 12." }));
    expect(await pass()).toBe("report.threads_open");
    const [open] = (await kukar.as(kabid, () => threads({ id }))).threads;
    expect([open?.ref, open?.resolved, open?.messages.map(({ text }) => text)]).toEqual([
      ref,
      null,
      ["Sesuai SP2D yang mana?", "SP2D nomor 12."],
    ]);
    await kukar.as(kabid, () => resolve({ id, thread }));
    expect(await pass()).toBe("ok");
  });

  it("are written by authors and the chain only, and by nobody once the report is out", async () => {
    const { id, hash } = await bring(kukar, "dinas-dua", "in_review");
    const say = (who = kukar.who("kabid", "dinas-dua")) =>
      failing(kukar.as(who, () => comment({ id, ref: WHOLE, text: "Baik." })));
    expect(await say(kukar.who("bappeda", "bappeda"))).toBe("kernel.forbidden");
    expect(await say(kukar.who("kabid", "unit-lain"))).toBe("kernel.not_found");
    expect(await say(kukar.who("kepala", "dinas-dua"))).toBe("ok");
    const [only] = (await kukar.as(kukar.who("pptk", "dinas-dua"), () => threads({ id }))).threads;
    await kukar.as(kukar.who("pptk", "dinas-dua"), () => resolve({ id, thread: only?.threadId ?? "" }));
    await kukar.as(kukar.who("kabid", "dinas-dua"), () => verify({ id, hash }));
    await kukar.as(kukar.who("kepala", "dinas-dua"), () => sign({ id, hash }));
    await putOut(kukar.id, id);
    expect(await say()).toBe("report.state");
  });
});

describe("a return that opens flagged cells only", () => {
  it("takes a change of those and refuses every other with the reason", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("palembang", { chain: threeTiersWith({ opens: "flagged" }) });
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review");
    const flags = [
      { rowKey: rowOf(1), field: "keuangan" },
      { rowKey: rowOf(2), field: null },
    ];
    await kukar.as(kukar.who("kabid"), () => sendBack({ id, hash, reason: REASON, flags }));
    const wanted = [
      kukar.cell(rowOf(1), "keuangan", "1", 1),
      kukar.cell(rowOf(1), "fisik", "1", 1),
      kukar.cell(rowOf(2), "fisik", "1", 1),
      kukar.cell(rowOf(3), "keuangan", "1", 1),
    ];
    const { cells } = await kukar.as(kukar.who("pptk"), () => save({ id, changes: wanted }));
    const outcomes = wanted.map(({ id: change }) => cells.find((cell) => cell.id === change)?.outcome);
    expect(outcomes).toEqual(["accepted", "refused", "accepted", "refused"]);
  });
});

describe("the review of the Inspektorat", () => {
  let bombana: Regency;
  let id: string;
  let hash: string;
  const inspector = () => bombana.who("inspektorat", "bappeda");
  beforeAll(async () => {
    travel(MARCH_OPEN);
    bombana = await regency("bombana", { chain: governmentReport });
    ({ id, hash } = await bring(bombana, "dinas-pu", "verified"));
  });

  it("is written by whoever holds its step, and by nobody else", async () => {
    const finds = (who = inspector()) => failing(bombana.as(who, () => find({ id, text: REASON })));
    expect(await finds(bombana.who("kepala"))).toBe("kernel.forbidden");
    expect(await finds(bombana.who("pptk"))).toBe("kernel.forbidden");
    expect(await finds()).toBe("ok");
    const [only] = (await bombana.as(inspector(), () => findings({ id }))).findings;
    const finding = only?.findingId ?? "";
    const answer = { id, finding, text: "Sudah sesuai SP2D nomor 12." };
    expect(await failing(bombana.as(inspector(), () => respond(answer)))).toBe("kernel.forbidden");
    expect(await failing(bombana.as(bombana.who("pptk"), () => respond(answer)))).toBe("ok");
    expect(await failing(bombana.as(bombana.who("pptk"), () => closeFinding({ id, finding })))).toBe(
      "kernel.forbidden",
    );
    expect(await failing(bombana.as(inspector(), () => closeFinding({ id, finding })))).toBe("ok");
  });

  it("changes no number", async () => {
    const { actions } = await bombana.as(inspector(), () => view({ id }));
    expect([actions.save.allowed, actions.submit.allowed, actions.sign.allowed]).toEqual([false, false, false]);
    const change = () => save({ id, changes: [bombana.cell(rowOf(1), "keuangan", "1", 1)] });
    expect(await failing(bombana.as(inspector(), change))).not.toBe("ok");
    const { stamp } = await bombana.as(inspector(), () => view({ id }));
    expect(await failing(bombana.as(inspector(), () => submit({ id, stamp })))).not.toBe("ok");
  });

  it("does not pass without its memo; memo and findings stand in what the head signs, who wrote them with them", async () => {
    expect(await failing(bombana.as(bombana.who("kepala"), () => sign({ id, hash })))).not.toBe("ok");
    const passes = () => failing(bombana.as(inspector(), () => verify({ id, hash })));
    expect(await passes()).toBe("report.memo_missing");
    await bombana.as(inspector(), () => memo({ id, text: "Angka sesuai bukti, satu temuan selesai." }));
    expect(await passes()).toBe("ok");
    expect(await failing(bombana.as(inspector(), () => memo({ id, text: "Ditulis sesudah selesai." })))).toBe(
      "kernel.forbidden",
    );
    await bombana.as(bombana.who("kepala"), () => sign({ id, hash }));
    const { signed } = await bombana.as(inspector(), () => view({ id }));
    const body = await asProgram("worker", bombana.id, () => archived("snapshot", signed?.snapshot ?? ""));
    const { memo: kept } = JSON.parse(body ?? "{}") as Snapshot;
    expect([kept?.text, kept?.person, kept?.hat]).toEqual([
      "Angka sesuai bukti, satu temuan selesai.",
      inspector().person,
      "inspektorat bappeda",
    ]);
    expect(kept?.findings).toEqual([{ text: REASON, refs: [], response: "Sudah sesuai SP2D nomor 12.", closed: true }]);
  });
});

describe("many reports verified at once", () => {
  const UNITS = ["dinas-satu", "dinas-dua", "dinas-tiga", "dinas-empat"];
  let kukar: Regency;
  beforeAll(async () => {
    travel(MARCH_OPEN);
    const { authority } = threeTiers.correction;
    kukar = await regency("banyak", { units: UNITS, chain: threeTiersWith({ assignee: authority }) });
  });

  it("answers each on its own: clean ones pass, the others say why, and repeating changes nothing", async () => {
    const [one, two, three] = UNITS.map((unit) => ({ unit, pptk: kukar.who("pptk", unit) }));
    const clean = await bring(kukar, one?.unit ?? "", "in_review");
    const stale = await bring(kukar, two?.unit ?? "", "in_review");
    // Money far ahead of the work: a warning that its author explained.
    const unit = three?.unit ?? "";
    const warned = await kukar.openReport("2026-03", unit);
    const pptk = kukar.who("pptk", unit);
    await kukar.fill(warned, 3, pptk);
    await kukar.as(pptk, () => save({ id: warned, changes: [kukar.cell(rowOf(1), "keuangan", "900000000", 1)] }));
    const seen = await kukar.as(pptk, () => view({ id: warned }));
    const explanations = [
      { rowKey: rowOf(1), rule: "dibayar_mendahului", reason: "Uang muka dibayar sesuai kontrak." },
    ];
    const sent = await kukar.as(pptk, () => submit({ id: warned, stamp: seen.stamp, explanations }));

    const bappeda = kukar.who("bappeda", "bappeda");
    const taskOf = async (id: string) => (await kukar.as(bappeda, () => view({ id }))).turn?.taskId ?? "";
    const items = [
      { id: clean.id, hash: clean.hash, task: await taskOf(clean.id) },
      { id: stale.id, hash: "0".repeat(64), task: await taskOf(stale.id) },
      { id: warned, hash: sent.hash, task: await taskOf(warned) },
    ];
    const press = command();
    const { results } = await kukar.as(bappeda, () => verifyMany({ items }), press);
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ["done", null],
      ["refused", "report.content_changed"],
      ["refused", "report.bulk_look"],
    ]);
    const trail = async () => (await kukar.as(bappeda, () => history({ id: clean.id }))).entries.map(({ op }) => op);
    const before = await trail();
    expect(before.filter((op) => op === "report.verify")).toHaveLength(1);
    const again = await kukar.as(bappeda, () => verifyMany({ items }), press);
    expect(again.results).toEqual(results);
    expect(await trail()).toEqual(before);
  });

  it("never signs", async () => {
    const unit = "dinas-empat";
    const { id, hash } = await bring(kukar, unit, "in_review");
    await kukar.as(kukar.who("bappeda", "bappeda"), () => verify({ id, hash }));
    const kepala = kukar.who("kepala", unit);
    const { turn } = await kukar.as(kepala, () => view({ id }));
    expect(turn?.kind).toBe("sign");
    const items = [{ id, hash, task: turn?.taskId ?? "" }];
    const { results } = await kukar.as(kepala, () => verifyMany({ items }));
    expect(results.map(({ outcome }) => outcome)).toEqual(["refused"]);
    expect((await kukar.as(kepala, () => view({ id }))).state).toBe("in_review");
  });
});

describe("the only holder of a step, who acted before", () => {
  it("is named as barred, with the code that says why, until the authority records an exception", async () => {
    travel(MARCH_OPEN);
    // A chain that asks the same post twice.
    const twice = {
      ...threeTiers,
      steps: [checks as Step, { ...(signs as Step), assignee: (checks as Step).assignee }],
    };
    const kukar = await regency("dirangkap", { chain: twice });
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review");
    const both = kukar.who("kabid");
    await kukar.as(both, () => verify({ id, hash }));
    const seen = await kukar.as(both, () => view({ id }));
    const step = seen.steps.find(({ key }) => key === "tanda-tangan");
    expect(step?.barred.map(({ person, acted }) => [person, acted])).toEqual([[both.person, ["Verifikasi"]]]);
    expect([seen.actions.sign.allowed, seen.actions.sign.code, seen.authority]).toEqual([
      false,
      "approval.same_person",
      false,
    ]);
    const bappeda = kukar.who("bappeda", "bappeda");
    expect((await kukar.as(bappeda, () => view({ id }))).authority).toBe(true);
    const exception = { step: "tanda-tangan", person: both.person, reason: REASON, decree: "800/12/2026" };
    await kukar.as(bappeda, () => except({ id, ...exception }));
    const after = await kukar.as(both, () => view({ id }));
    expect([after.steps.find(({ key }) => key === "tanda-tangan")?.barred, after.actions.sign.code]).toEqual([
      [],
      null,
    ]);
  });
});

describe("whoever answers for corrections", () => {
  it("sees the report before it is out, wherever the post sits, and can record an exception or give a correction up", async () => {
    travel(MARCH_OPEN);
    const authority = { by: "post" as const, post: "sekda" as never, scope: "tenant" as const };
    const chain = { ...threeTiers, correction: { authority, chain: null } };
    const kukar = await regency("jauh", { units: ["dinas-pu", "dinas-dua"], chain });
    const sekda = kukar.who("sekda", "bappeda");
    await kukar.hire(sekda);
    const running = await bring(kukar, "dinas-pu", "in_review");
    const exception = {
      step: "tanda-tangan",
      person: kukar.who("kepala").person,
      reason: REASON,
      decree: "800/12/2026",
    };
    expect(await failing(kukar.as(sekda, () => except({ id: running.id, ...exception })))).toBe("ok");
    const { id } = await bring(kukar, "dinas-dua", "published");
    await kukar.as(kukar.who("pptk", "dinas-dua"), () => askCorrection({ id, reason: REASON }));
    const granted = await kukar.as(sekda, () => answerCorrection({ id, granted: true, reason: REASON }));
    const drop = () => dropCorrection({ id: granted.id ?? "", reason: REASON });
    expect(await failing(kukar.as(kukar.who("jf", "unit-lain"), drop))).toBe("kernel.not_found");
    expect(await failing(kukar.as(sekda, drop))).toBe("ok");
  });
});

describe("a report that was withdrawn from the public", () => {
  it("counts as not reported in later months, and stays in what was sent before", async () => {
    travel("2026-04-15T02:00:00.000Z");
    const kukar = await regency("ditarik", { units: ["dinas-pu", "dinas-dua"] });
    const months = async (id: string) => (await asProduct("ditarik", () => view({ id }))).carry.months;
    const april = async (unit: string, isSent: boolean): Promise<string> => {
      const { id } = await bring(kukar, unit, "filled", { period: "2026-04" });
      const other = [1, 2, 3].map((n) => kukar.cell(rowOf(n), "keuangan", "80000000", 1));
      await kukar.as(kukar.who("pptk", unit), () => save({ id, changes: other }));
      if (isSent) await kukar.send(id, kukar.who("pptk", unit));
      return id;
    };
    for (const [unit, isSent, after] of [
      ["dinas-pu", false, []],
      ["dinas-dua", true, ["2026-03"]],
    ] as const) {
      const { id } = await bring(kukar, unit, "published");
      const next = await april(unit, isSent);
      expect(await months(next)).toEqual(["2026-03"]);
      await kukar.as(kukar.who("bappeda", "bappeda"), () => voidReport({ id, reason: REASON }));
      expect(await months(next)).toEqual(after);
    }
  });
});

describe("a request for a correction", () => {
  it("is shown with who asked and why, and later with the answer", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("diminta");
    const { id } = await bring(kukar, "dinas-pu", "published");
    const look = async () => (await kukar.as(kukar.who("kabid"), () => view({ id }))).request;
    expect(await look()).toBeNull();
    await kukar.as(kukar.who("pptk"), () => askCorrection({ id, reason: REASON }));
    expect(await look()).toMatchObject({ asked: { person: kukar.who("pptk").person, reason: REASON }, answer: null });
    const why = "Angka sudah sesuai bukti.";
    const bappeda = kukar.who("bappeda", "bappeda");
    await kukar.as(bappeda, () => answerCorrection({ id, granted: false, reason: why }));
    expect(await look()).toMatchObject({ answer: { granted: false, reason: why, person: bappeda.person } });
  });
});

describe("the inbox", () => {
  it("says of a held step that it is held, and why", async () => {
    travel(MARCH_OPEN);
    const kukar = await regency("ditunda");
    const { id } = await bring(kukar, "dinas-pu", "in_review");
    const held = async () => (await kukar.as(kukar.who("kabid"), () => inbox({}))).tasks.map(({ onHold }) => onHold);
    expect(await held()).toEqual([undefined]);
    await kukar.as(kukar.who("kabid"), () => hold({ id, reason: "Menunggu SP2D terbit." }));
    expect(await held()).toEqual(["Menunggu SP2D terbit."]);
    const { steps } = await kukar.as(kukar.who("pptk"), () => view({ id }));
    const by = kukar.who("kabid").name;
    expect(steps.map(({ holds }) => holds)).toEqual([
      [{ seat: null, since: MARCH_OPEN, reason: "Menunggu SP2D terbit.", by }],
      [],
    ]);
    await kukar.as(kukar.who("kabid"), () => unhold({ id }));
    expect(await held()).toEqual([undefined]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { ChainVersion, type Step } from "../src/approval/schema.ts";
import { mindTask, mindTasks } from "../src/notification/mind.ts";
import { greet } from "../src/notification/morning.ts";
import { type News, tellOfNews } from "../src/notification/news.ts";
import { move as moveUnit } from "../src/orgunit/change.ts";
import { appoint } from "../src/position/index.ts";
import { end, mandate } from "../src/position/mandate.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { hold, unhold } from "../src/report/tend.ts";
import { view } from "../src/report/view.ts";
import { useDyingLine } from "./dying-line.ts";
import { bring } from "./stages.ts";
import {
  asProduct,
  asProgram,
  everything,
  failing,
  itemsOf,
  journalOf,
  type Regency,
  regency,
  travel,
} from "./world.ts";

const line = useDyingLine();

/** Monday, 6 April 2026, 09.00 WITA (UTC+8): what is sent now is due on Wednesday at 16.00. */
const MONDAY = "2026-04-06T01:00:00.000Z";
const REASON = "Menunggu data dari BKAD.";
const [check, signature] = threeTiers.steps as [Step, Step];
const chainOf = (verification: object = {}, signing: object = {}): ChainVersion =>
  v.parse(ChainVersion, {
    ...threeTiers,
    steps: [
      { ...check, limit: { amount: 2, unit: "days" }, ...verification },
      { ...signature, limit: { amount: 2, unit: "days" }, ...signing },
    ],
  });

let made = 0;
async function on(chain: ChainVersion = chainOf(), more: object = {}): Promise<Regency> {
  line.live();
  travel(MONDAY);
  made += 1;
  return regency(`kabar-${String.fromCharCode(96 + made)}`, { lines: 1, pptk: 1, chain, ...more });
}
/** What a command said, as the worker hears it. */
const heard = (events: News["events"], by = "seseorang"): News => ({
  events,
  at: MONDAY,
  actor: { id: by, name: by, hat: null },
});
const mind = (of: Regency) => asProgram("jobs", of.id, () => mindTasks());
/** The clock is moved to an instant and the job runs. */
async function at(of: Regency, iso: string): Promise<void> {
  travel(iso);
  await mind(of);
}

/** Who was told what, as "person rule day", sorted. */
async function told(of: Regency): Promise<readonly string[]> {
  const notices = itemsOf(await everything(), of.id).filter((item) => item["__edb_e__"] === "notice");
  return notices.map((n) => `${n["person"]} ${n["rule"]} ${String(n["noticeId"]).slice(0, 10)}`).toSorted();
}
const deliveries = async (of: Regency) =>
  itemsOf(await everything(), of.id).filter((item) => item["__edb_e__"] === "delivery");
const taskOf = async (of: Regency, step = "verifikasi") =>
  itemsOf(await everything(), of.id).find(
    (item) => item["__edb_e__"] === "task" && item["step"] === step && !item["done"],
  );
const KABID = "kabid-dinas-pu-1";
const KEPALA = "kepala-dinas-pu-1";
const PPTK = "pptk-dinas-pu-1";

describe("the clock of a task", () => {
  it("tells at assignment, a working day before, at the limit and every second working day after it", async () => {
    const kukar = await on();
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    expect(await told(kukar)).toEqual([`${KABID} tiba 2026-04-06`]);
    await at(kukar, "2026-04-07T07:45:00.000Z");
    expect(await told(kukar)).toHaveLength(1);
    await at(kukar, "2026-04-07T08:00:00.000Z");
    await at(kukar, "2026-04-08T08:00:00.000Z");
    await at(kukar, "2026-04-09T08:00:00.000Z");
    await at(kukar, "2026-04-10T08:15:00.000Z");
    await at(kukar, "2026-04-14T08:15:00.000Z");
    expect(await told(kukar)).toEqual([
      `${KABID} lewat 2026-04-10`,
      `${KABID} lewat 2026-04-14`,
      `${KABID} menjelang 2026-04-07`,
      `${KABID} tenggat 2026-04-08`,
      `${KABID} tiba 2026-04-06`,
    ]);
    // Each goes out by mail once; nobody has a device.
    expect((await deliveries(kukar)).map((each) => each["channel"])).toEqual(Array.from({ length: 5 }, () => "email"));
  });

  it("says nothing of figures", async () => {
    const kukar = await on();
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    const text = JSON.stringify(
      itemsOf(await everything(), kukar.id)
        .filter((item) => ["notice", "delivery"].includes(String(item["__edb_e__"])))
        .map((item) => [item["title"], item["body"], item["message"]]),
    );
    expect(text).toContain("Verifikasi menunggu Anda");
    expect(text).not.toMatch(/90000000|90\.000\.000|7[.,]5|Rp/);
  });

  it("tells once, however many run at once and again", async () => {
    const kukar = await on();
    const { id } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    const task = { reportId: id, taskId: String((await taskOf(kukar))?.["taskId"]) };
    const news = () =>
      asProgram("worker", kukar.id, () =>
        tellOfNews(heard([{ type: "TaskOpened", stamp: 1, report: task.reportId, task: task.taskId }])),
      );
    await Promise.all([mind(kukar), mind(kukar), news(), mind(kukar), news()]);
    await Promise.all([mind(kukar), asProgram("jobs", kukar.id, () => mindTask(task)), news()]);
    expect(await told(kukar)).toEqual([`${KABID} tiba 2026-04-06`]);
    expect(await deliveries(kukar)).toHaveLength(1);
    travel("2026-04-08T08:00:00.000Z");
    await Promise.all([mind(kukar), mind(kukar), mind(kukar)]);
    expect(await told(kukar)).toEqual([`${KABID} tenggat 2026-04-08`, `${KABID} tiba 2026-04-06`]);
  });

  it.each(["before", "after"] as const)("tells once when it dies %s any of its requests", async (when) => {
    const kukar = await on(chainOf({ assignee: { by: "post", post: "staf", scope: "own" } }));
    await kukar.hire(...[1, 2, 3].map((seat) => kukar.who("staf", "dinas-pu", seat)));
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    const silently = () => mind(kukar).catch(() => undefined);
    let instant = Date.parse(MONDAY);
    line.dieAfter(Number.POSITIVE_INFINITY, "before");
    await silently();
    const requests = line.count();
    expect(requests).toBeGreaterThan(10);
    // Every further limit is a new round of three notices: one round per place of death.
    for (let alive = 0; alive < requests; alive += 1) {
      instant += 4 * 86_400_000;
      travel(new Date(instant).toISOString());
      line.dieAfter(alive, when);
      await silently();
      line.live();
      await mind(kukar);
      await mind(kukar);
    }
    const notices = await told(kukar);
    const rounds = new Map<string, number>();
    for (const notice of notices) {
      const [, ...what] = notice.split(" ");
      rounds.set(what.join(" "), (rounds.get(what.join(" ")) ?? 0) + 1);
    }
    expect([...new Set(rounds.values())]).toEqual([3]);
    expect(rounds.size).toBeGreaterThan(requests / 2);
    expect(await deliveries(kukar)).toHaveLength(notices.length);
  });

  it("stands while the step is held, and goes on by the time that was held", async () => {
    const kukar = await on();
    const { id } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    await kukar.as(kukar.who("kabid"), () => hold({ id, reason: REASON }));
    await at(kukar, "2026-04-09T01:00:00.000Z");
    expect(await told(kukar)).toEqual([`${KABID} tiba 2026-04-06`]);
    // Held from Monday 09.00 to Thursday 09.00: three working days; due was Wednesday 16.00, so now Monday 16.00.
    await kukar.as(kukar.who("kabid"), () => unhold({ id }));
    expect((await taskOf(kukar))?.["due"]).toBe("2026-04-13T08:00:00.000Z");
    await at(kukar, "2026-04-10T07:45:00.000Z");
    expect(await told(kukar)).toHaveLength(1);
    await at(kukar, "2026-04-10T08:00:00.000Z");
    await at(kukar, "2026-04-13T08:00:00.000Z");
    expect(await told(kukar)).toEqual([
      `${KABID} menjelang 2026-04-10`,
      `${KABID} tenggat 2026-04-13`,
      `${KABID} tiba 2026-04-06`,
    ]);
  });

  it("ends with the decision, and the next desk is told", async () => {
    const kukar = await on();
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    await kukar.as(kukar.who("kabid"), () => verify({ id, hash }));
    await at(kukar, "2026-04-08T08:00:00.000Z");
    expect(await told(kukar)).toContain(`${KEPALA} tiba 2026-04-06`);
    expect((await told(kukar)).filter((each) => each.startsWith(KABID))).toEqual([`${KABID} tiba 2026-04-06`]);
  });
});

describe("whoever sits at the desk", () => {
  it("is told: a Plh from the morning of the first day on, and the holder who is away is not reminded", async () => {
    const kukar = await on();
    await bring(kukar, "dinas-pu", "verified", { lines: 1 });
    await at(kukar, MONDAY);
    const input = {
      unit: "dinas-pu",
      kind: "kepala",
      person: "kabid-dinas-pu-1",
      holding: "plh" as const,
      title: null,
    };
    const deputy = kukar.who("sekretaris", "dinas-pu");
    await kukar.hire(deputy);
    const days = { from: "2026-04-07", until: "2026-04-08", decree: "8/2026", decreeDate: null, standsFor: null };
    await kukar.as(kukar.who("admin", "bappeda"), () => mandate({ ...input, ...days, person: deputy.person }));
    await at(kukar, "2026-04-06T15:45:00.000Z");
    expect(await told(kukar)).toEqual([`${KEPALA} tiba 2026-04-06`]);
    // Its first midnight is 16.00 UTC; people are told when offices open, 07.30 WITA.
    await at(kukar, "2026-04-06T23:30:00.000Z");
    expect(await told(kukar)).toEqual([`${KEPALA} tiba 2026-04-06`, `${deputy.person} tiba 2026-04-07`]);
    await at(kukar, "2026-04-08T08:00:00.000Z");
    expect(await told(kukar)).toContain(`${deputy.person} tenggat 2026-04-08`);
    expect(await told(kukar)).not.toContain(`${KEPALA} tenggat 2026-04-08`);
    // The Plh ends with 8 April: the holder is reminded again.
    await at(kukar, "2026-04-10T08:00:00.000Z");
    expect(await told(kukar)).toContain(`${KEPALA} lewat 2026-04-10`);
    expect(await told(kukar)).not.toContain(`${deputy.person} lewat 2026-04-10`);
  });

  it("is asked only if the separation of duties does not keep the person away", async () => {
    const kukar = await on(chainOf({ assignee: { by: "post", post: "pptk", scope: "own" } }), { pptk: 2 });
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    expect(await told(kukar)).toEqual(["pptk-dinas-pu-2 tiba 2026-04-06"]);
  });
});

describe("an empty chair", () => {
  const endOf = (of: Regency, until: string) => async () => {
    const rev = 1;
    const key = { unit: "dinas-pu", kind: "kabid", person: KABID, from: "2025-01-01" };
    await of.as(of.who("admin", "bappeda"), () => end({ ...key, until, reason: "Mutasi jabatan.", rev }));
  };

  it("is told to those who keep mandates once a working day, and the next holder hears of it", async () => {
    const kukar = await on();
    await endOf(kukar, "2026-04-06")();
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    for (const hour of ["01:00", "02:00", "03:00"]) await at(kukar, `2026-04-07T${hour}:00.000Z`);
    await at(kukar, "2026-04-08T01:00:00.000Z");
    await at(kukar, "2026-04-11T01:00:00.000Z"); // Saturday
    expect(await told(kukar)).toEqual(["admin-bappeda-1 kosong 2026-04-07", "admin-bappeda-1 kosong 2026-04-08"]);
    const post = { unit: "dinas-pu", kind: "kabid", title: "Kabid", holding: "plt" as const, decree: "9/2026" };
    const next = { ...post, person: KEPALA, from: "2026-04-11", until: null, grantedBy: null };
    await asProduct(kukar.id, () => appoint({ posts: [next] }));
    await at(kukar, "2026-04-12T23:30:00.000Z"); // Monday, 07.30
    expect(await told(kukar)).toContain(`${KEPALA} tiba 2026-04-11`);
    expect((await told(kukar)).filter((each) => each.includes("2026-04-13"))).toEqual([]);
  });

  it("sends the task one unit up where the chain says so, and home again when somebody is appointed", async () => {
    const kukar = await on(chainOf({ emptyHolder: "parent" }), { units: ["dinas-pu", "dinas-kes"] });
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    const below = { unitId: "dinas-pu", asOf: "2021-01-01", from: "2026-04-07", parent: "dinas-kes" };
    await asProduct(kukar.id, () => moveUnit(below));
    await at(kukar, MONDAY);
    await endOf(kukar, "2026-04-06")();
    await at(kukar, "2026-04-07T01:00:00.000Z");
    expect(await taskOf(kukar)).toMatchObject({ desk: "kabid@dinas-kes", home: "kabid@dinas-pu" });
    expect(await told(kukar)).toContain("kabid-dinas-kes-1 tiba 2026-04-06");
    await at(kukar, "2026-04-08T01:00:00.000Z");
    expect((await told(kukar)).filter((each) => each.includes("kosong"))).toEqual([
      "admin-bappeda-1 kosong 2026-04-07",
      "admin-bappeda-1 kosong 2026-04-08",
      "kabid-dinas-kes-1 kosong 2026-04-07",
      "kabid-dinas-kes-1 kosong 2026-04-08",
    ]);
    const post = { unit: "dinas-pu", kind: "kabid", title: "Kabid", holding: "plt" as const, decree: "9/2026" };
    const next = { ...post, person: KEPALA, from: "2026-04-08", until: null, grantedBy: null };
    await asProduct(kukar.id, () => appoint({ posts: [next] }));
    await at(kukar, "2026-04-08T02:00:00.000Z");
    expect(await taskOf(kukar)).toMatchObject({ desk: "kabid@dinas-pu" });
    expect(await told(kukar)).toContain(`${KEPALA} tiba 2026-04-08`);
  });

  it("sends a look to the admin where the chain says so, tells the admin, and fetches it home", async () => {
    const kukar = await on(chainOf({ emptyHolder: "admin" }));
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    await endOf(kukar, "2026-04-06")();
    await at(kukar, "2026-04-07T01:00:00.000Z");
    expect(await taskOf(kukar)).toMatchObject({
      desk: "admin@daerah",
      home: "kabid@dinas-pu",
      due: "2026-04-08T08:00:00.000Z",
    });
    expect(await told(kukar)).toEqual([
      "admin-bappeda-1 kosong 2026-04-07",
      "admin-bappeda-1 tiba 2026-04-06",
      `${KABID} tiba 2026-04-06`,
    ]);
    const post = { unit: "dinas-pu", kind: "kabid", title: "Kabid", holding: "plt" as const, decree: "9/2026" };
    const next = kukar.who("sekretaris", "dinas-pu");
    await kukar.hire(next);
    const since = { ...post, person: next.person, from: "2026-04-07", until: null, grantedBy: null };
    await asProduct(kukar.id, () => appoint({ posts: [since] }));
    await at(kukar, "2026-04-07T02:00:00.000Z");
    expect(await taskOf(kukar)).toMatchObject({ desk: "kabid@dinas-pu", home: "kabid@dinas-pu" });
    expect(await told(kukar)).toContain(`${next.person} tiba 2026-04-07`);
    // Who sits there decides; the trail says that the product moved the task, twice.
    const acting = { ...kukar.who("kabid"), person: next.person, name: next.name, subject: next.subject };
    await kukar.as(acting, () => verify({ id, hash }));
    const moves = journalOf(await everything(), kukar.id).filter((entry) => entry.op === "report.reroute");
    expect(moves.map((entry) => [entry.actor.name, entry.changes])).toEqual([
      ["Sistem", { step: "verifikasi", from: "kabid@dinas-pu", to: "admin@daerah", escalated: false }],
      ["Sistem", { step: "verifikasi", from: "admin@daerah", to: "kabid@dinas-pu", escalated: false }],
    ]);
  });
});

describe("an overdue step", () => {
  const up = (reassign: boolean, post = "kepala", scope = "own") => ({
    escalation: { after: { amount: 1, unit: "days" }, to: { by: "post", post, scope }, reassign },
  });

  it("informs the superior once, and stays where it is", async () => {
    const kukar = await on(chainOf(up(false)));
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    // Due on Wednesday at 16.00, told on Thursday at 16.00.
    await at(kukar, "2026-04-09T07:45:00.000Z");
    expect((await told(kukar)).filter((each) => each.startsWith(KEPALA))).toEqual([]);
    await at(kukar, "2026-04-09T08:00:00.000Z");
    await at(kukar, "2026-04-13T08:00:00.000Z");
    expect((await told(kukar)).filter((each) => each.startsWith(KEPALA))).toEqual([`${KEPALA} atasan 2026-04-09`]);
    expect(await taskOf(kukar)).toMatchObject({ desk: "kabid@dinas-pu" });
  });

  it("can be looked at by its superior, wherever that one sits", async () => {
    const kukar = await on(chainOf(up(false, "asisten", "tenant")));
    const asisten = kukar.who("asisten", "bappeda");
    await kukar.hire(asisten);
    const { id } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    expect(await failing(kukar.as(kukar.who("jf", "unit-lain"), () => view({ id })))).toBe("kernel.not_found");
    expect(await failing(kukar.as(asisten, () => view({ id })))).toBe("ok");
  });

  it("moves to the superior when it is a look and the chain says so, and does not wander back", async () => {
    const kukar = await on(chainOf(up(true), { separateFrom: ["author"] }));
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await at(kukar, MONDAY);
    await at(kukar, "2026-04-09T08:00:00.000Z");
    await at(kukar, "2026-04-10T01:00:00.000Z");
    expect(await taskOf(kukar)).toMatchObject({ desk: "kepala@dinas-pu", home: "kabid@dinas-pu" });
    expect((await told(kukar)).filter((each) => each.startsWith(KEPALA))).toEqual([`${KEPALA} atasan 2026-04-09`]);
    await kukar.as(kukar.who("kepala"), () => verify({ id, hash }));
    expect(await taskOf(kukar)).toBeUndefined();
  });

  it("never moves a signature: its superior is told, and a chain that wants more cannot be published", async () => {
    const kukar = await on(chainOf({}, up(false, "bappeda")));
    await bring(kukar, "dinas-pu", "verified", { lines: 1 });
    await at(kukar, MONDAY);
    await at(kukar, "2026-04-20T08:00:00.000Z");
    expect(await taskOf(kukar, "tanda-tangan")).toMatchObject({ desk: "kepala@dinas-pu" });
    expect(await failing(on(chainOf({}, up(true, "bappeda"))))).toBe("approval.definition");
  });
});

describe("authors", () => {
  const morning = async (of: Regency, iso: string) => {
    travel(iso);
    return asProgram("jobs", of.id, () => greet());
  };
  it("are reminded of what they have not sent, on its days and once", async () => {
    const kukar = await on(chainOf(), { units: ["dinas-pu", "dinas-kes"] });
    await kukar.openReport("2026-03", "dinas-pu");
    await bring(kukar, "dinas-kes", "in_review", { lines: 1 });
    expect(await morning(kukar, "2026-04-08T23:29:59.000Z")).toBe("early");
    expect(await told(kukar)).toEqual([]);
    const both = await Promise.all([
      morning(kukar, "2026-04-08T23:30:00.000Z"),
      morning(kukar, "2026-04-08T23:30:00.000Z"),
    ]);
    expect(both).toContain("done");
    expect(await morning(kukar, "2026-04-09T02:00:00.000Z")).toBe("standing");
    expect((await told(kukar)).filter((each) => each.includes("periode"))).toEqual([
      `${PPTK} periode-menjelang 2026-04-09`,
    ]);
    await morning(kukar, "2026-04-10T00:00:00.000Z");
    expect((await told(kukar)).filter((each) => each.includes("tenggat"))).toContain(
      `${PPTK} periode-tenggat 2026-04-10`,
    );
  });

  it("of a report that came back are reminded to send it again, and of no limit that it does not have", async () => {
    const kukar = await on();
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await kukar.as(kukar.who("kabid"), () => sendBack({ id, hash, reason: REASON }));
    await morning(kukar, "2026-04-08T23:30:00.000Z");
    const notice = itemsOf(await everything(), kukar.id).find((item) => item["__edb_e__"] === "notice");
    expect([notice?.["person"], notice?.["title"]]).toEqual([PPTK, "Belum dikirim lagi: RFK Maret 2026"]);
    expect(notice?.["body"]).toContain("dikembalikan dan belum dikirim lagi");
    expect(notice?.["body"]).not.toMatch(/terkunci|belum dikirim\./);
  });

  it("hear of a return at once and once per round", async () => {
    const kukar = await on();
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await kukar.as(kukar.who("kabid"), () => sendBack({ id, hash, reason: REASON }));
    const events = [{ type: "ReportReturned", stamp: 1, report: id }];
    const news = () => asProgram("worker", kukar.id, () => tellOfNews(heard(events)));
    await Promise.all([news(), news()]);
    await news();
    expect(await told(kukar)).toEqual([`${PPTK} kembali 2026-04-06`]);
  });

  it("hear what others made of their report, each turn once, and nothing of what they did themselves", async () => {
    const kukar = await on();
    const { id } = await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    const turn = (type: string, stamp: number, by?: string) =>
      asProgram("worker", kukar.id, () => tellOfNews(heard([{ type, stamp, report: id }], by)));
    await Promise.all([turn("ReportMoved", 4), turn("ReportMoved", 4)]);
    await turn("ReportMoved", 9);
    await turn("CorrectionAnswered", 11);
    await turn("ReportPublished", 12);
    await turn("ReportTemplateMoved", 13, PPTK);
    expect(await told(kukar)).toEqual([
      `${PPTK} koreksi 2026-04-06`,
      `${PPTK} rantai 2026-04-06`,
      `${PPTK} rantai 2026-04-06`,
      `${PPTK} terbit 2026-04-06`,
    ]);
  });

  it("and everybody else get the list of the morning on working days, if they want it", async () => {
    const kukar = await on();
    await bring(kukar, "dinas-pu", "in_review", { lines: 1 });
    await morning(kukar, "2026-04-06T23:30:00.000Z");
    await Promise.all([morning(kukar, "2026-04-06T23:45:00.000Z"), morning(kukar, "2026-04-06T23:45:00.000Z")]);
    await morning(kukar, "2026-04-11T01:00:00.000Z"); // Saturday
    const lists = (await deliveries(kukar)).filter((each) => String(each["noticeId"]).endsWith("ringkasan"));
    expect(lists.map((each) => [each["person"], each["noticeId"], each["message"]])).toEqual([
      [
        KABID,
        "2026-04-07~~~ringkasan",
        {
          subject: "Tugas Anda 7 April 2026: 1 menunggu",
          lines: [
            "Perlu pemeriksaan (1)",
            "- RFK Maret 2026, Unit dinas-pu: Verifikasi, tenggat 8 April 2026, 16.00 WITA",
          ],
          path: "/kotak-masuk",
        },
      ],
    ]);
  });
});

beforeEach(() => line.live());

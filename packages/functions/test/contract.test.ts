import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { publish as publishChain } from "@selaras/core/approval/index.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { STARTER_METHODS, STARTER_SCALES } from "@selaras/core/indicator/catalogue.ts";
import type { Step } from "@selaras/core/approval/schema.ts";
import { PostKind, TemplateId } from "@selaras/core/kernel/id.ts";
import { DEFAULT_SAKIP } from "@selaras/core/tenant/schema.ts";
import { noticeId, tell } from "@selaras/core/notification/tell.ts";
import { open } from "@selaras/core/report/open.ts";
import { save } from "@selaras/core/report/save.ts";
import { move } from "@selaras/core/report/tend.ts";
import { introduce } from "../../core/test/filings.ts";
import { adopt, drawingFrom, layanan } from "../../core/test/lists-world.ts";
import { publish as publishTemplate } from "@selaras/core/template/publish.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import {
  asProduct,
  asProgram,
  lines,
  MARCH_OPEN,
  regency,
  type Regency,
  rowOf,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { COMMAND_HEADER, PATHS, type RouteName } from "../src/http/paths.ts";
import { operationOf } from "../src/http/routes.ts";
import { OpenApi, validators } from "./api-document.ts";
import { call, type Got } from "./gateway.ts";
import { ask, member, useTokens } from "./http-world.ts";
import { tellSakip, tellTargets } from "./sakip-story.ts";
import { PDF_FILE, PDF_SHA256, project, upload, work } from "./stories.ts";

useEngines();
useTokens();

/** Every answer of the story, per route. */
const answered = new Map<RouteName, Got[]>();
const asked = new Map<RouteName, Readonly<Record<string, unknown>>[]>();
let kukar: Regency;
let documented: ReturnType<typeof validators>;

const id = "rfk.2026-03.dinas-pu.1";
const FIGURE_LINK = {
  link: "belanja",
  label: "Belanja",
  level: "unit",
  sides: [
    { template: "rfk", figure: "keuangan_bulan", part: 3 },
    { template: "rfk", figure: "keuangan_total", part: 3 },
  ],
  tolerance: "0",
  rev: 0,
};
const REASON = "Alasan yang cukup panjang.";

/** Asks as somebody of Kukar and keeps what came; a story goes on only over successes. */
async function told(kind: string, name: RouteName, input: Readonly<Record<string, unknown>> = {}): Promise<Got> {
  const unit = ["bappeda", "admin", "inspektorat"].includes(kind) ? "bappeda" : "dinas-pu";
  const tenant = name === "account.session" ? null : "kukar";
  const got = await ask(name, { as: kukar.who(kind, unit), tenant, input });
  answered.set(name, [...(answered.get(name) ?? []), got]);
  asked.set(name, [...(asked.get(name) ?? []), input]);
  expect([name, got.status, got.status === 200 ? "" : got.text]).toEqual([name, 200, ""]);
  return got;
}

async function prepare(): Promise<void> {
  await told("pptk", "account.session");
  await told("pptk", "account.me");
  await told("admin", "account.me");
  await told("bappeda", "budget.record", {
    year: "2026",
    unit: "dinas-pu",
    stage: "pergeseran",
    n: 1,
    effectiveFrom: "2026-09",
    lines: lines(2),
  });
  await told("pptk", "budget.view", { unit: "dinas-pu", period: "2026-03" });
  const window = { opensOn: "2026-04-11", dueOn: "2026-05-12", lockOn: "2026-05-22" };
  await told("bappeda", "calendar.change", { template: "rfk", period: "2026-04", ...window, rev: 1 });
  const february = { period: "2027-02", opensOn: "2027-03-01", dueOn: "2027-03-10", lockOn: "2027-03-20", rev: 1 };
  await told("bappeda", "calendar.plan", {
    template: "rfk",
    year: "2027",
    windows: [{ template: "rfk", ...february }],
  });
  const until = { unit: "dinas-pu", until: "2026-04-30", reason: REASON };
  await told("bappeda", "calendar.extend", { template: "rfk", period: "2026-03", ...until });
  await told("pptk", "calendar.year", { template: "rfk", year: "2026" });
  await told("pptk", "calendar.work", { year: "2026" });
  const week = [[], ...[1, 2, 3, 4, 5].map(() => [{ from: "08:00", until: "16:00" }]), []];
  await told("bappeda", "calendar.setHours", { hours: week, desks: {}, daysEnd: "close-of-day", rev: 0 });
  const days = [{ date: "2026-09-28", name: "Hari jadi daerah", kind: "libur-daerah" }];
  await told("bappeda", "calendar.setHolidays", { year: "2026", days, rev: 0 });
  await told("pptk", "calendar.work", { year: "2026" });
  await told("pptk", "tenant.notices");
  const quiet = { email: true, push: true, digest: false, digestAt: "07:00" };
  await told("admin", "tenant.setNotices", { ...quiet, rev: 1 });
  await told("pptk", "tenant.signing");
  await told("admin", "tenant.setSigning", { signer: "internal", freshSecondFactor: false, paper: "A4", rev: 2 });
  await told("pptk", "tenant.sakip");
  await told("admin", "tenant.setSakip", { ...DEFAULT_SAKIP, rev: 3 });
  await told("pptk", "template.list");
  await told("pptk", "orgunit.list");
  await told("pptk", "position.list", { unit: "dinas-pu" });
  await told("bappeda", "report.open", { template: "rfk", period: "2026-03", unit: "dinas-pu" });
  const shifted = lines(3).map((line) => ({ ...line, name: `${line.name}, digeser` }));
  const second = {
    year: "2026",
    unit: "dinas-pu",
    stage: "pergeseran",
    n: 2,
    effectiveFrom: "2026-03",
    lines: shifted,
  };
  await told("bappeda", "budget.record", second);
  await told("bappeda", "report.takeBudget", { id });
}

async function drawnRows(): Promise<void> {
  const drawing = drawingFrom("tahunan-uji", { period: "last", units: "region" });
  await introduce(kukar, drawing, { "dinas-pu": undefined }, ["2026"]);
  await told("bappeda", "report.open", { template: drawing.id, period: "2026", unit: "dinas-pu" });
  const id = "tahunan-uji.2026.dinas-pu.1";
  await told("pptk", "report.view", { id });
  await told("pptk", "report.drawings", { id });
  await told("pptk", "report.drawPreview", { id, section: "bab-4" });
  await told("pptk", "report.draw", { id, section: "bab-4" });
}

async function freeRows(): Promise<void> {
  await adopt("kukar", { "dinas-pu": undefined });
  const ids = { template: layanan.id, period: "2026-TW1", unit: "dinas-pu" };
  await told("bappeda", "report.open", ids);
  const row = { id: "layanan-uji.2026-TW1.dinas-pu.1", row: "masalah/a1" };
  await told("pptk", "report.nameRow", { ...row, label: "Cuaca" });
  await told("pptk", "report.removeRow", row);
  await drawnRows();
  await tellTargets(told, row.id);
  const { template } = ids;
  await told("admin", "template.assign", {
    template,
    assignments: [{ template, unit: "bappeda", from: "2026-TW3", until: null }],
  });
  await told("pptk", "template.assignments", { template });
  const ended = { template, unit: "bappeda", from: "2026-TW3", seen: null };
  await told("admin", "template.unassign", { ...ended, to: { kind: "ends", until: "2026-TW4" } });
}

async function fill(): Promise<void> {
  await freeRows();
  const rows = [1, 2, 3].map(rowOf);
  const changes = rows.flatMap((row) => [
    kukar.cell(row, "keuangan", "90000000"),
    kukar.cell(row, "fisik", "7.5"),
    kukar.cell(row, "status", "Kontrak/Pelaksanaan"),
  ]);
  await told("pptk", "report.save", { id, changes });
  // One of each outcome: a conflict, a refusal and an acceptance.
  await told("pptk", "report.save", {
    id,
    origin: "offline",
    changes: [
      kukar.cell(rowOf(1), "keuangan", "80000000", 7),
      kukar.cell(rowOf(1), "fisik", "bukan angka", 1),
      kukar.cell(rowOf(2), "keuangan", "91000000", 1),
    ],
  });
}

async function attachAndDetach(): Promise<void> {
  const got = await told("pptk", "evidence.announce", { id, ...PDF_FILE });
  const headers = v.parse(v.record(v.string(), v.string()), member(got, "headers"));
  expect(await upload(String(member(got, "url")), headers)).toBe(200);
  await told("pptk", "evidence.confirm", { id, ...PDF_FILE, rowKey: rowOf(1) });
  await told("kabid", "evidence.open", { id, evidenceId: PDF_SHA256 });
  await told("pptk", "report.view", { id });
  await told("pptk", "evidence.remove", { id, evidenceId: PDF_SHA256, reason: REASON });
}

async function send(): Promise<string> {
  const seen = await told("pptk", "report.view", { id });
  return String(member(await told("pptk", "report.submit", { id, stamp: member(seen, "stamp") }), "hash"));
}

async function decide(): Promise<void> {
  await send();
  await told("pptk", "report.withdraw", { id, reason: REASON });
  const first = await send();
  await told("kabid", "report.sendBack", { id, hash: first, reason: REASON });
  await told("pptk", "report.view", { id });
  await told("pptk", "report.save", { id, changes: [kukar.cell(rowOf(3), "keuangan", "95000000", 1)] });
  const second = await send();
  await told("kabid", "report.differences", { id });
  await told("kabid", "approval.inbox");
  await told("kabid", "report.verify", { id, hash: second });
  await told("kepala", "approval.inbox");
  await told("kepala", "report.sign", { id, hash: second });
  await work();
}

const id2 = "layanan-bulanan.2026-03.dinas-pu.1";
/** A day between signature and publication, and a decision to publish. */
const [check] = threeTiers.steps;
const WAITING = {
  ...threeTiers,
  chain: "tunggu",
  waitingHours: 24,
  steps: [
    ...threeTiers.steps,
    { ...(check as Step), key: "terbitkan", kind: "publish" as const, returnsTo: [], separateFrom: [] },
  ],
};

/** A report on its way over a chain with everything: moved, held, signed, recalled, signed again, released. */
async function wander(): Promise<void> {
  await asProduct("kukar", () => publishChain({ chain: WAITING }));
  // The worker opened it when the founding assigned the unit.
  const cell = (row: string, field: string, value: string) => kukar.cell(row, field, value);
  const counters = ["pemohon", "pengaduan_masuk", "pengaduan_selesai", "hari_layanan"];
  await told("pptk", "report.save", {
    id: id2,
    changes: [
      ...counters.map((field) => cell("layanan/isian", field, "7")),
      cell("uraian/capaian", "capaian", "Seluruh layanan berjalan."),
    ],
  });
  const seen = await told("pptk", "report.view", { id: id2 });
  const hash = String(member(await told("pptk", "report.submit", { id: id2, stamp: member(seen, "stamp") }), "hash"));
  const to = { id: WAITING.chain, n: 1 };
  await told("admin", "report.movePreview", { id: id2, to });
  await told("admin", "report.move", { id: id2, to });
  const first = await told("kabid", "report.comment", { id: id2, text: "Mohon dicek." });
  await told("pptk", "report.threads", { id: id2 });
  await told("pptk", "report.resolve", { id: id2, thread: member(first, "threadId") });
  await told("kabid", "report.verifyMany", { items: [{ id: id2, hash, task: "verifikasi-9999" }] });
  await told("kabid", "report.hold", { id: id2, reason: REASON });
  await told("kabid", "report.view", { id: id2 });
  await told("kabid", "report.unhold", { id: id2 });
  const { person } = kukar.who("kepala", "dinas-pu");
  const exception = { step: "tanda-tangan", person, reason: REASON, decree: "800/12/2026" };
  await told("bappeda", "report.exception", { id: id2, ...exception });
  await told("kabid", "report.verify", { id: id2, hash });
  await told("kepala", "report.sign", { id: id2, hash });
  await told("kepala", "report.recall", { id: id2, reason: REASON });
  await told("kepala", "report.sign", { id: id2, hash });
  await told("kabid", "report.release", { id: id2, hash });
  await told("kabid", "report.issue", { id: id2 });
}

/** A review by the Inspektorat in a regency of its own: findings, answer and memo. */
async function review(): Promise<void> {
  const post = { by: "post" as const, post: v.parse(PostKind, "inspektorat"), scope: "tenant" as const };
  const steps = threeTiers.steps.map((step, i) =>
    i === 0 ? { ...step, kind: "apip-review" as const, assignee: post } : step,
  );
  const chain = { ...threeTiers, chain: "reviu", steps };
  await asProduct("kukar", () => publishChain({ chain }));
  const { id: id3 } = await kukar.as(kukar.who("bappeda", "bappeda"), () =>
    open({ template: "layanan-bulanan", period: "2026-02", unit: "dinas-pu" }),
  );
  const counters = ["pemohon", "pengaduan_masuk", "pengaduan_selesai", "hari_layanan"];
  const changes = [
    ...counters.map((field) => kukar.cell("layanan/isian", field, "7")),
    kukar.cell("uraian/capaian", "capaian", "Seluruh layanan berjalan."),
  ];
  const longer = { template: "layanan-bulanan", period: "2026-02", unit: "dinas-pu", until: "2026-04-30" };
  await told("bappeda", "calendar.extend", { ...longer, reason: REASON });
  await kukar.as(kukar.who("pptk"), () => save({ id: id3, changes }));
  await kukar.send(id3);
  await asProduct("kukar", () => move({ id: id3, to: { id: "reviu", n: 1 } }));
  const found = await told("inspektorat", "report.find", { id: id3, text: REASON });
  const finding = member(found, "findingId");
  await told("pptk", "report.respond", { id: id3, finding, text: REASON });
  await told("inspektorat", "report.closeFinding", { id: id3, finding });
  await told("inspektorat", "report.memo", { id: id3, text: REASON });
  await told("inspektorat", "report.findings", { id: id3 });
}

/** A correction that is granted and given up, one that is denied, and the report withdrawn from the public. */
async function correct(): Promise<void> {
  await told("pptk", "report.askCorrection", { id, reason: REASON });
  await told("bappeda", "approval.inbox");
  const granted = await told("bappeda", "report.answerCorrection", { id, granted: true, reason: REASON });
  const next = String(member(granted, "id"));
  await told("pptk", "report.view", { id: next });
  await told("bappeda", "report.dropCorrection", { id: next, reason: REASON });
  await told("pptk", "report.askCorrection", { id, reason: REASON });
  await told("bappeda", "report.answerCorrection", { id, granted: false, reason: REASON });
  await told("bappeda", "report.void", { id, reason: REASON });
  await told("pptk", "report.view", { id });
}

/** Files of several kinds, seen while they wait and when they are there. */
async function exportAll(): Promise<void> {
  const asked = await told("kabid", "export.request", { wanted: { kind: "report", report: id } });
  await told("kabid", "export.request", { wanted: { kind: "board", template: "rfk", period: "2026-03" } });
  await told("kabid", "export.request", { wanted: { kind: "recap", template: "rfk", period: "2026-TW1" } });
  await told("kabid", "export.list");
  await work();
  await told("kabid", "export.list");
  await told("kabid", "export.open", { id: member(asked, "id") });
}

/** A notice that is read, a device that comes and goes, a choice. */
async function beTold(): Promise<void> {
  const noticed = noticeId("2026-04-05", id, "verifikasi-0001", "tiba");
  const words = { title: "Verifikasi menunggu Anda: RFK Maret 2026", body: "Unit dinas-pu.", path: "/kotak-masuk" };
  await asProgram("jobs", "kukar", () => tell(kukar.who("kabid").person, noticed, "tiba", words));
  await told("kabid", "notification.list");
  await told("kabid", "notification.unread");
  await told("kabid", "notification.markRead", { ids: [noticed] });
  const keys = { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) };
  const endpoint = "https://fcm.googleapis.com/fcm/send/contoh";
  const device = await told("kabid", "notification.subscribe", { endpoint, keys, name: "Chrome di Android" });
  await told("kabid", "notification.settings");
  await told("kabid", "notification.unsubscribe", { id: member(device, "id") });
  await told("kabid", "notification.choose", { email: true, push: false, digest: false, rev: 0 });
}

async function look(): Promise<void> {
  await project();
  const seen = await told("kabid", "report.view", { id });
  expect(member(seen, "state")).toBe("published");
  const { hash } = v.parse(v.object({ hash: v.string() }), member(seen, "template"));
  await told("kabid", "template.definition", { hash });
  await told("pptk", "report.mine", { year: "2026" });
  await told("pptk", "report.history", { id });
  await told("pptk", "rollup.board", { template: "rfk", year: "2026" });
  await told("pptk", "rollup.figures", { template: "rfk", period: "2026-03" });
  await told("pptk", "rollup.period", { template: "rfk", period: "2026-TW1" });
  await told("pptk", "rollup.region", { template: "rfk", period: "2026-03" });
  await exportAll();
  await told("bappeda", "search.find", { q: "rekonstruksi jalan" });
  await told("pptk", "search.find", { q: "rfk maret" });
  await told("inspektorat", "audit.day", { day: "2026-04-05" });
}

/** Units, people, posts and mandates, from forming to ending. */
async function organise(): Promise<void> {
  const unit = { unitId: "bidang-baru", name: "Bidang Baru", short: "Baru", kind: "bidang", code: null };
  await told("admin", "orgunit.create", { ...unit, parent: "dinas-pu", from: "2026-04-05" });
  const renamed = { unitId: "bidang-baru", asOf: "2026-04-05", from: "2026-07-01", name: "Bidang Lain", short: "Lain" };
  await told("admin", "orgunit.rename", renamed);
  const moved = { unitId: "bidang-baru", asOf: "2026-07-01", from: "2026-08-01", parent: "bappeda" };
  await told("admin", "orgunit.move", moved);
  const ended = { unitId: "bidang-baru", asOf: "2026-08-01", until: "2026-12-31", successors: ["dinas-pu"] };
  await told("admin", "orgunit.end", ended);
  await told("pptk", "orgunit.tree");
  const person = {
    name: "Rahmawati, S.E.",
    nip: "198003262000032001",
    rank: "Penata (III/c)",
    email: "rahma@contoh.id",
  };
  await told("admin", "account.addPerson", { person });
  const { json } = await told("admin", "account.people", { q: "rahmawati" });
  const { people } = v.parse(v.object({ people: v.array(v.object({ personId: v.string() })) }), json);
  const personId = people[0]?.personId ?? "";
  await told("admin", "account.changePerson", { personId, rev: 1, person: { ...person, rank: null } });
  const holding = { unit: "dinas-pu", kind: "kepala", person: personId, from: "2026-06-01" };
  const decree = { decree: "800/12/2026", decreeDate: "2026-05-20" };
  const plh = { ...holding, ...decree, holding: "plh", title: null, until: "2026-06-05", standsFor: null };
  await told("admin", "position.mandate", plh);
  await told("admin", "position.extend", { ...holding, ...decree, until: "2026-06-08", rev: 1 });
  await told("admin", "position.end", { ...holding, until: "2026-06-07", reason: REASON, rev: 2 });
  await told("pptk", "position.board", { unit: "dinas-pu" });
  await told("pptk", "position.mandates");
  await told("pptk", "position.ofPerson", { person: personId });
  const kind = { kind: "korwil", label: "Koordinator wilayah", single: false, reserved: false, source: "Perbup" };
  await told("admin", "position.defineKind", { ...kind, rev: 0 });
  await told("admin", "position.removeKind", { kind: "korwil", rev: 1 });
  await told("pptk", "position.kinds");
  await told("admin", "account.setActive", { personId, active: false, rev: 2 });
}

/** A chain from its first draft to its retirement, with a team. */
async function drawChain(): Promise<void> {
  const chain = "gambar";
  const { label, steps, waitingHours, correction } = threeTiers;
  const content = { label, steps, waitingHours, correction };
  await told("admin", "approval.copy", { chain, label: "Gambar", from: { kind: "pack", pack: "tiga-tingkat" } });
  await told("admin", "approval.draft", { chain, content, rev: 1 });
  await told("admin", "approval.chain", { chain, version: "konsep" });
  await told("admin", "approval.chains");
  await told("admin", "approval.publish", { chain: { ...threeTiers, chain }, draft: 2 });
  await told("pptk", "approval.chain", { chain: "tiga-tingkat", version: "1" });
  await told("pptk", "approval.vocabulary", { chain: "tiga-tingkat" });
  await told("pptk", "approval.simulate", { content, unit: "dinas-pu", date: "2026-04-05", facts: { bulan: "3" } });
  await told("pptk", "approval.gaps", { chain, content, unitKind: "bidang" });
  await told("pptk", "approval.gaps", { chain, content, unitKind: null });
  await told("admin", "approval.copy", { chain, label: null, from: { kind: "version", chain, n: 1 }, posts: {} });
  await told("admin", "approval.discard", { chain, rev: 1 });
  await told("admin", "approval.running", { chain: "tiga-tingkat", version: "1" });
  await told("admin", "approval.retire", { chain, n: 1 });
  const seats = [{ seat: "ketua", label: "Ketua", desk: "bappeda@daerah" }];
  await told("admin", "approval.saveTeam", { team: "penilai", label: "Tim penilai", seats, rev: 0 });
  await told("admin", "indicator.saveMethod", { method: { ...STARTER_METHODS[0], cap: "120", n: 2 } });
  await told("admin", "indicator.saveScale", { scale: { ...STARTER_SCALES[0], n: 2 } });
  await told("pptk", "indicator.catalogue");
  await told("bappeda", "consistency.link", FIGURE_LINK);
  await told("pptk", "consistency.board", { year: "2026" });
  await told("pptk", "consistency.counterparts", { template: "rfk", period: "2026-03", unit: "dinas-pu" });
  await told("bappeda", "consistency.unlink", { link: FIGURE_LINK.link, rev: 1 });
  await told("pptk", "approval.teams");
  await told("admin", "approval.removeTeam", { team: "penilai", rev: 1 });
}

/** Asks as the second admin and keeps what came. */
async function second(name: RouteName, input: Readonly<Record<string, unknown>>): Promise<void> {
  const got = await ask(name, { as: kukar.who("admin", "bappeda", 2), tenant: "kukar", input });
  answered.set(name, [...(answered.get(name) ?? []), got]);
  asked.set(name, [...(asked.get(name) ?? []), input]);
  expect([name, got.status, got.status === 200 ? "" : got.text]).toEqual([name, 200, ""]);
}

/** A template from its first draft over a trial and its release to its retirement, and drafts of reports that move to it. */
async function drawTemplate(): Promise<void> {
  const rfk = "rfk";
  const report = "rfk.2026-04.dinas-pu.1";
  await kukar.hire(kukar.who("admin", "bappeda", 2));
  await told("bappeda", "report.open", { template: rfk, period: "2026-04", unit: "dinas-pu" });
  await told("admin", "template.copy", { template: rfk, name: null, from: { kind: "version", template: rfk, n: 1 } });
  const catatan = { id: "catatan", kind: "narrative", label: "Catatan", fields: [] };
  await told("admin", "template.saveDraft", { template: rfk, sections: [{ id: "catatan", rev: 0, content: catatan }] });
  const order = { rev: 1, sections: ["catatan"] };
  await told("admin", "template.saveDraft", { template: rfk, order });
  await told("admin", "template.draft", { template: rfk });
  await told("admin", "template.drafts");
  await told("admin", "template.trial", { template: rfk, rev: 3, testers: [kukar.who("pptk").person] });
  await told("pptk", "template.trials");
  await told("pptk", "template.tryOut", { template: rfk });
  await told("admin", "template.preview", { template: rfk });
  const offer = { authors: true, decline: true };
  const chain = { id: threeTiers.chain, n: 1 };
  await second("template.release", { template: rfk, rev: 3, effectiveFrom: "2026-04", chain, offer });
  await told("admin", "template.versions");
  await told("admin", "report.templateOffers", { template: rfk });
  await told("pptk", "report.view", { id: report });
  await told("pptk", "report.templatePreview", { id: report });
  await told("pptk", "report.declineTemplate", { id: report, to: 2 });
  await told("pptk", "report.takeTemplate", { id: report, to: 2 });
  await told("admin", "report.takeTemplates", { items: [{ id: report, to: 2 }] });
  await told("pptk", "report.templateUse", { template: rfk, period: "2026-03" });
  await told("admin", "template.copy", { template: rfk, name: "RFK", from: { kind: "blank" } });
  await told("admin", "template.discard", { template: rfk, rev: 1 });
  const other = { ...kinerja, id: v.parse(TemplateId, "sekali-pakai") };
  await asProduct("kukar", () => publishTemplate({ definition: other, n: 1, effectiveFrom: "2026-01", chain }));
  await told("admin", "template.retire", { template: other.id, n: 1 });
}

beforeAll(async () => {
  travel(MARCH_OPEN);
  const document = await call({ method: "GET", url: "/api/openapi.json" });
  documented = validators(v.parse(OpenApi, document?.json));
  kukar = await regency("kukar", { lines: 3 });
  await prepare();
  await fill();
  await attachAndDetach();
  await decide();
  await look();
  await wander();
  await review();
  await correct();
  await drawChain();
  await drawTemplate();
  await organise();
  await beTold();
  await tellSakip(told);
});

describe("the story of a report through the API", () => {
  it.each(Object.keys(PATHS) as RouteName[])("answers %s as the document says", (name) => {
    const got = answered.get(name) ?? [];
    expect(got.length).toBeGreaterThan(0);
    for (const { json } of got) expect(documented.success(name, json)).toEqual([]);
    for (const input of asked.get(name) ?? []) expect(documented.request(name, input)).toEqual([]);
  });

  it("saw every outcome of a cell and showed real figures, not empty lists", () => {
    const outcomes = JSON.stringify(answered.get("report.save")?.at(1)?.json);
    for (const outcome of ["accepted", "conflict", "refused"]) expect(outcomes).toContain(`"outcome":"${outcome}"`);
    expect(answered.get("approval.inbox")?.map((got) => member(got, "counts"))).toEqual([
      { verify: 1, sign: 0, publish: 0, correction: 0 },
      { verify: 0, sign: 1, publish: 0, correction: 0 },
      { verify: 0, sign: 0, publish: 0, correction: 1 },
    ]);
    expect(answered.get("rollup.figures")?.map((got) => [member(got, "counted"), member(got, "expected")])).toEqual([
      [1, 1],
    ]);
    for (const [name, list] of [
      ["search.find", "results"],
      ["audit.day", "entries"],
      ["report.history", "entries"],
      ["report.differences", "cells"],
      ["template.list", "templates"],
      ["position.list", "posts"],
      ["export.list", "exports"],
      ["notification.list", "notices"],
    ] as const) {
      const empty = (answered.get(name) ?? []).filter((got) => JSON.stringify(member(got, list)).length < 10);
      expect([name, empty]).toEqual([name, []]);
    }
  });

  it("carries the security headers, a request id and a cache rule on every answer", () => {
    for (const [name, answers] of answered) {
      for (const { headers } of answers) {
        expect({ name, ...headers }).toMatchObject({
          name,
          "content-type": "application/json; charset=utf-8",
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY",
          "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
          "strict-transport-security": "max-age=63072000; includeSubDomains",
          "x-request-id": expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
          "cache-control": expectedCache(name),
          vary: expect.stringMatching(/^authorization, selaras-tenant, selaras-acting-as(, Accept-Encoding)?$/),
        });
      }
    }
  });
});

/** Private answers are asked for again each time; only a definition stays, because its address is its content. */
function expectedCache(name: RouteName): string {
  if (name === "template.definition") return "private, max-age=31536000, immutable";
  const address = name === "evidence.open" || name === "export.open";
  return PATHS[name][0] === "GET" && !address ? "private, no-cache" : "no-store";
}

describe("asking again", () => {
  it("costs no body while nothing changed, and a whole answer after a change", async () => {
    const as = kukar.who("pptk");
    const tagged = (etag: string) =>
      ask("calendar.year", {
        as,
        tenant: "kukar",
        input: { template: "rfk", year: "2026" },
        headers: { "if-none-match": etag },
      });
    const first = await tagged('W/"lain"');
    expect(first.status).toBe(200);
    for (let n = 0; n < 10; n += 1) {
      const again = await tagged(first.headers["etag"] ?? "");
      expect([again.status, again.text, again.headers["etag"]]).toEqual([304, "", first.headers["etag"]]);
    }
    const days = { opensOn: "2026-05-11", dueOn: "2026-06-12", lockOn: "2026-06-22" };
    await told("bappeda", "calendar.change", { template: "rfk", period: "2026-05", ...days, rev: 1 });
    const changed = await tagged(first.headers["etag"] ?? "");
    expect(changed.status).toBe(200);
    expect(changed.text).toContain("2026-06-12");
  });

  it("gives the same bytes for the same content, though the table keeps no order of attributes", async () => {
    for (const name of ["template.list", "orgunit.list", "approval.inbox"] as const) {
      const many = await Promise.all(Array.from({ length: 20 }, () => told("kabid", name)));
      expect([name, new Set(many.map((got) => got.headers["etag"])).size]).toEqual([name, 1]);
      expect([name, new Set(many.map((got) => got.text)).size]).toEqual([name, 1]);
    }
  });

  it("gives 304 to nobody who asks for another regency's or another person's answer with the same tag", async () => {
    const mine = await told("pptk", "account.me");
    const headers = { "if-none-match": mine.headers["etag"] ?? "" };
    const other = await ask("account.me", { as: kukar.who("kabid"), tenant: "kukar", headers });
    expect(other.status).toBe(200);
  });
});

const routes = await Promise.all(
  (Object.keys(PATHS) as RouteName[]).map(async (name) => ({ name, kind: (await operationOf(name)).operation.kind })),
);

describe("a command", () => {
  const writes = routes.filter(({ kind }) => kind === "write").map(({ name }) => name);

  it.each(writes)("%s is refused without a command id, and with one that is no ULID", async (name) => {
    const input = asked.get(name)?.[0] ?? {};
    for (const command of [null, "1", "01JQZ8K3W5X7Y9ABCDEFGHJKM", `${"0".repeat(25)}I`, `8${"0".repeat(25)}`]) {
      const got = await ask(name, { as: kukar.who("bappeda", "bappeda"), tenant: "kukar", input, command });
      expect([got.status, got.json]).toMatchObject([
        400,
        { error: { code: "kernel.invalid", fields: [{ path: COMMAND_HEADER }] } },
      ]);
    }
  });
});

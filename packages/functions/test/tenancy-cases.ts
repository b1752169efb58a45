import { DEFAULT_SAKIP } from "@selaras/core/tenant/schema.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { STARTER_METHODS, STARTER_SCALES } from "@selaras/core/indicator/catalogue.ts";
import { akip } from "@selaras/core/cascade/packs/evaluation.ts";
import type { RouteName } from "../src/http/paths.ts";

/** What exists in regency A and nowhere in B. */
export type Theirs = {
  readonly report: string;
  readonly unit: string;
  readonly template: string;
  /** Hash of the content under decision, of a template definition and of a file. */
  readonly content: string;
  readonly definition: string;
  readonly file: string;
  readonly chain: string;
  readonly team: string;
  /** Number of a request for a file. */
  readonly request: string;
  /** A report of B's own, with which to ask for A's file. */
  readonly ownReport: string;
};

type Input = Readonly<Record<string, unknown>>;

/**
 * How a route is asked for what is not B's. `own` takes no id: its answer must not change when A comes into being.
 * `foreign` is asked twice, with A's ids and with ids that nobody has.
 */
export type Case =
  | { readonly kind: "own"; readonly input: Input }
  | { readonly kind: "foreign"; readonly inputs: (of: Theirs) => readonly Input[] };

const own = (input: Input = {}): Case => ({ kind: "own", input });
const foreign = (...inputs: ((of: Theirs) => Input)[]): Case => ({
  kind: "foreign",
  inputs: (of) => inputs.map((input) => input(of)),
});

const { chain: _chain, n: _n, status: _status, ...CONTENT } = threeTiers;
const SEATS = [{ seat: "ketua", label: "Ketua", desk: "kepala@daerah" }];
const REASON = "Alasan yang cukup panjang.";
const file = { name: "bukti.pdf", type: "application/pdf", bytes: 9 };
/** Number of a thread or a finding that nobody made. */
const NUMBER = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";
const week = [[], ...[1, 2, 3, 4, 5].map(() => [{ from: "08:00", until: "16:00" }]), []];
const days = { opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20" };
const change = {
  id: "c1",
  rowKey: "rincian/1.03.10.2.01.0001",
  field: "keuangan",
  base: 1,
  input: { kind: "value", value: "1" },
  at: "2026-04-05T02:00:00.000Z",
};
const line = {
  code: "1.03.10.2.01.0001",
  name: "Rekonstruksi Jalan",
  urusan: { code: "1", name: "Urusan" },
  bidang: { code: "1.03", name: "Bidang" },
  program: { code: "1.03.10", name: "Program" },
  kegiatan: { code: "1.03.10.2.01", name: "Kegiatan" },
  pagu: "1200.00",
  rak: Array.from({ length: 12 }, () => "100.00"),
  physical: ["8", "8", "8", "8", "8", "8", "8", "8", "8", "8", "10", "10"],
  indicator: "Panjang",
  unit: "KM",
  target: "12",
  source: "DAU",
};

const holding = (unit: string) => ({ unit, kind: "kepala", person: `pptk-${unit}-1`, from: "2026-04-06" });
const decree = { until: "2026-04-16", decree: "8/2026", decreeDate: null };

const inPart = (unit: string) => ({ plan: "rpjmd", year: "2026", part: unit });
const party = (unit: string) => ({ year: "2026", unit, post: "kepala", person: `kepala-${unit}-1` });

/** Every route once; the route test counts them. */
export const TENANCY: Readonly<Record<RouteName, Case>> = {
  "account.session": own(),
  "account.me": own(),
  "account.people": own({ q: "rahmawati" }),
  "account.addPerson": foreign(() => ({ person: { name: "Rahmawati", nip: null, rank: null, email: "r@contoh.id" } })),
  "account.changePerson": foreign(({ unit }) => ({
    personId: `kepala-${unit}-1`,
    person: { name: "Rahmawati", nip: null, rank: null, email: "r@contoh.id" },
    rev: 7,
  })),
  "account.setActive": foreign(({ unit }) => ({ personId: `kepala-${unit}-1`, active: false, rev: 7 })),
  "approval.inbox": own(),
  "approval.chains": own(),
  // Refused before anything is written: a chain needs a signature.
  "approval.publish": foreign(({ chain }) => ({
    chain: { ...threeTiers, chain, steps: threeTiers.steps.slice(0, 1) },
  })),
  "approval.chain": foreign(({ chain }) => ({ chain, version: "1" })),
  "approval.running": foreign(({ chain }) => ({ chain, version: "1" })),
  "approval.vocabulary": foreign(({ chain }) => ({ chain })),
  "approval.draft": foreign(({ chain }) => ({ chain, content: CONTENT, rev: 1 })),
  "approval.copy": foreign(({ chain }) => ({ chain, label: null, from: { kind: "version", chain, n: 1 } })),
  "approval.discard": foreign(({ chain }) => ({ chain, rev: 1 })),
  "approval.retire": foreign(({ chain }) => ({ chain, n: 1 })),
  "approval.gaps": foreign(({ chain }) => ({ chain, content: CONTENT, unitKind: null })),
  "approval.simulate": foreign(({ unit }) => ({ content: CONTENT, unit, date: "2026-04-05", facts: {} })),
  "approval.teams": own(),
  "approval.saveTeam": foreign(({ team }) => ({ team, label: "Tim", seats: SEATS, rev: 1 })),
  "approval.removeTeam": foreign(({ team }) => ({ team, rev: 1 })),
  "indicator.catalogue": own(),
  // Refused before anything is written: the second version of what neither regency has.
  "indicator.saveMethod": foreign(({ chain }) => ({ method: { ...STARTER_METHODS[0], id: chain, n: 2 } })),
  "indicator.saveScale": foreign(({ chain }) => ({ scale: { ...STARTER_SCALES[0], id: chain, n: 2 } })),
  "consistency.board": own({ year: "2026" }),
  "consistency.counterparts": foreign(({ template, unit }) => ({ template, period: "2026-03", unit })),
  "consistency.link": foreign(({ template }) => {
    const side = { template, figure: "keuangan_total", part: 3 };
    return { link: "belanja", label: "Belanja", level: "unit", sides: [side, side], tolerance: "0", rev: 0 };
  }),
  "consistency.unlink": foreign(({ chain }) => ({ link: chain, rev: 1 })),
  "report.mine": own({ year: "2026" }),
  "report.open": foreign(({ unit }) => ({ template: "rfk", period: "2026-03", unit })),
  "report.view": foreign(({ report }) => ({ id: report })),
  "report.save": foreign(({ report }) => ({ id: report, changes: [change] })),
  "report.nameRow": foreign(({ report }) => ({ id: report, row: "masalah/a1", label: "Cuaca" })),
  "report.removeRow": foreign(({ report }) => ({ id: report, row: "masalah/a1" })),
  "report.draw": foreign(({ report }) => ({ id: report, section: "bab-4" })),
  "report.drawPreview": foreign(({ report }) => ({ id: report, section: "bab-4" })),
  "report.drawings": foreign(({ report }) => ({ id: report })),
  "report.submit": foreign(({ report }) => ({ id: report, stamp: 3 })),
  "report.withdraw": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.verify": foreign(({ report, content }) => ({ id: report, hash: content })),
  "report.sendBack": foreign(({ report, content }) => ({ id: report, hash: content, reason: REASON })),
  "report.sign": foreign(({ report, content }) => ({ id: report, hash: content })),
  "report.release": foreign(({ report, content }) => ({ id: report, hash: content })),
  "report.recall": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.issue": foreign(({ report }) => ({ id: report })),
  "report.hold": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.unhold": foreign(({ report }) => ({ id: report })),
  "report.exception": foreign(({ report }) => ({
    id: report,
    step: "verifikasi",
    person: "p-satu",
    reason: REASON,
    decree: "800/1/2026",
  })),
  "report.askCorrection": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.answerCorrection": foreign(({ report }) => ({ id: report, granted: true, reason: REASON })),
  "report.dropCorrection": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.void": foreign(({ report }) => ({ id: report, reason: REASON })),
  "report.threads": foreign(({ report }) => ({ id: report })),
  "report.comment": foreign(({ report }) => ({ id: report, text: REASON })),
  "report.resolve": foreign(
    ({ report }) => ({ id: report, thread: NUMBER }),
    ({ ownReport }) => ({ id: ownReport, thread: NUMBER }),
  ),
  "report.findings": foreign(({ report }) => ({ id: report })),
  "report.find": foreign(({ report }) => ({ id: report, text: REASON })),
  "report.respond": foreign(({ report }) => ({ id: report, finding: NUMBER, text: REASON })),
  "report.closeFinding": foreign(({ report }) => ({ id: report, finding: NUMBER })),
  "report.memo": foreign(({ report }) => ({ id: report, text: REASON })),
  "report.verifyMany": foreign(({ report, content }) => ({
    items: [{ id: report, hash: content, task: "verifikasi-0001" }],
  })),
  "report.movePreview": foreign(({ report }) => ({ id: report, to: { id: "tiga-tingkat", n: 1 } })),
  "report.templatePreview": foreign(({ report }) => ({ id: report })),
  "report.takeTemplate": foreign(({ report }) => ({ id: report, to: 2 })),
  "report.declineTemplate": foreign(({ report }) => ({ id: report, to: 2 })),
  "report.takeTemplates": foreign(({ report }) => ({ items: [{ id: report, to: 2 }] })),
  "report.templateOffers": foreign(({ template }) => ({ template })),
  "report.templateUse": foreign(({ template }) => ({ template, period: "2026-03" })),
  "report.move": foreign(({ report }) => ({ id: report, to: { id: "tiga-tingkat", n: 1 } })),
  "report.history": foreign(({ report }) => ({ id: report })),
  "report.differences": foreign(({ report }) => ({ id: report })),
  "report.takeBudget": foreign(({ report }) => ({ id: report })),
  "report.takeTargets": foreign(({ report }) => ({ id: report })),
  "evidence.announce": foreign(({ report, file: sha256 }) => ({ id: report, ...file, sha256 })),
  "evidence.confirm": foreign(
    ({ report, file: sha256 }) => ({ id: report, ...file, sha256 }),
    ({ ownReport, file: sha256 }) => ({ id: ownReport, ...file, sha256 }),
  ),
  "evidence.open": foreign(
    ({ report, file: evidenceId }) => ({ id: report, evidenceId }),
    ({ ownReport, file: evidenceId }) => ({ id: ownReport, evidenceId }),
  ),
  "evidence.remove": foreign(
    ({ report, file: evidenceId }) => ({ id: report, evidenceId, reason: REASON }),
    ({ ownReport, file: evidenceId }) => ({ id: ownReport, evidenceId, reason: REASON }),
  ),
  "template.list": own(),
  "template.versions": own(),
  "template.retire": foreign(({ template }) => ({ template, n: 1 })),
  "template.assignments": foreign(({ template }) => ({ template })),
  "template.assign": foreign(({ template, unit }) => ({
    template,
    assignments: [{ template, unit, from: "2026-12", until: null }],
  })),
  "template.unassign": foreign(({ template, unit }) => ({
    template,
    unit,
    from: "2026-01",
    seen: null,
    to: { kind: "ends", until: "2026-12" },
  })),
  "template.drafts": own(),
  "template.copy": foreign(({ template }) => ({
    template: "salinan",
    name: null,
    from: { kind: "version", template, n: 1 },
  })),
  "template.draft": foreign(({ template }) => ({ template })),
  "template.saveDraft": foreign(({ template }) => ({ template, frame: { rev: 1, content: { name: "Templat" } } })),
  "template.discard": foreign(({ template }) => ({ template, rev: 1 })),
  "template.preview": foreign(({ template }) => ({ template })),
  "template.release": foreign(({ template, chain }) => ({
    template,
    rev: 1,
    effectiveFrom: "2026-03",
    chain: { id: chain, n: 1 },
    offer: { authors: true, decline: true },
  })),
  "template.trial": foreign(({ template, unit }) => ({ template, rev: 1, testers: [`pptk-${unit}-1`] })),
  "template.trials": own(),
  "template.tryOut": foreign(({ template }) => ({ template })),
  "template.definition": foreign(({ definition }) => ({ hash: definition })),
  "calendar.year": foreign(({ template }) => ({ template, year: "2026" })),
  "calendar.plan": foreign(({ template }) => ({
    template,
    year: "2027",
    windows: [
      { template, period: "2027-03", opensOn: "2027-04-01", dueOn: "2027-04-10", lockOn: "2027-04-20", rev: 1 },
    ],
  })),
  "calendar.change": foreign(({ template }) => ({ template, period: "2026-03", ...days, rev: 1 })),
  "calendar.extend": foreign(
    ({ template, unit }) => ({ template, period: "2026-03", unit, until: "2026-04-30", reason: REASON }),
    ({ unit }) => ({ template: "rfk", period: "2026-03", unit, until: "2026-04-30", reason: REASON }),
  ),
  "calendar.work": own({ year: "2026" }),
  // Of a revision that nobody has: refused alike, whoever else exists.
  "calendar.setHours": foreign(() => ({ hours: week, desks: {}, daysEnd: "close-of-day", rev: 7 })),
  "calendar.setHolidays": foreign(() => ({ year: "2026", days: [], rev: 7 })),
  "orgunit.list": own(),
  "orgunit.tree": own(),
  "orgunit.create": foreign(({ unit }) => ({
    unitId: "bidang-baru",
    name: "Bidang Baru",
    short: "Baru",
    kind: "bidang",
    code: null,
    parent: unit,
    from: "2026-04-05",
  })),
  "orgunit.rename": foreign(({ unit: unitId }) => ({
    unitId,
    asOf: "2021-01-01",
    from: "2026-05-01",
    name: "Dinas",
    short: "D",
  })),
  "orgunit.move": foreign(({ unit: unitId }) => ({ unitId, asOf: "2021-01-01", from: "2026-05-01", parent: null })),
  "orgunit.end": foreign(({ unit: unitId }) => ({ unitId, asOf: "2021-01-01", until: "2026-05-01", successors: [] })),
  "position.list": foreign(({ unit }) => ({ unit })),
  "position.board": foreign(({ unit }) => ({ unit })),
  "position.kinds": own(),
  "position.defineKind": foreign(() => ({
    kind: "korwil",
    label: "K",
    single: false,
    reserved: false,
    source: "-",
    rev: 7,
  })),
  "position.removeKind": foreign(() => ({ kind: "korwil", rev: 7 })),
  "position.mandates": own(),
  "position.mandate": foreign(({ unit }) => ({
    ...holding(unit),
    holding: "plh",
    title: null,
    ...decree,
    standsFor: null,
  })),
  "position.extend": foreign(({ unit }) => ({ ...holding(unit), ...decree, rev: 1 })),
  "position.end": foreign(({ unit }) => ({ ...holding(unit), until: "2026-04-20", reason: REASON, rev: 1 })),
  "position.ofPerson": foreign(({ unit }) => ({ person: `kepala-${unit}-1` })),
  "budget.view": foreign(({ unit }) => ({ unit, period: "2026-03" })),
  "budget.record": foreign(({ unit }) => ({
    year: "2026",
    unit,
    stage: "pergeseran",
    n: 1,
    effectiveFrom: "2026-04",
    lines: [line],
  })),
  "cascade.plans": own(),
  // Of a revision that nobody has: refused alike, whoever else exists.
  "cascade.definePlan": foreign(({ template }) => ({
    plan: `rpjmd-${template}`,
    label: "RPJMD",
    from: "2025",
    until: "2029",
    source: "Perda",
    rev: 7,
  })),
  "cascade.view": foreign(({ unit }) => inPart(unit)),
  "cascade.begin": foreign(({ unit }) => ({ ...inPart(unit), from: null })),
  "cascade.saveNode": foreign(({ unit }) => ({
    ...inPart(unit),
    id: "n1",
    rev: 1,
    content: { level: "program", code: null, text: "Program", owner: null, parents: [] },
  })),
  "cascade.saveIndicator": foreign(({ unit }) => ({
    ...inPart(unit),
    id: "i1",
    rev: 1,
    content: {
      code: null,
      text: "Persentase",
      unit: "%",
      direction: "naik",
      method: null,
      formula: null,
      aggregation: "akumulatif",
      parents: [`${unit}/n1`],
    },
  })),
  "cascade.remove": foreign(({ unit }) => ({ ...inPart(unit), id: "n1", kind: "node", reason: REASON, rev: 1 })),
  "cascade.askSupport": foreign(({ unit }) => ({
    ...inPart("dinas-pu"),
    id: "d1",
    node: `${unit}/n1`,
    to: unit,
    text: "Mohon dukungan.",
  })),
  "cascade.answerSupport": foreign(({ unit }) => ({
    ...inPart(unit),
    id: "d1",
    accept: true,
    carrier: null,
    reason: null,
    rev: 1,
  })),
  "cascade.targets": foreign(({ unit }) => inPart(unit)),
  "cascade.recordTargets": foreign(({ unit }) => ({
    ...inPart(unit),
    after: 0,
    stage: "murni",
    effectiveFrom: "2026-01",
    source: { document: "Renja 2026", number: "12/2025", date: null },
    lines: [{ indicator: "i1", year: "72.5", quarters: [null, null, null, null] }],
  })),
  "cascade.agreements": foreign(({ unit }) => ({ year: "2026", unit })),
  "cascade.agreement": foreign(({ unit }) => ({ ...party(unit), version: "1" })),
  "cascade.draftAgreement": foreign(({ unit }) => ({
    ...party(unit),
    plan: "rpjmd",
    superior: null,
    actions: [],
    reason: null,
    rev: 0,
  })),
  "cascade.signAgreement": foreign(({ unit, content: hash }) => ({ ...party(unit), version: "1", hash, rev: 1 })),
  "cascade.reopenAgreement": foreign(({ unit }) => ({ ...party(unit), version: "1", reason: REASON, rev: 1 })),
  "cascade.evaluations": own({ year: "2026" }),
  "cascade.setEvaluationMethod": foreign(() => ({ method: akip, after: 7 })),
  "cascade.evaluation": foreign(({ unit }) => ({ year: "2026", unit })),
  "cascade.openEvaluation": foreign(({ unit }) => ({ year: "2026", unit })),
  "cascade.scoreSelf": foreign(({ unit }) => ({ year: "2026", unit, answers: [], final: false, rev: 1 })),
  "cascade.score": foreign(({ unit }) => ({ year: "2026", unit, answers: [], final: false, rev: 1 })),
  "cascade.recommend": foreign(({ unit }) => ({ year: "2026", unit, id: "r1", text: "Perbaiki.", rev: 1 })),
  "cascade.followUp": foreign(({ unit }) => ({
    year: "2026",
    unit,
    id: "r1",
    status: "proses",
    note: "Sedang disusun.",
    rev: 1,
  })),
  "rollup.board": foreign(({ template }) => ({ template, year: "2026" })),
  "rollup.figures": foreign(({ template }) => ({ template, period: "2026-03" })),
  "rollup.period": foreign(({ template }) => ({ template, period: "2026-TW1" })),
  "rollup.region": foreign(({ template }) => ({ template, period: "2026-03" })),
  "export.request": foreign(
    ({ report }) => ({ wanted: { kind: "report", report } }),
    ({ template }) => ({ wanted: { kind: "board", template, period: "2026-03" } }),
    ({ template }) => ({ wanted: { kind: "recap", template, period: "2026-TW1" } }),
  ),
  "export.list": own(),
  "export.open": foreign(({ request }) => ({ id: request })),
  "tenant.sakip": own(),
  "tenant.setSakip": foreign(() => ({ ...DEFAULT_SAKIP, rev: 7 })),
  "tenant.notices": own(),
  "tenant.setNotices": foreign(() => ({ email: true, push: true, digest: false, digestAt: "07:00", rev: 7 })),
  "tenant.signing": own(),
  "tenant.setSigning": foreign(() => ({ signer: "internal", freshSecondFactor: true, paper: "A4", rev: 7 })),
  "notification.list": own(),
  "notification.unread": own(),
  "notification.markRead": foreign(({ report }) => ({ ids: [`2026-04-06~${report}~verifikasi-0001~tiba`] })),
  "notification.settings": own(),
  "notification.choose": foreign(() => ({ email: true, push: true, digest: true, rev: 7 })),
  "notification.subscribe": foreign(() => ({
    endpoint: "https://jahat.example/push",
    keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
    name: "Chrome",
  })),
  "notification.unsubscribe": foreign(({ content }) => ({ id: content.slice(0, 32) })),
  "search.find": own({ q: "rekonstruksi jalan" }),
  "audit.day": own({ day: "2026-04-05" }),
};

import { kinerja } from "../src/template/packs/kinerja.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { STARTER_METHODS, STARTER_SCALES } from "../src/indicator/catalogue.ts";
import { akip } from "../src/cascade/packs/evaluation.ts";
import { DEFAULT_SAKIP, DEFAULT_SETTINGS } from "../src/tenant/schema.ts";
import { lines } from "./world.ts";

/** The ids that inputs of operations name. */
export type Ids = {
  readonly report: string;
  readonly unit: string;
  readonly template: string;
  readonly period: string;
  readonly person: string;
  readonly subject: string;
  readonly row: string;
  /** Content hash of a submission, hash of a definition, of a file. */
  readonly content: string;
  readonly definition: string;
  readonly file: string;
  /** Number of a request for a file. */
  readonly request: string;
  readonly chain: string;
  readonly slug: string;
  readonly word: string;
};

/** A node, an indicator and what a sheet is asked, as people would type them. */
const NODE = { level: "sasaran-pd", code: "1.1", text: "Meningkatnya jalan mantap", owner: null, parents: [] };
const INDICATOR = {
  code: null,
  text: "Persentase jalan mantap",
  unit: "%",
  direction: "naik",
  method: { id: "naik", n: 1 },
  formula: "jalan mantap / seluruh jalan x 100",
  aggregation: "nilai-akhir",
};
const ANSWERS = [{ key: "perencanaan/kualitas", value: "BB", note: "Sudah baik." }];
const { chain: _chain, n: _n, status: _status, ...CHAIN_CONTENT } = threeTiers;
const REASON = "Alasan yang cukup panjang.";
const PERSON = { name: "Rahmawati", nip: null, rank: "Penata (III/c)", email: "rahma@contoh.id" };
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
const HOLDING = { kind: "kepala", from: "2026-04-06" };

/** One well-formed input for every operation. A new operation has to be added here, or the whole-house tests are red. */
export const inputsOf = (ids: Ids): Readonly<Record<string, unknown>> => {
  const { report, unit, template, period, person, subject, chain, slug } = ids;
  const year = period.slice(0, 4);
  const file = { id: report, name: "bukti.pdf", type: "application/pdf", bytes: 64, sha256: ids.file };
  const window = { template, period, opensOn: `${period}-11`, dueOn: `${year}-12-30`, lockOn: `${year}-12-31`, rev: 1 };
  const plan = `rpjmd-${template}`;
  const part = { plan, year, part: unit };
  const party = { year, unit, post: "kepala", person };
  const superior = { unit: "bappeda", post: "bappeda", person: "bappeda-bappeda-1" };
  const decision = { id: report, hash: ids.content };
  return {
    "account.session": {},
    "account.addPerson": { person: PERSON },
    "account.changePerson": { personId: person, person: PERSON, rev: 1 },
    "account.people": { q: ids.word },
    "account.setActive": { personId: person, active: false, rev: 1 },
    "account.me": {},
    "account.enroll": {
      persons: [
        { personId: person, name: "Siti", nip: null, rank: null, email: "siti@contoh.id", subject, active: true },
      ],
    },
    "approval.chain": { chain, version: "1" },
    "approval.chains": {},
    "approval.copy": { chain: `${chain}-2`, label: null, from: { kind: "version", chain, n: 1 } },
    "approval.discard": { chain, rev: 1 },
    "approval.draft": { chain, content: CHAIN_CONTENT, rev: 0 },
    "approval.gaps": { chain, content: CHAIN_CONTENT, unitKind: null },
    "approval.inbox": {},
    "approval.publish": { chain: { ...threeTiers, chain } },
    "approval.removeTeam": { team: `tim-${chain}`, rev: 1 },
    "approval.retire": { chain, n: 1 },
    "approval.running": { chain, version: "1" },
    "approval.saveTeam": {
      team: `tim-${chain}`,
      label: "Tim",
      seats: [{ seat: "ketua", label: "Ketua", desk: "kepala@daerah" }],
      rev: 0,
    },
    "approval.simulate": { content: CHAIN_CONTENT, unit, date: "2026-04-05", facts: {} },
    "approval.teams": {},
    "approval.vocabulary": { chain },
    "audit.day": { day: "2026-04-05" },
    "budget.record": { year, unit, stage: "perubahan", n: 1, effectiveFrom: period, lines: lines(2) },
    "budget.view": { unit, period },
    "calendar.change": { ...window },
    "calendar.extend": { template, period, unit, until: `${Number(year) + 1}-06-30`, reason: REASON },
    "calendar.plan": { template, year, windows: [window] },
    "calendar.setHolidays": {
      year,
      rev: 7,
      days: [{ date: `${year}-09-28`, name: "Hari jadi daerah", kind: "libur-daerah" }],
    },
    "calendar.setHours": {
      hours: [[], ...[1, 2, 3, 4, 5].map(() => [{ from: "08:00", until: "16:00" }]), []],
      desks: {},
      daysEnd: "close-of-day",
      rev: 7,
    },
    "calendar.work": { year },
    "calendar.year": { template, year },
    "cascade.agreement": { ...party, version: "1" },
    "cascade.agreements": { year },
    "cascade.answerSupport": { ...part, id: "d1", accept: false, carrier: null, reason: REASON, rev: 1 },
    "cascade.askSupport": { ...part, id: "d1", node: `${unit}/n1`, to: "bappeda", text: "Mohon dukungan data." },
    "cascade.begin": { ...part, from: null },
    "cascade.definePlan": {
      plan,
      label: "RPJMD 2025-2029",
      from: "2025",
      until: "2029",
      source: "Perda 1/2025",
      rev: 0,
    },
    "cascade.draftAgreement": { ...party, plan, superior, actions: [], reason: null, rev: 0 },
    "cascade.evaluation": { year, unit },
    "cascade.evaluations": { year },
    "cascade.followUp": { year, unit, id: "r1", status: "proses", note: "Sedang disusun.", rev: 2 },
    "cascade.openEvaluation": { year, unit },
    "cascade.plans": {},
    "cascade.recommend": { year, unit, id: "r1", text: "Perbaiki indikator sasaran.", rev: 1 },
    "cascade.remove": { ...part, id: "n1", kind: "node", reason: REASON, rev: 1 },
    "cascade.reopenAgreement": { ...party, version: "1", reason: REASON, rev: 2 },
    "cascade.saveIndicator": { ...part, id: "i1", rev: 0, content: { ...INDICATOR, parents: [`${unit}/n1`] } },
    "cascade.saveNode": { ...part, id: "n1", rev: 0, content: NODE },
    "cascade.score": { year, unit, answers: ANSWERS, final: false, rev: 1 },
    "cascade.scoreSelf": { year, unit, answers: ANSWERS, final: false, rev: 1 },
    "cascade.setEvaluationMethod": { method: akip, after: 7 },
    "cascade.signAgreement": { ...party, version: "1", hash: ids.content, rev: 1 },
    "cascade.targets": part,
    "cascade.recordTargets": {
      ...part,
      after: 0,
      stage: "murni",
      effectiveFrom: `${year}-01`,
      source: { document: "Renja 2026", number: "12/2025", date: `${year}-01-02` },
      lines: [{ indicator: "i1", year: "72.5", quarters: [null, null, null, "72.5"] }],
    },
    "cascade.view": part,
    "consistency.board": { year },
    "consistency.counterparts": { template, period, unit },
    "consistency.link": { ...FIGURE_LINK, link: `tautan-${chain}` },
    "consistency.unlink": { link: `tautan-${chain}`, rev: 1 },
    "evidence.announce": file,
    "evidence.confirm": file,
    "evidence.open": { id: report, evidenceId: ids.file },
    "evidence.remove": { id: report, evidenceId: ids.file, reason: REASON },
    "export.list": {},
    "export.open": { id: ids.request },
    "export.request": { wanted: { kind: "report", report } },
    "indicator.catalogue": {},
    "indicator.saveMethod": { method: { ...STARTER_METHODS[0], id: `metode-${chain}` } },
    "indicator.saveScale": { scale: { ...STARTER_SCALES[0], id: `skala-${chain}` } },
    "notification.choose": { email: false, push: true, digest: false, rev: 7 },
    "notification.list": {},
    "notification.markRead": { ids: [`2026-04-05~${report}~verifikasi-0001~tiba`] },
    "notification.settings": {},
    "notification.subscribe": {
      endpoint: "https://fcm.googleapis.com/fcm/send/contoh",
      keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
      name: "Chrome di Android",
    },
    "notification.unread": {},
    "notification.unsubscribe": { id: ids.content.slice(0, 32) },
    "orgunit.create": {
      unitId: unit,
      name: "Dinas",
      short: "Dinas",
      kind: "dinas",
      code: null,
      parent: null,
      from: "2026-04-05",
    },
    "orgunit.end": { unitId: unit, asOf: "2026-04-05", until: "2026-12-31", successors: [] },
    "orgunit.list": {},
    "orgunit.move": { unitId: unit, asOf: "2026-04-05", from: "2026-06-01", parent: null },
    "orgunit.rename": { unitId: unit, asOf: "2026-04-05", from: "2026-07-01", name: "Dinas Baru", short: "Baru" },
    "orgunit.restate": { day: "2026-04-05" },
    "orgunit.tree": {},
    "orgunit.record": {
      units: [
        {
          unitId: unit,
          name: "Dinas",
          short: "Dinas",
          kind: "dinas",
          code: null,
          parent: null,
          opd: true,
          from: "2025-02-01",
          until: null,
          successors: [],
        },
      ],
    },
    "portal.home": {},
    "portal.report": { template, period, unit },
    "portal.unit": { unit, year },
    "portal.verify": { code: "0123456789ABCDEFGHJKMNPQRS" },
    "portal.version": { template, period, unit, version: "1" },
    "portal.year": { template, year },
    "position.appoint": {
      posts: [
        {
          unit,
          kind: "pptk",
          person,
          title: "PPTK",
          holding: "plt",
          decree: "1/2026",
          from: "2026-03-01",
          until: null,
          grantedBy: null,
        },
      ],
    },
    "position.board": { unit },
    "position.defineKind": {
      kind: "korwil",
      label: "Koordinator wilayah",
      single: false,
      reserved: false,
      source: "Perbup SOTK",
      rev: 7,
    },
    "position.end": { ...HOLDING, unit, person, until: "2026-04-07", reason: REASON, rev: 1 },
    "position.extend": { ...HOLDING, unit, person, until: "2026-04-12", decree: "9/2026", decreeDate: null, rev: 1 },
    "position.kinds": {},
    "position.list": { unit },
    "position.mandate": {
      ...HOLDING,
      unit,
      person,
      holding: "plh",
      title: null,
      until: "2026-04-10",
      decree: "8/2026",
      decreeDate: "2026-04-01",
      standsFor: null,
    },
    "position.mandates": {},
    "position.ofPerson": { person },
    "position.removeKind": { kind: "staf-ahli", rev: 7 },
    "report.answerCorrection": { id: report, granted: true, reason: REASON },
    "report.askCorrection": { id: report, reason: REASON },
    "report.closeFinding": { id: report, finding: ids.request },
    "report.comment": { id: report, ref: { rowKey: ids.row, field: "keuangan" }, text: "Mohon dicek." },
    "report.differences": { id: report },
    "report.dropCorrection": { id: report, reason: REASON },
    "report.exception": { id: report, step: "verifikasi", person, reason: REASON, decree: "800/12/2026" },
    "report.find": { id: report, text: REASON, refs: [{ rowKey: ids.row, field: null }] },
    "report.findings": { id: report },
    "report.history": { id: report },
    "report.hold": { id: report, reason: REASON },
    "report.issue": { id: report },
    "report.memo": { id: report, text: REASON },
    "report.mine": { year },
    "report.move": { id: report, to: { id: chain, n: 2 } },
    "report.movePreview": { id: report, to: { id: chain, n: 1 } },
    "report.open": { template, period, unit },
    "report.publish": { id: report },
    "report.recall": { id: report, reason: REASON },
    "report.release": decision,
    "report.reroute": { id: report, task: "verifikasi-0001" },
    "report.resolve": { id: report, thread: ids.request },
    "report.respond": { id: report, finding: ids.request, text: REASON },
    "report.save": {
      id: report,
      changes: [
        {
          id: "c1",
          rowKey: ids.row,
          field: "keuangan",
          base: 0,
          input: { kind: "value", value: "1000" },
          at: "2026-04-05T02:00:00.000Z",
        },
      ],
    },
    "report.sendBack": { ...decision, reason: REASON },
    "report.sign": decision,
    "report.nameRow": { id: report, row: "masalah/a1", label: "Cuaca" },
    "report.removeRow": { id: report, row: "masalah/a1" },
    "report.draw": { id: report, section: "bab-4" },
    "report.drawPreview": { id: report, section: "bab-4" },
    "report.drawings": { id: report },
    "report.submit": { id: report, stamp: 0 },
    "report.takeBudget": { id: report },
    "report.takeTargets": { id: report },
    "report.declineTemplate": { id: report, to: 2 },
    "report.takeTemplate": { id: report, to: 2 },
    "report.takeTemplates": { items: [{ id: report, to: 2 }] },
    "report.templateOffers": { template },
    "report.templatePreview": { id: report },
    "report.templateUse": { template, period },
    "report.threads": { id: report },
    "report.unhold": { id: report },
    "report.verify": decision,
    "report.verifyMany": { items: [{ ...decision, task: "verifikasi-0001" }] },
    "report.view": { id: report },
    "report.void": { id: report, reason: REASON },
    "report.withdraw": { id: report, reason: REASON },
    "rollup.board": { template, year },
    "rollup.figures": { template, period },
    "rollup.period": { template, period: year },
    "rollup.region": { template, period },
    "search.find": { q: ids.word },
    "template.assign": { template, assignments: [{ template, unit, from: period, until: null }] },
    "template.assignments": { template },
    "template.unassign": { template, unit, from: period, seen: null, to: { kind: "ends", until: period } },
    "template.definition": { hash: ids.definition },
    "template.copy": { template: `${template}-baru`, name: null, from: { kind: "version", template, n: 1 } },
    "template.discard": { template, rev: 1 },
    "template.draft": { template },
    "template.drafts": {},
    "template.list": {},
    "template.preview": { template },
    "template.publish": {
      definition: { ...kinerja, id: template },
      n: 7,
      effectiveFrom: period,
      chain: { id: chain, n: 1 },
    },
    "template.release": {
      template,
      rev: 1,
      effectiveFrom: period,
      chain: { id: chain, n: 1 },
      offer: { authors: true, decline: true },
    },
    "template.retire": { template, n: 1 },
    "template.saveDraft": {
      template,
      frame: { rev: 1, content: { name: "Templat", figures: [{ id: "jumlah", label: "Jumlah" }] } },
      order: { rev: 1, sections: ["layanan"] },
      sections: [{ id: "layanan", rev: 0, content: { id: "layanan", kind: "form", label: "Layanan" } }],
    },
    "template.trial": { template, rev: 1, testers: [person] },
    "template.trials": {},
    "template.tryOut": { template },
    "template.versions": {},
    "tenant.setSigning": { signer: "internal", freshSecondFactor: true, paper: "A4", rev: 7 },
    "tenant.sakip": {},
    "tenant.setSakip": { ...DEFAULT_SAKIP, rev: 7 },
    "tenant.notices": {},
    "tenant.setNotices": { email: true, push: true, digest: false, digestAt: "07:00", rev: 7 },
    "tenant.signing": {},
    "tenant.establish": {
      tenant: {
        id: slug,
        name: "Pemerintah Kabupaten",
        short: "Kabupaten",
        area: "kabupaten",
        zone: "Asia/Makassar",
        brand: "#0b6e4f",
        province: "kaltim",
        capital: "Tenggarong",
        contact: "contoh",
        status: "active",
        demo: true,
        settings: DEFAULT_SETTINGS,
        unitsRev: 1,
        rev: 1,
      },
    },
  };
};

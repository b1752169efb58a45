import * as fc from "fast-check";
import * as v from "valibot";
import { adopt, drawingFrom, layanan } from "./lists-world.ts";
import { introduce } from "./filings.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import type { ChainVersion, Step } from "../src/approval/schema.ts";
import { startMetering, stopMetering } from "../src/db/meter.ts";
import { Failure } from "../src/kernel/failure.ts";
import { PostKind } from "../src/kernel/id.ts";
import type { NoticeId } from "../src/notification/schema.ts";
import { tell } from "../src/notification/tell.ts";
import { kinds } from "../src/position/kinds.ts";
import { answerCorrection, askCorrection } from "../src/report/correct.ts";
import { find } from "../src/report/finding.ts";
import { hold } from "../src/report/tend.ts";
import { comment } from "../src/report/thread.ts";
import { allOperations, type AnyOperation } from "./house.ts";
import { type Ids, inputsOf } from "./inputs.ts";
import { attach, bring, exported, pdf, type Stage, upload } from "./stages.ts";
import {
  asIdentity,
  asProduct,
  asProgram,
  asSomebody,
  asVisitor,
  command,
  everything,
  failing,
  journalOf,
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

const SCENES = [
  "kirim",
  "tarik",
  "periksa",
  "kembali",
  "teken",
  "terbit",
  "isi",
  "isi-campur",
  "unggah",
  "lepas",
  "buka",
  "anggaran",
  "kalender",
  "baca",
  "ekspor",
  "tunda",
  "lanjut",
  "kecuali",
  "minta",
  "jawab",
  "batal",
  "cabut",
  "pindah",
  "lagi",
  "komentar",
  "selesai",
  "borongan",
  "baris-tambah",
  "baris-hapus",
  "ambil",
  "pagu",
  "target",
] as const;
type Scene = (typeof SCENES)[number];
const unitOf = (scene: Scene): string => `dinas-${scene}`;

let operations: ReadonlyMap<string, AnyOperation>;
let kukar: Regency;
/** Its chain waits a day after the signature and asks for a decision to publish. */
let nunukan: Regency;
const [verification] = threeTiers.steps;
const REASON = "Alasan yang cukup panjang.";
const WAITING: ChainVersion = {
  ...threeTiers,
  waitingHours: 24,
  steps: [
    ...threeTiers.steps,
    { ...(verification as Step), key: "terbitkan", kind: "publish", returnsTo: [], separateFrom: [] },
  ],
};

const NUNUKAN = ["dinas-terbitkan", "dinas-urung", "dinas-pindah", "dinas-menolak"];

/** The Inspektorat reviews before the head signs. */
let bombana: Regency;
const REVIEWED = ["dinas-temuan", "dinas-tanggapan", "dinas-tutup", "dinas-catatan"] as const;
const REVIEWING: ChainVersion = {
  ...threeTiers,
  steps: threeTiers.steps.map((step, i) =>
    i === 0
      ? {
          ...step,
          kind: "apip-review",
          assignee: { by: "post", post: v.parse(PostKind, "inspektorat"), scope: "tenant" },
        }
      : step,
  ),
};

/** Nobody holds the post that verifies. */
let palembang: Regency;
const EMPTY: ChainVersion = {
  ...threeTiers,
  steps: threeTiers.steps.map((step, i) =>
    i === 0
      ? {
          ...step,
          emptyHolder: "admin",
          assignee: { by: "post", post: v.parse(PostKind, "kasubbid"), scope: "own" },
        }
      : step,
  ),
};

beforeAll(async () => {
  travel(MARCH_OPEN);
  operations = await allOperations();
  kukar = await regency("kukar", { units: SCENES.map(unitOf), lines: 2, pptk: 2 });
  palembang = await regency("palembang", { units: ["dinas-kosong"], lines: 2, chain: EMPTY });
  nunukan = await regency("nunukan", { units: NUNUKAN, lines: 2, chain: WAITING });
  bombana = await regency("bombana", { units: REVIEWED, lines: 2, chain: REVIEWING });
  const listed = ["baris-tambah", "baris-hapus", "target"] as const;
  await adopt("kukar", Object.fromEntries(listed.map((scene) => [unitOf(scene), undefined])));
  const drawing = drawingFrom("tahunan-uji", { period: "last", units: "region" });
  await introduce(kukar, drawing, { [unitOf("ambil")]: undefined }, ["2026"]);
});

const idsOf = (scene: Scene, known: Partial<Ids> = {}): Ids => ({
  report: `rfk.2026-03.${unitOf(scene)}.1`,
  unit: unitOf(scene),
  template: "rfk",
  period: "2026-03",
  person: kukar.who("pptk", unitOf(scene)).person,
  subject: kukar.who("pptk", unitOf(scene)).subject,
  row: rowOf(1),
  content: "0".repeat(64),
  definition: "0".repeat(64),
  file: "0".repeat(64),
  request: "01JQZ8K3W5X7Y9ABCDEFGHJKMN",
  chain: "tiga-tingkat",
  slug: "kukar",
  word: "rekonstruksi",
  ...known,
});

type Caller = Somebody | "product";
const call = (who: Caller, name: string, input: unknown, id?: string, tenant = "kukar"): Promise<unknown> => {
  const operation = operations.get(name);
  if (!operation) throw new Error(`no operation ${name}`);
  const work = () => operation(input);
  return who === "product" ? asProduct(tenant, work, id) : asSomebody(tenant, who, work, id);
};

type Scenario = {
  readonly who: () => Caller;
  /** Somebody else who, with the same command id, must not be taken for the first. */
  readonly other: () => Caller;
  readonly input: () => Promise<unknown>;
  /** Another operation on the same trail, for the reused command id. */
  readonly also?: string;
  readonly tenant?: string;
};

const product = (): Caller => "product";
const as =
  (kind: string, scene: Scene, seat = 1) =>
  (): Caller =>
    kukar.who(kind, unitOf(scene), seat);
const bappeda = (): Caller => kukar.who("bappeda", "bappeda");
const admin = (): Caller => kukar.who("admin", "bappeda");
const at =
  (scene: Scene, stage: Stage, name: string, more: object = {}) =>
  async (): Promise<unknown> => {
    const { hash } = await bring(kukar, unitOf(scene), stage, { lines: 2 });
    const input = inputsOf(idsOf(scene, { content: hash || "0".repeat(64) }))[name];
    return { ...(input as object), ...more };
  };
/** A signed report in the regency whose chain waits. */
const waiting = (unit: string, name: string) => async (): Promise<unknown> => {
  const { id, hash } = await bring(nunukan, unit, "signed", { lines: 2 });
  return { ...(inputsOf(idsOf("isi", { content: hash }))[name] as object), id };
};
/** A report at the review of the Inspektorat, with one finding. */
const reviewed =
  (unit: (typeof REVIEWED)[number], name: string, withFinding: boolean) => async (): Promise<unknown> => {
    const { id } = await bring(bombana, unit, "in_review", { lines: 2 });
    const ask = () => find({ id, text: REASON });
    const request = withFinding ? (await bombana.as(bombana.who("inspektorat", "bappeda"), ask)).findingId : "";
    return { ...(inputsOf(idsOf("isi", request ? { request } : {}))[name] as object), id };
  };
const inspector = (): Caller => bombana.who("inspektorat", "bappeda");
const then = (input: () => Promise<unknown>, more: (id: string) => Promise<object>) => async (): Promise<unknown> => {
  const given = (await input()) as { id: string };
  return { ...given, ...(await more(given.id)) };
};
const plain =
  (scene: Scene, name: string, known: Partial<Ids> = {}) =>
  (): Promise<unknown> =>
    Promise.resolve(inputsOf(idsOf(scene, known))[name]);

/** A report whose author adds rows, with one that stands already where it is to be taken away. */
const withRows =
  (scene: "baris-tambah" | "baris-hapus", name: "report.nameRow" | "report.removeRow") =>
  async (): Promise<unknown> => {
    const id = await kukar.openReport("2026-TW1", unitOf(scene), layanan.id);
    const given = (each: string) => ({ ...(inputsOf(idsOf(scene))[each] as object), id });
    if (scene === "baris-hapus") await call(as("pptk", scene)(), "report.nameRow", given("report.nameRow"));
    return given(name);
  };

/** A report with a section that is drawn from those of another template. */
const withDrawn = async (): Promise<unknown> => {
  const id = await kukar.openReport("2026", unitOf("ambil"), "tahunan-uji");
  return { ...(inputsOf(idsOf("ambil"))["report.draw"] as object), id };
};

/** A unit of its own that somebody recorded before. */
const standing = (name: string, unit: string) => async (): Promise<unknown> => {
  await call(admin(), "orgunit.create", inputsOf(idsOf("isi", { unit }))["orgunit.create"]);
  return inputsOf(idsOf("isi", { unit }))[name];
};
/** The catalogue of post kinds as it stands. */
const atKinds = (name: string) => async (): Promise<unknown> => {
  const { rev } = await kukar.as(admin() as Somebody, () => kinds({}));
  return { ...(inputsOf(idsOf("isi"))[name] as object), rev };
};
/** A Plh that somebody granted before. */
const mandated = (scene: Scene, name: string) => async (): Promise<unknown> => {
  await call(admin(), "position.mandate", inputsOf(idsOf(scene))["position.mandate"]);
  return inputsOf(idsOf(scene))[name];
};

/** A draft of a template of its own, begun by the product, so that an admin is the second person. */
const drafted = (template: string, name: string) => async (): Promise<unknown> => {
  const inputs = inputsOf(idsOf("isi", { template }));
  const from = { kind: "version", template: "rfk", n: 1 };
  await call("product", "template.copy", { template, name: null, from });
  return inputs[name];
};
let ready: Promise<void> | null = null;
/** Drafts of reports in Nunukan, and then a second version of their template. */
async function secondVersion(): Promise<void> {
  for (const unit of ["dinas-pindah", "dinas-menolak"]) await bring(nunukan, unit, "filled", { lines: 2 });
  const from = { kind: "version", template: "rfk", n: 1 };
  await call("product", "template.copy", { template: "rfk", name: null, from }, undefined, "nunukan");
  const input = inputsOf(idsOf("isi"))["template.release"];
  await call(nunukan.who("admin", "bappeda"), "template.release", input, undefined, "nunukan");
}
const offered = (unit: string, name: string) => async (): Promise<unknown> => {
  ready ??= secondVersion();
  await ready;
  return { ...(inputsOf(idsOf("isi"))[name] as object), id: `rfk.2026-03.${unit}.1` };
};
/** A plan of its own for every scenario, and what was done under it before. */
const planned =
  (scene: Scene, template: string, name: string, before: readonly string[], known: Partial<Ids> = {}) =>
  async (): Promise<unknown> => {
    const inputs = inputsOf(idsOf(scene, { template, ...known }));
    for (const each of before) await call("product", each, inputs[each]);
    return inputs[name];
  };
const TREE = ["cascade.definePlan", "cascade.begin", "cascade.saveNode"];
/** A request for support that waits for the head of a unit. */
const asked = (scene: Scene, template: string) => async (): Promise<unknown> => {
  const inputs = inputsOf(idsOf(scene, { template, unit: "bappeda" }));
  for (const each of TREE) await call("product", each, inputs[each]);
  await call("product", "cascade.askSupport", { ...(inputs["cascade.askSupport"] as object), to: unitOf(scene) });
  return inputsOf(idsOf(scene, { template }))["cascade.answerSupport"];
};
/** The agreement of a head who owns a sasaran with an indicator, before the first signature or after it. */
const agreed = (scene: Scene, template: string, offered: boolean) => async (): Promise<unknown> => {
  const unit = unitOf(scene);
  const head = kukar.who("kepala", unit);
  const inputs = inputsOf(idsOf(scene, { template, person: head.person }));
  const node = inputs["cascade.saveNode"] as { content: object };
  const owned = { ...node, content: { ...node.content, owner: { unit, post: "kepala" } } };
  for (const each of ["cascade.definePlan", "cascade.begin"]) await call("product", each, inputs[each]);
  await call("product", "cascade.saveNode", owned);
  const between = ["cascade.saveIndicator", "cascade.recordTargets", "cascade.draftAgreement"];
  for (const each of between) await call("product", each, inputs[each]);
  const { hash } = (await call(head, "cascade.agreement", inputs["cascade.agreement"])) as { hash: string };
  const stamp = { ...(inputs["cascade.signAgreement"] as object), hash };
  if (!offered) return stamp;
  await call(head, "cascade.signAgreement", stamp);
  return inputs["cascade.reopenAgreement"];
};
const assessor = (): Caller => kukar.who("inspektorat", "bappeda");

/** For every writing operation a state in which it succeeds. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "account.enroll": {
    who: product,
    other: admin,
    input: plain("isi", "account.enroll", { person: "p-baru", subject: "sub-orang-baru" }),
    also: "position.appoint",
  },
  "account.addPerson": { who: admin, other: product, input: plain("isi", "account.addPerson") },
  "account.changePerson": { who: admin, other: product, input: plain("kalender", "account.changePerson") },
  "account.setActive": { who: admin, other: product, input: plain("anggaran", "account.setActive") },
  "approval.copy": {
    who: admin,
    other: product,
    input: plain("isi", "approval.copy"),
  },
  "approval.discard": {
    who: admin,
    other: product,
    input: async () => {
      await call("product", "approval.draft", inputsOf(idsOf("isi", { chain: "rantai-buang" }))["approval.draft"]);
      return inputsOf(idsOf("isi", { chain: "rantai-buang" }))["approval.discard"];
    },
  },
  "approval.draft": {
    who: admin,
    other: product,
    input: plain("isi", "approval.draft", { chain: "rantai-konsep" }),
  },
  "approval.publish": {
    who: admin,
    other: product,
    input: plain("isi", "approval.publish", { chain: "rantai-lain" }),
  },
  "approval.removeTeam": {
    who: admin,
    other: product,
    input: async () => {
      await call("product", "approval.saveTeam", inputsOf(idsOf("isi", { chain: "buang" }))["approval.saveTeam"]);
      return inputsOf(idsOf("isi", { chain: "buang" }))["approval.removeTeam"];
    },
  },
  "approval.retire": {
    who: admin,
    other: product,
    input: async () => {
      await call("product", "approval.publish", inputsOf(idsOf("isi", { chain: "rantai-tua" }))["approval.publish"]);
      return inputsOf(idsOf("isi", { chain: "rantai-tua" }))["approval.retire"];
    },
  },
  "approval.saveTeam": {
    who: admin,
    other: product,
    input: plain("isi", "approval.saveTeam"),
  },
  "indicator.saveMethod": { who: admin, other: product, input: plain("isi", "indicator.saveMethod") },
  "indicator.saveScale": { who: admin, other: product, input: plain("isi", "indicator.saveScale") },
  "consistency.link": { who: bappeda, other: product, input: plain("isi", "consistency.link") },
  "consistency.unlink": {
    who: admin,
    other: product,
    input: async () => {
      await call("product", "consistency.link", inputsOf(idsOf("isi", { chain: "putus" }))["consistency.link"]);
      return inputsOf(idsOf("isi", { chain: "putus" }))["consistency.unlink"];
    },
  },
  "budget.record": { who: bappeda, other: admin, input: plain("anggaran", "budget.record") },
  "calendar.change": {
    who: bappeda,
    other: admin,
    input: plain("kalender", "calendar.change", { period: "2026-09" }),
    also: "calendar.extend",
  },
  "calendar.extend": {
    who: bappeda,
    other: admin,
    input: plain("kalender", "calendar.extend", { period: "2026-10" }),
    also: "calendar.change",
  },
  "calendar.plan": {
    who: admin,
    other: bappeda,
    input: plain("kalender", "calendar.plan", { period: "2027-01" }),
    also: "calendar.extend",
  },
  "calendar.setHolidays": {
    who: bappeda,
    other: admin,
    input: then(plain("isi", "calendar.setHolidays"), async () => ({ rev: 0 })),
    also: "calendar.setHours",
  },
  "calendar.setHours": {
    who: bappeda,
    other: admin,
    input: then(plain("isi", "calendar.setHours"), async () => ({ rev: 0 })),
    also: "calendar.setHolidays",
  },
  "cascade.answerSupport": { who: as("kepala", "kirim"), other: product, input: asked("kirim", "dukung-jawab") },
  "cascade.askSupport": {
    who: admin,
    other: product,
    input: planned("isi", "dukung-minta", "cascade.askSupport", TREE),
  },
  "cascade.begin": {
    who: admin,
    other: product,
    input: planned("isi", "mulai", "cascade.begin", ["cascade.definePlan"]),
  },
  "cascade.definePlan": { who: admin, other: product, input: planned("isi", "rencana", "cascade.definePlan", []) },
  "cascade.draftAgreement": {
    who: admin,
    other: product,
    input: planned("isi", "susun", "cascade.draftAgreement", ["cascade.definePlan"], { person: "kepala-dinas-isi-1" }),
  },
  "cascade.followUp": {
    who: as("kepala", "tarik"),
    other: product,
    input: planned("tarik", "rfk", "cascade.followUp", ["cascade.openEvaluation", "cascade.recommend"]),
  },
  "cascade.openEvaluation": {
    who: assessor,
    other: product,
    input: planned("isi", "rfk", "cascade.openEvaluation", []),
  },
  "cascade.recommend": {
    who: assessor,
    other: product,
    input: planned("periksa", "rfk", "cascade.recommend", ["cascade.openEvaluation"]),
  },
  "cascade.remove": { who: admin, other: product, input: planned("isi", "keluar", "cascade.remove", TREE) },
  "cascade.reopenAgreement": { who: admin, other: product, input: agreed("tarik", "buka-lagi", true) },
  "cascade.saveIndicator": {
    who: admin,
    other: product,
    input: planned("isi", "indikator", "cascade.saveIndicator", TREE),
  },
  "cascade.saveNode": {
    who: admin,
    other: product,
    input: planned("isi", "simpul", "cascade.saveNode", ["cascade.definePlan", "cascade.begin"]),
  },
  "cascade.score": {
    who: assessor,
    other: product,
    input: planned("kirim", "rfk", "cascade.score", ["cascade.openEvaluation"]),
  },
  "cascade.scoreSelf": {
    who: as("kepala", "kembali"),
    other: product,
    input: planned("kembali", "rfk", "cascade.scoreSelf", ["cascade.openEvaluation"]),
  },
  "cascade.setEvaluationMethod": {
    who: admin,
    other: product,
    input: then(plain("isi", "cascade.setEvaluationMethod"), async () => ({ after: 1 })),
  },
  "cascade.recordTargets": {
    who: admin,
    other: product,
    input: planned("isi", "catat-target", "cascade.recordTargets", [...TREE, "cascade.saveIndicator"]),
  },
  "cascade.signAgreement": { who: as("kepala", "teken"), other: product, input: agreed("teken", "teken", false) },
  "evidence.confirm": {
    who: as("pptk", "unggah"),
    other: as("pptk", "unggah", 2),
    input: async () => {
      const { id } = await bring(kukar, unitOf("unggah"), "draft");
      const file = pdf("unggah");
      await upload(kukar, id, file, kukar.who("pptk", unitOf("unggah")));
      return inputsOf(idsOf("unggah", { file: file.sha256 }))["evidence.confirm"];
    },
    also: "report.save",
  },
  "evidence.remove": {
    who: as("pptk", "lepas"),
    other: as("pptk", "lepas", 2),
    input: async () => {
      const { id } = await bring(kukar, unitOf("lepas"), "draft");
      await attach(kukar, id, pdf("lepas"), kukar.who("pptk", unitOf("lepas")));
      return inputsOf(idsOf("lepas", { file: pdf("lepas").sha256 }))["evidence.remove"];
    },
    also: "report.withdraw",
  },
  "export.request": {
    who: as("pptk", "ekspor"),
    other: as("pptk", "ekspor", 2),
    input: at("ekspor", "draft", "export.request"),
  },
  "notification.choose": {
    who: as("pptk", "isi"),
    other: as("pptk", "isi", 2),
    input: then(plain("isi", "notification.choose"), async () => ({ rev: 0 })),
    also: "notification.subscribe",
  },
  "notification.markRead": {
    who: as("pptk", "isi"),
    other: as("pptk", "isi", 2),
    input: async () => {
      const input = inputsOf(idsOf("isi"))["notification.markRead"] as { ids: NoticeId[] };
      const words = { title: "Verifikasi menunggu Anda", body: "Dinas", path: "/kotak-masuk" };
      const persons = [1, 2].map((seat) => kukar.who("pptk", unitOf("isi"), seat).person);
      for (const person of persons) {
        for (const id of input.ids) await asProgram("jobs", "kukar", () => tell(person, id, "tiba", words));
      }
      return input;
    },
    also: "notification.choose",
  },
  "notification.subscribe": {
    who: as("pptk", "isi"),
    other: as("pptk", "isi", 2),
    input: plain("isi", "notification.subscribe"),
    also: "notification.choose",
  },
  "notification.unsubscribe": {
    who: as("pptk", "isi-campur"),
    other: as("pptk", "isi-campur", 2),
    input: async () => {
      const device = inputsOf(idsOf("isi"))["notification.subscribe"];
      const subscribed = (seat: number) =>
        call(kukar.who("pptk", unitOf("isi-campur"), seat), "notification.subscribe", device);
      await subscribed(2);
      return { id: ((await subscribed(1)) as { id: string }).id };
    },
    also: "notification.choose",
  },
  "orgunit.record": { who: product, other: admin, input: plain("isi", "orgunit.record", { unit: "dinas-baru" }) },
  "orgunit.create": { who: admin, other: product, input: plain("isi", "orgunit.create", { unit: "dinas-bentuk" }) },
  "orgunit.end": { who: admin, other: product, input: standing("orgunit.end", "dinas-akhir") },
  "orgunit.move": { who: admin, other: product, input: standing("orgunit.move", "dinas-geser") },
  "orgunit.restate": { who: product, other: product, input: plain("isi", "orgunit.restate") },
  "orgunit.rename": { who: admin, other: product, input: standing("orgunit.rename", "dinas-nama") },
  "position.defineKind": { who: admin, other: product, input: atKinds("position.defineKind") },
  "position.end": { who: admin, other: product, input: mandated("kalender", "position.end") },
  "position.extend": { who: admin, other: product, input: mandated("isi-campur", "position.extend") },
  "position.mandate": { who: admin, other: product, input: plain("ekspor", "position.mandate") },
  "position.removeKind": {
    who: admin,
    other: product,
    input: atKinds("position.removeKind"),
  },
  "position.appoint": {
    who: product,
    other: admin,
    input: plain("isi", "position.appoint", { person: "p-lain" }),
    also: "account.enroll",
  },
  "report.answerCorrection": {
    who: bappeda,
    other: admin,
    input: then(at("jawab", "published", "report.answerCorrection"), async (id) => {
      await kukar.as(kukar.who("pptk", unitOf("jawab")), () => askCorrection({ id, reason: REASON }));
      return {};
    }),
    also: "report.withdraw",
  },
  "report.askCorrection": {
    who: as("pptk", "minta"),
    other: as("kabid", "minta"),
    input: at("minta", "published", "report.askCorrection"),
    also: "report.withdraw",
  },
  "report.closeFinding": {
    who: inspector,
    other: () => bombana.who("kepala", "dinas-tutup"),
    input: reviewed("dinas-tutup", "report.closeFinding", true),
    also: "report.memo",
    tenant: "bombana",
  },
  "report.comment": {
    who: as("kabid", "komentar"),
    other: as("pptk", "komentar"),
    input: at("komentar", "in_review", "report.comment"),
    also: "report.verify",
  },
  "report.dropCorrection": {
    who: bappeda,
    other: admin,
    input: then(at("batal", "published", "report.dropCorrection"), async (id) => {
      await kukar.as(kukar.who("pptk", unitOf("batal")), () => askCorrection({ id, reason: REASON }));
      const granted = await kukar.as(kukar.who("bappeda", "bappeda"), () =>
        answerCorrection({ id, granted: true, reason: REASON }),
      );
      return { id: granted.id };
    }),
    also: "report.withdraw",
  },
  "report.exception": {
    who: bappeda,
    other: admin,
    input: at("kecuali", "in_review", "report.exception"),
    also: "report.verify",
  },
  "report.find": {
    who: inspector,
    other: () => bombana.who("kepala", "dinas-temuan"),
    input: reviewed("dinas-temuan", "report.find", false),
    also: "report.memo",
    tenant: "bombana",
  },
  "report.hold": {
    who: as("kabid", "tunda"),
    other: as("kepala", "tunda"),
    input: at("tunda", "in_review", "report.hold"),
    also: "report.verify",
  },
  "report.issue": {
    who: as("pptk", "lagi"),
    other: as("kabid", "lagi"),
    input: at("lagi", "signed", "report.issue"),
    also: "report.withdraw",
  },
  "report.memo": {
    who: inspector,
    other: () => bombana.who("kepala", "dinas-catatan"),
    input: reviewed("dinas-catatan", "report.memo", false),
    also: "report.find",
    tenant: "bombana",
  },
  "report.move": {
    who: admin,
    other: bappeda,
    input: then(at("pindah", "in_review", "report.move"), async () => {
      const chain = "rantai-tujuan";
      await kukar.as(kukar.who("admin", "bappeda"), () => publishChain({ chain: { ...threeTiers, chain } }));
      return { to: { id: chain, n: 1 } };
    }),
    also: "report.verify",
  },
  "report.recall": {
    who: () => nunukan.who("kepala", "dinas-urung"),
    other: () => nunukan.who("kabid", "dinas-urung"),
    input: waiting("dinas-urung", "report.recall"),
    also: "report.withdraw",
    tenant: "nunukan",
  },
  "report.release": {
    who: () => nunukan.who("kabid", "dinas-terbitkan"),
    other: () => nunukan.who("kepala", "dinas-terbitkan"),
    input: waiting("dinas-terbitkan", "report.release"),
    also: "report.withdraw",
    tenant: "nunukan",
  },
  "report.takeBudget": {
    who: bappeda,
    other: admin,
    input: then(at("pagu", "draft", "report.takeBudget"), async () => {
      await call("product", "budget.record", inputsOf(idsOf("pagu"))["budget.record"]);
      return {};
    }),
    also: "report.withdraw",
  },
  "report.takeTargets": {
    who: bappeda,
    other: admin,
    input: async () => {
      const id = await kukar.openReport("2026-TW1", unitOf("target"), layanan.id);
      const inputs = inputsOf(idsOf("target", { template: "ikut-target" }));
      const indicator = inputs["cascade.saveIndicator"] as { content: object };
      for (const each of TREE) await call("product", each, inputs[each]);
      const coded = { ...indicator, content: { ...indicator.content, code: "k.2" } };
      await call("product", "cascade.saveIndicator", coded);
      const lines = [{ indicator: "i1", year: "100", quarters: ["10", "20", "30", "100"] }];
      await call("product", "cascade.recordTargets", { ...(inputs["cascade.recordTargets"] as object), lines });
      return { id };
    },
    also: "report.withdraw",
  },
  "report.declineTemplate": {
    who: () => nunukan.who("pptk", "dinas-menolak"),
    other: () => nunukan.who("pptk", "dinas-menolak", 2),
    input: offered("dinas-menolak", "report.declineTemplate"),
    also: "report.withdraw",
    tenant: "nunukan",
  },
  "report.takeTemplate": {
    who: () => nunukan.who("admin", "bappeda"),
    other: () => nunukan.who("pptk", "dinas-pindah"),
    input: offered("dinas-pindah", "report.takeTemplate"),
    also: "report.withdraw",
    tenant: "nunukan",
  },
  "report.takeTemplates": {
    who: admin,
    other: product,
    // Refused for its one report: what it does to reports is each one's own command and trail.
    input: plain("isi", "report.takeTemplates"),
  },
  "report.unhold": {
    who: as("kabid", "lanjut"),
    other: as("kepala", "lanjut"),
    input: then(at("lanjut", "in_review", "report.unhold"), async (id) => {
      await kukar.as(kukar.who("kabid", unitOf("lanjut")), () => hold({ id, reason: REASON }));
      return {};
    }),
    also: "report.verify",
  },
  "report.verifyMany": {
    who: as("kepala", "borongan"),
    other: as("kabid", "borongan"),
    // Refused for its one report: what it does to reports is each one's own command and trail.
    input: then(at("borongan", "verified", "report.verifyMany"), async () => ({})),
  },
  "report.void": {
    who: bappeda,
    other: admin,
    input: at("cabut", "published", "report.void"),
    also: "report.askCorrection",
  },
  "report.nameRow": {
    who: as("pptk", "baris-tambah"),
    other: as("kepala", "baris-tambah"),
    input: withRows("baris-tambah", "report.nameRow"),
    also: "report.removeRow",
  },
  "report.removeRow": {
    who: as("pptk", "baris-hapus"),
    other: as("kepala", "baris-hapus"),
    input: withRows("baris-hapus", "report.removeRow"),
    also: "report.nameRow",
  },
  "report.draw": {
    who: as("pptk", "ambil"),
    other: as("kepala", "ambil"),
    input: withDrawn,
    also: "report.save",
  },
  "report.open": { who: bappeda, other: admin, input: plain("buka", "report.open"), also: "report.withdraw" },
  "report.publish": {
    who: product,
    other: as("pptk", "terbit"),
    input: at("terbit", "ready", "report.publish"),
    also: "report.open",
  },
  "report.reroute": {
    who: product,
    other: () => palembang.who("kepala", "dinas-kosong"),
    input: async () => {
      const { id } = await bring(palembang, "dinas-kosong", "in_review", { lines: 2 });
      // Its desk was empty and sent it to the admin; now somebody sits there.
      await palembang.hire(palembang.who("kasubbid", "dinas-kosong"));
      return { ...(inputsOf(idsOf("isi"))["report.reroute"] as object), id };
    },
    also: "report.publish",
    tenant: "palembang",
  },
  "report.resolve": {
    who: as("pptk", "selesai"),
    other: as("kabid", "selesai"),
    input: then(at("selesai", "in_review", "report.resolve"), async (id) => {
      const ask = () => comment({ id, text: "Mohon dicek." });
      return { thread: (await kukar.as(kukar.who("kabid", unitOf("selesai")), ask)).threadId };
    }),
    also: "report.comment",
  },
  "report.respond": {
    who: () => bombana.who("pptk", "dinas-tanggapan"),
    other: () => bombana.who("kepala", "dinas-tanggapan"),
    input: reviewed("dinas-tanggapan", "report.respond", true),
    also: "report.comment",
    tenant: "bombana",
  },
  "report.save": {
    who: as("pptk", "isi"),
    other: as("pptk", "isi", 2),
    input: at("isi", "draft", "report.save"),
    also: "report.submit",
  },
  "report.sendBack": {
    who: as("kabid", "kembali"),
    other: as("kepala", "kembali"),
    input: at("kembali", "in_review", "report.sendBack"),
    also: "report.verify",
  },
  "report.sign": {
    who: as("kepala", "teken"),
    other: as("kabid", "teken"),
    input: at("teken", "verified", "report.sign"),
    also: "report.sendBack",
  },
  "report.submit": {
    who: as("pptk", "kirim"),
    other: as("pptk", "kirim", 2),
    input: at("kirim", "filled", "report.submit", { stamp: 2 }),
    also: "report.withdraw",
  },
  "report.verify": {
    who: as("kabid", "periksa"),
    other: as("kepala", "periksa"),
    input: at("periksa", "in_review", "report.verify"),
    also: "report.sendBack",
  },
  "report.withdraw": {
    who: as("pptk", "tarik"),
    other: as("pptk", "tarik", 2),
    input: at("tarik", "in_review", "report.withdraw"),
    also: "report.submit",
  },
  "template.assign": {
    who: admin,
    other: product,
    input: plain("isi", "template.assign", { period: "2026-12" }),
    also: "template.publish",
  },
  "template.unassign": {
    who: admin,
    other: product,
    input: then(plain("isi", "template.unassign", { period: "2026-11" }), async () => {
      await call("product", "template.assign", inputsOf(idsOf("isi", { period: "2026-11" }))["template.assign"]);
      return {};
    }),
  },
  "template.copy": { who: admin, other: product, input: plain("isi", "template.copy") },
  "template.discard": { who: admin, other: product, input: drafted("konsep-buang", "template.discard") },
  "template.release": { who: admin, other: product, input: drafted("konsep-terbit", "template.release") },
  "template.retire": {
    who: admin,
    other: product,
    input: then(plain("isi", "template.retire", { template: "templat-tua" }), async () => {
      const { "template.publish": input } = inputsOf(idsOf("isi", { template: "templat-tua" }));
      await call("product", "template.publish", input);
      return { n: 7 };
    }),
  },
  "template.saveDraft": { who: admin, other: product, input: drafted("konsep-simpan", "template.saveDraft") },
  "template.trial": { who: admin, other: product, input: drafted("konsep-uji", "template.trial") },
  "template.publish": {
    who: product,
    other: product,
    input: plain("isi", "template.publish", { template: "templat-lain" }),
    also: "template.assign",
  },
  "tenant.setNotices": {
    who: () => bombana.who("admin", "bappeda"),
    other: () => bombana.who("bappeda", "bappeda"),
    input: then(plain("isi", "tenant.setNotices"), async () => ({ rev: 1 })),
    also: "tenant.setSigning",
    tenant: "bombana",
  },
  "tenant.setSakip": {
    who: () => nunukan.who("admin", "bappeda"),
    other: () => nunukan.who("bappeda", "bappeda"),
    input: then(plain("isi", "tenant.setSakip"), async () => ({ rev: 1 })),
    also: "tenant.setSigning",
    tenant: "nunukan",
  },
  "tenant.setSigning": {
    who: admin,
    other: product,
    input: then(plain("isi", "tenant.setSigning"), async () => ({ rev: 1 })),
  },
  "tenant.establish": {
    who: product,
    other: product,
    input: plain("isi", "tenant.establish", { slug: "kukar-baru" }),
    tenant: "kukar-baru",
  },
};

const sorted = (items: readonly Record<string, unknown>[]) =>
  items.toSorted((a, b) => (`${a["pk"]} ${a["sk"]}` < `${b["pk"]} ${b["sk"]}` ? -1 : 1));

describe("every writing operation", () => {
  it("has a scenario, and every operation an input", () => {
    const writing = [...operations.values()].filter(({ operation }) => operation.kind === "write");
    expect(Object.keys(SCENARIOS).sort()).toEqual(writing.map(({ operation }) => operation.name));
    expect(Object.keys(inputsOf(idsOf("isi"))).sort()).toEqual([...operations.keys()]);
  });

  it.each(Object.keys(SCENARIOS))(
    "%s is written down once, and repeating the command is one write with the same answer",
    async (name) => {
      travel(MARCH_OPEN);
      const scenario = SCENARIOS[name];
      if (!scenario) throw new Error(name);
      const tenant = scenario.tenant ?? "kukar";
      const input = await scenario.input();
      const who = scenario.who();
      const id = command();
      const before = await everything();
      const first = await call(who, name, input, id, tenant);
      const after = await everything();
      const added = journalOf(after, tenant).length - journalOf(before, tenant).length;
      const mine = journalOf(after, tenant).filter((entry) => entry.commandId === id);
      expect([added, mine.map((entry) => entry.op)]).toEqual([1, [name]]);

      expect(await call(who, name, input, id, tenant)).toEqual(first);
      travel("2026-04-05T02:00:30.000Z");
      expect(await call(who, name, input, id, tenant)).toEqual(first);

      if (scenario.other !== scenario.who) {
        const other = scenario.other();
        expect(await failing(call(other, name, input, id, tenant))).toBe("kernel.command_reused");
      }
      if (scenario.also) {
        const scene = SCENES.find((each) => JSON.stringify(input).includes(unitOf(each))) ?? "isi";
        const period = /"period":"(\d{4}-\d\d)"/.exec(JSON.stringify(input))?.[1] ?? "2026-03";
        const template = /"definition":\{"id":"([a-z-]+)"/.exec(JSON.stringify(input))?.[1] ?? "rfk";
        const trail = (input as { id?: string }).id;
        const also = {
          ...(inputsOf(idsOf(scene, { period, template }))[scenario.also] as object),
          ...(trail && scenario.also.startsWith("report.") && scenario.also !== "report.open" ? { id: trail } : {}),
        };
        expect(await failing(call(who, scenario.also, also, id, tenant))).toBe("kernel.command_reused");
      }
      expect(sorted(await everything())).toEqual(sorted(after));
    },
  );

  it("answers a repeated save of taken, refused and conflicting cells cell by cell as the first time", async () => {
    travel(MARCH_OPEN);
    const unit = unitOf("isi-campur");
    const { id } = await bring(kukar, unit, "draft");
    const [one, two] = [kukar.who("pptk", unit), kukar.who("pptk", unit, 2)];
    const bad = [kukar.cell(rowOf(9), "keuangan", "1"), kukar.cell(rowOf(1), "keuangan", "abc")];
    const changes = [...bad, kukar.cell(rowOf(1), "fisik", "5"), kukar.cell(rowOf(2), "fisik", "6")];
    const repeated = command();
    const first = await call(one, "report.save", { id, changes }, repeated);
    expect(await call(one, "report.save", { id, changes }, repeated)).toEqual(first);
    await call(two, "report.save", { id, changes: [kukar.cell(rowOf(1), "fisik", "7", 1)] });
    expect(await call(one, "report.save", { id, changes }, repeated)).toEqual(first);
  });
});

describe("every reading operation", () => {
  it("writes nothing, whoever asks", async () => {
    travel(MARCH_OPEN);
    const unit = unitOf("baca");
    const file = pdf("baca");
    const { id } = await bring(kukar, unit, "filled", { lines: 2 });
    await attach(kukar, id, file, kukar.who("pptk", unit));
    await project("kukar");
    const request = await exported(kukar, kukar.who("pptk", unit), { kind: "report", report: id });
    const template = "konsep-baca";
    await call("product", "template.copy", { template, name: null, from: { kind: "pack", pack: "rfk" } });
    await call("product", "template.trial", { template, rev: 1, testers: [kukar.who("pptk", unit).person] });
    const before = sorted(await everything());
    const drafts = inputsOf(idsOf("baca", { template }));
    const inputs: Readonly<Record<string, unknown>> = {
      ...inputsOf(idsOf("baca", { file: file.sha256, request })),
      ...Object.fromEntries(
        ["draft", "preview", "tryOut"].map((name) => [`template.${name}`, drafts[`template.${name}`]]),
      ),
    };
    const reading = [...operations.values()].filter(({ operation }) => operation.kind === "read");
    const answered = new Set<string>();
    for (const operation of reading) {
      const { name } = operation.operation;
      const ask = () => operation(inputs[name]);
      const outcomes = [
        await failing(kukar.as(kukar.who("pptk", unit), ask)),
        await failing(kukar.as(kukar.who("admin", "bappeda"), ask)),
        await failing(asProduct("kukar", ask)),
        await failing(asVisitor("kukar", ask)),
        await failing(asIdentity(kukar.who("pptk", unit).subject, ask)),
      ];
      if (outcomes.includes("ok")) answered.add(name);
    }
    expect(sorted(await everything())).toEqual(before);
    const silent = reading.map(({ operation }) => operation.name).filter((name) => !answered.has(name));
    // Nothing is published yet, no definition has a hash of zeros, no report here is offered another version, and nobody
    // planned or evaluated in this unit.
    expect(silent).toEqual([
      "cascade.agreement",
      "cascade.evaluation",
      "cascade.targets",
      "cascade.view",
      "portal.report",
      "portal.verify",
      "portal.version",
      "report.drawPreview",
      "report.templatePreview",
      "template.definition",
    ]);
  });
});

type Path = readonly (string | number)[];
const leaves = (node: unknown, path: Path = []): readonly Path[] =>
  typeof node === "object" && node !== null
    ? Object.entries(node).flatMap(([key, inner]) => [[...path, key], ...leaves(inner, [...path, key])])
    : [];
const replaced = (node: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by;
  const copy: unknown = structuredClone(node);
  const inner = (copy as Record<string | number, unknown>)[key];
  Object.assign(copy as object, { [key]: replaced(inner, rest, by) });
  return copy;
};
const GARBAGE = [null, 7, -1, "", "#", "a#b", "kukar#x", "../x", "*", "${tenant}", {}, [], ["x"], "x".repeat(5_000)];

const refusedUnread = async (operation: AnyOperation, input: unknown): Promise<void> => {
  startMetering();
  // A visitor may do nothing here: had the policy been asked, or anything been read, the answer would be another one.
  const outcome = await asVisitor("kukar", () => operation(input)).catch((error: unknown) => error);
  const { calls } = stopMetering();
  const seen = [outcome instanceof Failure ? outcome.code : outcome, calls];
  expect(seen, `${operation.operation.name} ${fc.stringify(input).slice(0, 300)}`).toEqual(["kernel.invalid", 0]);
};

describe("garbage", () => {
  it("is refused before anything is read or any policy is asked", async () => {
    const garbage = fc.sample(fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 3 }), 40);
    for (const operation of operations.values()) {
      for (const input of garbage) {
        if (!v.safeParse(operation.operation.input, input).success) await refusedUnread(operation, input);
      }
    }
  });

  it("is refused in every place of an input, and nothing is accepted that was not asked for", async () => {
    for (const operation of operations.values()) {
      const { name, input: schema } = operation.operation;
      const good = inputsOf(idsOf("isi"))[name];
      expect(v.safeParse(schema, good).success, name).toBe(true);
      await refusedUnread(operation, { ...(good as object), tenant: "nunukan" });
      for (const path of leaves(good)) {
        for (const bad of GARBAGE) {
          const input = replaced(good, path, bad);
          if (!v.safeParse(schema, input).success) await refusedUnread(operation, input);
        }
      }
    }
  });

  it("is refused where parts of an input contradict each other: windows of another template or year", () => {
    const schema = operations.get("calendar.plan")?.operation.input;
    const { template, year, windows } = inputsOf(idsOf("isi"))["calendar.plan"] as Record<string, object[]>;
    const accepts = (input: unknown): boolean => schema !== undefined && v.safeParse(schema, input).success;
    expect(accepts({ template, year, windows })).toBe(true);
    expect(accepts({ template: "lain", year, windows })).toBe(false);
    expect(accepts({ template, year: "2027", windows })).toBe(false);
    const inYear = (...periods: string[]) => periods.map((period) => ({ ...windows?.[0], period }));
    expect(accepts({ template, year, windows: inYear("2026-01", "2026-02", "2026-12") })).toBe(true);
    expect(accepts({ template, year, windows: inYear("2026-02", "2026-01") })).toBe(false);
    expect(accepts({ template, year, windows: inYear("2026-02", "2026-02") })).toBe(false);
    expect(accepts({ template, year, windows: inYear() })).toBe(false);
  });

  it("never gets into a key: what may hold # or a star is text that people read", () => {
    const free = new Set<string>();
    for (const { operation } of operations.values()) {
      const good = inputsOf(idsOf("isi"))[operation.name];
      for (const path of leaves(good)) {
        const accepted = ["a#b", "kukar#dinas-kesehatan", "*"].some(
          (bad) => v.safeParse(operation.input, replaced(good, path, bad)).success,
        );
        if (accepted)
          free.add(`${operation.name} ${path.map((key) => (/^\d+$/.test(String(key)) ? "n" : key)).join(".")}`);
      }
    }
    expect([...free]).toMatchInlineSnapshot(`
      [
        "account.addPerson person.name",
        "account.changePerson person.name",
        "account.enroll persons.n.name",
        "account.enroll persons.n.rank",
        "account.people q",
        "approval.copy label",
        "approval.draft content.label",
        "approval.draft content.steps.n.label",
        "approval.draft content.steps.n.condition",
        "approval.gaps content.label",
        "approval.gaps content.steps.n.label",
        "approval.gaps content.steps.n.condition",
        "approval.publish chain.label",
        "approval.publish chain.steps.n.label",
        "approval.publish chain.steps.n.condition",
        "approval.saveTeam label",
        "approval.saveTeam seats.n.label",
        "approval.simulate content.label",
        "approval.simulate content.steps.n.label",
        "approval.simulate content.steps.n.condition",
        "budget.record lines.n.name",
        "budget.record lines.n.urusan.code",
        "budget.record lines.n.urusan.name",
        "budget.record lines.n.bidang.code",
        "budget.record lines.n.bidang.name",
        "budget.record lines.n.program.code",
        "budget.record lines.n.program.name",
        "budget.record lines.n.kegiatan.code",
        "budget.record lines.n.kegiatan.name",
        "budget.record lines.n.indicator",
        "budget.record lines.n.unit",
        "budget.record lines.n.source",
        "calendar.extend reason",
        "calendar.setHolidays days.n.name",
        "calendar.setHours hours.n.n.from",
        "calendar.setHours hours.n.n.until",
        "cascade.answerSupport reason",
        "cascade.askSupport text",
        "cascade.definePlan label",
        "cascade.definePlan source",
        "cascade.draftAgreement reason",
        "cascade.followUp note",
        "cascade.recommend text",
        "cascade.recordTargets source.document",
        "cascade.recordTargets source.number",
        "cascade.remove reason",
        "cascade.reopenAgreement reason",
        "cascade.saveIndicator content.text",
        "cascade.saveIndicator content.unit",
        "cascade.saveIndicator content.formula",
        "cascade.saveNode content.text",
        "cascade.score answers.n.note",
        "cascade.scoreSelf answers.n.note",
        "cascade.setEvaluationMethod method.label",
        "cascade.setEvaluationMethod method.source",
        "cascade.setEvaluationMethod method.components.n.label",
        "cascade.setEvaluationMethod method.components.n.subs.n.label",
        "cascade.setEvaluationMethod method.grades.n.label",
        "cascade.setEvaluationMethod method.grades.n.meaning",
        "consistency.link label",
        "evidence.announce name",
        "evidence.confirm name",
        "evidence.remove reason",
        "indicator.saveMethod method.label",
        "indicator.saveMethod method.source",
        "indicator.saveScale scale.label",
        "indicator.saveScale scale.source",
        "indicator.saveScale scale.classes.n.label",
        "notification.subscribe name",
        "orgunit.create name",
        "orgunit.create short",
        "orgunit.create code",
        "orgunit.record units.n.name",
        "orgunit.record units.n.short",
        "orgunit.record units.n.code",
        "orgunit.rename name",
        "orgunit.rename short",
        "portal.verify code",
        "position.appoint posts.n.title",
        "position.appoint posts.n.decree",
        "position.appoint posts.n.grantedBy",
        "position.defineKind label",
        "position.defineKind source",
        "position.end reason",
        "position.extend decree",
        "position.mandate title",
        "position.mandate decree",
        "report.answerCorrection reason",
        "report.askCorrection reason",
        "report.comment text",
        "report.dropCorrection reason",
        "report.exception reason",
        "report.exception decree",
        "report.find text",
        "report.hold reason",
        "report.memo text",
        "report.nameRow label",
        "report.recall reason",
        "report.respond text",
        "report.save changes.n.input.value",
        "report.sendBack reason",
        "report.verifyMany items.n.task",
        "report.void reason",
        "report.withdraw reason",
        "search.find q",
        "template.copy name",
        "template.publish definition.name",
        "template.publish definition.short",
        "template.publish definition.sections.n.label",
        "template.publish definition.sections.n.fields.n.label",
        "template.publish definition.sections.n.fields.n.unit",
        "template.publish definition.sections.n.computed.n.label",
        "template.publish definition.sections.n.computed.n.unit",
        "template.publish definition.sections.n.computed.n.expression",
        "template.publish definition.sections.n.rules.n.when",
        "template.publish definition.sections.n.rules.n.message",
        "template.publish definition.sections.n.help",
        "template.publish definition.figures.n.label",
        "template.publish definition.figures.n.unit",
        "template.publish definition.figures.n.expression",
        "template.publish definition.source",
        "template.saveDraft frame.content.name",
        "template.saveDraft frame.content.figures",
        "template.saveDraft frame.content.figures.n",
        "template.saveDraft frame.content.figures.n.id",
        "template.saveDraft frame.content.figures.n.label",
        "template.saveDraft sections.n.content.kind",
        "template.saveDraft sections.n.content.label",
        "tenant.establish tenant.name",
        "tenant.establish tenant.short",
        "tenant.establish tenant.province",
        "tenant.establish tenant.capital",
        "tenant.establish tenant.contact",
      ]
    `);
  });
});

import { akip } from "@selaras/core/cascade/packs/evaluation.ts";
import type { RouteName } from "../src/http/paths.ts";
import type { Got } from "./gateway.ts";
import { member } from "./http-world.ts";

type Told = (kind: string, name: RouteName, input?: Readonly<Record<string, unknown>>) => Promise<Got>;

const PLAN = "rpjmd-2025-2029";
const YEAR = "2026";
const REASON = "Alasan yang cukup panjang.";
const at = (part: string) => ({ plan: PLAN, year: YEAR, part });
const sasaran = (owner: object | null) => ({
  level: "sasaran-pd",
  code: "1",
  text: "Meningkatnya jalan mantap",
  owner,
  parents: [],
});

const INDICATOR = {
  code: null,
  text: "Persentase jalan mantap",
  unit: "%",
  direction: "naik",
  method: { id: "naik", n: 1 },
  formula: null,
  aggregation: "nilai-akhir",
  parents: ["dinas-pu/n1"],
};
const RECORDED = {
  after: 0,
  stage: "murni",
  effectiveFrom: "2026-01",
  source: { document: "Renstra 2025-2029", number: "3/2025", date: "2025-09-01" },
  lines: [{ indicator: "i1", year: "72.5", quarters: ["70", null, null, "72.5"] }],
};

async function plant(told: Told): Promise<void> {
  const plan = { label: "RPJMD 2025-2029", from: "2025", until: "2029", source: "Perda 1/2025" };
  await told("bappeda", "cascade.definePlan", { plan: PLAN, ...plan, rev: 0 });
  await told("pptk", "cascade.plans");
  for (const part of ["dinas-pu", "bappeda"]) await told("bappeda", "cascade.begin", { ...at(part), from: null });
  const owner = { unit: "dinas-pu", post: "kepala" };
  await told("kepala", "cascade.saveNode", { ...at("dinas-pu"), id: "n1", rev: 0, content: sasaran(owner) });
  await told("bappeda", "cascade.saveNode", { ...at("bappeda"), id: "n1", rev: 0, content: sasaran(null) });
  const content = INDICATOR;
  for (const id of ["i1", "i2"])
    await told("kepala", "cascade.saveIndicator", { ...at("dinas-pu"), id, rev: 0, content });
  const gone = { id: "i2", kind: "indicator", reason: REASON, rev: 1 };
  await told("kepala", "cascade.remove", { ...at("dinas-pu"), ...gone });
  await told("kepala", "cascade.recordTargets", { ...at("dinas-pu"), ...RECORDED });
  await told("pptk", "cascade.targets", at("dinas-pu"));
  const asked = { id: "d1", node: "bappeda/n1", to: "dinas-pu", text: "Mohon data jalan." };
  await told("bappeda", "cascade.askSupport", { ...at("bappeda"), ...asked });
  const answer = { id: "d1", accept: true, carrier: "dinas-pu/n1", reason: null, rev: 1 };
  await told("kepala", "cascade.answerSupport", { ...at("dinas-pu"), ...answer });
  await told("pptk", "cascade.view", at("dinas-pu"));
}

async function promise(told: Told): Promise<void> {
  const key = { year: YEAR, unit: "dinas-pu", post: "kepala", person: "kepala-dinas-pu-1" };
  const superior = { unit: "bappeda", post: "bappeda", person: "bappeda-bappeda-1" };
  const step = { activity: "Pemeliharaan", budget: "1500000", quarters: ["10", null, "50", "72.5"] };
  const actions = [{ indicator: "dinas-pu/i1", ...step }];
  await told("kepala", "cascade.draftAgreement", { ...key, plan: PLAN, superior, actions, reason: null, rev: 0 });
  const version = { ...key, version: "1" };
  const hash = member(await told("kepala", "cascade.agreement", version), "hash");
  await told("kepala", "cascade.signAgreement", { ...version, hash, rev: 1 });
  await told("bappeda", "cascade.reopenAgreement", { ...version, reason: REASON, rev: 2 });
  await told("kepala", "cascade.signAgreement", { ...version, hash, rev: 3 });
  await told("bappeda", "cascade.signAgreement", { ...version, hash, rev: 4 });
  await told("pptk", "cascade.agreement", version);
  await told("pptk", "cascade.agreements", { year: YEAR, unit: "dinas-pu" });
}

async function evaluate(told: Told): Promise<void> {
  const which = { year: "2025", unit: "dinas-pu" };
  const answers = [{ key: "perencanaan/kualitas", value: "BB", note: "Sudah baik." }];
  await told("inspektorat", "cascade.openEvaluation", which);
  await told("kepala", "cascade.scoreSelf", { ...which, answers, final: false, rev: 1 });
  await told("inspektorat", "cascade.score", { ...which, answers, final: false, rev: 2 });
  await told("inspektorat", "cascade.recommend", { ...which, id: "r1", text: "Perbaiki indikator.", rev: 3 });
  await told("kepala", "cascade.followUp", { ...which, id: "r1", status: "proses", note: "Disusun.", rev: 4 });
  await told("kepala", "cascade.evaluation", which);
  await told("admin", "cascade.setEvaluationMethod", { method: akip, after: 1 });
  await told("inspektorat", "cascade.evaluations", { year: "2025" });
}

/** The bidang of the works office gets a target of its own, and a draft that was open before follows it. */
export async function tellTargets(told: Told, id: string): Promise<void> {
  const plan = { label: "RPJMD 2025-2030", from: "2025", until: "2030", source: "Perda 1/2025" };
  const place = { plan: "rpjmd-2025-2030", year: YEAR, part: "dinas-pu" };
  await told("bappeda", "cascade.definePlan", { plan: place.plan, ...plan, rev: 0 });
  await told("bappeda", "cascade.begin", { ...place, from: null });
  await told("kepala", "cascade.saveNode", { ...place, id: "n1", rev: 0, content: sasaran(null) });
  const content = { ...INDICATOR, code: "k.2", parents: ["dinas-pu/n1"] };
  await told("kepala", "cascade.saveIndicator", { ...place, id: "i1", rev: 0, content });
  await told("kepala", "cascade.recordTargets", { ...place, ...RECORDED });
  await told("bappeda", "report.takeTargets", { id });
}

/** A plan, a tree, a request, a signed agreement and an evaluation through the API. */
export async function tellSakip(told: Told): Promise<void> {
  await plant(told);
  await promise(told);
  await evaluate(told);
}

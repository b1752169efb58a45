import { draft } from "@selaras/core/cascade/agreement/index.ts";
import { sign } from "@selaras/core/cascade/agreement/sign.ts";
import { agreement } from "@selaras/core/cascade/agreement/view.ts";
import { saveIndicator, saveNode } from "@selaras/core/cascade/change.ts";
import { followUp, open, recommend, score, scoreSelf } from "@selaras/core/cascade/evaluation/index.ts";
import { begin, definePlan } from "@selaras/core/cascade/index.ts";
import { recordTargets, targets } from "@selaras/core/cascade/target/index.ts";
import { answerSupport, askSupport } from "@selaras/core/cascade/support.ts";
import { budgetOf } from "../../demo/budget.ts";
import { catalogueOf } from "../../demo/budget-catalogue.ts";
import { type DemoIndicator, type DemoNode, type DemoPart, PLAN_SOURCE, sakipOf, sheetsOf } from "../../demo/sakip.ts";
import type { Roster, TenantPlan } from "../../demo/types.ts";
import { asOfficial, asProduct, type Somebody } from "./acting.ts";
import { holder } from "./months.ts";

type Stage = {
  readonly plan: TenantPlan;
  readonly roster: Roster;
  readonly year: string;
  readonly now: Date;
  readonly rpjmd: { readonly plan: string; readonly from: string; readonly until: string };
};

/** Plans of six years, as the regency's own until 2026. */
function planAround(year: number): Stage["rpjmd"] {
  const from = 2021 + Math.floor((year - 2021) / 6) * 6;
  return { plan: `rpjmd-${from}-${from + 5}`, from: String(from), until: String(from + 5) };
}

/** A day of the year, never later than now: a demonstration has no memories of the future. */
function on({ year, now }: Stage, day: string): Date {
  const planned = new Date(`${year}-${day}T02:00:00.000Z`);
  return planned < now ? planned : new Date(now.getTime() - 3_600_000);
}

const who = ({ plan, roster }: Stage, unit: string, kind: string, when: Date): Somebody =>
  holder({ plan, roster, unit }, kind, when);

const ownerOf = (part: string, { owner }: Pick<DemoNode, "owner">) => {
  if (owner === null) return null;
  return owner === "bupati" ? { unit: "setda", post: "pimpinan" } : { unit: part, post: "kepala" };
};

type NodeContent = Parameters<typeof saveNode>[0]["content"];
async function putNode(stage: Stage, part: string, id: string, content: NodeContent): Promise<void> {
  const at = on(stage, "01-08");
  await asProduct(stage.plan.tenant, at, () =>
    saveNode({ plan: stage.rpjmd.plan, year: stage.year, part, id, rev: 0, content }),
  );
}

/** Targets of the indicators of a part, in the order in which they were planted. */
type Aimed = DemoIndicator[];

async function putIndicator(stage: Stage, part: string, indicator: DemoIndicator, aimed: Aimed): Promise<void> {
  const { id, text, unit, direction, parents, formula, aggregation } = indicator;
  aimed.push(indicator);
  const content = {
    code: indicator.code ?? null,
    text,
    unit,
    direction,
    method: { id: direction === "naik" ? "naik" : "turun-permenpan", n: 1 },
    formula: formula ?? null,
    aggregation: aggregation ?? "nilai-akhir",
    parents: [...parents],
  };
  await asProduct(stage.plan.tenant, on(stage, "01-08"), () =>
    saveIndicator({ plan: stage.rpjmd.plan, year: stage.year, part, id, rev: 0, content }),
  );
}

const nodeId = (code: string): string => `k${code.replaceAll(".", "-")}`;

/** Programmes, kegiatan and sub kegiatan of the budget, under the sasaran that they carry. */
async function putBudget(stage: Stage, { part, programs }: DemoPart, aimed: Aimed): Promise<void> {
  if (programs === null) return;
  const { lines } = budgetOf(stage.plan.tenant, part, Number(stage.year));
  const done = new Set<string>();
  const once = async (
    code: string,
    level: NodeContent["level"],
    text: string,
    parent: string,
    indicator: Partial<DemoIndicator>,
  ) => {
    if (done.has(code)) return;
    done.add(code);
    const owner = level === "program" ? { unit: part, post: "kabid" } : { unit: part, post: "pptk" };
    await putNode(stage, part, nodeId(code), { level, code, text, owner, parents: [parent] });
    const measured = { id: `i${nodeId(code)}`, unit: "%", direction: "naik" as const, target: "100", ...indicator };
    await putIndicator(stage, part, { text: "", parents: [`${part}/${nodeId(code)}`], ...measured }, aimed);
  };
  for (const line of lines) {
    const known = catalogueOf(line.bidang);
    const name = (list: readonly { code: string; name: string }[], code: string): string =>
      list.find((each) => each.code === code)?.name ?? code;
    const carried = programs[line.program];
    if (carried === undefined) continue;
    await once(line.program, "program", name(known.programs, line.program), `${part}/${carried}`, {
      text: "Persentase keluaran program yang tercapai",
    });
    await once(line.kegiatan, "kegiatan", name(known.kegiatan, line.kegiatan), `${part}/${nodeId(line.program)}`, {
      text: "Persentase keluaran kegiatan yang tercapai",
    });
    await once(line.code, "sub-kegiatan", line.name, `${part}/${nodeId(line.kegiatan)}`, {
      text: line.indicator,
      unit: line.unit,
      target: line.target,
    });
  }
}

async function plant(stage: Stage, part: DemoPart): Promise<void> {
  const { rpjmd, year, plan } = stage;
  await asProduct(plan.tenant, on(stage, "01-06"), () =>
    begin({ plan: rpjmd.plan, year, part: part.part, from: null }),
  );
  for (const node of part.nodes) {
    const { level, code, text, parents } = node;
    await putNode(stage, part.part, node.id, {
      level,
      code,
      text,
      parents: [...parents],
      owner: ownerOf(part.part, node),
    });
  }
  const aimed: Aimed = [];
  for (const indicator of part.indicators) await putIndicator(stage, part.part, indicator, aimed);
  await putBudget(stage, part, aimed);
  await aim(stage, part.part, aimed);
}

type Recorded = Parameters<typeof recordTargets>[0];
const record = (stage: Stage, part: string, day: string, version: Omit<Recorded, "plan" | "year" | "part">) =>
  asProduct(stage.plan.tenant, on(stage, day), () =>
    recordTargets({ plan: stage.rpjmd.plan, year: stage.year, part, ...version }),
  );

/** The targets with which the year began. */
async function aim(stage: Stage, part: string, aimed: Aimed): Promise<void> {
  const { year } = stage;
  const source =
    part === "daerah"
      ? {
          document: `Perbup RKPD ${year} (contoh)`,
          number: `31/${Number(year) - 1}`,
          date: `${Number(year) - 1}-07-14`,
        }
      : { document: `Renja perangkat daerah ${year} (contoh)`, number: null, date: `${Number(year) - 1}-12-22` };
  const lines = aimed.map(({ id, target, quarters }) => ({
    indicator: id,
    year: target,
    quarters: [...(quarters ?? [null, null, null, null])],
  }));
  await record(stage, part, "01-12", { after: 0, stage: "murni", effectiveFrom: `${year}-01`, source, lines });
}

/** What the change of the budget in September made of them, once that month has come. */
async function change(stage: Stage, { part, indicators }: DemoPart, now: Date): Promise<void> {
  const { year, rpjmd, plan } = stage;
  const decided = new Date(`${year}-09-21T02:00:00.000Z`);
  if (now < decided || !indicators.some(({ changed }) => changed)) return;
  const read = () => targets({ plan: rpjmd.plan, year, part });
  const { sheets } = await asOfficial(plan.tenant, who(stage, part, "kepala", decided), decided, read);
  const lines = (sheets.at(-1)?.lines ?? []).map((line) => {
    const changed = indicators.find(({ id }) => id === line.indicator)?.changed;
    return changed ? { ...line, year: changed.target, quarters: [...changed.quarters] } : line;
  });
  const source = { document: `Renja Perubahan ${year} (contoh)`, number: `18/${year}`, date: `${year}-09-21` };
  await record(stage, part, "09-21", { after: 1, stage: "perubahan", effectiveFrom: `${year}-09`, source, lines });
}

const keyOf = (year: string, unit: string, post: string, who: Somebody) => ({ year, unit, post, person: who.person });

/** The head's agreement with the Bupati: drafted, and signed by both where it is fit to be. */
async function agree(stage: Stage, part: DemoPart, fit: boolean): Promise<void> {
  const { plan, year, rpjmd } = stage;
  const when = on(stage, "01-26");
  const head = who(stage, part.part, "kepala", when);
  const leader = who(stage, "setda", "pimpinan", when);
  const key = keyOf(year, part.part, "kepala", head);
  const actions = part.indicators.flatMap(({ id, text, quarters }) =>
    quarters
      ? [
          {
            indicator: `${part.part}/${id}`,
            activity: `Kegiatan untuk: ${text}`,
            budget: null,
            quarters: [...quarters],
          },
        ]
      : [],
  );
  const superior = { unit: "setda", post: "pimpinan", person: leader.person };
  await asProduct(plan.tenant, when, () =>
    draft({ ...key, plan: rpjmd.plan, superior, actions, reason: null, rev: 0 }),
  );
  if (!fit) return;
  for (const [rev, signer] of [head, leader].entries()) {
    const read = () => agreement({ ...key, version: "1" });
    const { hash } = await asOfficial(plan.tenant, signer, when, read);
    await asOfficial(plan.tenant, signer, when, () => sign({ ...key, version: "1", hash: hash ?? "", rev: rev + 1 }));
  }
}

const answersOf = (letters: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(letters).flatMap(([component, values]) =>
    ["keberadaan", "kualitas", "pemanfaatan"].map((sub, i) => ({
      key: `${component}/${sub}`,
      value: values[i] ?? "E",
      note: null,
    })),
  );

/** Evaluation of the year before: opened, filled by the OPD, judged by the Inspektorat, followed up in part. */
async function evaluate(stage: Stage): Promise<void> {
  const { plan, year } = stage;
  for (const sheet of sheetsOf(plan.tenant)) {
    const which = { year: String(Number(year) - 1), unit: sheet.unit };
    const when = on(stage, "03-16");
    const auditor = who(stage, "inspektorat", "inspektorat", when);
    const head = who(stage, sheet.unit, "kepala", when);
    const as = (official: Somebody, act: (rev: number) => Promise<unknown>, rev: number) =>
      asOfficial(plan.tenant, official, when, () => act(rev));
    await as(auditor, () => open(which), 0);
    const self = { ...which, answers: answersOf(sheet.self), final: true };
    await as(head, (rev) => scoreSelf({ ...self, rev }), 1);
    const judged = { ...which, answers: answersOf(sheet.evaluator), final: true };
    await as(auditor, (rev) => score({ ...judged, rev }), 2);
    let rev = 3;
    for (const { id, text, followUp: done } of sheet.recommendations) {
      await as(auditor, (at) => recommend({ ...which, id, text, rev: at }), rev++);
      if (done) await as(head, (at) => followUp({ ...which, id, ...done, rev: at }), rev++);
    }
  }
}

/** Health asks public works for roads to its puskesmas (accepted) and for a cold store (still open). */
async function ask(stage: Stage): Promise<void> {
  const { plan, year, rpjmd } = stage;
  const when = on(stage, "02-03");
  const health = who(stage, "dinas-kesehatan", "kepala", when);
  const works = who(stage, "dinas-pekerjaan-umum", "kepala", when);
  const asked = (id: string, text: string) =>
    askSupport({
      plan: rpjmd.plan,
      year,
      part: "dinas-kesehatan",
      id,
      node: "dinas-kesehatan/mutu",
      to: "dinas-pekerjaan-umum",
      text,
    });
  await asOfficial(plan.tenant, health, when, () =>
    asked("jalan-puskesmas", "Perbaikan jalan akses ke empat puskesmas pembantu di wilayah perbatasan."),
  );
  await asOfficial(plan.tenant, health, when, () =>
    asked("air-puskesmas", "Sambungan air minum bagi puskesmas yang masih memakai air hujan."),
  );
  await asOfficial(plan.tenant, works, when, () =>
    answerSupport({
      plan: rpjmd.plan,
      year,
      part: "dinas-pekerjaan-umum",
      id: "jalan-puskesmas",
      accept: true,
      carrier: "dinas-pekerjaan-umum/jalan",
      reason: null,
      rev: 1,
    }),
  );
}

const stageOf = (plan: TenantPlan, roster: Roster, year: string, now: Date): Stage => {
  return { plan, roster, year, now, rpjmd: planAround(Number(year)) };
};

async function foundPlan(stage: Stage): Promise<void> {
  const label = `RPJMD ${stage.rpjmd.from}-${stage.rpjmd.until}`;
  await asProduct(stage.plan.tenant, on(stage, "01-05"), () =>
    definePlan({ ...stage.rpjmd, label, source: PLAN_SOURCE, rev: 0 }),
  );
}

/**
 * Plan, trees, agreements, requests and evaluations of a regency, where the demonstration has them. `measured`: years that
 * have reports of their indicators; those before this one need the sasaran only.
 */
export async function plantSakip(
  plan: TenantPlan,
  roster: Roster,
  openMonth: string,
  now: Date,
  measured: readonly string[],
): Promise<void> {
  const parts = sakipOf(plan.tenant);
  if (parts.length === 0) return;
  const year = openMonth.slice(0, 4);
  const earlier = measured.filter((each) => each !== year).map((each) => stageOf(plan, roster, each, now));
  const stage = stageOf(plan, roster, year, now);
  const plans = new Map([...earlier, stage].toReversed().map((each) => [each.rpjmd.plan, each]));
  for (const each of plans.values()) await foundPlan(each);
  for (const each of earlier) for (const part of parts) await plant(each, { ...part, programs: null });
  for (const part of parts) await plant(stage, part);
  for (const part of parts.slice(1)) await agree(stage, part, part.programs !== null);
  for (const part of parts.slice(1)) await change(stage, part, now);
  await ask(stage);
  await evaluate(stage);
}

import * as v from "valibot";
import { failure, type Failure } from "../kernel/failure.ts";
import { TemplateId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { periodOfMonth, periodType } from "../kernel/period.ts";
import { localMonth } from "../kernel/zone.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { unitNames } from "../orgunit/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { onTemplate } from "./drafting.ts";
import { mayDraft, TEMPLATE_OFFICES } from "./drafts.ts";
import { versionFor } from "./fields.ts";
import { assignedUnits, templateNames, versionsOf } from "./index.ts";
import { TemplateVersion } from "./schema.ts";
import { Drafts, versionNumber, Versions } from "./store.ts";

export const versionRunning = failure<{ count: number; reports: string }>(
  "template.in_use",
  "refused",
  ({ count, reports }) =>
    `Versi ini masih dipakai ${count} laporan yang belum terbit: ${reports}. Tunggu sampai terbit, atau pindahkan draf laporan itu ke versi lain.`,
);
export const versionAwaited = failure<{ count: number; period: string; units: string }>(
  "template.awaited",
  "refused",
  ({ count, period, units }) =>
    `${count} unit wajib mengisi templat ini pada ${period} dan tidak ada versi lain yang berlaku: ${units}. Terbitkan versi berikutnya atau akhiri penugasannya dahulu.`,
);

/** Words for reports that are not out yet and run on a version. The reports lie two rows above and say so here. */
type Running = (template: string, n: number) => Promise<readonly string[]>;
let runningOn: Running | null = null;
export function onTemplateUse(found: Running): void {
  runningOn = found;
}

const named = (words: readonly string[]): string =>
  words.slice(0, LIMITS.templateUsesNamed).join("; ") +
  (words.length > LIMITS.templateUsesNamed ? ", dan lainnya" : "");

/** Units that must report now and would be left without any version. */
async function leftAlone(version: TemplateVersion, now: Date): Promise<Failure | null> {
  const { zone } = await currentTenant();
  const period = periodOfMonth(periodType(version.effectiveFrom), localMonth(now, zone));
  const versions = await versionsOf(version.template);
  const others = versions.filter((each) => each.n !== version.n);
  if (versionFor(versions, period)?.n !== version.n || versionFor(others, period)) return null;
  const units = await assignedUnits(version.template, period);
  if (units.length === 0) return null;
  const names = await unitNames();
  return versionAwaited({ count: units.length, period, units: named(units.map((unit) => names.get(unit) ?? unit)) });
}

/** Why a version may not be retired now; null = it may. */
async function barrierTo(version: TemplateVersion, now: Date): Promise<Failure | null> {
  if (!runningOn) throw new Error("Nobody says which reports run on a template version");
  const reports = await runningOn(version.template, version.n);
  if (reports.length > 0) return versionRunning({ count: reports.length, reports: named(reports) });
  return leftAlone(version, now);
}

export const retire = writeOperation({
  name: "template.retire",
  summary: "Memensiunkan satu versi templat yang tidak lagi dipakai; laporan yang terbit dengannya tetap terbaca.",
  input: v.strictObject({ template: TemplateId, n: TemplateVersion.entries.n }),
  output: v.strictObject({ template: TemplateId, n: v.number(), status: v.literal("retired") }),
  subject: onTemplate,
  load: async ({ template, n }) => (await versionsOf(template)).find((each) => each.n === n) ?? null,
  policy: offices("admin daerah", TEMPLATE_OFFICES, "mengatur templat laporan"),
  run: async ({ input, record, unit, now }) => {
    const reply = { ...input, status: "retired" as const };
    if (record.status === "retired") return reply;
    const barrier = await barrierTo(record, now);
    if (barrier) throw barrier;
    const key = { template: input.template, number: versionNumber(input.n) };
    unit.add(Versions.patch(key, { set: { status: "retired" } }, (a, o) => o.eq(a["status"], "published")));
    unit.tell({
      changes: { n: input.n },
      events: [{ type: "TemplateRetired", stamp: input.n, template: input.template }],
      card: { template: input.template, n: input.n },
    });
    return reply;
  },
});

const Released = v.strictObject({ at: v.string(), person: v.string(), name: v.string() });

export const versions = readOperation({
  name: "template.versions",
  summary: "Semua templat daerah ini dengan versinya: sejak kapan berlaku, rantainya, siapa yang menerbitkan.",
  input: v.strictObject({}),
  output: v.strictObject({
    templates: v.array(
      v.strictObject({
        template: TemplateId,
        name: v.string(),
        short: v.string(),
        family: v.string(),
        versions: v.array(
          v.strictObject({
            ...TemplateVersion.entries,
            /** The present period takes it. */
            inForce: v.boolean(),
            /** Null for what the operator published. */
            released: v.nullable(Released),
            offer: v.strictObject({ authors: v.boolean(), decline: v.boolean() }),
          }),
        ),
        /** Only told to those who may edit it. */
        draft: v.nullable(v.strictObject({ rev: v.number(), name: v.string(), at: v.string() })),
      }),
    ),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat untuk yang terbit; konsep hanya bagi admin daerah"),
  run: async ({ actor, now }) => {
    const [{ zone }, names, drafts] = await Promise.all([
      currentTenant(),
      templateNames(),
      mayDraft(actor) ? Drafts.list({}) : { items: [] },
    ]);
    const listed = names.map(async ({ template, name, short, family }) => {
      const { items } = await Versions.list({ template }, { begins: { number: "" } });
      const draft = drafts.items.find((each) => each.template === template);
      return {
        template: v.parse(TemplateId, template),
        name,
        short,
        family,
        versions: items.map(({ number: _number, released, offer, ...version }) => {
          const period = periodOfMonth(periodType(version.effectiveFrom), localMonth(now, zone));
          return {
            ...version,
            inForce: versionFor(items, period)?.n === version.n,
            released: released ?? null,
            offer: offer ?? { authors: false, decline: false },
          };
        }),
        draft: draft ? { rev: draft.rev, name: draft.by.name, at: draft.by.at } : null,
      };
    });
    return { templates: await Promise.all(listed) };
  },
});

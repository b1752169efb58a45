import * as v from "valibot";
import { failure, type Failure } from "../kernel/failure.ts";
import { formatPeriod } from "../kernel/format.ts";
import { ReportId, reportParts } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { unitNames } from "../orgunit/index.ts";
import { allVersions } from "../template/index.ts";
import { bindingsOf, correctedThrough, versionsOfChain } from "./bindings.ts";
import { chainOffice, edition, inForceOf, onDraft, usesPage } from "./chains.ts";
import { ChainId, ChainVersion } from "./schema.ts";
import { chainNumber, Chains } from "./store.ts";

export const chainRunning = failure<{ count: number; reports: string }>(
  "approval.in_use",
  "refused",
  ({ count, reports }) =>
    `Versi ini masih dijalani ${count} laporan: ${reports}. Tunggu sampai terbit, atau pindahkan laporan itu ke versi lain.`,
);
export const chainBound = failure<{ by: string }>(
  "approval.bound",
  "refused",
  ({ by }) =>
    `Versi ini yang menerima laporan baru dari ${by}. Terbitkan versi berikutnya atau ganti rantai di sana dahulu.`,
);
export const notNewest = failure<{ n: number }>(
  "approval.older_first",
  "refused",
  ({ n }) =>
    `Pensiunkan versi ${n} dahulu. Bila versi terbaru pensiun lebih dahulu, laporan baru akan kembali memakai versi lama.`,
);

const Running = v.strictObject({
  id: ReportId,
  template: v.string(),
  short: v.string(),
  unit: v.string(),
  unitName: v.string(),
  period: v.string(),
  version: v.number(),
});

async function runningOn(id: string, n: number) {
  const [page, names, versions] = await Promise.all([usesPage(id, n), unitNames(), allVersions()]);
  const shorts = new Map(versions.map((each): [string, string] => [each.template, each.short]));
  const reports = page.items.map(({ reportId }) => {
    const parsed = v.parse(ReportId, reportId);
    const { template, period, unit, version } = reportParts(parsed);
    const unitName = names.get(unit) ?? unit;
    return { id: parsed, template, short: shorts.get(template) ?? template, unit, unitName, period, version };
  });
  reports.sort((a, b) => a.period.localeCompare(b.period) || a.unitName.localeCompare(b.unitName));
  return { reports, more: page.cursor !== null };
}

export const running = readOperation({
  name: "approval.running",
  summary: "Laporan yang sedang berjalan pada satu versi rantai.",
  input: v.strictObject({ chain: ChainId, version: v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/)) }),
  output: v.strictObject({ reports: v.array(Running), more: v.boolean() }),
  load: ({ chain: id, version }) => edition(id, version),
  policy: chainOffice,
  run: async ({ record: { version } }) => runningOn(version.chain, version.n),
});

/** Why a version may not be retired now; null = it may. */
async function retirementBarrier(id: string, n: number): Promise<Failure | null> {
  const [versions, { reports, more }] = await Promise.all([versionsOfChain(id), runningOn(id, n)]);
  if (reports.length > 0) {
    const named = reports
      .slice(0, LIMITS.chainUsesNamed)
      .map((each) => `${each.short} ${formatPeriod(each.period)} ${each.unitName}`);
    const rest = reports.length > named.length || more ? ", dan lainnya" : "";
    return chainRunning({ count: reports.length, reports: named.join("; ") + rest });
  }
  if (n !== inForceOf(versions)) return null;
  const [bound, correcting] = await Promise.all([bindingsOf(id), correctedThrough(id)]);
  const by = [
    ...new Set(bound.map((each) => `templat ${each.short}`)),
    ...correcting.map((each) => `koreksi pada ${each.label}`),
  ];
  if (by.length > 0) return chainBound({ by: by.join(", ") });
  const older = versions.find((each) => each.status === "published" && each.n < n);
  return older ? notNewest({ n: older.n }) : null;
}

export const retire = writeOperation({
  name: "approval.retire",
  summary: "Memensiunkan satu versi rantai yang tidak lagi dipakai laporan.",
  input: v.strictObject({ chain: ChainId, n: ChainVersion.entries.n }),
  output: v.strictObject({ chain: ChainId, n: v.number(), status: v.literal("retired") }),
  subject: onDraft,
  load: async ({ chain: id, n }) => (await edition(id, String(n)))?.version ?? null,
  policy: chainOffice,
  run: async ({ input, record, unit }) => {
    const reply = { ...input, status: "retired" as const };
    if (record.status === "retired") return reply;
    const barrier = await retirementBarrier(input.chain, input.n);
    if (barrier) throw barrier;
    unit.add(
      Chains.patch({ chain: input.chain, number: chainNumber(input.n) }, { set: { status: "retired" } }, (a, o) =>
        o.eq(a["status"], "published"),
      ),
    );
    unit.tell({
      changes: { n: input.n },
      events: [{ type: "ChainRetired", stamp: input.n, chain: input.chain }],
      card: { chain: input.chain, n: input.n },
    });
    return reply;
  },
});

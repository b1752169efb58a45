import { notFound } from "../kernel/failure.ts";
import { archivedDocument } from "../db/files.ts";
import { personRanks } from "../account/names.ts";
import { unitsToday } from "../orgunit/index.ts";
import { lineUp } from "../orgunit/tree.ts";
import { computeSent } from "../report/compute.ts";
import { contentOf } from "../report/content.ts";
import { formerLabels } from "../report/former.ts";
import { memoOf } from "../report/finding.ts";
import { picturesFor } from "../report/pictures.ts";
import type { ReportView } from "../report/schema.ts";
import type { Printed, SnapshotDecision } from "../report/snapshot.ts";
import { toldBy } from "../report/telling.ts";
import { view } from "../report/view.ts";
import { definitionOf } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { currentTenant } from "../tenant/index.ts";
import { paperOf } from "../tenant/schema.ts";
import type { DocumentWanted, Made } from "./content.ts";

type Ranks = Awaited<ReturnType<typeof personRanks>>;
const rankIn = (ranks: Ranks, person: string) => ranks.get(person) ?? { nip: null, rank: null };

/** What was decided so far in this round. */
const decisionsOf = ({ steps }: ReportView, ranks: Ranks): readonly SnapshotDecision[] =>
  steps.flatMap(({ key: step, label, kind, how, votes, facts }) => {
    if (how === "ahead" || how === "open") return [];
    const yes = votes.filter((vote) => vote.verdict === "yes");
    const by = yes.map(({ person, name, hat, at }) => ({ name, hat, at, ...rankIn(ranks, person) }));
    return [{ step, label, kind, how, by, facts }];
  });

/** The report as it stands now, in the shape of what is printed: nothing in it is signed. */
async function unsigned(report: ReportView, definition: TemplateDefinition): Promise<Printed> {
  const { submitted } = report;
  const deciding = report.steps.flatMap(({ votes }) => votes.map(({ person }) => person));
  const [tenant, units, memo, ranks] = await Promise.all([
    currentTenant(),
    unitsToday(),
    memoOf(report.id),
    personRanks(submitted ? [submitted.person, ...deciding] : deciding),
  ]);
  const unit = units.find((each) => each.unitId === report.unit.id);
  const [, parent] = lineUp(units, report.unit.id);
  const { name, short, area, capital, contact, zone, demo } = tenant;
  return {
    format: 2,
    report: report.id,
    version: report.version,
    tenant: { name, short, area, capital, contact, zone, demo },
    unitName: report.unit.name,
    parentName: unit?.opd === false ? (units.find((each) => each.unitId === parent)?.name ?? null) : null,
    period: report.period,
    template: { id: definition.id, name: definition.name, n: report.template.n, hash: report.template.hash },
    chain: report.chain,
    content: contentOf({
      report: report.id,
      pins: report.pins,
      carry: [],
      carried: report.carry.values,
      standing: report.carry.standing,
      rows: report.rows,
      ...(report.drawings ? { drawings: report.drawings } : {}),
      gone: report.gone ?? [],
      evidence: report.evidence,
      explanations: report.explanations,
      nil: report.nil,
      told:
        report.told ?? toldBy(definition, report.rows, computeSent(definition, report.rows, report.carry, report.nil)),
    }),
    contentHash: report.hash,
    submitted: submitted && { ...submitted, ...rankIn(ranks, submitted.person) },
    acted: {},
    decisions: decisionsOf(report, ranks),
    memo,
    signer: null,
    files: report.evidence.map(({ evidenceId: hash, name, requirement, rowKey }) => ({
      hash,
      name,
      requirement: requirement ?? null,
      row: rowKey,
    })),
    correction: report.correction && { ...report.correction, changed: null },
  };
}

/**
 * The document that was signed, as it lies in the archive; where there is none yet, what a draft shows if one is wanted. Of
 * what was signed no draft is printed: it would call itself unsigned.
 * @throws not_found when the signed one is wanted and there is none.
 */
export async function documentOf(id: ReportView["id"], draft: boolean, made: Made): Promise<DocumentWanted> {
  const report = await view({ id });
  const hash = report.signed?.document?.hash;
  if (hash !== undefined) {
    const stored = await archivedDocument(hash);
    if (stored === null) throw new Error(`Document ${hash} is not in the archive`);
    return { stored, draft: null };
  }
  const definition = await definitionOf(report.template.hash);
  if (!definition || !draft) throw notFound({});
  return {
    stored: null,
    draft: {
      snapshot: await unsigned(report, definition),
      definition,
      snapshotHash: null,
      verification: null,
      seal: null,
      paper: paperOf(await currentTenant()),
      pictures: await picturesFor(report.id, definition, report.rows),
      former: await formerLabels(definition.id, report.gone ?? []),
      printed: { at: made.at, by: made.by },
    },
  };
}

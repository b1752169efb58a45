import { LIMITS } from "../kernel/limits.ts";
import { localDate } from "../kernel/zone.ts";
import { evidenceShares } from "../report/evidence-share.ts";
import { computeSent } from "../report/compute.ts";
import { contentOf } from "../report/content.ts";
import { sampleReport } from "../report/sample.ts";
import { SAMPLE_WORDS } from "../report/sample-words.ts";
import type { ReportView } from "../report/schema.ts";
import type { DocumentContent, Printed, SnapshotDecision, SnapshotFile, SnapshotSigner } from "../report/snapshot.ts";
import { toldBy } from "../report/telling.ts";
import { DEFAULT_SIGNERS } from "../template/print.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { currentTenant } from "../tenant/index.ts";
import type { PaperName } from "../tenant/schema.ts";
import type { Made } from "./content.ts";

/* What the draft of a template looks like on paper: a report that nobody wrote, decided by people who do not exist. */

const WHO = {
  author: { name: "Nama Penyusun, S.T.", hat: "PPTK Contoh" },
  review: { name: "Nama Pemeriksa, S.E.", hat: "Kepala Subbagian Contoh" },
  verify: { name: "Nama Pemeriksa, S.E., M.M.", hat: "Kepala Bidang Contoh" },
  "apip-review": { name: "Nama Pereviu, S.E., Ak.", hat: "Inspektur Pembantu Contoh" },
  acknowledge: { name: "Nama Pejabat, M.Si.", hat: "Sekretaris Daerah" },
} as const;
const RANKED = { nip: "197001011998031001", rank: "Pembina (IV/a)" } as const;

const signerAt = (at: string): SnapshotSigner => ({
  at,
  person: "contoh",
  name: "Nama Penanda Tangan, M.Si.",
  hat: "Kepala Dinas Contoh",
  ...RANKED,
  post: "Kepala Dinas Contoh",
  holding: "definitif",
  decree: null,
  exception: null,
});

/** Every seat of the largest team. */
const TEAM = Array.from({ length: LIMITS.seatsPerTeam }, (_, i) => ({
  name: `Nama Anggota ${i + 1}, S.E.`,
  hat: `Anggota Tim Contoh, kursi ${i + 1} dari ${LIMITS.seatsPerTeam}`,
}));

/**
 * One decision for every block that the layout asks for, so that each of them is seen. The chain is chosen at release and may
 * have a team decide: the first block that names no post of one official shows a full one.
 */
export function specimenDecisions({ print }: TemplateDefinition, at: string): readonly SnapshotDecision[] {
  const asked = (print?.signers ?? DEFAULT_SIGNERS).flatMap(({ who, post }) =>
    who === "signer" || who === "author" || who === "by-hand" ? [] : [{ kind: who, post }],
  );
  const team = asked.find(({ post }) => post === undefined);
  return asked.map((block): SnapshotDecision => {
    const { kind } = block;
    const by = (block === team ? TEAM : [WHO[kind]]).map((each) => ({ ...each, ...RANKED, at }));
    return { step: kind, label: block === team ? "Tim contoh" : WHO[kind].hat, kind, how: "passed", by, facts: null };
  });
}

/** A file of every kind that the template wants. */
const filesOf = (definition: TemplateDefinition): readonly SnapshotFile[] =>
  evidenceShares(definition, [])
    .flatMap(({ wanted }) => wanted)
    .map(({ id }, index) => ({
      hash: String(index + 1).padStart(64, "0"),
      name: `contoh-${index + 1}.pdf`,
      requirement: id,
      row: null,
    }));

function contentIn(definition: TemplateDefinition, report: ReportView, files: readonly SnapshotFile[]) {
  const { id, pins, rows, carry } = report;
  const told = toldBy(definition, rows, computeSent(definition, rows, carry, null));
  const evidence = files.map(({ hash, requirement }) => ({
    evidenceId: hash,
    ...(requirement === null ? {} : { requirement }),
  }));
  const nothing = { carry: [], carried: {}, explanations: [], nil: null } as const;
  return contentOf({ report: id, pins, rows, evidence, told, ...nothing });
}

/** The example as it goes to the writer of documents: no code, no seal, and a mark on every page. */
export async function specimenOf(
  definition: TemplateDefinition,
  paper: PaperName,
  { at, by }: Made,
): Promise<DocumentContent> {
  const { name, short, area, capital, contact, zone, demo } = await currentTenant();
  const year = localDate(at, zone).slice(0, 4);
  const report = sampleReport(definition, { year, full: true, words: SAMPLE_WORDS });
  const files = filesOf(definition);
  const { id, version, period, unit, template } = report;
  const snapshot: Printed = {
    format: 2,
    report: id,
    version,
    tenant: { name, short, area, capital, contact, zone, demo },
    unitName: unit.name,
    parentName: null,
    period,
    template: { id: template.id, name: template.name, n: template.n, hash: template.hash },
    chain: { ...report.chain, label: "Rantai contoh" },
    content: contentIn(definition, report, files),
    contentHash: null,
    submitted: { at, person: "contoh", ...WHO.author, ...RANKED },
    acted: {},
    decisions: specimenDecisions(definition, at),
    memo: null,
    signer: signerAt(at),
    files,
    correction: null,
  };
  const printed = { at, by };
  return {
    snapshot,
    definition,
    snapshotHash: null,
    verification: null,
    seal: null,
    paper,
    printed,
    specimen: true,
  };
}

import { inOrder, isTable } from "@selaras/core/template/fields.ts";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { snapshotFigures, snapshotRows } from "@selaras/core/rollup/derive.ts";
import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { archived } from "./document/archived.ts";
import { appendix, approvals, basis } from "./document/basis.ts";
import { evidence } from "./document/evidence.ts";
import { figures } from "./document/figures.ts";
import { letterhead, title } from "./document/letterhead.ts";
import { reasons, review, section, warnings } from "./document/sections.ts";
import { heightOfSignature, signature } from "./document/signature.ts";
import { words } from "./document/words.ts";
import { Notes, shortHash, type Told } from "./document/written.ts";
import { LAYOUT } from "./pdf/layout.ts";
import { Paper } from "./pdf/paper.ts";

/** The instant that a file says it was made at: of the signature, so that it is the same at every try. */
function instantOf({ snapshot, verification, printed }: DocumentContent): Date {
  const draft = printed?.at ?? snapshot.submitted?.at;
  const at = verification === null ? draft : snapshot.signer?.at;
  return new Date(at ?? `${snapshot.period}-01T00:00:00.000Z`);
}

function infoOf(content: DocumentContent): Readonly<Record<string, string | Date>> {
  const { snapshot, verification } = content;
  const made = instantOf(content);
  const subject = [snapshot.tenant.name, snapshot.report, words.foot.version(snapshot.version)];
  return {
    Title: `${snapshot.template.name}, ${snapshot.unitName}, ${formatPeriod(snapshot.period)}`,
    Author: snapshot.unitName,
    Subject: [...subject, ...(verification === null ? [words.watermark] : [])].join(", "),
    Creator: `Selaras, tata letak ${LAYOUT}`,
    Producer: "Selaras",
    CreationDate: made,
    ModDate: made,
    // Read by the page that checks a file: the code stands in the bytes as plain text.
    ...(verification === null ? {} : { Keywords: `selaras:${verification.code}` }),
  };
}

/** What stands at the foot of every page. */
function footOf({
  snapshot,
  definition,
  snapshotHash,
  verification,
  seal,
  printed,
}: DocumentContent): readonly string[] {
  const { foot: word } = words;
  const { tenant, unitName, version, period } = snapshot;
  const state = snapshotHash === null || verification === null ? word.draft : word.hash(shortHash(snapshotHash));
  const at = printed ? [word.printed(formatDateTime(printed.at, tenant.zone), printed.by)] : [];
  const facts = [`${definition.short} ${formatPeriod(period)}`, word.version(version), state, ...at];
  return [
    `${unitName}, ${tenant.short}`,
    [...facts, ...(tenant.demo ? [word.demo] : [])].join(" · "),
    ...(verification !== null && seal?.by === "bsre" ? [words.proof.bsreSentence] : []),
  ];
}

/**
 * The printed report: letterhead, figures, tables, approvals, block of the signature. Everything comes from the content, so
 * the same content gives the same bytes whenever it is printed. Without a verification page it is a draft.
 */
export function reportDocument(content: DocumentContent): Promise<Uint8Array> {
  const { snapshot, definition, verification } = content;
  const told: Told = {
    content,
    rows: inOrder(definition, snapshotRows(snapshot.content)),
    computed: snapshotFigures(definition, snapshot.content),
    notes: new Notes(),
  };
  const { print } = definition;
  const base = isAcross(content);
  const paper = new Paper(print?.paper ?? content.paper, base, infoOf(content));
  if (print?.letterhead !== false) letterhead(paper, snapshot);
  title(paper, content);
  figures(paper, told);
  for (const each of definition.sections) section(paper, told, each, base);
  paper.face(base);
  reasons(paper, told);
  warnings(paper, told);
  archived(paper, told);
  review(paper, told);
  evidence(paper, told, "body");
  basis(paper, told);
  approvals(paper, told, heightOfSignature(paper, content));
  signature(paper, content);
  evidence(paper, told, "annex");
  appendix(paper, told);
  const mark = content.specimen === true ? words.specimenMark : words.watermark;
  return paper.finish(footOf(content), verification === null ? mark : null);
}

/** Whether the document as a whole stands across: as its version says, or as soon as it prints a table. */
const isAcross = ({ definition: { print, sections } }: DocumentContent): boolean =>
  print?.orientation === undefined
    ? sections.some((each) => isTable(each) && each.print?.hidden !== true)
    : print.orientation === "landscape";

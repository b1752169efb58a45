import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import type { Decision } from "../kernel/decision.ts";
import { ReportId, reportId, reportParts, type Sha256 } from "../kernel/id.ts";
import { archived } from "../db/files.ts";
import { personNames } from "../account/names.ts";
import { windowState } from "../calendar/rules.ts";
import { readOperation } from "../operation/operation.ts";
import { inOrder } from "../template/fields.ts";
import { isAuthority, mayMove, type Placed, sees, surroundings } from "./access.ts";
import { carryOf } from "./carry.ts";
import type { Content } from "./content.ts";
import { drawingsOf } from "../template/query.ts";
import { withHeld } from "./held.ts";
import { richTexts } from "./telling.ts";
import { offerView } from "./offer.ts";
import { seeing } from "./policy.ts";
import { isOut } from "./machine.ts";
import { ACTIONS, type Drawing, type EvidenceView, type Head, ReportView, type Row } from "./schema.ts";
import {
  Corrections,
  type DrawingRecord,
  type FileRecord,
  Heads,
  readWhole,
  type RowRecord,
  Snapshots,
  Submissions,
  type Whole,
} from "./store.ts";
import { stepsView, turnView } from "./steps.ts";
import { stampOf } from "./submit.ts";
import { working } from "./thread.ts";

type Loaded = Placed & { readonly whole: Whole };

const load = async ({ id }: { id: string }): Promise<Loaded | null> => {
  const whole = await readWhole(id, { strong: false });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
};

const rowView = (row: Omit<RowRecord, "rev">): Row => {
  const { rowKey, label, group, context, cells, closed, given, sources, archived } = row;
  const more = { ...(closed ? { closed } : {}), ...(given ? { given } : {}), ...(sources ? { sources } : {}) };
  return { rowKey, label, group, context, cells, ...more, ...(archived ? { archived } : {}) };
};
const drawingView = (record: DrawingRecord): Drawing => {
  const { reportId: _report, rule: _rule, rev: _rev, unfinished, ...drawing } = record;
  return { ...drawing, ...(unfinished ? { unfinished } : {}) };
};
const fileView = ({ evidenceId, name, type, bytes, rowKey, requirement, by, at }: FileRecord): EvidenceView => ({
  evidenceId,
  name,
  type,
  bytes,
  rowKey,
  ...(requirement === undefined ? {} : { requirement }),
  by,
  at,
});

function stateOf(decision: Decision): ReportView["comment"] {
  if (decision.allowed) return { allowed: true, code: null, reason: null };
  const { code, message } = decision.because;
  return { allowed: false, code, reason: message };
}

function actionsOf(actor: Actor, placed: Placed): ReportView["actions"] {
  const entries = ACTIONS.map((action) => [action, stateOf(mayMove(action, actor, placed))] as const);
  return Object.fromEntries(entries) as ReportView["actions"];
}

function windowView({ window, extension, tenant, head }: Placed, at: Date): ReportView["window"] {
  const none = {
    state: "open" as const,
    opensOn: head.openedAt.slice(0, 10),
    dueOn: "",
    lockOn: "",
    extendedUntil: null,
  };
  if (!window) return none;
  const { opensOn, dueOn, lockOn } = window;
  return {
    state: windowState(window, extension, at, tenant.zone),
    opensOn,
    dueOn,
    lockOn,
    extendedUntil: extension?.until ?? null,
  };
}

async function lastSubmission(whole: Whole) {
  if (!whole.head.submitted) return null;
  const { items } = await Submissions.list(
    { reportId: whole.head.reportId },
    { begins: { round: "" }, order: "desc", limit: 1 },
  );
  return items[0] ?? null;
}

async function signedView({ head }: Placed): Promise<ReportView["signed"]> {
  if (!head.signed) return null;
  const { desk: _desk, ...given } = head.signed;
  const snapshot = await Snapshots.get({ reportId: head.reportId, version: head.version });
  const signer = snapshot?.signer;
  const document = snapshot?.document ?? null;
  return {
    ...given,
    nip: signer?.nip ?? null,
    rank: signer?.rank ?? null,
    decree: signer?.decree ?? null,
    document: document && { hash: document.hash as Sha256, bytes: document.bytes },
    sealed: Boolean(snapshot?.seal),
    code: isOut(head.state) ? (snapshot?.code ?? null) : null,
    trouble: snapshot?.trouble ?? null,
  };
}

const VERSIONS_TOGETHER = 10;

/** Whether the actor may know of another version, which may run on a chain of its own. */
const knows = async (actor: Actor, { head }: Placed, other: Head): Promise<boolean> =>
  other.version === head.version || isOut(other.state) || sees(actor, { head: other, ...(await surroundings(other)) });

/** Every version that the actor may know of. A number that was given up is skipped by its successor, so gaps are filled. */
async function versionsView(actor: Actor, placed: Placed): Promise<ReportView["versions"]> {
  const { head } = placed;
  const parts = reportParts(head.reportId);
  const found: Head[] = [];
  const alone = head.version === 1 && head.correcting !== "granted" && head.supersededBy === null;
  for (let from = 1, more = !alone; more; from += VERSIONS_TOGETHER) {
    const numbers = Array.from({ length: VERSIONS_TOGETHER }, (_, i) => from + i);
    const heads = await Heads.getMany(numbers.map((version) => ({ reportId: reportId({ ...parts, version }) })));
    const known = await Promise.all(heads.map((each) => knows(actor, placed, each)));
    found.push(...heads.filter((_, i) => known[i]));
    more = heads.length === VERSIONS_TOGETHER;
  }
  const versions = alone ? [head] : found.sort((a, b) => a.version - b.version);
  return versions.map(({ reportId: id, version, state, publishedAt, correction }) => {
    return { id, version, state, publishedAt, correction };
  });
}

/** The newest request for a correction of a version that is out, and what became of it. */
async function requestView({ head }: Placed): Promise<ReportView["request"]> {
  if (!isOut(head.state)) return null;
  const { items } = await Corrections.list(
    { reportId: head.reportId },
    { begins: { number: "" }, order: "desc", limit: 1 },
  );
  const [newest] = items;
  return newest ? { asked: newest.asked, answer: newest.answer } : null;
}

/** What the live figures in the texts said when the report was sent; null while they follow what is entered. */
async function toldView({ head, whole, definition }: Loaded): Promise<Content["told"] | null> {
  const isOpen = head.state === "draft" || head.state === "returned";
  if (isOpen || head.hash === null || richTexts(definition, whole.rows).length === 0) return null;
  const body = await archived("submission", head.hash);
  return body === null ? null : ((JSON.parse(body) as Content).told ?? null);
}

export const view = readOperation({
  name: "report.view",
  summary: "Satu laporan utuh: isian, angka bulan sebelumnya, bukti, dan apa yang boleh dilakukan sekarang.",
  input: v.strictObject({ id: ReportId }),
  output: ReportView,
  load,
  policy: seeing,
  run: async ({ record, actor, now }) => {
    const { head, whole, definition, units, chain } = record;
    const writers = whole.rows.flatMap((row) => Object.values(row.cells).map((cell) => cell.w));
    const files = whole.files.filter((file) => file.removed === null);
    const [carry, steps, submission, signed, versions, request, offer, told, names] = await Promise.all([
      carryOf(head, definition),
      stepsView(record, now),
      lastSubmission(whole),
      signedView(record),
      versionsView(actor, record),
      requestView(record),
      offerView(actor, record),
      toldView(record),
      personNames([...writers, ...files.map((file) => file.by)]),
    ]);
    const drawn = drawingsOf(definition, whole.drawings);
    const unit = units.find((each) => each.unitId === head.unit);
    const { id, name, short } = definition;
    return {
      id: head.reportId,
      template: { id, n: head.pins.template.n, hash: head.pins.template.hash, name, short },
      unit: { id: head.unit, name: unit?.name ?? head.unit, short: unit?.short ?? head.unit },
      period: head.period,
      version: head.version,
      state: head.state,
      rev: head.rev,
      round: head.round,
      hash: head.hash,
      pins: head.pins,
      window: windowView(record, now),
      chain: { id: chain.chain, n: chain.n, label: chain.label, waitingHours: chain.waitingHours },
      steps,
      turn: turnView(actor, record),
      submitted: head.submitted,
      onTime: head.onTime,
      returned: head.returned,
      signed,
      publishedAt: head.publishedAt,
      correction: head.correction,
      correcting: head.correcting,
      supersededBy: head.supersededBy,
      voided: head.voided,
      versions,
      request,
      authority: isAuthority(actor, record),
      rows: withHeld(definition, inOrder(definition, whole.rows).map(rowView), carry.view),
      ...(drawn.length > 0 ? { drawings: drawn.map(drawingView) } : {}),
      ...(told ? { told } : {}),
      ...(whole.gone.length > 0 ? { gone: whole.gone.map((row) => ({ n: row.n, ...rowView(row) })) } : {}),
      ...(offer ? { offer } : {}),
      carry: carry.view,
      evidence: files.map(fileView),
      explanations: [...(submission?.explanations ?? [])],
      nil: head.nil,
      stamp: stampOf(whole),
      names: Object.fromEntries(names),
      comment: stateOf(working.may(actor, record)),
      actions: actionsOf(actor, record),
    };
  },
});

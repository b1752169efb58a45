import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { ReportId } from "../kernel/id.ts";
import { archived } from "../db/files.ts";
import { personNames } from "../account/names.ts";
import { windowState } from "../calendar/rules.ts";
import { readOperation } from "../operation/operation.ts";
import { holders } from "../position/index.ts";
import { mayMove, type Placed, stepOf, surroundings } from "./access.ts";
import { carryOf } from "./carry.ts";
import { type Content, differences } from "./content.ts";
import { seeing } from "./policy.ts";
import { ACTIONS, type Action, CellDifference, type EvidenceView, ReportView, type Row } from "./schema.ts";
import { type FileRecord, readWhole, roundKey, type RowRecord, Snapshots, Submissions, type Whole } from "./store.ts";
import { stampOf } from "./submit.ts";

type Loaded = Placed & { readonly whole: Whole };

const load = async ({ id }: { id: string }): Promise<Loaded | null> => {
  const whole = await readWhole(id, { strong: false });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
};

const rowView = ({ rowKey, label, group, context, cells }: RowRecord): Row => ({
  rowKey,
  label,
  group,
  context,
  cells,
});
const fileView = ({ evidenceId, name, type, bytes, rowKey, by, at }: FileRecord): EvidenceView => ({
  evidenceId,
  name,
  type,
  bytes,
  rowKey,
  by,
  at,
});

function actionsOf(actor: Actor, placed: Placed): ReportView["actions"] {
  const entries = ACTIONS.map((action): [Action, { allowed: boolean; reason: string | null }] => {
    const decision = mayMove(action, actor, placed);
    return [action, { allowed: decision.allowed, reason: decision.allowed ? null : decision.because.message }];
  });
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

/** The step a report waits at, with the names of those who can decide it now; empty = "belum ada pejabat". */
async function stepView({ head, chain }: Placed, at: Date): Promise<ReportView["step"]> {
  const step = stepOf(chain, head.step);
  if (!step || step.assignee.by !== "post") return null;
  const posts = await holders(head.unit, step.assignee.post, at);
  const names = await personNames(posts.map((post) => post.person));
  return {
    key: step.key,
    label: step.label,
    kind: step.kind,
    holders: posts.map((post) => names.get(post.person) ?? post.person),
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
  const snapshot = await Snapshots.get({ reportId: head.reportId, version: head.version });
  const signer = snapshot?.signer;
  return { ...head.signed, nip: signer?.nip ?? null, rank: signer?.rank ?? null, decree: signer?.decree ?? null };
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
    const [carry, step, submission, signed, names] = await Promise.all([
      carryOf(head),
      stepView(record, now),
      lastSubmission(whole),
      signedView(record),
      personNames([...writers, ...files.map((file) => file.by)]),
    ]);
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
      step,
      steps: chain.steps.map(({ key, label, kind }) => ({ key, label, kind })),
      submitted: head.submitted,
      onTime: head.onTime,
      returned: head.returned,
      signed,
      publishedAt: head.publishedAt,
      rows: whole.rows.map(rowView),
      carry: carry.view,
      evidence: files.map(fileView),
      explanations: [...(submission?.explanations ?? [])],
      nil: head.nil,
      stamp: stampOf(whole),
      names: Object.fromEntries(names),
      actions: actionsOf(actor, record),
    };
  },
});

/** The content of the submission before the last one (or the last one, while the report is back with its author). */
async function contentBefore({ head }: Whole): Promise<{ content: Content; at: string } | null> {
  const { items } = await Submissions.list(
    { reportId: head.reportId },
    { begins: { round: "" }, order: "desc", limit: 2 },
  );
  const back = head.state === "draft" || head.state === "returned";
  const before = back ? items[0] : items.find((each) => each.round !== roundKey(head.round));
  const body = before && (await archived("submission", before.hash));
  return before && body ? { content: JSON.parse(body) as Content, at: before.by.at } : null;
}

export const changed = readOperation({
  name: "report.differences",
  summary: "Sel yang berubah sejak pengiriman sebelumnya, nilai lama dan baru.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ since: v.nullable(v.string()), cells: v.array(CellDifference) }),
  load,
  policy: seeing,
  run: async ({ record }) => {
    const before = await contentBefore(record.whole);
    if (!before) return { since: null, cells: [] };
    return { since: before.at, cells: [...differences(before.content, record.whole.rows)] };
  },
});

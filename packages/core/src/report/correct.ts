import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { ReportId, reportId, reportParts } from "../kernel/id.ts";
import { createAhead, type Unit } from "../db/unit.ts";
import { chainInForce, decidedAlready } from "../approval/index.ts";
import { deskOf, holdersAt } from "../approval/desks.ts";
import { NO_COURSE, type TaskCard } from "../approval/schema.ts";
import { chainNumber, ChainUses, Tasks } from "../approval/store.ts";
import { limitEnds } from "../calendar/working.ts";
import { workCalendar } from "../calendar/work.ts";
import { writeOperation } from "../operation/operation.ts";
import type { Placed } from "./access.ts";
import { load } from "./load.ts";
import { movedOn, noCorrection, notYourDesk } from "./failures.ts";
import { can } from "./machine.ts";
import { deciding, moving } from "./policy.ts";
import { type Head, Reason } from "./schema.ts";
import { deedOf, personOf, statement, versionStamp } from "./statement.ts";
import {
  Carries,
  Corrections,
  type CorrectionRecord,
  Drawings,
  Files,
  GoneRows,
  Heads,
  readWhole,
  Rows,
} from "./store.ts";
import { closeTask, replaceHead, taskOpened, WATCH, wordsOf } from "./tasks.ts";

/** Working days in which an asked correction should be answered. Practice [P]; the task only shows it, nothing happens by itself. */
const ANSWER_DAYS = 2;
const VERSIONS_MOST = 99;

/** The newest request of a version; null when nobody asked. */
async function newestOf(id: string): Promise<CorrectionRecord | null> {
  const { items } = await Corrections.list(
    { reportId: id },
    { begins: { number: "" }, order: "desc", limit: 1, strong: true },
  );
  return items[0] ?? null;
}
const numbered = (n: number): string => String(n).padStart(3, "0");
const taskOfCorrection = (number: string): string => `koreksi-${number}`;

const authorityDesk = ({ head, chain, units }: Placed) =>
  deskOf(chain.correction.authority, { unit: head.unit, units });

export const askCorrection = writeOperation({
  name: "report.askCorrection",
  summary: "Meminta koreksi atas laporan yang sudah terbit, dengan alasan.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ correcting: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("askCorrection"),
  run: async ({ input, record, unit, now }) => {
    const here = context();
    const { head } = record;
    const earlier = await newestOf(head.reportId);
    const number = numbered(Number(earlier?.number ?? 0) + 1);
    const asked = { ...deedOf(here), reason: input.reason };
    unit.add(Corrections.create({ reportId: head.reportId, number, asked, answer: null }), () => movedOn({}));
    const next: Head = { ...head, rev: head.rev + 1, correcting: "asked" };
    unit.add(replaceHead(head, next), () => movedOn({}));
    const at = authorityDesk(record);
    const due = limitEnds(await workCalendar(), now, { amount: ANSWER_DAYS, unit: "days" }).toISOString();
    const arrivedAt = now.toISOString();
    const card: TaskCard = {
      ...wordsOf(record, head),
      taskId: taskOfCorrection(number),
      reportId: head.reportId,
      desk: at,
      step: "koreksi",
      stepLabel: "Permintaan koreksi",
      kind: "correction",
      hash: null,
      due,
      arrivedAt,
      needed: 1,
      of: 1,
      voted: [],
    };
    const { taskId } = card;
    const waiting = { desk: at, due, watch: WATCH, wake: arrivedAt, home: at, card };
    unit.add(Tasks.create({ reportId: head.reportId, taskId, step: "koreksi", ...waiting }), () => movedOn({}));
    unit.tell({
      changes: { reason: input.reason },
      events: [statement("CorrectionAsked", next), taskOpened(next, card)],
      card: { state: next.state },
    });
    return { correcting: "asked" };
  },
});

/** The id of the version that comes next: numbers that were given up are not used again. */
async function nextVersion(head: Head): Promise<ReportId> {
  const parts = reportParts(head.reportId);
  for (let version = head.version + 1; version <= VERSIONS_MOST; version += 1) {
    const id = reportId({ ...parts, version });
    if (!(await Heads.get({ reportId: id }, { strong: true }))) return id;
  }
  throw notFound({});
}

/** The new version as a copy: rows and evidence go ahead, the head comes with the grant. */
async function copyOf(placed: Placed, reason: string, now: Date): Promise<Head> {
  const { head, chain } = placed;
  const whole = await readWhole(head.reportId, { strong: true });
  if (!whole) throw movedOn({});
  const id = await nextVersion(head);
  await createAhead(whole.rows.map((row) => Rows.create({ ...row, reportId: id, rev: 0 })));
  await createAhead(whole.gone.map((row) => GoneRows.create({ ...row, reportId: id })));
  await createAhead(whole.drawings.map((each) => Drawings.create({ ...each, reportId: id, rev: 0 })));
  const files = whole.files.filter((file) => file.removed === null);
  await createAhead(
    files.map((file) => Files.create({ ...file, reportId: id, rev: 0, lies: file.lies ?? head.reportId })),
  );
  const own = chain.correction.chain === null ? null : await chainInForce(chain.correction.chain);
  return {
    ...head,
    reportId: id,
    version: reportParts(id).version,
    state: "draft",
    rev: 1,
    round: 1,
    writers: 0,
    writes: 0,
    spent: 0,
    files: 0,
    course: NO_COURSE,
    facts: {},
    issueTask: null,
    pins: own ? { ...head.pins, chain: { id: own.chain, n: own.n } } : head.pins,
    openedAt: now.toISOString(),
    hash: null,
    submitted: null,
    returned: null,
    acted: {},
    exceptions: [],
    signed: null,
    publishedAt: null,
    correction: { of: head.version, reason },
    correcting: null,
    supersededBy: null,
    voided: null,
  };
}

async function ensureAuthority(placed: Placed, here: Context): Promise<void> {
  const holding = await holdersAt(authorityDesk(placed), here.now);
  const sits = holding.some((each) => each.person === personOf(here.actor));
  if (!sits) throw notYourDesk({ step: "Permintaan koreksi" });
}

/** Adds the writes of a granted correction: the head of the new version, and that it runs on its chain. */
function openVersion(unit: Unit, copy: Head): void {
  unit.add(Heads.create(copy), () => movedOn({}));
  const { chain } = copy.pins;
  unit.add(ChainUses.create({ chain: chain.id, number: chainNumber(chain.n), reportId: copy.reportId }), () =>
    movedOn({}),
  );
}

export const answerCorrection = writeOperation({
  name: "report.answerCorrection",
  summary: "Mengabulkan atau menolak permintaan koreksi, dengan alasan.",
  input: v.strictObject({ id: ReportId, granted: v.boolean(), reason: Reason }),
  output: v.strictObject({ id: v.nullable(ReportId) }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: deciding,
  run: async ({ input, record, unit, now }) => {
    const here = context();
    const { head } = record;
    const request = await newestOf(head.reportId);
    if (head.correcting !== "asked" || !request || request.answer) throw noCorrection({});
    await ensureAuthority(record, here);
    const { granted, reason } = input;
    const answer = { ...deedOf(here), granted, reason };
    const keys = { reportId: head.reportId, number: request.number };
    unit.add(
      Corrections.patch(keys, { set: { answer } }, (a, o) => o.eq(a["answer"], null)),
      () => noCorrection({}),
    );
    const task = await Tasks.get(
      { reportId: head.reportId, taskId: taskOfCorrection(request.number) },
      { strong: true },
    );
    if (!task || task.done) throw decidedAlready({});
    closeTask(unit, task, { decision: granted ? "grant" : "deny", reason, hash: null, ...deedOf(here) });
    const next: Head = { ...head, rev: head.rev + 1, correcting: granted ? "granted" : null };
    unit.add(replaceHead(head, next), () => movedOn({}));
    const copy = granted ? await copyOf(record, request.asked.reason, now) : null;
    if (copy) openVersion(unit, copy);
    unit.tell({
      changes: { granted, reason, version: copy?.version ?? null },
      events: [
        statement("CorrectionAnswered", next),
        ...(copy ? [statement("ReportOpened", copy)] : []),
        { type: "TaskClosed", stamp: versionStamp(next), report: head.reportId, task: task.taskId },
      ],
      card: { state: next.state },
    });
    return { id: copy?.reportId ?? null };
  },
});

export const dropCorrection = writeOperation({
  name: "report.dropCorrection",
  summary: "Membatalkan koreksi yang sudah dikabulkan sebelum dikirim; versi yang terbit tetap berlaku.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: deciding,
  run: async ({ input, record, unit, now }) => {
    const { head } = record;
    if (!head.correction) throw noCorrection({});
    ensure(can("submit", head.state));
    const before = await Heads.get(
      { reportId: reportId({ ...reportParts(head.reportId), version: head.correction.of }) },
      { strong: true },
    );
    if (!before) throw movedOn({});
    const voided = { ...deedOf(context()), reason: input.reason };
    const next: Head = { ...head, state: "voided", rev: head.rev + 1, voided };
    const stays: Head = { ...before, rev: before.rev + 1, correcting: null };
    unit.add(replaceHead(head, next), () => movedOn({}));
    unit.add(replaceHead(before, stays), () => movedOn({}));
    const { chain } = head.pins;
    unit.add(ChainUses.remove({ chain: chain.id, number: chainNumber(chain.n), reportId: head.reportId }));
    unit.tell({
      changes: { reason: input.reason, at: now.toISOString() },
      events: [statement("ReportVoided", next), statement("CorrectionAnswered", stays)],
      card: { state: next.state },
    });
    return { state: next.state };
  },
});

/** "Ditarik": out of the public's sight as a figure, still there with its reason. */
export const voidReport = writeOperation({
  name: "report.void",
  summary: "Menarik laporan yang sudah terbit, dengan alasan; halamannya tetap ada dan berkata ditarik.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("void"),
  run: async ({ input, record, unit }) => {
    const here = context();
    await ensureAuthority(record, here);
    const { head } = record;
    const next: Head = {
      ...head,
      state: "voided",
      rev: head.rev + 1,
      voided: { ...deedOf(here), reason: input.reason },
    };
    unit.add(replaceHead(head, next), () => movedOn({}));
    const { template, period, unit: owner, version } = head;
    const carried = { template, year: period.slice(0, 4), unit: owner, period, version };
    unit.add(Carries.patch(carried, { set: { withdrawn: true } }), () => movedOn({}));
    unit.tell({
      changes: { reason: input.reason },
      events: [statement("ReportVoided", next)],
      card: { state: next.state },
    });
    return { state: next.state };
  },
});

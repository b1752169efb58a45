import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { allow, all, type Decision, refuse } from "../kernel/decision.ts";
import { failure, forbidden, notFound } from "../kernel/failure.ts";
import { ReportId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { tenantEntity } from "../db/entity.ts";
import { CellRef } from "../approval/schema.ts";
import { type Policy, readOperation, writeOperation } from "../operation/operation.ts";
import { inChain, isAuthor, type Placed, sees } from "./access.ts";
import { load } from "./load.ts";
import { movedOn } from "./failures.ts";
import { isOut, wrongState } from "./machine.ts";
import { seeing } from "./policy.ts";
import { Deed } from "./schema.ts";
import { deedOf, statement } from "./statement.ts";

export const tooManyThreads = failure(
  "report.threads_many",
  "refused",
  () => "Laporan ini sudah memuat komentar sebanyak yang dapat ditampung. Selesaikan percakapan lama dahulu.",
);

const ThreadId = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.messageCharacters));

/** A conversation about a cell, a row or the whole report. It stays with the report; after publication nobody adds to it. */
export const Thread = v.strictObject({
  threadId: ThreadId,
  ref: CellRef,
  round: v.number(),
  messages: v.array(v.strictObject({ ...Deed.entries, text: v.string() })),
  resolved: v.nullable(Deed),
  rev: v.number(),
});
export type Thread = v.InferOutput<typeof Thread>;

type ThreadRecord = Thread & { readonly reportId: string };
const Threads = tenantEntity<ThreadRecord>({
  entity: "thread",
  attributes: {
    reportId: "string",
    threadId: "string",
    ref: "any",
    round: "number",
    messages: "any",
    resolved: "any",
    rev: "number",
  },
  key: { pk: "${tenant}#report#${reportId}", sk: "thread#${threadId}" },
});

/** Comment threads that are not resolved, read strongly: they may keep a step from passing. */
export async function unresolved(reportId: string): Promise<number> {
  const { items } = await Threads.list({ reportId }, { begins: { threadId: "" }, strong: true });
  return items.filter((thread) => thread.resolved === null).length;
}

const open = ({ head }: Placed): Decision => (isOut(head.state) ? refuse(wrongState({ state: head.state })) : allow);

/** Those who work on a report before it is out: its authors and its chain. */
export const working: Policy<Placed> = {
  sentence: "penyusun dan pejabat pada rantai, sebelum terbit",
  sees,
  may: (actor: Actor, placed: Placed) =>
    all(
      isAuthor(actor, placed) || inChain(actor, placed)
        ? allow
        : refuse(forbidden({ act: "menulis komentar pada laporan unit ini" })),
      open(placed),
    ),
};

const shown = ({ reportId: _reportId, ...thread }: ThreadRecord): Thread => thread;

export const threads = readOperation({
  name: "report.threads",
  summary: "Komentar pada laporan, per sel, baris atau seluruhnya.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ threads: v.array(Thread) }),
  load,
  policy: seeing,
  run: async ({ input }) => {
    const { items } = await Threads.list({ reportId: input.id }, { begins: { threadId: "" } });
    return { threads: items.map(shown) };
  },
});

export const comment = writeOperation({
  name: "report.comment",
  summary:
    "Menulis komentar baru, atau membalas komentar yang ada; balasan membuka kembali komentar yang sudah selesai.",
  input: v.strictObject({
    id: ReportId,
    /** The thread that is answered; absent = a new one at `ref`. */
    thread: v.optional(ThreadId),
    ref: v.optional(CellRef, { rowKey: null, field: null }),
    text: Text,
  }),
  output: Thread,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: working,
  run: async ({ input, record, unit }) => {
    const here = context();
    const { head } = record;
    const message = { ...deedOf(here), text: input.text };
    const reportId = head.reportId;
    const { items } = await Threads.list({ reportId }, { begins: { threadId: "" }, strong: true });
    const found = input.thread === undefined ? null : items.find((each) => each.threadId === input.thread);
    if (found === undefined) throw notFound({});
    if (found === null && items.length >= LIMITS.threadsPerReport) throw tooManyThreads({});
    if (found && found.messages.length >= LIMITS.messagesPerThread) throw tooManyThreads({});
    const thread: ThreadRecord = found
      ? { ...found, messages: [...found.messages, message], resolved: null, rev: found.rev + 1 }
      : {
          reportId,
          threadId: here.command,
          ref: input.ref,
          round: head.round,
          messages: [message],
          resolved: null,
          rev: 1,
        };
    unit.add(
      found ? Threads.put(thread, (a, o) => o.eq(a["rev"], found.rev)) : Threads.create(thread),
      found ? "again" : () => movedOn({}),
    );
    unit.tell({
      changes: { thread: thread.threadId, ref: thread.ref },
      events: [statement("CommentWritten", head)],
    });
    return shown(thread);
  },
});

export const resolve = writeOperation({
  name: "report.resolve",
  summary: "Menandai komentar selesai.",
  input: v.strictObject({ id: ReportId, thread: ThreadId }),
  output: Thread,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: working,
  run: async ({ input, record, unit }) => {
    const { reportId } = record.head;
    const found = await Threads.get({ reportId, threadId: input.thread }, { strong: true });
    if (!found) throw notFound({});
    if (found.resolved) return shown(found);
    const thread: ThreadRecord = { ...found, resolved: deedOf(context()), rev: found.rev + 1 };
    unit.add(Threads.put(thread, (a, o) => o.eq(a["rev"], found.rev)));
    unit.tell({
      changes: { thread: thread.threadId },
      events: [statement("CommentResolved", record.head)],
    });
    return shown(thread);
  },
});

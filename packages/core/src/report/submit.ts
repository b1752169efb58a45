import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { ReportId, Revision } from "../kernel/id.ts";
import { archive } from "../db/files.ts";
import type { Unit } from "../db/unit.ts";
import { openTask } from "../approval/index.ts";
import { isOnTime } from "../calendar/rules.ts";
import { writeOperation } from "../operation/operation.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Placed, surroundings } from "./access.ts";
import { carryOf } from "./carry.ts";
import { compute, type Computed } from "./compute.ts";
import { contentOf } from "./content.ts";
import { blocked, decidedSince, fewFiles, incomplete, movedOn, nilFilled, unexplained } from "./failures.ts";
import { moving } from "./policy.ts";
import { Explanation, type Head, Reason } from "./schema.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { Lanes, readWhole, roundKey, Submissions, type Whole } from "./store.ts";
import { closeTaskOf, replaceHead, taskCard } from "./tasks.ts";

type Loaded = Placed & { readonly whole: Whole };

const load = async ({ id }: { id: string }): Promise<Loaded | null> => {
  const whole = await readWhole(id, { strong: true });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
};

/** Counts every change of a row or a file, whichever lane it went through. */
export const stampOf = ({ head, lanes }: Pick<Whole, "head" | "lanes">): number =>
  head.writes + head.files + lanes.reduce((n, lane) => n + lane.writes + lane.files, 0);

/** Refuses what may not be sent: empty required cells, broken rules, unexplained warnings, too little evidence. */
function ensureReady(
  computed: Computed,
  definition: TemplateDefinition,
  explanations: readonly Explanation[],
  files: number,
): void {
  const [empty] = computed.missing;
  if (empty) throw incomplete({ count: computed.missing.length, first: empty.label });
  const blocking = computed.findings.filter((finding) => finding.severity === "block");
  const [first] = blocking;
  if (first) throw blocked({ count: blocking.length, first: `${first.label}: ${first.message}` });
  const explained = new Set(explanations.map((each) => `${each.rowKey} ${each.rule}`));
  const open = computed.findings.filter((f) => f.severity === "warn" && !explained.has(`${f.rowKey} ${f.rule}`));
  const [warning] = open;
  if (warning) throw unexplained({ count: open.length, first: `${warning.label}: ${warning.message}` });
  const minimum = definition.sections.reduce(
    (most, s) => (s.kind === "evidence" ? Math.max(most, s.minimum) : most),
    0,
  );
  if (files < minimum) throw fewFiles({ minimum });
}

/** Deletes every lane at the counts that were read: a change in between makes the submission stale. */
function closeLanes(unit: Unit, { head, lanes }: Whole): void {
  for (const { writer, writes, files } of lanes) {
    const unchanged = Lanes.remove(
      { reportId: head.reportId, writer },
      (a, o) => `${o.eq(a["writes"], writes)} AND ${o.eq(a["files"], files)}`,
    );
    unit.add(unchanged, () => movedOn({}));
  }
}

export const submit = writeOperation({
  name: "report.submit",
  summary: "Mengirim laporan untuk diperiksa; isi yang dikirim diberi sidik.",
  input: v.strictObject({
    id: ReportId,
    /** Stamp of the report that the person saw. */
    stamp: Revision,
    explanations: v.optional(v.pipe(v.array(Explanation), v.maxLength(100)), []),
    /** The whole report says "nothing to report". */
    nil: v.optional(v.nullable(Reason), null),
  }),
  output: v.strictObject({ state: v.string(), hash: v.string(), onTime: v.boolean() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("submit"),
  run: async ({ input, record, unit, now }) => {
    const { whole, definition, chain, window, tenant } = record;
    const { head, rows, lanes } = whole;
    if (stampOf(whole) !== input.stamp) throw movedOn({});
    const files = whole.files.filter((file) => file.removed === null);
    const carry = await carryOf(head, { strong: true });
    const computed = compute(definition, rows, carry.view);
    if (input.nil === null) ensureReady(computed, definition, input.explanations, files.length);
    else if (rows.some((row) => Object.values(row.cells).some((cell) => cell.s === "value"))) throw nilFilled({});
    const content = contentOf({
      report: head.reportId,
      pins: head.pins,
      carry: carry.pins,
      carried: carry.view.values,
      rows,
      evidence: files.map((file) => file.evidenceId),
      explanations: input.explanations,
      nil: input.nil,
    });
    const body = canonical(content);
    const hash = sha256(body);
    await archive("submission", hash, body);

    const here = context();
    const [step] = chain.steps;
    if (!step) throw new Error(`Chain ${chain.chain} has no steps`);
    const onTime = head.onTime ?? (window ? isOnTime(window, now, tenant.zone) : true);
    const authors = [
      ...new Set([...(head.acted["author"] ?? []), personOf(here.actor), ...lanes.map((lane) => lane.writer)]),
    ];
    const next: Head = {
      ...head,
      state: "in_review",
      rev: head.rev + 1,
      writers: 0,
      writes: rows.reduce((n, row) => n + row.rev, 0),
      files: whole.files.reduce((n, file) => n + file.rev, 0),
      step: step.key,
      taskId: `${step.key}-${roundKey(head.round)}`,
      hash,
      carry: [...carry.pins],
      nil: input.nil,
      firstSubmittedAt: head.firstSubmittedAt ?? now.toISOString(),
      onTime,
      submitted: deedOf(here),
      returned: null,
      acted: { author: authors },
    };
    unit.add(replaceHead(head, next), () => movedOn({}));
    closeLanes(unit, whole);
    const round = roundKey(head.round);
    unit.add(
      Submissions.create({ reportId: head.reportId, round, hash, by: deedOf(here), explanations: input.explanations }),
    );
    openTask(unit, taskCard(record, step, next, here));
    unit.tell({
      changes: { hash, rows: rows.length },
      events: [statement("ReportSubmitted", next)],
      card: { state: next.state },
    });
    return { state: next.state, hash, onTime };
  },
});

export const withdraw = writeOperation({
  name: "report.withdraw",
  summary: "Menarik laporan yang sudah dikirim, selama belum ada keputusan.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("withdraw"),
  run: async ({ input, record, unit, now }) => {
    const { head } = record;
    if (!head.taskId) throw decidedSince({});
    const here = context();
    // A submission that its author withdrew does not count for timeliness; one before a return still does.
    const first = head.submitted?.at === head.firstSubmittedAt;
    const next: Head = {
      ...head,
      state: "draft",
      rev: head.rev + 1,
      round: head.round + 1,
      step: null,
      taskId: null,
      firstSubmittedAt: first ? null : head.firstSubmittedAt,
      onTime: first ? null : head.onTime,
    };
    unit.add(replaceHead(head, next), () => movedOn({}));
    closeTaskOf(unit, head, "withdraw", input.reason, here);
    unit.tell({
      changes: { reason: input.reason, at: now.toISOString() },
      events: [statement("ReportWithdrawn", next)],
      card: { state: next.state },
    });
    return { state: next.state };
  },
});

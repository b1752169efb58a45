import * as v from "valibot";
import { context } from "../kernel/context.ts";
import type { Failure } from "../kernel/failure.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { ReportId, Revision } from "../kernel/id.ts";
import { archive, archived } from "../db/files.ts";
import type { Unit } from "../db/unit.ts";
import { isOnTime } from "../calendar/rules.ts";
import { writeOperation } from "../operation/operation.ts";
import { drawingsOf, drawnSections, ruleOf } from "../template/query.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Placed, surroundings } from "./access.ts";
import { owns } from "./beginning.ts";
import { carryOf } from "./carry.ts";
import { compute, type Computed } from "./compute.ts";
import { type Content, contentOf } from "./content.ts";
import { dutiesOf } from "./duties.ts";
import { type EvidenceLack, evidenceLacks } from "./evidence-share.ts";
import { changedSections, factsOf } from "./facts.ts";
import {
  blocked,
  budgetMoving,
  fewFiles,
  incomplete,
  movedOn,
  nilFilled,
  notDrawn,
  pictureMissing,
  templateMoving,
  unexplained,
} from "./failures.ts";
import { withHeld } from "./held.ts";
import { isPicture } from "./pictures.ts";
import { textsWithoutPicture, toldBy } from "./telling.ts";
import { type Submission, submitted, withdrawn } from "./moves.ts";
import { moving } from "./policy.ts";
import { type Cell, Explanation, Reason, type Row } from "./schema.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { Lanes, readWhole, roundKey, Submissions, type Whole } from "./store.ts";
import { applyEffects, askedOf } from "./tasks.ts";

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
  files: Whole["files"],
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
  const [lack] = evidenceLacks(definition, files);
  if (lack) throw evidenceRefusal(lack);
}

/** Refuses while a section that this unit draws is not drawn by what the template says, or not to its end. */
async function ensureDrawn(definition: TemplateDefinition, { head, drawings }: Whole): Promise<void> {
  const sections = drawnSections(definition);
  if (sections.length === 0) return;
  const duties = await dutiesOf(head.template, head.period, head.unit);
  for (const section of sections.filter((each) => owns(each, duties))) {
    const known = drawings.find((each) => each.section === section.id);
    if (known?.rule === ruleOf(section) && !known.unfinished) continue;
    throw notDrawn({ section: section.label, short: known?.short ?? section.query.template });
  }
}

function evidenceRefusal(lack: EvidenceLack): Failure {
  if (lack.kind === "files") return fewFiles({ minimum: lack.minimum });
  const missing = lack.missing.map(({ label, found, minimum }) => `${label} (${found} dari ${minimum} berkas)`);
  if (lack.kind === "mandatory") return fewFiles({ mandatory: missing.join(", ") });
  return fewFiles({ percent: lack.percent, least: lack.least, missing: missing.join(", ") });
}

/** Files that a text can show. */
const picturesAmong = (files: Whole["files"]): ReadonlySet<string> =>
  new Set(files.filter(isPicture).map(({ evidenceId }) => evidenceId));

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

/** Sections that differ from the submission before, where a step of the chain looks at some sections only. */
async function changedSince(placed: Placed, content: Content): Promise<readonly string[]> {
  const { head } = placed;
  if (head.course.resume?.how !== "changed-sections" || head.hash === null) return [];
  const before = await archived("submission", head.hash);
  const every = placed.definition.sections.map((section) => section.id);
  return before === null ? every : changedSections(JSON.parse(before) as Content, content, placed);
}

/** Origins of what nobody typed here: plans and earlier periods gave it, or it was drawn from other reports. */
const UNTYPED: readonly Cell["o"][] = ["given", "drawn"];
/** Whether somebody typed something into a row that counts; nothing else speaks against "nihil". */
const isFilled = ({ cells }: Pick<Row, "cells">): boolean =>
  Object.values(cells).some((cell) => cell.s === "value" && !UNTYPED.includes(cell.o));

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
    const { head, lanes } = whole;
    if (stampOf(whole) !== input.stamp) throw movedOn({});
    const following = [head.pins.budget, head.pins.targets, head.pins.tree].find((pin) => pin?.unfinished);
    if (following) throw budgetMoving({ label: following.label });
    if (head.pins.template.former) throw templateMoving({ n: head.pins.template.n });
    await ensureDrawn(definition, whole);
    const files = whole.files.filter((file) => file.removed === null);
    const carry = await carryOf(head, definition, { strong: true });
    const rows = withHeld(definition, whole.rows, carry.view);
    const computed = compute(definition, rows, carry.view);
    if (input.nil === null) ensureReady(computed, definition, input.explanations, files);
    else if (rows.some(isFilled)) throw nilFilled({});
    const [pictureless] = textsWithoutPicture(definition, rows, picturesAmong(files));
    if (pictureless !== undefined) throw pictureMissing({ text: pictureless });
    const content = contentOf({
      report: head.reportId,
      pins: head.pins,
      carry: carry.pins,
      carried: carry.view.values,
      standing: carry.view.standing,
      rows,
      gone: whole.gone,
      drawings: drawingsOf(definition, whole.drawings),
      evidence: files,
      explanations: input.explanations,
      nil: input.nil,
      told: toldBy(definition, rows, computed),
    });
    const body = canonical(content);
    const hash = sha256(body);
    await archive("submission", hash, body);

    const here = context();
    const onTime = head.onTime ?? (window ? isOnTime(window, now, tenant.zone) : true);
    const authors = [
      ...new Set([...(head.acted["author"] ?? []), personOf(here.actor), ...lanes.map((lane) => lane.writer)]),
    ];
    const by = deedOf(here);
    const facts = factsOf(record, computed, {
      files: files.length,
      onTime,
      nil: input.nil !== null,
      rows: rows.length,
    });
    const submission: Submission = {
      by,
      hash,
      facts,
      authors,
      changed: await changedSince(record, content),
      onTime,
      rest: {
        writes: whole.rows.reduce((n, row) => n + row.rev, whole.spent),
        files: whole.files.reduce((n, file) => n + file.rev, 0),
        carry: [...carry.pins],
        nil: input.nil,
      },
    };
    const effects = submitted(head, chain, submission, await askedOf(record, now));
    const { next } = effects;
    closeLanes(unit, whole);
    const round = roundKey(head.round);
    const answers = head.returned ? { answers: head.returned } : {};
    unit.add(
      Submissions.create({ reportId: head.reportId, round, hash, by, explanations: input.explanations, ...answers }),
    );
    const events = await applyEffects(unit, record, effects, here);
    unit.tell({
      changes: { hash, rows: rows.length },
      events: [statement("ReportSubmitted", next), ...events],
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
    const effects = withdrawn(record.head, input.reason);
    const { next } = effects;
    const events = await applyEffects(unit, record, effects, context());
    unit.tell({
      changes: { reason: input.reason, at: now.toISOString() },
      events: [statement("ReportWithdrawn", next), ...events],
      card: { state: next.state },
    });
    return { state: next.state };
  },
});

import * as v from "valibot";
import { STAGES } from "../../budget/schema.ts";
import { freeze } from "../../db/frozen.ts";
import { ensure } from "../../kernel/decision.ts";
import { Year } from "../../kernel/id.ts";
import { LIMITS } from "../../kernel/limits.ts";
import { readOperation, writeOperation } from "../../operation/operation.ts";
import { everyOfficial } from "../../operation/policies.ts";
import { actedBy, ensureBegun, partOf, planIn, standing } from "../load.ts";
import { keepsPart, partKeepers } from "../policy.ts";
import { PartId, PlanId } from "../schema.ts";
import { targetNumber, Targets, trailOf } from "../store.ts";
import { targetsFull, targetsStale } from "./failures.ts";
import { linesOf, versionsOf } from "./load.ts";
import { lineOf, mayFollow, recordedLines, soundCodes, soundLines, targetLabel } from "./rules.ts";
import { RecordInput, TargetLine, TargetVersion } from "./schema.ts";

export const targets = readOperation({
  name: "cascade.targets",
  summary: "Target indikator satu bagian dan tahun: semua versi, dan isi versi terakhir setiap tahap anggaran.",
  input: v.strictObject({ plan: PlanId, year: Year, part: PartId }),
  output: v.strictObject({
    versions: v.array(v.strictObject({ ...TargetVersion.entries, label: v.string() })),
    /** The lines of the newest version of each stage, by its number. */
    sheets: v.array(v.strictObject({ n: v.number(), lines: v.array(TargetLine) })),
    mayEdit: v.boolean(),
  }),
  load: standing,
  policy: everyOfficial(),
  run: async ({ input, record, actor }) => {
    planIn(record);
    const versions = await versionsOf(input, input.part);
    const newest = STAGES.flatMap((stage) => versions.findLast((each) => each.stage === stage) ?? []);
    const sheets = await Promise.all(
      newest.map(async (each) => ({ n: each.n, lines: (await linesOf(each)).map(lineOf) })),
    );
    return {
      versions: versions.map((each) => ({ ...each, label: targetLabel(each) })),
      sheets,
      mayEdit: keepsPart(actor, record),
    };
  },
});

export const recordTargets = writeOperation({
  name: "cascade.recordTargets",
  summary: "Mencatat versi berikutnya dari target indikator satu bagian, dengan tahap anggaran dan sumbernya.",
  input: RecordInput,
  output: TargetVersion,
  subject: trailOf,
  load: standing,
  policy: partKeepers,
  run: async ({ input, record, unit, now }) => {
    const { plan, year, part, after, stage, effectiveFrom, source, lines } = input;
    planIn(record);
    await ensureBegun(input, part);
    const [versions, own] = await Promise.all([versionsOf(input, part), partOf(input, part)]);
    const newest = versions.at(-1);
    if ((newest?.n ?? 0) !== after) throw targetsStale({});
    const most = LIMITS.targetVersionsPerYear;
    if (versions.length >= most) throw targetsFull({ most });
    ensure(mayFollow(newest, input));
    const indicators = own.indicators.filter((each) => each.part === part && !each.removed);
    ensure(soundLines(lines, indicators, year));
    const recorded = recordedLines(lines, indicators);
    ensure(soundCodes(recorded));
    const frozen = freeze(recorded);
    const turn = versions.filter((each) => each.stage === stage).length + 1;
    const placed = { plan, year, part, n: after + 1, stage, turn, effectiveFrom, source };
    const written: TargetVersion = { ...placed, hash: frozen.hash, lines: lines.length, ...actedBy() };
    unit.add(frozen.write);
    unit.add(Targets.create({ ...written, number: targetNumber(written.n) }), () => targetsStale({}));
    unit.tell({
      changes: { part, label: targetLabel(written), effectiveFrom, source, hash: frozen.hash },
      events: [{ type: "TargetsRecorded", stamp: now.getTime(), plan, year, part, n: written.n }],
      card: { unit: part, period: year },
    });
    return written;
  },
});

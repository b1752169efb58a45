import * as v from "valibot";
import type { Unit } from "../../db/unit.ts";
import { type Actor, context } from "../../kernel/context.ts";
import { ensure } from "../../kernel/decision.ts";
import { notFound } from "../../kernel/failure.ts";
import { Revision, UnitId, Year } from "../../kernel/id.ts";
import { LIMITS } from "../../kernel/limits.ts";
import { readOperation, writeOperation } from "../../operation/operation.ts";
import { everyOfficial } from "../../operation/policies.ts";
import { unknownUnit } from "../../orgunit/failures.ts";
import { actedBy, placeOf, rulesOfTenant } from "../load.ts";
import { akip } from "../packs/evaluation.ts";
import { holdsAbove, type Place } from "../policy.ts";
import { REGENCY } from "../schema.ts";
import { evaluationOpen, evaluationStale, methodsFull, methodStale, ownEvaluation } from "./failures.ts";
import { evaluated, evaluators, isEvaluated, isEvaluator, methodKeepers, seeing } from "./policy.ts";
import { mayAnswer, sound } from "./rules.ts";
import {
  Answer,
  Evaluation,
  EvaluationMethod,
  FOLLOW_UPS,
  type Given,
  MethodVersion,
  type Recommendation,
  type Side,
} from "./schema.ts";
import { Evaluations, Methods } from "./store.ts";

const Which = { year: Year, unit: UnitId } as const;
type Which = { readonly year: string; readonly unit: string };
type Sheet = Place & { readonly sheet: Evaluation | null };

const UNANSWERED: Given = { answers: [], by: null, final: false };
const trail = ({ year }: Which): string => `evaluation#${year}`;

async function sheetOf({ year, unit }: Which): Promise<Sheet> {
  const [place, sheet] = await Promise.all([placeOf(unit), Evaluations.get({ year, unit }, { strong: true })]);
  return { ...place, sheet };
}
function there({ sheet }: Sheet): Evaluation {
  if (!sheet) throw notFound({});
  return sheet;
}

function change(unit: Unit, sheet: Evaluation, rev: number, set: Partial<Evaluation>): Evaluation {
  const next = { ...set, rev: rev + 1 };
  unit.add(
    Evaluations.patch({ year: sheet.year, unit: sheet.unit }, { set: next }, (a, o) => o.eq(a["rev"], rev)),
    () => evaluationStale({}),
  );
  return { ...sheet, ...next };
}

function told(unit: Unit, at: Which, type: string, changes: unknown): void {
  const { now } = context();
  unit.tell({
    changes,
    events: [{ type, stamp: now.getTime(), year: at.year, unit: at.unit }],
    card: { unit: at.unit, period: at.year },
  });
}

const STARTER: MethodVersion = { n: 1, method: akip, by: null, at: null };
const methodNumber = (n: number): string => String(n).padStart(3, "0");

/** Every version of the tenant's method, the oldest first: the service's own, then what the tenant wrote. */
async function methodVersions(): Promise<readonly MethodVersion[]> {
  const { items } = await Methods.list({}, { begins: { number: "" }, strong: true });
  return [STARTER, ...items.map(({ number: _number, ...version }) => version)];
}
const methodInForce = async (): Promise<MethodVersion> => (await methodVersions()).at(-1) ?? STARTER;

export const evaluations = readOperation({
  name: "cascade.evaluations",
  summary: "Lembar evaluasi AKIP satu tahun yang boleh dilihat, dan cara penilaian daerah ini.",
  input: v.strictObject({ year: Year }),
  output: v.strictObject({
    evaluations: v.array(Evaluation),
    /** Versions of the method, the oldest first; the last one is pinned by the next sheet. */
    methods: v.array(MethodVersion),
    may: v.strictObject({ open: v.boolean(), method: v.boolean() }),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat daerah ini; hanya lembar yang menyangkut unitnya"),
  run: async ({ input, actor }) => {
    const [{ items }, place, methods] = await Promise.all([
      Evaluations.list({ year: input.year }),
      placeOf(REGENCY),
      methodVersions(),
    ]);
    return {
      evaluations: items.filter((sheet) => seeing.sees(actor, { ...place, part: sheet.unit })),
      methods: [...methods],
      may: { open: isEvaluator(actor, place), method: methodKeepers.may(actor, place).allowed },
    };
  },
});

export const evaluation = readOperation({
  name: "cascade.evaluation",
  summary: "Lembar evaluasi AKIP satu perangkat daerah, penilaian mandiri dan penilai berdampingan.",
  input: v.strictObject(Which),
  output: v.strictObject({
    sheet: Evaluation,
    may: v.strictObject({ self: v.boolean(), evaluator: v.boolean() }),
  }),
  load: sheetOf,
  policy: seeing,
  run: async ({ record, actor }) => ({
    sheet: there(record),
    may: { self: isEvaluated(actor, record), evaluator: isEvaluator(actor, record) && !touches(actor, record) },
  }),
});

/** Whether an actor is bound to the evaluated: a post in the OPD, or the hand that filled the self evaluation. */
const touches = (actor: Actor, record: Sheet): boolean =>
  actor.kind === "official" &&
  ((record.part !== REGENCY && holdsAbove(actor, null, record)) || record.sheet?.self.by?.person === actor.person);

export const open = writeOperation({
  name: "cascade.openEvaluation",
  summary: "Membuka lembar evaluasi AKIP; cara penilaian yang berlaku dikunci di dalamnya.",
  input: v.strictObject(Which),
  output: Evaluation,
  subject: trail,
  load: sheetOf,
  policy: evaluators,
  run: async ({ input, record, unit }) => {
    const known = input.unit === REGENCY || record.units.some((each) => each.unitId === input.unit && each.opd);
    if (!known) throw unknownUnit({});
    if (record.sheet) throw evaluationOpen({});
    const { method, n } = await methodInForce();
    const sheet: Evaluation = {
      ...input,
      method,
      methodN: n,
      self: UNANSWERED,
      evaluator: UNANSWERED,
      recommendations: [],
      rev: 1,
    };
    unit.add(Evaluations.create(sheet), () => evaluationOpen({}));
    told(unit, input, "EvaluationOpened", { method: method.label, n });
    return sheet;
  },
});

const ScoreInput = v.strictObject({
  ...Which,
  answers: v.pipe(v.array(Answer), v.maxLength(100)),
  /** Hands the side in: it does not change afterwards. */
  final: v.boolean(),
  rev: Revision,
});

const byNow = (actor: Actor): Given["by"] => ({
  person: actor.kind === "official" ? actor.person : "sistem",
  name: actor.kind === "official" ? actor.name : "Sistem",
  at: context().now.toISOString(),
});

/** Saves or hands in the answers of one side. */
function answered(unit: Unit, input: v.InferOutput<typeof ScoreInput>, record: Sheet, side: Side, actor: Actor) {
  const sheet = there(record);
  ensure(mayAnswer(sheet.method, sheet[side], input.answers, input.final));
  const given: Given = { answers: input.answers, by: byNow(actor), final: input.final };
  told(unit, input, "EvaluationScored", { side, answers: input.answers, final: input.final });
  return change(unit, sheet, input.rev, side === "self" ? { self: given } : { evaluator: given });
}

export const scoreSelf = writeOperation({
  name: "cascade.scoreSelf",
  summary: "Mengisi atau menyerahkan penilaian mandiri perangkat daerah.",
  input: ScoreInput,
  output: Evaluation,
  subject: trail,
  load: sheetOf,
  policy: evaluated,
  run: async ({ input, record, actor, unit }) => {
    if (actor.kind === "official" && there(record).evaluator.by?.person === actor.person) throw ownEvaluation({});
    return answered(unit, input, record, "self", actor);
  },
});

export const score = writeOperation({
  name: "cascade.score",
  summary: "Mengisi atau menyerahkan nilai penilai; penilai orang lain daripada yang dinilai.",
  input: ScoreInput,
  output: Evaluation,
  subject: trail,
  load: sheetOf,
  policy: evaluators,
  run: async ({ input, record, actor, unit }) => {
    if (touches(actor, record)) throw ownEvaluation({});
    return answered(unit, input, record, "evaluator", actor);
  },
});

const RecommendationId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
const Words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.messageCharacters));

export const recommend = writeOperation({
  name: "cascade.recommend",
  summary: "Mencatat rekomendasi hasil evaluasi kepada perangkat daerah.",
  input: v.strictObject({ ...Which, id: RecommendationId, text: Words, rev: Revision }),
  output: Evaluation,
  subject: trail,
  load: sheetOf,
  policy: evaluators,
  run: async ({ input, record, actor, unit }) => {
    if (touches(actor, record)) throw ownEvaluation({});
    const sheet = there(record);
    const taken = sheet.recommendations.some(({ id }) => id === input.id);
    if (taken || sheet.recommendations.length >= LIMITS.recommendationsPerEvaluation) throw evaluationStale({});
    const { id, text } = input;
    const made: Recommendation = {
      id,
      text,
      status: "belum",
      note: null,
      at: context().now.toISOString(),
      followedUp: null,
    };
    told(unit, input, "EvaluationRecommended", { id, text });
    return change(unit, sheet, input.rev, { recommendations: [...sheet.recommendations, made] });
  },
});

export const followUp = writeOperation({
  name: "cascade.followUp",
  summary: "Mencatat tindak lanjut sebuah rekomendasi: status, uraian dan bukti.",
  input: v.strictObject({ ...Which, id: RecommendationId, status: v.picklist(FOLLOW_UPS), note: Words, rev: Revision }),
  output: Evaluation,
  subject: trail,
  load: sheetOf,
  policy: evaluated,
  run: async ({ input, record, unit }) => {
    const sheet = there(record);
    const { id, status, note } = input;
    if (!sheet.recommendations.some((each) => each.id === id)) throw notFound({});
    const recommendations = sheet.recommendations.map((each) =>
      each.id === id ? { ...each, status, note, followedUp: actedBy() } : each,
    );
    told(unit, input, "EvaluationFollowedUp", { id, status, note });
    return change(unit, sheet, input.rev, { recommendations });
  },
});

export const setMethod = writeOperation({
  name: "cascade.setEvaluationMethod",
  summary: "Menyimpan versi berikutnya dari cara penilaian AKIP: komponen, huruf, predikat dan sumbernya.",
  input: v.strictObject({
    method: EvaluationMethod,
    /** Number of the version that its author saw. */
    after: Revision,
  }),
  output: v.strictObject({ n: v.number() }),
  subject: () => "cascades",
  load: rulesOfTenant,
  policy: methodKeepers,
  run: async ({ input, unit, now }) => {
    const { method, after } = input;
    ensure(sound(method));
    const { n } = await methodInForce();
    if (n !== after) throw methodStale({});
    const most = LIMITS.indicatorVersions;
    if (n >= most) throw methodsFull({ most });
    const written = { n: n + 1, method, ...actedBy() };
    unit.add(Methods.create({ ...written, number: methodNumber(n + 1) }), () => methodStale({}));
    unit.tell({ changes: written, events: [{ type: "EvaluationMethodSet", stamp: now.getTime(), n: n + 1 }] });
    return { n: n + 1 };
  },
});

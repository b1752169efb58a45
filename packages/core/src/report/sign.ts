import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { desk, ReportId, Sha256 } from "../kernel/id.ts";
import { archive, archived } from "../db/files.ts";
import { personById } from "../account/index.ts";
import { personRanks, type Ranked } from "../account/names.ts";
import { stepOf } from "../approval/machine.ts";
import type { TaskRecord } from "../approval/store.ts";
import { Tasks } from "../approval/store.ts";
import { writeOperation } from "../operation/operation.ts";
import { lineUp } from "../orgunit/tree.ts";
import { holdersAt } from "../approval/desks.ts";
import type { Placed, Seated } from "./access.ts";
import { type Content, differences, rowsOf } from "./content.ts";
import { cast, DecisionInput, decidedStep, ensurePassable, Outcome, outcomeOf, settle } from "./decide.ts";
import { load } from "./load.ts";
import { movedOn, signerLeft } from "./failures.ts";
import { memoOf } from "./finding.ts";
import { recalled } from "./moves.ts";
import { moving } from "./policy.ts";
import { type Deed, type Head, Reason } from "./schema.ts";
import type { Snapshot, SnapshotDecision, SnapshotFile, SnapshotSigner } from "./snapshot.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { Files, Snapshots } from "./store.ts";
import { applyEffects, askedOf } from "./tasks.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LETTERS = 26;
/** An unguessable code (130 bits, Crockford base32). It answers only after publication. */
const newCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(CODE_LETTERS))].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");

const HOUR_MS = 3_600_000;

const UNRANKED: Ranked = { nip: null, rank: null };

/** Everybody who decided in the round that is signed, in the order of the chain, the present signature included. */
async function decisionsOf(placed: Placed, next: Head, tasks: readonly TaskRecord[], own: SnapshotSigner) {
  const { chain } = placed;
  const deciding = tasks.flatMap(({ done, tally }) => [...(done ? [done] : []), ...(tally?.votes ?? [])]);
  const ranks = await personRanks(deciding.map(({ person }) => person));
  const rankOf = (person: string): Ranked => (person === own.person ? own : (ranks.get(person) ?? UNRANKED));
  return next.course.past.flatMap(({ key, how, facts }): SnapshotDecision[] => {
    const step = stepOf(chain, key);
    if (!step) return [];
    const done = tasks.findLast((task) => task.step === key && task.done && !task.base);
    const votes = done?.tally?.votes.filter((vote) => vote.verdict === "yes") ?? [];
    const by: readonly Deed[] = votes.length > 0 ? votes : done?.done ? [done.done] : [own];
    return [
      {
        step: key,
        label: step.label,
        kind: step.kind,
        how,
        by:
          how === "skipped"
            ? []
            : by.map(({ person, name, hat, at }) => {
                const { nip, rank } = rankOf(person);
                return { name, hat, at, nip, rank };
              }),
        facts,
      },
    ];
  });
}

async function signerOf({ step, post, task }: Seated, placed: Placed, here: Context): Promise<SnapshotSigner> {
  const person = await personById(personOf(here.actor));
  const holding = await holdersAt(task.desk ?? "", here.now);
  const held = holding.find((each) => each.person === personOf(here.actor));
  const lifted = placed.head.exceptions.find((each) => each.step === step.key && each.person === personOf(here.actor));
  return {
    ...deedOf(here, post.title),
    nip: person?.nip ?? null,
    rank: person?.rank ?? null,
    post: held?.title ?? post.title,
    holding: post.holding,
    decree: post.decree,
    exception: lifted ? `${lifted.decree}: ${lifted.reason}` : null,
  };
}

/** Cells that differ from the version this one corrects; 0 for a first version. */
async function changedCells(placed: Placed, content: Content): Promise<number> {
  const { head } = placed;
  if (!head.correction) return 0;
  const before = await publishedContent(head.reportId.replace(/\.\d+$/, `.${head.correction.of}`), head.correction.of);
  return before ? differences(before, rowsOf(content)).length : 0;
}

/** The content of a version that was signed. */
export async function publishedContent(reportId: string, version: number): Promise<Content | null> {
  const record = await Snapshots.get({ reportId, version });
  const body = record && (await archived("submission", record.content));
  return body ? (JSON.parse(body) as Content) : null;
}

/** The files that a content names, as they are called now. */
async function filesNamed(reportId: string, { evidence }: Content): Promise<readonly SnapshotFile[]> {
  if (evidence.length === 0) return [];
  const { items } = await Files.list({ reportId }, { begins: { evidenceId: "" }, strong: true });
  const named = items.filter(({ evidenceId }) => evidence.includes(evidenceId));
  return named.map(({ evidenceId: hash, name, requirement, rowKey }) => ({
    hash,
    name,
    requirement: requirement ?? null,
    row: rowKey,
  }));
}

/** The whole that the signature covers, as of this moment. */
async function snapshotOf(seated: Seated, placed: Placed, next: Head, here: Context): Promise<Snapshot> {
  const { head, definition, units, tenant, chain } = placed;
  const body = await archived("submission", head.hash ?? "");
  if (body === null) throw movedOn({});
  const content = JSON.parse(body) as Content;
  const { submitted } = head;
  const [signer, memo, tasks, files, ranks] = await Promise.all([
    signerOf(seated, placed, here),
    memoOf(head.reportId),
    Tasks.list({ reportId: head.reportId }, { begins: { taskId: "" }, strong: true }),
    filesNamed(head.reportId, content),
    personRanks(submitted ? [submitted.person] : []),
  ]);
  const unit = units.find((each) => each.unitId === head.unit);
  const [, parent] = lineUp(units, head.unit);
  return {
    format: 2,
    report: head.reportId,
    version: head.version,
    tenant: {
      name: tenant.name,
      short: tenant.short,
      area: tenant.area,
      capital: tenant.capital,
      contact: tenant.contact,
      zone: tenant.zone,
      demo: tenant.demo,
    },
    unitName: unit?.name ?? head.unit,
    parentName: unit?.opd === false ? (units.find((each) => each.unitId === parent)?.name ?? null) : null,
    period: head.period,
    template: { id: definition.id, name: definition.name, n: head.pins.template.n, hash: head.pins.template.hash },
    chain: { id: chain.chain, n: chain.n, label: chain.label },
    content,
    contentHash: head.hash ?? "",
    submitted: submitted && { ...submitted, ...(ranks.get(submitted.person) ?? UNRANKED) },
    acted: next.acted,
    decisions: await decisionsOf(placed, next, tasks.items, signer),
    memo,
    signer,
    ...(files.length > 0 ? { files } : {}),
    correction: head.correction && { ...head.correction, changed: await changedCells(placed, content) },
  };
}

export const sign = writeOperation({
  name: "report.sign",
  summary: "Menandatangani laporan: cuplikan utuh dibuat, diberi sidik dan disimpan tetap.",
  input: DecisionInput,
  output: v.strictObject({ ...Outcome.entries, snapshot: v.nullable(Sha256) }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("sign"),
  run: async ({ input, record, unit, now }) => {
    const here = context();
    const seated = await decidedStep("sign", record, input, here);
    await ensurePassable(seated, record, here);
    const agree = { verdict: "yes" as const, reason: null, to: null, flags: [] };
    const made = await cast(seated, record, agree, "sign", here);
    if (made.effects.outcome !== "signed") {
      await settle(unit, record, seated, made, "ReportVerified", here);
      return { ...outcomeOf(made.effects, seated), snapshot: null };
    }
    const snapshot = await snapshotOf(seated, record, made.effects.next, here);
    const body = canonical(snapshot);
    const hash = sha256(body);
    await archive("snapshot", hash, body);
    const { waitingHours } = record.chain;
    const until = waitingHours > 0 ? new Date(now.getTime() + waitingHours * HOUR_MS).toISOString() : null;
    const given = { ...deedOf(here, made.hat), desk: desk(seated.post.kind, seated.post.unit) };
    const next: Head = { ...made.effects.next, signed: { ...given, snapshot: hash, until } };
    const { reportId, version } = next;
    const at = now.toISOString();
    unit.add(
      Snapshots.put({
        reportId,
        version,
        hash,
        content: input.hash,
        signer: snapshot.signer,
        at,
        code: newCode(),
        seal: null,
        document: null,
        trouble: null,
      }),
    );
    await settle(unit, record, seated, { ...made, effects: { ...made.effects, next } }, "ReportSigned", here);
    return { ...outcomeOf(made.effects, seated), snapshot: hash };
  },
});

/** The signer holds the post of the signature in the table too, not only in what was read of him with the request. */
async function ensureStillHeld({ signed }: Head, { actor, now }: Context): Promise<void> {
  if (signed?.desk === undefined) return;
  const holding = await holdersAt(signed.desk, now);
  if (!holding.some(({ person }) => person === personOf(actor))) throw signerLeft({ hat: signed.hat });
}

export const recall = writeOperation({
  name: "report.recall",
  summary: "Menarik kembali tanda tangan dalam waktu tunggu sebelum terbit, dengan alasan.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("recall"),
  run: async ({ input, record, unit, now }) => {
    const here = context();
    const { head, chain } = record;
    await ensureStillHeld(head, here);
    const effects = recalled(head, chain, now.toISOString(), input.reason, await askedOf(record, now));
    const events = await applyEffects(unit, record, effects, here);
    unit.tell({
      changes: { reason: input.reason, snapshot: head.signed?.snapshot ?? null },
      events: [statement("ReportRecalled", effects.next), ...events],
      card: { state: effects.next.state },
    });
    return { state: effects.next.state };
  },
});

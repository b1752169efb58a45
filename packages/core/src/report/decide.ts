import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { type DeskId, ReportId, Sha256 } from "../kernel/id.ts";
import { archive, archived } from "../db/files.ts";
import { personById } from "../account/index.ts";
import { deskOf, openTask } from "../approval/index.ts";
import { postAt } from "../approval/rules.ts";
import type { Step } from "../approval/schema.ts";
import { writeOperation } from "../operation/operation.ts";
import { holders } from "../position/index.ts";
import { type Placed, stepOf, surroundings } from "./access.ts";
import { contentChanged, movedOn, notYourDesk } from "./failures.ts";
import { moving } from "./policy.ts";
import { type Head, Reason } from "./schema.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { Heads, roundKey, Snapshots } from "./store.ts";
import { closeTaskOf, replaceHead, taskCard } from "./tasks.ts";

export const load = async ({ id }: { id: string }): Promise<Placed | null> => {
  const head = await Heads.get({ reportId: id }, { strong: true });
  return head && { head, ...(await surroundings(head)) };
};

const Decision = v.strictObject({ id: ReportId, hash: Sha256 });

/**
 * The step that is decided, after the last checks at the instant of the press: the content is the one that was seen and
 * the person holds the post in the table, not only in the index.
 */
async function decidedStep({ head, chain }: Placed, hash: string, here: Context): Promise<Step> {
  if (head.hash !== hash) throw contentChanged({});
  const step = stepOf(chain, head.step);
  if (!step || step.assignee.by !== "post") throw movedOn({});
  const holding = await holders(head.unit, step.assignee.post, here.now);
  const person = personOf(here.actor);
  if (!holding.some((post) => post.person === person)) throw notYourDesk({ step: step.label });
  return step;
}

/** The hat in which the actor decides a step. */
function hatAt(step: Step, head: Head, { actor }: Context) {
  return actor.kind === "official" ? postAt(actor.posts, deskOf(step, head.unit)) : null;
}

const acting = (head: Head, step: Step, here: Context): Head["acted"] => ({
  ...head.acted,
  [step.key]: [...(head.acted[step.key] ?? []), personOf(here.actor)],
});

export const verify = writeOperation({
  name: "report.verify",
  summary: "Memverifikasi laporan dan meneruskannya ke tahap berikutnya.",
  input: Decision,
  output: v.strictObject({ state: v.string(), step: v.nullable(v.string()) }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("verify"),
  run: async ({ input, record, unit }) => {
    const here = context();
    const { head, chain } = record;
    const step = await decidedStep(record, input.hash, here);
    const following = chain.steps[chain.steps.indexOf(step) + 1];
    if (!following) throw new Error(`Chain ${chain.chain} ends on a step that is no signature`);
    const next: Head = {
      ...head,
      rev: head.rev + 1,
      step: following.key,
      taskId: `${following.key}-${roundKey(head.round)}`,
      acted: acting(head, step, here),
    };
    closeTaskOf(unit, head, "verify", null, here);
    unit.add(replaceHead(head, next), () => movedOn({}));
    openTask(unit, taskCard(record, following, next, here));
    unit.tell({
      changes: { step: step.key, hash: head.hash },
      events: [statement("ReportVerified", next)],
      card: { step: step.label },
    });
    return { state: next.state, step: next.step };
  },
});

export const sendBack = writeOperation({
  name: "report.sendBack",
  summary: "Mengembalikan laporan kepada penyusun dengan alasan.",
  input: v.strictObject({ ...Decision.entries, reason: Reason }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("sendBack"),
  run: async ({ input, record, unit }) => {
    const here = context();
    const { head } = record;
    const step = await decidedStep(record, input.hash, here);
    const deed = deedOf(here, hatAt(step, head, here)?.title ?? null);
    const next: Head = {
      ...head,
      state: "returned",
      rev: head.rev + 1,
      round: head.round + 1,
      step: null,
      taskId: null,
      returned: { ...deed, reason: input.reason, step: step.label },
    };
    closeTaskOf(unit, head, "sendBack", input.reason, here);
    unit.add(replaceHead(head, next), () => movedOn({}));
    unit.tell({
      changes: { step: step.key, hash: head.hash, reason: input.reason },
      events: [statement("ReportReturned", next)],
      card: { step: step.label },
    });
    return { state: next.state };
  },
});

/** Post kind and unit of the desk at which the product itself publishes what was signed. */
export const PUBLISHING_DESK = "layanan@terbit" as DeskId;

export const sign = writeOperation({
  name: "report.sign",
  summary: "Menandatangani laporan: cuplikan utuh dibuat, diberi sidik dan disimpan tetap.",
  input: Decision,
  output: v.strictObject({ state: v.string(), snapshot: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moving("sign"),
  run: async ({ input, record, unit, now }) => {
    const here = context();
    const { head, definition, units } = record;
    const step = await decidedStep(record, input.hash, here);
    const content = await archived("submission", input.hash);
    if (content === null) throw movedOn({});
    const person = await personById(personOf(here.actor));
    const post = hatAt(step, head, here);
    const signer = {
      ...deedOf(here, post?.title ?? null),
      nip: person?.nip ?? null,
      rank: person?.rank ?? null,
      decree: post?.decree ?? null,
    };
    const body = canonical({
      format: 1,
      version: head.version,
      unitName: units.find((each) => each.unitId === head.unit)?.name ?? head.unit,
      template: { id: definition.id, name: definition.name, n: head.pins.template.n },
      content: JSON.parse(content),
      contentHash: head.hash,
      submitted: head.submitted,
      acted: acting(head, step, here),
      signer,
    });
    const hash = sha256(body);
    await archive("snapshot", hash, body);

    const next: Head = {
      ...head,
      state: "signed",
      rev: head.rev + 1,
      step: null,
      taskId: `terbit-${roundKey(head.round)}`,
      acted: acting(head, step, here),
      signed: { ...deedOf(here, signer.hat), snapshot: hash },
    };
    closeTaskOf(unit, head, "sign", null, here);
    unit.add(replaceHead(head, next), () => movedOn({}));
    const { reportId, version } = head;
    unit.add(Snapshots.create({ reportId, version, hash, content: input.hash, signer, at: now.toISOString() }), () =>
      movedOn({}),
    );
    const publishing = {
      ...taskCard(record, step, next, here),
      taskId: next.taskId ?? "",
      desk: PUBLISHING_DESK,
      kind: "publish" as const,
    };
    openTask(unit, { ...publishing, step: "terbit", stepLabel: "Terbit" });
    unit.tell({
      changes: { snapshot: hash, hash: head.hash },
      events: [statement("ReportSigned", next)],
      card: { step: step.label },
    });
    return { state: next.state, snapshot: hash };
  },
});

import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { failure, forbidden, notFound } from "../kernel/failure.ts";
import { desk } from "../kernel/id.ts";
import type { Unit } from "../db/unit.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import type { Deed } from "../report/schema.ts";
import { supported } from "./rules.ts";
import { ChainVersion, type Step, TaskCard } from "./schema.ts";
import { chainNumber, Chains, type TaskRecord, Tasks } from "./store.ts";

export const chainExists = failure(
  "approval.exists",
  "refused",
  () => "Versi rantai persetujuan ini sudah terbit dan tidak dapat diubah.",
);
export const decidedAlready = failure(
  "approval.decided",
  "stale",
  () => "Tahap ini baru saja diputuskan pejabat lain. Muat ulang untuk melihat hasilnya.",
);

const kept = new Map<string, ChainVersion>();

/** A chain version of the acting tenant; published ones never change and are kept. Throws `not_found`. */
export async function chainVersion(pin: { id: string; n: number }): Promise<ChainVersion> {
  const { actor } = context();
  const owner = "tenant" in actor ? actor.tenant : "";
  const key = `${owner}#${pin.id}#${pin.n}`;
  const known = kept.get(key);
  if (known) return known;
  const found = await Chains.get({ chain: pin.id, number: chainNumber(pin.n) });
  if (!found) throw notFound({});
  const { number: _number, ...chain } = found;
  if (chain.status === "published") kept.set(key, chain);
  return chain;
}

/** Whether a chain version stands in the acting tenant. */
export const chainIsKnown = async (pin: { id: string; n: number }): Promise<boolean> =>
  (await Chains.get({ chain: pin.id, number: chainNumber(pin.n) }, { strong: true })) !== null;

/** Where a step of a report waits: the post of the reporting unit (scopes parent, OPD, tenant come with the designer). */
export function deskOf(step: Step, unit: string): string {
  if (step.assignee.by !== "post") throw new Error(`Step ${step.key} has no post`);
  return desk(step.assignee.post, unit);
}

/** Adds the writes that open a task; the Unit is committed by the operation. */
export function openTask(unit: Unit, card: TaskCard): void {
  const { reportId, taskId, step, desk: at, due } = card;
  unit.add(Tasks.create({ reportId, taskId, step, desk: at, due, card }), () => decidedAlready({}));
}

/** Adds the write that closes a task; refused when somebody decided in between. */
export function closeTask(
  unit: Unit,
  reportId: string,
  taskId: string,
  done: { decision: string; hash: string | null; reason: string | null } & Deed,
): void {
  const edit = { set: { done }, remove: ["desk", "due", "card"] as const };
  unit.add(
    Tasks.patch({ reportId, taskId }, edit, (a, o) => o.notExists(a["done"])),
    () => decidedAlready({}),
  );
}

export const taskOf = (reportId: string, taskId: string): Promise<TaskRecord | null> =>
  Tasks.get({ reportId, taskId }, { strong: true });

export async function tasksOf(reportId: string): Promise<readonly TaskRecord[]> {
  const { items } = await Tasks.list({ reportId }, { begins: { taskId: "" } });
  return items;
}

export const publish = writeOperation({
  name: "approval.publish",
  summary: "Menerbitkan satu versi rantai persetujuan.",
  input: v.strictObject({ chain: ChainVersion }),
  output: ChainVersion,
  subject: ({ chain }) => `chain#${chain.chain}`,
  load: async () => ({}),
  policy: offices("admin daerah", ["admin"], "mengatur rantai persetujuan"),
  run: async ({ input, unit }) => {
    ensure(supported(input.chain));
    const version = { ...input.chain, status: "published" as const };
    unit.add(Chains.create({ ...version, number: chainNumber(version.n) }), () => chainExists({}));
    unit.tell({
      changes: { n: version.n, steps: version.steps.map((step) => step.key) },
      events: [{ type: "ChainPublished", stamp: version.n, chain: version.chain }],
    });
    return version;
  },
});

export const inbox = readOperation({
  name: "approval.inbox",
  summary: "Tugas yang menunggu keputusan pada jabatan yang saya pegang sekarang, tenggat terdekat dahulu.",
  input: v.strictObject({}),
  output: v.strictObject({
    tasks: v.array(TaskCard),
    counts: v.strictObject({ verify: v.number(), sign: v.number() }),
    /** True when more wait than are shown. */
    more: v.boolean(),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, untuk jabatan yang sedang dipegangnya"),
  run: async ({ actor }) => {
    if (actor.kind !== "official") throw forbidden({ act: "melihat kotak masuk" });
    const desks = [...new Set(actor.posts.map((post) => desk(post.kind, post.unit)))];
    const pages = await Promise.all(desks.map((at) => Tasks.list({ desk: at }, { index: "who", limit: 60 })));
    const tasks = pages.flatMap((page) => page.items.flatMap((item) => (item.card ? [item.card] : [])));
    tasks.sort((a, b) => a.due.localeCompare(b.due) || a.taskId.localeCompare(b.taskId));
    const sign = tasks.filter((task) => task.kind === "sign").length;
    return { tasks, counts: { verify: tasks.length - sign, sign }, more: pages.some((page) => page.cursor !== null) };
  },
});

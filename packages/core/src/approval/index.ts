import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { failure, forbidden, notFound } from "../kernel/failure.ts";
import { desk, Revision } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { knownTo } from "./bindings.ts";
import { sound } from "./rules.ts";
import { ANYWHERE, ChainVersion, TaskCard, type Team } from "./schema.ts";
import { ChainDrafts, ChainNames, chainNumber, Chains, Tasks, Teams } from "./store.ts";

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

export const draftChanged = failure(
  "approval.draft_changed",
  "stale",
  () =>
    "Konsep rantai ini baru saja diubah atau dibuang admin lain. Muat ulang, periksa isinya, lalu terbitkan kembali.",
);

const kept = new Map<string, ChainVersion>();

/** A chain version of the acting tenant; what published ones say never changes, so they are kept. Throws `not_found`. */
export async function chainVersion(pin: { id: string; n: number }): Promise<ChainVersion> {
  const { actor } = context();
  const owner = "tenant" in actor ? actor.tenant : "";
  const key = `${owner}#${pin.id}#${pin.n}`;
  const known = kept.get(key);
  if (known) return known;
  const found = await Chains.get({ chain: pin.id, number: chainNumber(pin.n) });
  if (!found) throw notFound({});
  const { number: _number, ...chain } = found;
  kept.set(key, chain);
  return chain;
}

/** Whether a chain version stands in the acting tenant. */
export const chainIsKnown = async (pin: { id: string; n: number }): Promise<boolean> =>
  (await Chains.get({ chain: pin.id, number: chainNumber(pin.n) }, { strong: true })) !== null;

/** The version that takes new reports: the newest published one. Older ones run out. Null when there is none. */
export async function chainInForce(chain: string): Promise<ChainVersion | null> {
  const { items } = await Chains.list({ chain }, { begins: { number: "" }, order: "desc", strong: true });
  const found = items.find((each) => each.status === "published");
  if (!found) return null;
  const { number: _number, ...version } = found;
  return version;
}

/** The teams a chain asks; empty when it asks none. */
export async function teamsOf({ steps }: Pick<ChainVersion, "steps">): Promise<readonly Team[]> {
  const wanted = steps.flatMap(({ assignee }) => (assignee.by === "team" ? [assignee.team] : []));
  return Teams.getMany([...new Set(wanted)].map((team) => ({ team })));
}

export const publish = writeOperation({
  name: "approval.publish",
  summary:
    "Menerbitkan satu versi rantai persetujuan. Versi sebelumnya tidak menerima laporan baru dan berjalan sampai habis.",
  input: v.strictObject({
    chain: ChainVersion,
    /** Revision of the draft that this is; the draft ends with its publication. Absent = it was not drafted here. */
    draft: v.optional(Revision),
  }),
  output: ChainVersion,
  subject: ({ chain }) => `chain#${chain.chain}`,
  load: async () => ({}),
  policy: offices("admin daerah", ["admin"], "mengatur rantai persetujuan"),
  run: async ({ input, unit }) => {
    const { chain, label, n } = input.chain;
    ensure(sound(input.chain, await knownTo(chain)));
    const version = { ...input.chain, status: "published" as const };
    unit.add(Chains.create({ ...version, number: chainNumber(n) }), () => chainExists({}));
    unit.add(ChainNames.put({ chain, label, newest: n }));
    if (input.draft !== undefined) {
      unit.add(
        ChainDrafts.remove({ chain }, (a, o) => o.eq(a["rev"], input.draft)),
        () => draftChanged({}),
      );
    }
    unit.tell({
      changes: { n: version.n, steps: version.steps.map((step) => step.key) },
      events: [{ type: "ChainPublished", stamp: version.n, chain: version.chain }],
    });
    return version;
  },
});

const Counts = v.strictObject({ verify: v.number(), sign: v.number(), publish: v.number(), correction: v.number() });
const countKey = ({ kind }: TaskCard): keyof v.InferOutput<typeof Counts> =>
  kind === "sign" || kind === "publish" || kind === "correction" ? kind : "verify";

export const inbox = readOperation({
  name: "approval.inbox",
  summary: "Tugas yang menunggu keputusan pada jabatan yang saya pegang sekarang, tenggat terdekat dahulu.",
  input: v.strictObject({}),
  output: v.strictObject({
    tasks: v.array(TaskCard),
    counts: Counts,
    /** True when more wait than are shown. */
    more: v.boolean(),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, untuk jabatan yang sedang dipegangnya"),
  run: async ({ actor }) => {
    if (actor.kind !== "official") throw forbidden({ act: "melihat kotak masuk" });
    const desks = new Set(actor.posts.flatMap((post) => [desk(post.kind, post.unit), desk(post.kind, ANYWHERE)]));
    const pages = await Promise.all(
      [...desks].map((at) => Tasks.list({ desk: at }, { index: "who", limit: LIMITS.inboxTasksPerDesk })),
    );
    const tasks = pages
      .flatMap((page) => page.items.flatMap((item) => (item.card ? [item.card] : [])))
      .filter((card) => !card.voted.includes(actor.person));
    tasks.sort((a, b) => a.due.localeCompare(b.due) || a.taskId.localeCompare(b.taskId));
    const counts = { verify: 0, sign: 0, publish: 0, correction: 0 };
    for (const task of tasks) counts[countKey(task)] += 1;
    return { tasks, counts, more: pages.some((page) => page.cursor !== null) };
  },
});

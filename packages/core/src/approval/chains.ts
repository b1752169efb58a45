import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { failure } from "../kernel/failure.ts";
import { formatDateTime } from "../kernel/format.ts";
import { PostKind, Revision } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, holdsOne, offices } from "../operation/policies.ts";
import { currentTenant } from "../tenant/index.ts";
import { bindingsOf, chainIds, versionsOfChain } from "./bindings.ts";
import { fitted } from "./packs/fit.ts";
import { CHAIN_PACKS } from "./packs/index.ts";
import { ChainId, ChainVersion } from "./schema.ts";
import { chainNumber, ChainDrafts, ChainUses, type StoredDraft } from "./store.ts";

/** What of a chain is decided in the designer; number and status come with publication. */
export const ChainContent = v.strictObject({
  label: ChainVersion.entries.label,
  steps: ChainVersion.entries.steps,
  waitingHours: ChainVersion.entries.waitingHours,
  correction: ChainVersion.entries.correction,
});
export type ChainContent = v.InferOutput<typeof ChainContent>;

const CHAIN_OFFICES = ["admin"];
export const chainOffice = offices("admin daerah", CHAIN_OFFICES, "mengatur rantai persetujuan");

export const draftStale = failure<{ by: string; at: string }>(
  "approval.draft_stale",
  "stale",
  ({ by, at }) =>
    `Konsep rantai ini diubah oleh ${by} pada ${at}. Muat ulang untuk melihatnya, lalu ulangi perubahan Anda.`,
);
export const draftExists = failure<{ by: string; at: string }>(
  "approval.draft_exists",
  "refused",
  ({ by, at }) =>
    `Rantai ini sudah mempunyai konsep, terakhir disimpan ${by} pada ${at}. Lanjutkan atau buang konsep itu dahulu.`,
);

const Saved = v.strictObject({ rev: Revision, by: v.string(), at: v.string() });
const savedOf = ({ rev, by }: StoredDraft) => ({ rev, by: by.name, at: by.at });

/** Who saved the draft last and when, in the tenant's zone, for the refusal of somebody who saw an older one. */
async function whoAndWhen({ by }: StoredDraft): Promise<{ by: string; at: string }> {
  const { zone } = await currentTenant();
  return { by: by.name, at: formatDateTime(by.at, zone) };
}

const draftOf = (chain: string): Promise<StoredDraft | null> => ChainDrafts.get({ chain }, { strong: true });
const saver = (actor: Actor, now: Date): StoredDraft["by"] =>
  actor.kind === "official"
    ? { at: now.toISOString(), person: actor.person, name: actor.name }
    : { at: now.toISOString(), person: "sistem", name: "Sistem" };

const Listed = v.strictObject({
  chain: ChainId,
  label: v.string(),
  versions: v.array(
    v.strictObject({
      n: v.number(),
      label: v.string(),
      status: ChainVersion.entries.status,
      steps: v.array(v.string()),
      /** Reports that run on it; `usesMore`: more than were counted. */
      uses: v.number(),
      usesMore: v.boolean(),
      /** New reports take this one. */
      inForce: v.boolean(),
    }),
  ),
  templates: v.array(v.strictObject({ template: v.string(), short: v.string(), n: v.number(), from: v.string() })),
  /** Only told to those who may edit it. */
  draft: v.nullable(Saved),
});
type Listed = v.InferOutput<typeof Listed>;

/** The number of the version that new reports take; 0 = none. */
export const inForceOf = (versions: readonly ChainVersion[]): number =>
  versions.findLast((version) => version.status === "published")?.n ?? 0;

export const usesPage = (chain: string, n: number) =>
  ChainUses.list({ chain }, { begins: { number: chainNumber(n) }, limit: LIMITS.chainUsesListed });

async function listed(chain: string, drafts: readonly StoredDraft[]): Promise<Listed | null> {
  const [versions, bound] = await Promise.all([versionsOfChain(chain), bindingsOf(chain)]);
  const draft = drafts.find((each) => each.chain === chain);
  const label = versions.at(-1)?.label ?? draft?.label;
  if (label === undefined) return null;
  const uses = await Promise.all(versions.map((version) => usesPage(chain, version.n)));
  return {
    chain,
    label,
    versions: versions.map(({ n, label: own, status, steps }, i) => ({
      n,
      label: own,
      status,
      steps: steps.map((step) => step.label),
      uses: uses[i]?.items.length ?? 0,
      usesMore: (uses[i]?.cursor ?? null) !== null,
      inForce: n === inForceOf(versions),
    })),
    templates: bound.map(({ template, short, n, effectiveFrom }) => ({ template, short, n, from: effectiveFrom })),
    draft: draft ? savedOf(draft) : null,
  };
}

const mayDraft = (actor: Actor): boolean => actor.kind === "system" || holdsOne(actor, CHAIN_OFFICES);

export const chains = readOperation({
  name: "approval.chains",
  summary: "Rantai persetujuan daerah ini dengan versi, templat yang memakainya dan laporan yang berjalan.",
  input: v.strictObject({}),
  output: v.strictObject({ chains: v.array(Listed) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat untuk yang terbit; konsep hanya bagi admin daerah"),
  run: async ({ actor }) => {
    const drafts = mayDraft(actor) ? (await ChainDrafts.list({}, { strong: true })).items : [];
    const ids = [...new Set([...(await chainIds()), ...drafts.map((draft) => draft.chain)])].sort();
    const all = await Promise.all(ids.map((chain) => listed(chain, drafts)));
    return { chains: all.flatMap((each) => each ?? []) };
  },
});

/** `konsep`, or the number of a version. */
export const DRAFT = "konsep";
const Edition = v.pipe(v.string(), v.regex(/^(konsep|[1-9]\d{0,3})$/));

type Shown = {
  readonly version: ChainVersion;
  readonly draft: StoredDraft | null;
  readonly newest: number;
  readonly inForce: boolean;
};

export async function edition(chain: string, wanted: string): Promise<Shown | null> {
  const versions = await versionsOfChain(chain);
  const newest = versions.at(-1)?.n ?? 0;
  if (wanted !== DRAFT) {
    const version = versions.find((each) => String(each.n) === wanted);
    return version ? { version, draft: null, newest, inForce: version.n === inForceOf(versions) } : null;
  }
  const draft = await draftOf(chain);
  if (!draft) return null;
  const { rev: _rev, by: _by, ...content } = draft;
  return { version: { ...content, n: newest + 1, status: "draft" }, draft, newest, inForce: false };
}

export const chain = readOperation({
  name: "approval.chain",
  summary: "Satu versi rantai persetujuan, atau konsepnya.",
  input: v.strictObject({ chain: ChainId, version: Edition }),
  output: v.strictObject({
    chain: ChainVersion,
    newest: v.number(),
    inForce: v.boolean(),
    draft: v.nullable(Saved),
  }),
  load: ({ chain: id, version }) => edition(id, version),
  policy: {
    sentence: "setiap pejabat untuk yang terbit; konsep tidak terlihat selain oleh admin daerah",
    sees: (actor, { draft }) => mayDraft(actor) || (actor.kind === "official" && draft === null),
    may: () => ({ allowed: true }),
  },
  run: async ({ record: { version, newest, inForce, draft } }) => ({
    chain: version,
    newest,
    inForce,
    draft: draft && savedOf(draft),
  }),
});

export const onDraft = ({ chain: id }: { readonly chain: string }): string => `chain#${id}`;

export const draft = writeOperation({
  name: "approval.draft",
  summary: "Menyimpan konsep rantai persetujuan.",
  input: v.strictObject({ chain: ChainId, content: ChainContent, rev: Revision }),
  output: Saved,
  subject: onDraft,
  load: async ({ chain: id }) => ({ draft: await draftOf(id) }),
  policy: chainOffice,
  run: async ({ input, record, actor, now, unit }) => {
    const { chain: id, content, rev } = input;
    if ((record.draft?.rev ?? 0) !== rev) {
      throw draftStale(
        record.draft ? await whoAndWhen(record.draft) : { by: "admin lain", at: "saat ini; konsepnya sudah dibuang" },
      );
    }
    const saved: StoredDraft = { chain: id, ...content, rev: rev + 1, by: saver(actor, now) };
    // Somebody faster makes the operation look again, and then it knows who it was.
    unit.add(record.draft ? ChainDrafts.put(saved, (a, o) => o.eq(a["rev"], rev)) : ChainDrafts.create(saved));
    unit.tell({
      changes: { rev: rev + 1, steps: content.steps.map((step) => step.key) },
      events: [],
      card: { chain: id },
    });
    return savedOf(saved);
  },
});

export const discard = writeOperation({
  name: "approval.discard",
  summary: "Membuang konsep rantai persetujuan; versi yang terbit tidak berubah.",
  input: v.strictObject({ chain: ChainId, rev: Revision }),
  output: v.strictObject({ chain: ChainId }),
  subject: onDraft,
  load: ({ chain: id }) => draftOf(id),
  policy: chainOffice,
  run: async ({ input, record, unit }) => {
    if (record.rev !== input.rev) throw draftStale(await whoAndWhen(record));
    unit.add(ChainDrafts.remove({ chain: input.chain }, (a, o) => o.eq(a["rev"], input.rev)));
    unit.tell({ changes: { discarded: input.rev }, events: [], card: { chain: input.chain } });
    return { chain: input.chain };
  },
});

const Source = v.variant("kind", [
  v.strictObject({ kind: v.literal("pack"), pack: ChainId }),
  v.strictObject({ kind: v.literal("version"), chain: ChainId, n: ChainVersion.entries.n }),
]);

async function contentOf(from: v.InferOutput<typeof Source>): Promise<ChainContent | null> {
  const found =
    from.kind === "pack"
      ? CHAIN_PACKS.find((pack) => pack.chain.chain === from.pack)?.chain
      : (await versionsOfChain(from.chain)).find((each) => each.n === from.n);
  if (!found) return null;
  const { label, steps, waitingHours, correction } = found;
  return { label, steps, waitingHours, correction };
}

export const copy = writeOperation({
  name: "approval.copy",
  summary: "Memulai konsep rantai dari paket atau dari versi yang ada.",
  input: v.strictObject({
    chain: ChainId,
    label: v.nullable(ChainVersion.entries.label),
    from: Source,
    /** Posts to put in the place of those that the source names. */
    posts: v.optional(v.record(PostKind, PostKind), {}),
  }),
  output: v.strictObject({ chain: ChainId, rev: Revision }),
  subject: onDraft,
  load: async ({ chain: id, from }) => {
    const [standing, content] = await Promise.all([draftOf(id), contentOf(from)]);
    return content && { standing, content };
  },
  policy: chainOffice,
  run: async ({ input, record, actor, now, unit }) => {
    if (record.standing) throw draftExists(await whoAndWhen(record.standing));
    const label = input.label ?? record.content.label;
    unit.add(
      ChainDrafts.create({
        chain: input.chain,
        ...fitted(record.content, input.posts),
        label,
        rev: 1,
        by: saver(actor, now),
      }),
    );
    unit.tell({ changes: { from: input.from }, events: [], card: { chain: input.chain } });
    return { chain: input.chain, rev: 1 };
  },
});

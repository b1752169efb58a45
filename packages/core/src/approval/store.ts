import { tenantEntity } from "../db/entity.ts";
import type { Deed } from "../report/schema.ts";
import type { ChainVersion, Team, TaskCard, Vote } from "./schema.ts";

type StoredChain = ChainVersion & { readonly number: string };
const CHAIN = "${tenant}#chain#${chain}";
const CHAIN_ATTRIBUTES = {
  chain: "string",
  n: "number",
  label: "string",
  status: "string",
  steps: "any",
  waitingHours: "number",
  correction: "any",
} as const;

/** Published and retired versions. Their steps never change. */
export const Chains = tenantEntity<StoredChain>({
  entity: "chain",
  attributes: { ...CHAIN_ATTRIBUTES, number: "string" },
  key: { pk: CHAIN, sk: "version#${number}" },
  opens: true,
});
export const chainNumber = (n: number): string => String(n).padStart(4, "0");

/** A report that runs on a chain version and is not out yet: why the version cannot be retired, and what can be moved. */
export type ChainUse = { readonly chain: string; readonly number: string; readonly reportId: string };
export const ChainUses = tenantEntity<ChainUse>({
  entity: "chainuse",
  attributes: { chain: "string", number: "string", reportId: "string" },
  key: { pk: CHAIN, sk: "use#${number}#${reportId}" },
});

export const Teams = tenantEntity<Team>({
  entity: "team",
  attributes: { team: "string", label: "string", seats: "any", rev: "number" },
  key: { pk: "${tenant}#teams", sk: "${team}" },
});

/** Which chains the tenant has, so that they can be listed; `newest` is the newest version that was ever published. */
export const ChainNames = tenantEntity<{ readonly chain: string; readonly label: string; readonly newest: number }>({
  entity: "chainname",
  attributes: { chain: "string", label: "string", newest: "number" },
  key: { pk: "${tenant}#chains", sk: "${chain}" },
});

/** What is being worked on, one per chain. It lies apart from the versions, so that what reads those cannot meet it. */
export type StoredDraft = Pick<ChainVersion, "chain" | "label" | "steps" | "waitingHours" | "correction"> & {
  readonly rev: number;
  /** Who saved it last, by person and name, and when. */
  readonly by: { readonly at: string; readonly person: string; readonly name: string };
};
export const ChainDrafts = tenantEntity<StoredDraft>({
  entity: "chaindraft",
  attributes: {
    chain: "string",
    label: "string",
    steps: "any",
    waitingHours: "number",
    correction: "any",
    rev: "number",
    by: "any",
  },
  key: { pk: "${tenant}#chaindrafts", sk: "${chain}" },
});

export type Hold = { readonly from: string; readonly until: string | null; readonly reason: string; readonly by: Deed };
/** Votes of a step that asks several; `of` and `needed` are frozen when it starts. */
export type Tally = {
  readonly needed: number;
  readonly of: number;
  readonly votes: readonly Vote[];
  readonly rev: number;
};

/** How far the clock of a task has come. */
export type Minded = {
  /** Everything that was due until then has been said. */
  readonly until: string;
  /** Persons who know that it waits for them. */
  readonly told: readonly string[];
  /** The local day on which those who keep mandates were last told that nobody sits there. */
  readonly emptyOn: string | null;
};

/**
 * A decision to be taken at a desk. Open = it has `desk` and `due`, which put it into the inbox of the desk, and `wake`,
 * the instant at which the product must look at it again (reminder, limit, escalation, empty chair). Closing removes all
 * three. The task of a team has no desk of its own: it carries the tally, and each seat gets a task that names it as `base`.
 */
export type TaskRecord = {
  readonly reportId: string;
  readonly taskId: string;
  readonly step: string;
  readonly base?: string;
  readonly desk?: string;
  readonly due?: string;
  /** Always "tugas" while open: the partition of the index by time. */
  readonly watch?: string;
  readonly wake?: string;
  readonly card?: TaskCard;
  /** The desk at which it belongs, when it waits elsewhere because nobody holds the post or it was escalated. */
  readonly home?: string;
  readonly holds?: readonly Hold[];
  readonly tally?: Tally;
  /** What the clock has said of it so far; absent until it looks for the first time. */
  readonly minded?: Minded;
  /** Since when it lies with the superior, because it was overdue and its step says so: it does not go home by itself. */
  readonly escalatedAt?: string;
  readonly done?: { readonly decision: string; readonly hash: string | null; readonly reason: string | null } & Deed;
};

export const Tasks = tenantEntity<TaskRecord>({
  entity: "task",
  attributes: {
    reportId: "string",
    taskId: "string",
    step: "string",
    base: "string",
    desk: "string",
    due: "string",
    watch: "string",
    wake: "string",
    card: "any",
    home: "string",
    holds: "any",
    tally: "any",
    minded: "any",
    escalatedAt: "string",
    done: "any",
  },
  key: { pk: "${tenant}#report#${reportId}", sk: "task#${taskId}" },
  indexes: {
    who: { index: "gsi1", pk: "${tenant}#desk#${desk}", sk: "${due}#${taskId}" },
    when: { index: "gsi2", pk: "${tenant}#watch#${watch}", sk: "${wake}#${taskId}" },
  },
});

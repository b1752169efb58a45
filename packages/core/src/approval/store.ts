import { tenantEntity } from "../db/entity.ts";
import type { Deed } from "../report/schema.ts";
import type { ChainVersion, TaskCard } from "./schema.ts";

type StoredChain = ChainVersion & { readonly number: string };

export const Chains = tenantEntity<StoredChain>({
  entity: "chain",
  attributes: {
    chain: "string",
    number: "string",
    n: "number",
    label: "string",
    status: "string",
    steps: "any",
    waitingHours: "number",
  },
  key: { pk: "${tenant}#chain#${chain}", sk: "version#${number}" },
  opens: true,
});
export const chainNumber = (n: number): string => String(n).padStart(4, "0");

/**
 * A decision to be taken at a desk. Open = it has `desk` and `due`, which put it into the indexes; closing removes
 * both, so that the inbox never shows what is done.
 */
export type TaskRecord = {
  readonly reportId: string;
  readonly taskId: string;
  readonly step: string;
  readonly desk?: string;
  readonly due?: string;
  readonly card?: TaskCard;
  readonly done?: { readonly decision: string; readonly hash: string | null; readonly reason: string | null } & Deed;
};

export const Tasks = tenantEntity<TaskRecord>({
  entity: "task",
  attributes: {
    reportId: "string",
    taskId: "string",
    step: "string",
    desk: "string",
    due: "string",
    card: "any",
    done: "any",
  },
  key: { pk: "${tenant}#report#${reportId}", sk: "task#${taskId}" },
  indexes: { who: { index: "gsi1", pk: "${tenant}#desk#${desk}", sk: "${due}#${taskId}" } },
});

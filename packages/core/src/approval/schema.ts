import * as v from "valibot";
import { DeskId, PostKind, ReportId } from "../kernel/id.ts";

/**
 * The whole shape of a step as the product will ever need it. What is not supported yet is refused when a chain is
 * published (`rules.ts`), never ignored.
 */
export const STEP_KINDS = ["review", "verify", "apip-review", "sign", "acknowledge", "publish"] as const;
export const Assignee = v.variant("by", [
  v.strictObject({ by: v.literal("post"), post: PostKind, scope: v.picklist(["own", "parent", "opd", "tenant"]) }),
  v.strictObject({ by: v.literal("team"), team: v.string() }),
]);
export const Mode = v.variant("kind", [
  v.strictObject({ kind: v.literal("any") }),
  v.strictObject({ kind: v.literal("all") }),
  v.strictObject({ kind: v.literal("majority") }),
  v.strictObject({ kind: v.literal("count"), k: v.number() }),
  v.strictObject({ kind: v.literal("share"), a: v.number(), b: v.number() }),
]);
export const Step = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,29}$/)),
  label: v.string(),
  kind: v.picklist(STEP_KINDS),
  assignee: Assignee,
  mode: Mode,
  /** Steps of one group run side by side; null = alone. */
  group: v.nullable(v.string()),
  /** CEL over pinned fields; null = always. */
  condition: v.nullable(v.string()),
  sla: v.nullable(v.strictObject({ amount: v.number(), unit: v.picklist(["minutes", "days"]) })),
  reminders: v.array(v.string()),
  escalation: v.nullable(PostKind),
  /** `author` or keys of earlier steps. */
  returnsTo: v.array(v.string()),
  resume: v.picklist(["full", "from-step", "changed-sections"]),
  /** `author` or keys of steps whose actor may not act here: separation of duties is over persons. */
  separateFrom: v.array(v.string()),
  emptyHolder: v.picklist(["wait", "parent", "admin"]),
});
export type Step = v.InferOutput<typeof Step>;

export const ChainVersion = v.strictObject({
  chain: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/)),
  n: v.number(),
  label: v.string(),
  status: v.picklist(["draft", "published", "retired"]),
  steps: v.array(Step),
  /** Hours between signature and publication in which the signer may recall; 0 = at once. */
  waitingHours: v.number(),
});
export type ChainVersion = v.InferOutput<typeof ChainVersion>;

/** A decision to be taken at a desk. It is open while it stands in the index of its desk. */
export const TaskCard = v.strictObject({
  taskId: v.string(),
  reportId: ReportId,
  desk: DeskId,
  step: v.string(),
  stepLabel: v.string(),
  kind: v.picklist(STEP_KINDS),
  title: v.string(),
  unitName: v.string(),
  period: v.string(),
  due: v.string(),
  arrivedAt: v.string(),
  round: v.number(),
});
export type TaskCard = v.InferOutput<typeof TaskCard>;

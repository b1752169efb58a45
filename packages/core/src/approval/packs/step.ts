import * as v from "valibot";
import { type ChainVersion, ChainVersion as Schema, DEFAULT_REMINDERS, type Step } from "../schema.ts";

/** What a step does unless its pack says otherwise. Each is a setting of the step in the designer. */
const DEFAULTS = {
  mode: { kind: "any" },
  group: null,
  condition: null,
  sections: [],
  limit: null,
  reminders: DEFAULT_REMINDERS,
  escalation: null,
  returnsTo: ["author"],
  resume: "full",
  rejection: "one",
  opens: "all",
  threads: "inform",
  emptyHolder: "wait",
} as const satisfies Partial<Step>;

/** A step as a pack writes it: its post and what differs from the defaults. */
export type Written = { readonly key: string; readonly label: string; readonly kind: Step["kind"] } & {
  readonly post: string;
  readonly scope?: "own" | "parent" | "opd" | "tenant";
} & Partial<Omit<Step, "key" | "label" | "kind" | "assignee">>;

/** Corrections are granted by the keeper of reporting, Bappeda [P]; through the same chain. */
const CORRECTION = { authority: { by: "post", post: "bappeda", scope: "tenant" }, chain: null } as const;

/**
 * The first version of a chain from what a pack writes. Nobody acts twice on one report: a step is separated from the
 * author and from every step before it, unless it says otherwise.
 */
export function packed(
  chain: { readonly chain: string; readonly label: string; readonly correction?: string },
  steps: readonly Written[],
): ChainVersion {
  return v.parse(Schema, {
    ...chain,
    n: 1,
    status: "published",
    waitingHours: 0,
    correction: { ...CORRECTION, chain: chain.correction ?? null },
    steps: steps.map(({ post, scope = "own", ...step }, i) => ({
      ...DEFAULTS,
      separateFrom: ["author", ...steps.slice(0, i).map((before) => before.key)],
      ...step,
      assignee: { by: "post", post, scope },
    })),
  });
}

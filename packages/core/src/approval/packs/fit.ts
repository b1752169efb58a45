import * as v from "valibot";
import { PostKind } from "../../kernel/id.ts";
import type { Assignee, ChainVersion } from "../schema.ts";

type Content = Pick<ChainVersion, "steps" | "correction">;

/** Which general post does the work of a special one, in a regency that has not told them apart. */
export const STANDS_FOR: Readonly<Record<string, string>> = {
  sekcam: "kabid",
  camat: "kepala",
  kabag: "kabid",
  sekda: "kepala",
  direktur: "kepala",
};

const assignees = ({ steps, correction }: Content): readonly Assignee[] => [
  ...steps.flatMap((step) => [step.assignee, ...(step.escalation ? [step.escalation.to] : [])]),
  correction.authority,
];

/** The posts a chain asks, in their order. */
export const postsIn = (chain: Content): readonly PostKind[] => [
  ...new Set(assignees(chain).flatMap((assignee) => (assignee.by === "post" ? [assignee.post] : []))),
];

/** A chain with other posts in the place of those it names; the labels of its steps stay. */
export function fitted<C extends Content>(chain: C, posts: Readonly<Record<string, string>>): C {
  const swap = <A extends Assignee>(assignee: A): A =>
    assignee.by === "post" ? { ...assignee, post: v.parse(PostKind, posts[assignee.post] ?? assignee.post) } : assignee;
  return {
    ...chain,
    steps: chain.steps.map((step) => ({
      ...step,
      assignee: swap(step.assignee),
      escalation: step.escalation && { ...step.escalation, to: swap(step.escalation.to) },
    })),
    correction: { ...chain.correction, authority: swap(chain.correction.authority) },
  };
}

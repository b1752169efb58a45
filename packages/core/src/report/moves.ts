import {
  backTo,
  backToAuthor,
  begin,
  counted,
  type Facts,
  nextOf,
  passed,
  refusal,
  signatureAhead,
  start,
  stepOf,
  taskIdOf,
} from "../approval/machine.ts";
import type { ChainVersion, Course, OpenStep, Step, Vote } from "../approval/schema.ts";
import { after } from "./machine.ts";
import type { Deed, Head, Returned } from "./schema.ts";

/*
 * What every move makes of a report, as pure functions of the head: the operations add the writes, the property tests run
 * them by the hundred thousand.
 */

type Chain = Pick<ChainVersion, "steps">;
/** How many a step asks (seats of a team, holders of a post): frozen when it starts. */
export type Asked = (step: Step) => number;

export type Closed = { readonly taskId: string; readonly decision: string; readonly reason: string | null };
export type Effects = {
  readonly next: Head;
  readonly opened: readonly OpenStep[];
  readonly closed: readonly Closed[];
  /** Votes of a step that goes on asking; null when the step ended or asks one only. */
  readonly votes: readonly Vote[] | null;
  readonly outcome: "counted" | "passed" | "signed" | "returned";
};

const raised = (head: Head): Head => ({ ...head, rev: head.rev + 1 });

/** Goes on to whatever comes next, once no step is open. Steps that are kept bring along who had acted there. */
function advance(head: Head, chain: Chain, facts: Facts, at: string, asked: Asked): { head: Head; opened: OpenStep[] } {
  if (head.course.open.length > 0) return { head, opened: [] };
  const next = nextOf(chain, head.course, facts, at);
  const course = start(head.course, next, at, asked);
  const kept = next.behind.filter((each) => each.how === "kept").map((each) => each.key);
  const before = head.course.resume?.acted ?? {};
  const acted = { ...head.acted, ...Object.fromEntries(kept.map((key) => [key, [...(before[key] ?? [])]])) };
  return { head: { ...head, course, acted }, opened: course.open };
}

export type Submission = {
  readonly by: Deed;
  readonly hash: NonNullable<Head["hash"]>;
  readonly facts: Head["facts"];
  readonly authors: readonly string[];
  readonly changed: readonly string[];
  readonly onTime: boolean;
  readonly rest: Partial<Pick<Head, "writes" | "files" | "carry" | "nil">>;
};

/** A submission begins the chain, or goes on where the return said. */
export function submitted(head: Head, chain: Chain, given: Submission, asked: Asked): Effects {
  const { by, hash, facts, authors, changed, onTime, rest } = given;
  const sent: Head = {
    ...raised(head),
    ...rest,
    state: after("submit", head.state),
    writers: 0,
    hash,
    facts,
    course: begin(head.course, changed),
    firstSubmittedAt: head.firstSubmittedAt ?? by.at,
    onTime,
    submitted: by,
    returned: null,
    acted: { author: [...authors] },
    exceptions: [],
  };
  const { head: next, opened } = advance(sent, chain, facts, by.at, asked);
  return { next, opened, closed: [], votes: null, outcome: "passed" };
}

const closing = (open: readonly OpenStep[], own: string, decision: string, reason: string | null): Closed[] =>
  open.map((each) => ({
    taskId: each.taskId,
    decision: each.key === own ? decision : "ended",
    reason: each.key === own ? reason : null,
  }));

/** A signed report whose chain is through waits for its publication only. */
function awaitIssue(head: Head): Head {
  if (head.state !== "signed" || head.course.open.length > 0) return head;
  const turn = head.course.turn + 1;
  return { ...head, course: { ...head.course, turn }, issueTask: taskIdOf("terbit", turn) };
}

function pass(head: Head, chain: Chain, step: Step, votes: readonly Vote[], decision: string, asked: Asked): Effects {
  const at = votes.at(-1)?.at ?? "";
  const agreed = votes.filter((vote) => vote.verdict === "yes").map((vote) => vote.person);
  const open = head.course.open.filter((each) => each.key === step.key);
  const course = passed(head.course, step.key, at);
  const signs = step.kind === "sign" && !signatureAhead(chain, course, head.facts);
  const decided: Head = {
    ...raised(head),
    state: signs ? after("sign", head.state) : head.state,
    course,
    acted: { ...head.acted, [step.key]: [...new Set([...(head.acted[step.key] ?? []), ...agreed])] },
    returned: head.returned?.to === step.key ? null : head.returned,
  };
  const { head: next, opened } = advance(decided, chain, head.facts, at, asked);
  return {
    next: awaitIssue(next),
    opened,
    closed: closing(open, step.key, decision, null),
    votes: null,
    outcome: signs ? "signed" : "passed",
  };
}

function sendBack(
  head: Head,
  chain: Chain,
  step: Step,
  why: Pick<Returned, "to" | "flags" | "reason"> & { readonly by: Deed },
  asked: Asked,
): Effects {
  const { by, to, flags, reason } = why;
  const returned: Returned = { ...by, reason, step: step.label, stepKey: step.key, to, flags, opens: step.opens };
  const closed = closing(head.course.open, step.key, "sendBack", reason);
  if (to === "author") {
    const next: Head = {
      ...raised(head),
      state: after("sendBack", head.state),
      round: head.round + 1,
      course: backToAuthor(head.course, step, head.acted),
      returned,
    };
    return { next, opened: [], closed, votes: null, outcome: "returned" };
  }
  const course = backTo(chain, head.course, to);
  const stays = new Set(["author", ...course.past.map((each) => each.key)]);
  const acted = Object.fromEntries(Object.entries(head.acted).filter(([key]) => stays.has(key)));
  const { head: next, opened } = advance({ ...raised(head), course, acted, returned }, chain, head.facts, by.at, asked);
  return { next, opened, closed, votes: null, outcome: "returned" };
}

export type Decided = {
  readonly step: Step;
  readonly vote: Vote;
  /** Votes cast before in this task. */
  readonly earlier: readonly Vote[];
  readonly by: Deed;
  /** `verify`, `sign` or `release`. */
  readonly decision: string;
};

/** One decision or vote. A step ends as soon as success or failure is certain. */
export function decide(head: Head, chain: Chain, given: Decided, asked: Asked): Effects {
  const { step, vote, earlier, by, decision } = given;
  const open = head.course.open.find((each) => each.key === step.key);
  if (!open) throw new Error(`Step ${step.key} is not open`);
  const votes = [...earlier, vote];
  switch (counted(open, votes, step.rejection)) {
    case "open":
      return { next: head, opened: [], closed: [], votes, outcome: "counted" };
    case "passed":
      return pass(head, chain, step, votes, decision, asked);
    case "failed":
      return sendBack(head, chain, step, { ...refusal(votes), by }, asked);
    default:
      throw new Error("A vote decides nothing else");
  }
}

/** Whether nobody of the chain has decided in this round; what was kept from the round before does not count. */
export const undecided = ({ course }: Pick<Head, "course">): boolean =>
  !course.past.some((each) => each.how === "passed");

const emptyCourse = ({ turn }: Course): Course => ({ turn, open: [], past: [], resume: null });

/** Taken back by its author before any decision. The withdrawn submission does not count for timeliness. */
export function withdrawn(head: Head, reason: string): Effects {
  const first = head.submitted?.at === head.firstSubmittedAt;
  const next: Head = {
    ...raised(head),
    state: after("withdraw", head.state),
    round: head.round + 1,
    course: { ...emptyCourse(head.course), resume: head.course.resume },
    firstSubmittedAt: first ? null : head.firstSubmittedAt,
    onTime: first ? null : head.onTime,
  };
  const closed = head.course.open.map((each) => ({ taskId: each.taskId, decision: "withdraw", reason }));
  return { next, opened: [], closed, votes: null, outcome: "returned" };
}

/** The signer takes the signature back in the waiting time: the step of the signature runs anew. */
export function recalled(head: Head, chain: Chain, at: string, reason: string, asked: Asked): Effects {
  const key = head.course.past.findLast(
    (each) => stepOf(chain, each.key)?.kind === "sign" && each.how === "passed",
  )?.key;
  if (!key) throw new Error("No signature to recall");
  const course = backTo(chain, head.course, key);
  const { [key]: _signed, ...acted } = head.acted;
  const back: Head = {
    ...raised(head),
    state: after("recall", head.state),
    course,
    acted,
    signed: null,
    issueTask: null,
  };
  const { head: next, opened } = advance(back, chain, head.facts, at, asked);
  const open = head.course.open.map((each) => ({ taskId: each.taskId, decision: "ended", reason: null }));
  const issue = head.issueTask ? [{ taskId: head.issueTask, decision: "recall", reason }] : [];
  return { next, opened, closed: [...open, ...issue], votes: null, outcome: "returned" };
}

/** Out: the one moment at which a version becomes public. */
export const published = (head: Head, at: string): Effects => ({
  next: { ...raised(head), state: after("publish", head.state), issueTask: null, publishedAt: at },
  opened: [],
  closed: head.issueTask ? [{ taskId: head.issueTask, decision: "publish", reason: null }] : [],
  votes: null,
  outcome: "passed",
});

/**
 * What running on another chain version means: steps of the same key and definition that had passed are kept. A signature
 * never is: it may be the last one there, and only giving it makes what was signed.
 */
export function moved(head: Head, from: Chain, to: ChainVersion, at: string, asked: Asked): Effects {
  const pins = { ...head.pins, chain: { id: to.chain, n: to.n } };
  const same = (key: string): boolean => {
    const step = stepOf(to, key);
    return step?.kind !== "sign" && JSON.stringify(stepOf(from, key)) === JSON.stringify(step);
  };
  if (head.state !== "in_review") {
    const next: Head = { ...raised(head), pins, course: { ...head.course, resume: null } };
    return { next, opened: [], closed: [], votes: null, outcome: "passed" };
  }
  const kept = head.course.past.filter((each) => each.how !== "skipped" && same(each.key));
  const keys = new Set(["author", ...kept.map((each) => each.key)]);
  const acted = Object.fromEntries(Object.entries(head.acted).filter(([key]) => keys.has(key)));
  const course: Course = { turn: head.course.turn, open: [], past: kept, resume: null };
  const { head: next, opened } = advance({ ...raised(head), pins, course, acted }, to, head.facts, at, asked);
  return { next, opened, closed: closing(head.course.open, "", "", null), votes: null, outcome: "passed" };
}

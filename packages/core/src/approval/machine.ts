import { decimal } from "../kernel/decimal.ts";
import { compile } from "../expression/compile.ts";
import { judge } from "../expression/evaluate.ts";
import { type Figure, missing, textOf, valueOf } from "../expression/figure.ts";
import type { FieldScope } from "../expression/program.ts";
import type { ChainVersion, Course, Mode, OpenStep, PastStep, Step, Vote } from "./schema.ts";

/*
 * Where a report is in its chain, as pure functions: which steps run next, what a vote decides, where a return goes.
 * Nothing here knows of persons' posts, of the table or of a clock; the operations bring all that along.
 */

type Chain = Pick<ChainVersion, "steps">;
/** Values that conditions look at: decimal or other text, null = missing. */
export type Facts = Readonly<Record<string, string | null>>;

/** Steps in the order of the chain; neighbours of one group run side by side. */
export function stagesOf({ steps }: Chain): readonly (readonly Step[])[] {
  const stages: Step[][] = [];
  for (const step of steps) {
    const last = stages.at(-1);
    if (step.group !== null && last?.[0]?.group === step.group) last.push(step);
    else stages.push([step]);
  }
  return stages;
}

export const stepOf = ({ steps }: Chain, key: string): Step | null => steps.find((step) => step.key === key) ?? null;
const stageAt = (chain: Chain, key: string): number =>
  stagesOf(chain).findIndex((stage) => stage.some((step) => step.key === key));

/** How many of `of` must agree. A share is rounded up: two thirds of 4 are 3. Never more than there are, never none. */
export function neededOf(mode: Mode, of: number): number {
  switch (mode.kind) {
    case "any":
      return 1;
    case "all":
      return of;
    case "majority":
      return Math.floor(of / 2) + 1;
    case "count":
      return Math.min(mode.k, of);
    case "share":
      return Math.min(of, Math.max(1, Math.ceil((of * mode.a) / mode.b)));
    default:
      return mode satisfies never;
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const figureOf = (name: string, given: string | null | undefined): Figure =>
  given === null || given === undefined ? missing(name) : NUMBER.test(given) ? valueOf(decimal(given)) : textOf(given);

/** The names facts may be called by, with their types as they stand in these facts. */
const scopeOf = (facts: Facts): Record<string, FieldScope> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, given]) => [
      name,
      { type: given === null || NUMBER.test(given) ? "number" : "text" },
    ]),
  );

/**
 * Whether a step runs on these facts, and what its condition saw. A condition that cannot be decided (a missing figure, a
 * name these facts do not have) does not skip: rather one look too many.
 */
export function runsOn(step: Step, facts: Facts): { readonly runs: boolean; readonly saw: PastStep["facts"] } {
  if (step.condition === null) return { runs: true, saw: null };
  const compiled = compile(step.condition, { fields: scopeOf(facts) });
  if (!compiled.ok || compiled.program.type !== "boolean") return { runs: true, saw: null };
  const { program } = compiled;
  const inputs = Object.fromEntries(program.reads.map((name) => [name, figureOf(name, facts[name])]));
  const saw = Object.fromEntries(program.reads.map((name) => [name, facts[name] ?? null]));
  return { runs: judge(program, inputs).kind !== "fails", saw };
}

/** Whether a step that had passed before a return need not look again. A signature always does: it covers the new content. */
function isKept(chain: Chain, step: Step, { resume }: Course): boolean {
  if (!resume || step.kind === "sign" || step.key === resume.step) return false;
  const passed = resume.past.some((each) => each.key === step.key && each.how !== "skipped");
  if (!passed) return false;
  switch (resume.how) {
    case "full":
      return false;
    case "from-step":
      return stageAt(chain, step.key) < stageAt(chain, resume.step);
    case "changed-sections":
      return step.sections.length > 0 && !step.sections.some((section) => resume.changed.includes(section));
    default:
      return resume.how satisfies never;
  }
}

/** What comes next: the steps to start, and those that fall behind on the way. No steps = the chain is through. */
export type Next = { readonly start: readonly Step[]; readonly behind: readonly PastStep[] };

export function nextOf(chain: Chain, course: Course, facts: Facts, at: string): Next {
  const behind: PastStep[] = [];
  for (const stage of stagesOf(chain)) {
    const start: Step[] = [];
    for (const step of stage) {
      if (course.past.some((each) => each.key === step.key)) continue;
      const { runs, saw } = runsOn(step, facts);
      if (!runs) behind.push({ key: step.key, how: "skipped", at, facts: saw });
      else if (isKept(chain, step, course)) behind.push({ key: step.key, how: "kept", at, facts: null });
      else start.push(step);
    }
    if (start.length > 0) return { start, behind };
  }
  return { start: [], behind };
}

/** Whether another signature is still to come after these steps, on these facts. */
export function signatureAhead(chain: Chain, course: Course, facts: Facts): boolean {
  const done = new Set([...course.past, ...course.open].map((each) => each.key));
  return chain.steps.some((step) => step.kind === "sign" && !done.has(step.key) && runsOn(step, facts).runs);
}

export const taskIdOf = (step: string, turn: number): string => `${step}-${String(turn).padStart(4, "0")}`;

/** The course when steps start. `asked` says how many a step asks; the numbers are frozen here. */
export function start(course: Course, next: Next, at: string, asked: (step: Step) => number): Course {
  const open = next.start.map((step, i): OpenStep => {
    const of = step.mode.kind === "any" ? 1 : Math.max(1, asked(step));
    const taskId = taskIdOf(step.key, course.turn + i + 1);
    return { key: step.key, taskId, arrivedAt: at, needed: neededOf(step.mode, of), of };
  });
  return {
    ...course,
    turn: course.turn + open.length,
    open: [...course.open, ...open],
    past: [...course.past, ...next.behind],
  };
}

/** The course when an open step has passed; other steps of its group may still be open. */
export const passed = (course: Course, key: string, at: string): Course => ({
  ...course,
  open: course.open.filter((each) => each.key !== key),
  past: [...course.past, { key, how: "passed", at, facts: null }],
});

/** The course when a step sends the report back to an earlier one: that step and everything behind it run anew. */
export function backTo(chain: Chain, course: Course, key: string): Course {
  const stage = stageAt(chain, key);
  const stays = (each: PastStep): boolean => each.key !== key && stageAt(chain, each.key) <= stage;
  return { ...course, open: [], past: course.past.filter(stays), resume: null };
}

/** The course when the report goes back to its author: what had passed is remembered for the way back. */
export const backToAuthor = (
  course: Course,
  step: Step,
  acted: Readonly<Record<string, readonly string[]>>,
): Course => ({
  turn: course.turn,
  open: [],
  past: [],
  resume: {
    how: step.resume,
    step: step.key,
    past: [...course.past],
    acted: Object.fromEntries(Object.entries(acted).map(([key, persons]) => [key, [...persons]])),
    changed: [],
  },
});

/** The course at a submission: nothing decided in this round, except what the return allows to keep. */
export const begin = (course: Course, changed: readonly string[]): Course => ({
  turn: course.turn,
  open: [],
  past: [],
  resume: course.resume && { ...course.resume, changed: [...changed] },
});

export type Counted = "open" | "passed" | "failed";

/**
 * What the votes decide. A step ends as soon as success or failure is certain: enough agree, or (one "no" returns) somebody
 * refuses, or (the majority decides) too many refuse for the others to reach the number.
 */
export function counted(
  { needed, of }: Pick<OpenStep, "needed" | "of">,
  votes: readonly Pick<Vote, "verdict">[],
  rejection: Step["rejection"],
): Counted {
  const yes = votes.filter((vote) => vote.verdict === "yes").length;
  const no = votes.length - yes;
  if (yes >= needed) return "passed";
  if (no > 0 && rejection === "one") return "failed";
  return no > of - needed ? "failed" : "open";
}

/** Where refused votes send the report: the one place they agree on, else the author; with all their reasons and flags. */
export function refusal(
  votes: readonly Vote[],
): Pick<Vote, "flags"> & { readonly to: string; readonly reason: string } {
  const against = votes.filter((vote) => vote.verdict === "no");
  const places = new Set(against.map((vote) => vote.to ?? "author"));
  const [only] = places;
  return {
    to: places.size === 1 && only !== undefined ? only : "author",
    flags: against.flatMap((vote) => vote.flags),
    reason:
      against.length === 1
        ? (against[0]?.reason ?? "")
        : against.map((vote) => `${vote.name}: ${vote.reason ?? ""}`).join("\n"),
  };
}

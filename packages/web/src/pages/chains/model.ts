import { stagesOf } from "@selaras/core/approval/machine.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { type ChainVersion, DEFAULT_REMINDERS, type Step, type StepKind } from "@selaras/core/approval/schema.ts";

/*
 * What the designer does to a chain, as pure functions: every act gives a whole new chain, so that undoing is going back to
 * the one before. References of steps to each other are kept true on the way: nobody can send back or be separated from
 * something that does not come before.
 */

export type Content = Pick<ChainVersion, "label" | "steps" | "waitingHours" | "correction">;

const KEY_OF: Readonly<Record<StepKind, string>> = {
  review: "telaah",
  verify: "verifikasi",
  "apip-review": "reviu",
  sign: "tanda-tangan",
  acknowledge: "mengetahui",
  publish: "penerbitan",
};

/** A name of the form `verifikasi`, `verifikasi-2` that is not taken. */
export function freeKey(taken: readonly string[], stem: string): string {
  let key = stem;
  for (let n = 2; taken.includes(key); n += 1) key = `${stem}-${n}`;
  return key;
}

/** Whom a new step asks until somebody chooses: the verifying post of the reporting unit. */
const FIRST_ASSIGNEE: Step["assignee"] = threeTiers.steps[0]?.assignee ?? threeTiers.correction.authority;

const decides = ({ kind }: Step): boolean => kind !== "acknowledge" && kind !== "publish";

/** Brings groups and references in order after steps came, went or moved. */
function tidy(steps: readonly Step[]): Step[] {
  const joined = steps.map((step, i) => {
    const beside = step.group !== null && [steps[i - 1], steps[i + 1]].some((other) => other?.group === step.group);
    return beside ? step : { ...step, group: null };
  });
  const stages = stagesOf({ steps: joined });
  const before: string[] = ["author"];
  const tidied: Step[] = [];
  for (const stage of stages) {
    for (const step of stage) {
      const known = (key: string): boolean => before.includes(key);
      tidied.push({
        ...step,
        returnsTo: step.returnsTo.filter(known),
        separateFrom: step.separateFrom.filter(known),
      });
    }
    before.push(...stage.map((step) => step.key));
  }
  return tidied;
}

const withSteps = (content: Content, steps: readonly Step[]): Content => ({ ...content, steps: tidy(steps) });

/** A step as it begins: the post of the reporting unit, separated from everybody who acted before. */
function newStep(content: Content, at: number, label: string): Step {
  const earlier = content.steps.slice(0, at);
  const signed = earlier.some((step) => step.kind === "sign");
  const kind: StepKind = signed ? "acknowledge" : "verify";
  return {
    key: freeKey(
      content.steps.map((step) => step.key),
      KEY_OF[kind],
    ),
    label,
    kind,
    assignee: FIRST_ASSIGNEE,
    mode: { kind: "any" },
    group: null,
    condition: null,
    sections: [],
    limit: null,
    reminders: DEFAULT_REMINDERS,
    escalation: null,
    returnsTo: signed ? [] : ["author"],
    resume: "full",
    rejection: "one",
    opens: "all",
    threads: "inform",
    separateFrom: ["author", ...earlier.filter(decides).map((step) => step.key)],
    emptyHolder: "wait",
  };
}

/** Puts a new step at a place, not into a group. Gives the chain and the key of the step. */
export function addStep(content: Content, at: number, label: string): { content: Content; key: string } {
  const step = newStep(content, at, label);
  const steps = [...content.steps.slice(0, at), step, ...content.steps.slice(at)];
  // Put between two of a group it would tear the group apart: it joins them instead.
  const [above, below] = [content.steps[at - 1], content.steps[at]];
  const group = above && below && above.group !== null && above.group === below.group ? above.group : null;
  return {
    content: withSteps(
      content,
      steps.map((each) => (each === step ? { ...step, group } : each)),
    ),
    key: step.key,
  };
}

export function removeStep(content: Content, key: string): Content {
  return content.steps.length === 1
    ? content
    : withSteps(
        content,
        content.steps.filter((step) => step.key !== key),
      );
}

/** Changes one step; a change of its kind keeps what still makes sense. */
export function changeStep(content: Content, key: string, change: Partial<Step>): Content {
  return withSteps(
    content,
    content.steps.map((step) => (step.key === key ? { ...step, ...change } : step)),
  );
}

/** Moves a step to another place, counted without it. It leaves its group unless it lands between two of them. */
export function moveStep(content: Content, key: string, to: number): Content {
  const step = content.steps.find((each) => each.key === key);
  if (!step) return content;
  const others = content.steps.filter((each) => each.key !== key);
  const at = Math.max(0, Math.min(to, others.length));
  const [above, below] = [others[at - 1], others[at]];
  const inner = above && below && above.group !== null && above.group === below.group ? above.group : null;
  const kept = step.group !== null && (above?.group === step.group || below?.group === step.group) ? step.group : null;
  const moved = { ...step, group: inner ?? kept };
  return withSteps(content, [...others.slice(0, at), moved, ...others.slice(at)]);
}

/** Lets a step run beside the one above it, or alone again. */
export function setParallel(content: Content, key: string, beside: boolean): Content {
  const at = content.steps.findIndex((step) => step.key === key);
  const [above, step] = [content.steps[at - 1], content.steps[at]];
  if (!step) return content;
  if (!beside) {
    // Those below it stay together under a name of their own.
    const old = step.group;
    const name = freeKey(
      content.steps.flatMap((each) => each.group ?? []),
      "sejajar",
    );
    const steps = content.steps.map((each, i) => {
      if (i === at) return { ...each, group: null };
      return i > at && old !== null && each.group === old ? { ...each, group: name } : each;
    });
    return withSteps(content, steps);
  }
  if (!above) return content;
  const group =
    above.group ??
    step.group ??
    freeKey(
      content.steps.flatMap((each) => each.group ?? []),
      "sejajar",
    );
  const joins = (i: number): boolean =>
    i === at - 1 || i === at || (step.group !== null && content.steps[i]?.group === step.group);
  return withSteps(
    content,
    content.steps.map((each, i) => (joins(i) ? { ...each, group } : each)),
  );
}

/** Whether a step runs beside the one above it. */
export function isBeside({ steps }: Content, key: string): boolean {
  const at = steps.findIndex((step) => step.key === key);
  const group = steps[at]?.group ?? null;
  return group !== null && steps[at - 1]?.group === group;
}

/** Steps before a step that it may name: those of earlier stages. */
export function before({ steps }: Content, key: string): readonly Step[] {
  const stages = stagesOf({ steps });
  const own = stages.findIndex((stage) => stage.some((step) => step.key === key));
  return stages.slice(0, Math.max(0, own)).flat();
}

/** What stands for undo and redo: every chain since the page opened, and which one is shown. */
export type Past = { readonly all: readonly Content[]; readonly at: number; readonly last: string | null };
const MOST_REMEMBERED = 100;

export const begun = (content: Content): Past => ({ all: [content], at: 0, last: null });
export const shown = ({ all, at }: Past): Content => {
  const found = all[at];
  if (!found) throw new Error("History without a present");
  return found;
};

/** Remembers a new chain. Changes of one field right after each other (`tag`) are one act. */
export function did(past: Past, content: Content, tag: string | null): Past {
  const same = tag !== null && past.last === tag && past.at > 0;
  const kept = past.all.slice(0, same ? past.at : past.at + 1).slice(-MOST_REMEMBERED);
  return { all: [...kept, content], at: kept.length, last: tag };
}
export const undone = (past: Past): Past => ({ ...past, at: Math.max(0, past.at - 1), last: null });
export const redone = (past: Past): Past => ({ ...past, at: Math.min(past.all.length - 1, past.at + 1), last: null });

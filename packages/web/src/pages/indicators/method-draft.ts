import { compare, decimal } from "@selaras/core/kernel/decimal.ts";
import { type MEAN_THROUGH, METHOD_KINDS } from "@selaras/core/indicator/schema.ts";
import { type Method, shownAmount, typedAmount } from "./model.ts";
import { words } from "./words.ts";

type ScoreDraft = { readonly answer: string; readonly typed: string };
/** A method while it is being typed: amounts as they stand in their fields. */
export type MethodDraft = {
  readonly label: string;
  readonly id: string;
  readonly kind: Method["kind"];
  readonly direction: "naik" | "turun";
  readonly through: (typeof MEAN_THROUGH)[number];
  readonly cap: string;
  readonly floor: string;
  readonly decimals: number;
  readonly rounded: boolean;
  readonly scores: readonly ScoreDraft[];
  readonly source: string;
};

const NEW: MethodDraft = {
  label: "",
  id: "",
  kind: METHOD_KINDS[0],
  direction: "naik",
  through: "butir",
  cap: "",
  floor: "",
  decimals: 2,
  rounded: false,
  scores: [
    { answer: "", typed: "" },
    { answer: "", typed: "" },
  ],
  source: "",
};

/** A draft of the version that follows `from`, or of a new method. */
export function methodDraft(from: Method | null): MethodDraft {
  if (from === null) return NEW;
  const { label, id, kind, decimals, rounded, source } = from;
  return {
    ...NEW,
    label,
    id,
    kind,
    decimals,
    rounded,
    source,
    direction: from.kind === "rentang" ? from.direction : NEW.direction,
    through: from.kind === "rata" ? from.through : NEW.through,
    cap: from.cap === null ? "" : shownAmount(from.cap),
    floor: from.floor === null ? "" : shownAmount(from.floor),
    scores:
      from.kind === "ordinal"
        ? from.scores.map(({ answer, score }) => ({ answer, typed: shownAmount(score) }))
        : NEW.scores,
  };
}

/** Why a limit cannot be read; an empty one means none. */
export function limitFault(typed: string): string | undefined {
  const read = typed.trim() === "" ? undefined : typedAmount(typed);
  return read === undefined || read.ok ? undefined : read.message;
}
const amountIn = (typed: string): string | null => {
  const read = typed.trim() === "" ? undefined : typedAmount(typed);
  return read?.ok ? read.text : null;
};

/** What keeps a draft from being saved besides its name and source, the first thing; undefined = nothing. */
export function methodFault(draft: MethodDraft): string | undefined {
  const [cap, floor] = [amountIn(draft.cap), amountIn(draft.floor)];
  const unreadable = limitFault(draft.cap) ?? limitFault(draft.floor);
  if (unreadable !== undefined) return unreadable;
  if (cap !== null && floor !== null && compare(decimal(floor), decimal(cap)) > 0) return words.form.limitOrder;
  return draft.kind === "ordinal" && !scored(draft.scores) ? words.form.scoresMissing : undefined;
}

function scored(scores: readonly ScoreDraft[]): boolean {
  const answers = scores.map((each) => each.answer.trim());
  const own = new Set(answers).size === answers.length && !answers.includes("");
  return scores.length >= 2 && own && scores.every((each) => typedAmount(each.typed).ok);
}

/** The version that a draft without a fault says. */
export function methodOf(draft: MethodDraft, n: number): Method {
  const { id, decimals, rounded, kind } = draft;
  const parts = {
    id,
    n,
    decimals,
    rounded,
    label: draft.label.trim(),
    cap: amountIn(draft.cap),
    floor: amountIn(draft.floor),
    source: draft.source.trim(),
  };
  if (kind === "rentang") return { ...parts, kind, direction: draft.direction };
  if (kind === "rata") return { ...parts, kind, through: draft.through };
  if (kind !== "ordinal") return { ...parts, kind };
  const scores = draft.scores.map(({ answer, typed }) => ({ answer: answer.trim(), score: amountIn(typed) ?? "0" }));
  return { ...parts, kind, scores };
}

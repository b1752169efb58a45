import { chainLines, type Line, linesOf, type Names } from "./describe.ts";
import type { Content } from "./model.ts";

export type Changed = { readonly term: string; readonly before: string; readonly after: string };
export type Difference = {
  /** Null = the chain itself. */
  readonly step: string | null;
  readonly label: string;
  readonly how: "added" | "removed" | "changed" | "moved";
  readonly changes: readonly Changed[];
};

function changesOf(before: readonly Line[], after: readonly Line[]): readonly Changed[] {
  const old = new Map(before.map((line) => [line.term, line.text]));
  const now = new Map(after.map((line) => [line.term, line.text]));
  const terms = [...new Set([...old.keys(), ...now.keys()])];
  return terms.flatMap((term) => {
    const [was, is] = [old.get(term) ?? "", now.get(term) ?? ""];
    return was === is ? [] : [{ term, before: was, after: is }];
  });
}

/** Keys of steps that stand in another order than before, counted among those that both chains have. */
function movedKeys(before: Content, after: Content): readonly string[] {
  const old = before.steps.map((step) => step.key).filter((key) => after.steps.some((step) => step.key === key));
  const now = after.steps.map((step) => step.key).filter((key) => old.includes(key));
  return now.filter((key, i) => old[i] !== key);
}

/** What differs between two versions of a chain, step by step, in the words of the screen. */
export function differencesOf(before: Content, after: Content, names: Names): readonly Difference[] {
  const moved = movedKeys(before, after);
  const own = changesOf(chainLines(before, names), chainLines(after, names));
  const found: Difference[] = own.length > 0 ? [{ step: null, label: after.label, how: "changed", changes: own }] : [];
  for (const step of after.steps) {
    const old = before.steps.find((each) => each.key === step.key);
    if (!old) {
      found.push({ step: step.key, label: step.label, how: "added", changes: [] });
      continue;
    }
    const changes = changesOf(linesOf(old, before, names), linesOf(step, after, names));
    if (changes.length > 0) found.push({ step: step.key, label: step.label, how: "changed", changes });
    else if (moved.includes(step.key)) found.push({ step: step.key, label: step.label, how: "moved", changes: [] });
  }
  for (const step of before.steps) {
    if (!after.steps.some((each) => each.key === step.key)) {
      found.push({ step: step.key, label: step.label, how: "removed", changes: [] });
    }
  }
  return found;
}

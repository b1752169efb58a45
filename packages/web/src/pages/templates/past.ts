import { createSignal } from "solid-js";
import type { Draft } from "@selaras/core/template/draft-shape.ts";

type Step = { readonly draft: Draft; readonly tag: string | null };
const MOST_STEPS = 200;

/** A draft that is being worked on, with everything that was done to it since the page opened. */
export function createPast(begun: Draft) {
  const [steps, setSteps] = createSignal<readonly Step[]>([{ draft: begun, tag: null }]);
  const [at, setAt] = createSignal(0);
  const draft = (): Draft => steps()[at()]?.draft ?? begun;
  return {
    draft,
    /** `tag` joins changes of one field that follow each other into one act of undoing. */
    change: (next: Draft, tag: string | null = null) => {
      if (next === draft()) return;
      const before = steps().slice(0, at() + 1);
      const joins = tag !== null && before.at(-1)?.tag === tag && before.length > 1;
      const kept = (joins ? before.slice(0, -1) : before).slice(-MOST_STEPS);
      setSteps([...kept, { draft: next, tag }]);
      setAt(kept.length);
    },
    undo: () => setAt(Math.max(0, at() - 1)),
    redo: () => setAt(Math.min(steps().length - 1, at() + 1)),
    mayUndo: () => at() > 0,
    mayRedo: () => at() < steps().length - 1,
    /** What others saved comes in: there is nothing to undo in it. */
    replace: (next: Draft) => {
      setSteps([{ draft: next, tag: null }]);
      setAt(0);
    },
  };
}

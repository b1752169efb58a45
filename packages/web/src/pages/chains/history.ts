import { createSignal } from "solid-js";
import { begun, type Content, did, type Past, redone, shown, undone } from "./model.ts";

/** A chain that is being drawn, with everything that was done to it since the page opened. */
export function createHistory(content: Content) {
  const [past, setPast] = createSignal<Past>(begun(content));
  const [saved, setSaved] = createSignal(content);
  return {
    content: () => shown(past()),
    /** Whether what is shown differs from what is stored. */
    dirty: () => shown(past()) !== saved(),
    mark: (stored: Content) => setSaved(() => stored),
    change: (next: Content, tag?: string) => {
      if (next !== shown(past())) setPast(did(past(), next, tag ?? null));
    },
    undo: () => setPast(undone(past())),
    redo: () => setPast(redone(past())),
    mayUndo: () => past().at > 0,
    mayRedo: () => past().at < past().all.length - 1,
  };
}
export type History = ReturnType<typeof createHistory>;

import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";

/** The value of `source` once it has stayed the same for a while. */
export function settled<T>(source: Accessor<T>, quietMs: number): Accessor<T> {
  const [value, setValue] = createSignal(untrack(source));
  const wait = (now: T) => {
    const timer = setTimeout(() => setValue(() => now), quietMs);
    onCleanup(() => clearTimeout(timer));
  };
  createEffect(on(source, wait, { defer: true }));
  return value;
}

import { createSignal } from "solid-js";
import type { Hold } from "./patience.ts";

const [standing, setStanding] = createSignal<readonly Hold[]>([]);

/** The calls of this tab that wait because the server asked them to. */
export const holds = standing;

/** Adds a held call; the result takes it away again. */
export function hold(one: Hold): () => void {
  setStanding((before) => [...before, one]);
  return () => setStanding((before) => before.filter((each) => each !== one));
}

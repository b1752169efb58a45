import type { Holder } from "./unit.data.ts";

/** How a post is held, before its title; as `position/schema.ts` has it, without loading the schemas. */
export const HOLDING_PREFIX: Readonly<Record<Holder["holding"], string>> = {
  definitif: "",
  plt: "Plt. ",
  plh: "Plh. ",
  pj: "Pj. ",
};

import * as v from "valibot";

/** A figure as it travels: amounts as decimal text, with its state. */
export const WireFigureSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("value"), amount: v.string(), unit: v.exactOptional(v.string()) }),
  v.strictObject({ kind: v.literal("nil"), reason: v.string() }),
  v.strictObject({ kind: v.literal("not-applicable"), reason: v.string() }),
  v.strictObject({ kind: v.literal("missing"), which: v.array(v.string()) }),
  v.strictObject({ kind: v.literal("undefined"), why: v.string() }),
  v.strictObject({ kind: v.literal("text"), text: v.string() }),
  v.strictObject({ kind: v.literal("date"), date: v.string() }),
]);

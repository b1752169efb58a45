import { compare, decimal } from "@selaras/core/kernel/decimal.ts";
import type { FigureState } from "@selaras/ui/components/badge.tsx";
import type { Api } from "../api/client.ts";

export type Wire = Api["rollup.figures"]["reply"]["total"][string];
export type FigureLabel = Api["rollup.figures"]["reply"]["labels"][number];

/** The tenant's bounds, as decimal text in percentage points: below yellow is yellow, below red is red. */
export type DeviationBounds = { readonly deviationYellow: string; readonly deviationRed: string };

/** Figures that say how far the realisation is from the plan; templates name them so. */
export const isDeviation = (figure: Pick<FigureLabel, "id">): boolean => figure.id.startsWith("deviasi");

/** The colour of a deviation. A figure that is not there has none of the three colours, and never green. */
export function deviationState(figure: Wire | undefined, bounds: DeviationBounds): FigureState {
  if (figure === undefined || figure.kind === "missing" || figure.kind === "undefined") return "missing";
  if (figure.kind === "not-applicable" || figure.kind === "text" || figure.kind === "date") return "not-applicable";
  const amount = decimal(figure.kind === "nil" ? "0" : figure.amount);
  if (compare(amount, decimal(bounds.deviationRed)) < 0) return "red";
  return compare(amount, decimal(bounds.deviationYellow)) < 0 ? "yellow" : "green";
}

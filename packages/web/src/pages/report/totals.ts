import { fromWire } from "@selaras/core/expression/figure.ts";
import type { Immutable } from "@selaras/core/kernel/immutable.ts";
import type { Differences } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { figureText } from "./figure-text.ts";

/** A figure of the whole report before and now, as it is read. */
export type SeenTotal = {
  readonly figure: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** `hidden`: it changed behind the decimals that are shown. */
  readonly change: "none" | "hidden" | "seen";
};

/** Totals in words. One that changed only behind its decimals is told apart: struck out beside itself it would puzzle. */
export function seenTotals(
  definition: Pick<TemplateDefinition, "figures">,
  totals: Immutable<Differences["totals"]>,
): readonly SeenTotal[] {
  return totals.flatMap(({ figure, before, after, changed }) => {
    const known = definition.figures.find(({ id }) => id === figure);
    if (!known) return [];
    const [was, is] = [figureText(fromWire(before), known), figureText(fromWire(after), known)];
    const change = !changed ? "none" : was === is ? "hidden" : "seen";
    return [{ figure, label: known.label, before: was, after: is, change }];
  });
}

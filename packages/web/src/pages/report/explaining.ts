import type { Computed } from "@selaras/core/report/compute.ts";
import type { ReportView, Row } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createSignal } from "solid-js";
import { explainCell, explainTotal, partsOf } from "./explain-figure.ts";
import type { Explained } from "./explain-panel.tsx";
import { figureText } from "./figure-text.ts";
import { computedField } from "./read-model.ts";

/** Asks for the explanation of a computed figure: of one row or form, or of the whole report. */
export type Explain = {
  readonly cell: (rowKey: string, field: string) => void;
  readonly total: (figure: string) => void;
};

/** The figure that is being explained, and the two ways to ask for one. */
export function createExplaining(
  report: Accessor<ReportView>,
  definition: TemplateDefinition,
  live: { readonly rows: Accessor<readonly Row[]>; readonly computed: Accessor<Computed> },
) {
  const [explained, setExplained] = createSignal<Explained | null>(null);
  const explain: Explain = {
    cell: (rowKey, field) => {
      const here = live.rows().find((each) => each.rowKey === rowKey);
      const explanation = here && explainCell(definition, live.computed(), here, field, report().carry, live.rows());
      const known = computedField(definition, rowKey, field);
      if (!here || !explanation || !known) return;
      setExplained({
        title: `${known.label}: ${here.label}`,
        shown: figureText(explanation.result, known, here),
        explanation,
        parts: partsOf(definition, live.computed(), here, field, report().carry),
      });
    },
    total: (figure) => {
      const known = definition.figures.find((each) => each.id === figure);
      const explanation = explainTotal(definition, live.computed(), live.rows(), figure, report().carry);
      if (known && explanation)
        setExplained({ title: known.label, shown: figureText(explanation.result, known), explanation, parts: [] });
    },
  };
  return { explain, explained, close: () => setExplained(null) };
}

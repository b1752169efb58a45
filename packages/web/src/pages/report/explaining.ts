import type { ReportView } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createSignal } from "solid-js";
import { explainCell, explainTotal, partsOf } from "./explain-figure.ts";
import type { Explained } from "./explain-panel.tsx";
import { figureText } from "./figure-text.ts";
import type { LiveReport } from "./live-report.ts";
import { computedField } from "./read-model.ts";

/** The figure that is being explained, and the two ways to ask for one. */
export function createExplaining(report: Accessor<ReportView>, definition: TemplateDefinition, live: LiveReport) {
  const [explained, setExplained] = createSignal<Explained | null>(null);
  return {
    explained,
    close: () => setExplained(null),
    explainCell: (rowKey: string, field: string) => {
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
    explainTotal: (figure: string) => {
      const known = definition.figures.find((each) => each.id === figure);
      const explanation = explainTotal(definition, live.computed(), live.rows(), figure, report().carry);
      if (known && explanation)
        setExplained({ title: known.label, shown: figureText(explanation.result, known), explanation, parts: [] });
    },
  };
}

import type { Computed } from "@selaras/core/report/compute.ts";
import type { ReportView, Row } from "@selaras/core/report/schema.ts";
import { sectionOfRow } from "@selaras/core/template/fields.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createSignal } from "solid-js";
import { sourceName } from "./drawn-notice.tsx";
import { explainCell, type ExplainedFigure, explainTotal, partsOf } from "./explain-figure.ts";
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
  /** The reports from which an explained figure was drawn: of its row, or of its whole section. */
  const sourcesOf = ({ drawn }: ExplainedFigure, section: string, row?: Row): Explained["sources"] => {
    const drawing = report().drawings?.find((each) => each.section === section);
    if (!drawn || !drawing) return [];
    return drawing.reports
      .filter((each) => row === undefined || row.sources?.includes(each.report))
      .map(({ report: id, name }) => ({ report: id, label: sourceName(drawing.short, id, name) }));
  };
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
        sources: sourcesOf(explanation, sectionOfRow(rowKey), here),
      });
    },
    total: (figure) => {
      const known = definition.figures.find((each) => each.id === figure);
      const explanation = explainTotal(definition, live.computed(), live.rows(), figure, report().carry);
      if (known && explanation)
        setExplained({
          title: known.label,
          shown: figureText(explanation.result, known),
          explanation,
          parts: [],
          sources: sourcesOf(explanation, known.section ?? ""),
        });
    },
  };
  return { explain, explained, close: () => setExplained(null) };
}

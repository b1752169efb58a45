import { type Computed, fieldOfCell } from "@selaras/core/report/compute.ts";
import type { Drawing, ReportView, Row } from "@selaras/core/report/schema.ts";
import { sectionOfRow } from "@selaras/core/template/fields.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createSignal } from "solid-js";
import { sourceName } from "./drawn-notice.tsx";
import { explainCell, type ExplainedFigure, explainTotal, partsOf } from "./explain-figure.ts";
import type { Explained } from "./explain-panel.tsx";
import { drawnWords } from "./drawn-words.ts";
import { cellText, figureText } from "./figure-text.ts";
import { computedField } from "./read-model.ts";

/** Asks for the explanation of a computed figure: of one row or form, or of the whole report. */
export type Explain = {
  readonly cell: (rowKey: string, field: string) => void;
  readonly total: (figure: string) => void;
};

/** The reports from which a row was drawn, or a whole section. */
const drawnFor = ({ short, reports }: Drawing, row?: Row): Explained["sources"] =>
  reports
    .filter(({ report }) => row === undefined || row.sources?.includes(report))
    .map(({ report, name }) => ({ report, label: sourceName(short, report, name) }));

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
    return drawn && drawing ? drawnFor(drawing, row) : [];
  };
  /** A drawn column is explained by its source, where its formula and its evidence are. */
  const explainDrawn = (rowKey: string, id: string): boolean => {
    const row = live.rows().find((each) => each.rowKey === rowKey);
    const field = fieldOfCell(definition, rowKey, id);
    if (!row || field?.from === undefined) return false;
    const cell = row.cells[id];
    const section = sectionOfRow(rowKey);
    const drawing = report().drawings?.find((each) => each.section === section);
    setExplained({
      title: `${field.label}: ${row.label}`,
      shown: cellText(cell, field, row),
      explanation: null,
      note: cell?.s === "missing" && cell.r !== undefined ? drawnWords.lockedWhy(cell.r) : drawnWords.explained,
      parts: [],
      sources: drawing ? drawnFor(drawing, row) : [],
    });
    return true;
  };
  const explain: Explain = {
    cell: (rowKey, field) => {
      if (explainDrawn(rowKey, field)) return;
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

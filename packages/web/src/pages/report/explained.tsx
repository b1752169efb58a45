import type { Computed } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import type { JSX } from "solid-js";
import { ExplainPanel } from "./explain-panel.tsx";
import { createExplaining } from "./explaining.ts";
import { explainedMonths } from "./report-head.tsx";

/** The figure that a reader asked for: of one row or form, or of the whole report. */
export type AskedFigure = { readonly rowKey: string; readonly field: string } | { readonly figure: string };

/** The explanation of one figure, for pages that load it when somebody asks. */
export function ExplainedFigure(props: {
  asked: AskedFigure;
  report: ReportView;
  definition: TemplateDefinition;
  computed: Computed;
  onClose: () => void;
}): JSX.Element {
  const { asked, definition } = props;
  const live = { rows: () => props.report.rows, computed: () => props.computed };
  const { explain, explained } = createExplaining(() => props.report, definition, live);
  if ("figure" in asked) explain.total(asked.figure);
  else explain.cell(asked.rowKey, asked.field);
  return (
    <ExplainPanel explained={explained()} months={explainedMonths(props.report)} onClose={() => props.onClose()} />
  );
}

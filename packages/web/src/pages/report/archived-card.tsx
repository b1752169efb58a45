import type { ReportView } from "@selaras/core/report/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { cellText } from "./figure-text.ts";
import { words } from "./words.ts";

const w = words.archived;
const TEXT = { type: "text" } as const;

/** Values that have no place in the present version of the template: kept, and to be read by everybody who reads the report. */
export function ArchivedCard(props: { report: ReportView }): JSX.Element {
  const lines = (): readonly string[] => [
    ...props.report.rows.flatMap((row) =>
      (row.archived ?? []).map((each) => w.cell(row.label, each.label, cellText(each.cell, TEXT), each.n)),
    ),
    ...(props.report.gone ?? []).map((row) =>
      w.row(
        row.label,
        Object.values(row.cells)
          .filter((cell) => cell.s !== "missing")
          .map((cell) => cellText(cell, TEXT))
          .join(", "),
        row.n,
      ),
    ),
  ];
  return (
    <Show when={lines().length > 0}>
      <Card title={w.title} description={w.text}>
        <ul class="r-archived">
          <For each={lines()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Card>
    </Show>
  );
}

import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { formatDate } from "@selaras/core/kernel/format.ts";
import type { Label, PublicReport, PublicRow } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { RichText } from "@selaras/ui/components/rich-text.tsx";
import { For, type JSX, Show } from "solid-js";
import { FigureWords } from "../parts/figure.tsx";
import { type Column, Heads, Line } from "../parts/table.tsx";
import { groupedLines } from "../row-groups.ts";

type Section = PublicReport["sections"][number];

const PAGU: Label = { id: "pagu", label: "Pagu (Rp)", type: "money", unit: "Rp", decimals: 2 };

/** A section as the template lays it out: rows as a table, forms as a list of terms, narratives as text. */
export function ReportSection(props: { readonly report: PublicReport; readonly section: Section }): JSX.Element {
  const rows = props.report.rows.filter((row) => row.section === props.section.id);
  if (rows.length === 0) {
    return (
      <Card title={props.section.label}>
        <p class="p-none">– tidak ada isian</p>
      </Card>
    );
  }
  if (props.section.kind === "rows") return <RowsSection section={props.section} rows={rows} />;
  return <WordsSection section={props.section} rows={rows} />;
}

function RowsSection(props: { readonly section: Section; readonly rows: readonly PublicRow[] }): JSX.Element {
  const pagu = props.rows.some((row) => row.cells["pagu"] !== undefined) ? [PAGU] : [];
  // Sentences would make columns of a hand's width: they stand under the name of their row.
  const notes = props.section.columns.filter((column) => column.type === "text");
  const own = props.section.columns.filter((column) => column.id !== "pagu" && column.type !== "text");
  const columns: readonly Column<PublicRow>[] = [
    { key: "label", label: "Sub kegiatan", cell: (row) => <RowName row={row} notes={notes} /> },
    ...[...pagu, ...own].map(
      (label): Column<PublicRow> => ({
        key: label.id,
        label: label.type === "money" && !label.label.includes("Rp") ? `${label.label} (Rp)` : label.label,
        align: isNumeric(label.type) ? "end" : "start",
        cell: (row) => <FigureWords figure={row.cells[label.id]} writing={label} missing="belum diisi" />,
      }),
    ),
  ];
  return (
    <Card
      title={props.section.label}
      description={`${props.rows.length} baris. Tanda – disertai kata berarti tidak ada angka; itu bukan nol.`}
      flush
    >
      <div class="s-table-block s-table-cards p-report-rows">
        <div class="s-table-frame" role="region" aria-label={props.section.label} tabindex="0">
          <table class="s-table" role="table">
            <caption class="s-hidden-text">{props.section.label}</caption>
            <Heads columns={columns} />
            <tbody role="rowgroup">
              <For each={groupedLines(props.rows)}>
                {(line) =>
                  line.kind === "row" ? (
                    <Line columns={columns} row={line.row} />
                  ) : (
                    <tr role="row" class={`p-group p-group-${Math.min(line.depth, 1)}`}>
                      <th role="rowheader" scope="rowgroup" colspan={columns.length}>
                        {line.label}
                      </th>
                    </tr>
                  )
                }
              </For>
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}

function RowName(props: { readonly row: PublicRow; readonly notes: readonly Label[] }): JSX.Element {
  return (
    <>
      {props.row.label}
      <Show when={props.row.code !== props.row.label ? props.row.code : null}>
        {(code) => <span class="p-code s-figures">{code()}</span>}
      </Show>
      <For each={props.notes}>
        {(note) => (
          <Show when={textOf(props.row.cells[note.id])}>
            {(written) => (
              <span class="p-code">
                {note.label}: {written()}
              </span>
            )}
          </Show>
        )}
      </For>
    </>
  );
}

/** What was said in words; a formula of words may give a date. */
function textOf(cell: PublicRow["cells"][string] | undefined): string | null {
  if (cell?.kind === "date") return formatDate(cell.date);
  return cell?.kind === "text" && cell.text !== "" ? cell.text : null;
}

/** Forms and narratives: every column is a question, its cell the answer, wherever in the section's rows it stands. */
function WordsSection(props: { readonly section: Section; readonly rows: readonly PublicRow[] }): JSX.Element {
  const answer = (id: string) => props.rows.map((row) => row.cells[id]).find((cell) => cell !== undefined);
  const text = (id: string) => props.rows.map((row) => row.texts?.[id]).find((each) => each !== undefined);
  return (
    <Card title={props.section.label}>
      <dl class={props.section.kind === "narrative" ? "p-narrative" : "p-facts"}>
        <For each={props.section.columns}>
          {(column) => (
            <div>
              <dt>{column.label}</dt>
              <dd>
                <Show
                  when={text(column.id)}
                  fallback={<FigureWords figure={answer(column.id)} writing={column} missing="belum diisi" />}
                >
                  {(rich) => <RichText blocks={rich().blocks} />}
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  );
}

import { isTable } from "@selaras/core/template/fields.ts";
import { isReported } from "@selaras/core/expression/figure.ts";
import { readOf } from "@selaras/core/expression/program.ts";
import { figureOf as namedFigure } from "@selaras/core/report/compute.ts";
import { programsOf } from "@selaras/core/template/program.ts";
import type { ReportFigure } from "@selaras/core/template/schema.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, heightOfTable, table, type TableRow } from "../pdf/table.ts";
import { figureCell } from "../sheet.ts";
import { rowsOf, type Told, unitOf, written } from "./written.ts";
import { words } from "./words.ts";

/** How many rows a figure over rows counts; null when it is computed from other figures or of a single answer. */
export type Count = { readonly counted: number; readonly skipped: number; readonly of: number };

export function countOf(told: Told, figure: ReportFigure): Count | null {
  const { definition } = told.content;
  const section = definition.sections.find((each) => each.id === figure.section);
  if (!section || !isTable(section)) return null;
  const reads = programsOf(definition).figures.find((each) => each.id === figure.id)?.program.reads ?? [];
  const names = reads.map((key) => readOf(key).name);
  const rows = rowsOf(told, section);
  const states = rows.map((row) => {
    const figures = names.map((name) => namedFigure(told.computed.rows.get(row.rowKey), name));
    if (figures.some((each) => each.kind === "not-applicable")) return "skipped";
    return figures.every(isReported) ? "counted" : "absent";
  });
  const many = (state: string): number => states.filter((each) => each === state).length;
  return { counted: many("counted"), skipped: many("skipped"), of: rows.length };
}

function sourceOf(told: Told, figure: ReportFigure): string {
  const count = countOf(told, figure);
  if (count === null) return figure.section === null ? words.derived : words.single;
  const counted = words.counted(count.counted, count.of);
  return count.skipped === 0 ? counted : `${counted}; ${words.skipped(count.skipped)}`;
}

function rowOf(told: Told, figure: ReportFigure): TableRow {
  const cell = figureCell(told.computed.figures[figure.id], figure, false);
  const amount = written(cell, told.notes);
  const unit = cell.kind === "number" ? unitOf(figure) : "";
  const said = unit === "Rp" ? `Rp${amount}` : unit === "" ? amount : `${amount} ${unit}`;
  return { kind: "row", cells: [figure.label, said, sourceOf(told, figure)] };
}

const GAP = 14;

/** Figures of the whole report, each with how many rows it counts. On a wide page they stand in two columns. */
export function figures(paper: Paper, told: Told): void {
  const { figures: of } = told.content.definition;
  if (of.length === 0) return;
  const labels = words.summaryColumns;
  const columns: readonly Column[] = [
    { label: labels.figure, wish: 160 },
    { label: labels.amount, numeric: true },
    { label: labels.from, wish: 140 },
  ];
  const rows = of.map((figure) => rowOf(told, figure));
  paper.heading(words.summary, 60);
  const isWide = paper.width > 600 && rows.length > 3;
  const width = isWide ? (paper.width - GAP) / 2 : paper.width;
  const options = { sizes: [8.5, 8], width };
  const half = isWide ? Math.ceil(rows.length / 2) : rows.length;
  const [first, second] = [rows.slice(0, half), rows.slice(half)];
  const top = paper.y;
  if (!isWide || top + heightOfTable(paper, columns, first, options) > paper.bottom) {
    table(paper, columns, rows, { sizes: [8.5, 8] });
    return;
  }
  table(paper, columns, first, options);
  const below = paper.y;
  paper.y = top;
  table(paper, columns, second, { ...options, x: paper.left + width + GAP });
  paper.y = Math.max(below, paper.y);
}

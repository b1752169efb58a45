import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { CellRef } from "@selaras/core/approval/schema.ts";
import { entrySections, FORM_ROW, isTable } from "@selaras/core/template/fields.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import type { FormSection, NarrativeSection, Section } from "@selaras/core/template/schema.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, table, type TableRow } from "../pdf/table.ts";
import { headingOf, rowsSection } from "./rows.ts";
import { richText } from "./rich.ts";
import { type Field, fieldsOf, labelOfRow, lineText, rowsOf, type Told } from "./written.ts";
import { words } from "./words.ts";

function form(paper: Paper, told: Told, section: FormSection): void {
  const row = rowsOf(told, section).find((each) => each.rowKey === `${section.id}/${FORM_ROW}`);
  if (!row) {
    paper.text(words.absence.missing, { size: 9 });
    return;
  }
  const fields = fieldsOf(section);
  const short = fields.filter((field) => !isRich(row, field));
  paper.pairs(
    short.map((field) => [field.label, lineText(told, row, field)] as const),
    0.42,
    { size: 9 },
  );
  for (const field of fields.filter((each) => isRich(row, each))) {
    paper.heading(field.label, 26, "H3");
    rich(paper, told, row, field);
  }
}

/** Whether a cell has a text with headings and lists; a state in its place is a line as everywhere. */
const isRich = (row: Row, field: Field): boolean => field.rich === true && row.cells[field.id]?.s === "value";

function rich(paper: Paper, { content }: Told, row: Row, field: Field): void {
  const { told } = content.snapshot.content;
  richText(paper, row.cells[field.id]?.v ?? null, (name) => told?.[name], content.pictures ?? {});
}

function narrative(paper: Paper, told: Told, section: NarrativeSection): void {
  const rows = rowsOf(told, section);
  for (const field of fieldsOf(section)) {
    const row = rows.find((each) => each.rowKey === `${section.id}/${field.id}`);
    if (section.fields.length > 1) paper.heading(field.label, 26, "H3");
    if (row && isRich(row, field)) rich(paper, told, row, field);
    else paper.text(row ? lineText(told, row, field) : words.absence.missing, { size: 9.5, gap: 5 });
  }
}

/**
 * One section of the template as its version prints it. Files are listed later, by what they are recognised by. `base` is
 * whether the document as a whole stands across.
 */
export function section(paper: Paper, told: Told, of: Section, base: boolean): void {
  if (of.kind === "evidence" || of.print?.hidden === true) return;
  if (isTable(of)) return rowsSection(paper, told, of, base);
  // A part of the work that another unit does: this report has nothing of it, not even a gap.
  if (of.part !== undefined && rowsOf(told, of).length === 0) return;
  const { orientation, pageBreak } = of.print ?? {};
  paper.face(orientation === undefined ? base : orientation === "landscape", pageBreak === true);
  paper.heading(headingOf(of));
  if (of.kind === "form") return form(paper, told, of);
  return narrative(paper, told, of);
}

/** How to read words that stand in place of numbers, as far as there are any; and every reason behind them. */
export function reasons(paper: Paper, { notes }: Told): void {
  const { reading, reasons: label } = words;
  const { seen, list } = notes;
  const lines = [
    ...(seen.has("nil") ? [reading.nil] : []),
    ...(seen.has("not-applicable") ? [reading["not-applicable"]] : []),
    ...(seen.has("missing") || seen.has("incomplete") ? [reading.missing] : []),
    ...(seen.has("undefined") ? [reading.undefined] : []),
    ...(seen.has("negative") ? [reading.negative] : []),
    ...(list.length > 0 ? [reading.note] : []),
  ];
  if (lines.length > 0) paper.text(`${reading.title}. ${lines.join(" ")}`, { size: 7.5, tag: "Note", gap: 2 });
  if (list.length === 0) return;
  paper.heading(label.title, 50);
  const columns: readonly Column[] = [
    { label: label.n },
    { label: label.row, wish: 190, figures: true },
    { label: label.field, wish: 100 },
    { label: label.state, wish: 66 },
    { label: label.reason, wish: 240 },
  ];
  const body = list.map(
    (note, index): TableRow => ({
      kind: "row",
      cells: [`[${index + 1}]`, note.row, note.field, note.state, note.reason],
    }),
  );
  table(paper, columns, body, { sizes: [8, 7.5] });
}

/** What the author said to warnings: it was signed with the figures. */
export function warnings(paper: Paper, told: Told): void {
  const { explanations } = told.content.snapshot.content;
  if (explanations.length === 0) return;
  const rules = entrySections(told.content.definition).flatMap((each) => (each.kind === "narrative" ? [] : each.rules));
  const { warnings: label } = words;
  paper.heading(label.title, 50);
  const columns: readonly Column[] = [
    { label: label.row, wish: 160, figures: true },
    { label: label.warning, wish: 180 },
    { label: label.reason, wish: 220 },
  ];
  const body = explanations.map(({ rowKey, rule, reason }): TableRow => {
    const message = rules.find((each) => each.id === rule)?.message ?? rule;
    return { kind: "row", cells: [labelOfRow(told, rowKey), message, reason] };
  });
  table(paper, columns, body, { sizes: [8, 7.5] });
}

function aboutOf(told: Told, refs: readonly CellRef[]): string {
  const fields = entrySections(told.content.definition).flatMap(fieldsOf);
  const named = refs.map(({ rowKey, field }) => {
    const label = field === null ? "" : (fields.find((each) => each.id === field)?.label ?? field);
    return [labelOfRow(told, rowKey), label].filter(Boolean).join(": ");
  });
  const said = named.filter((each) => each !== "");
  return said.length === 0 ? words.memo.whole : said.join("\n");
}

/** The memo of the Inspektorat and its findings, each with what the unit answered. */
export function review(paper: Paper, told: Told): void {
  const { memo, tenant } = told.content.snapshot;
  if (!memo) return;
  const { memo: label } = words;
  paper.heading(label.title);
  paper.text(memo.text, { size: 9.5 });
  const by = [memo.name, memo.hat, formatDateTime(memo.at, tenant.zone)].filter((each) => each !== null);
  paper.text(by.join(", "), { size: 8.5, gap: 5 });
  if (memo.findings.length === 0) return;
  const columns: readonly Column[] = [
    { label: label.finding, wish: 200 },
    { label: label.about, wish: 140, figures: true },
    { label: label.response, wish: 200 },
    { label: label.state, wish: 56 },
  ];
  const body = memo.findings.map(
    (each): TableRow => ({
      kind: "row",
      cells: [
        each.text,
        aboutOf(told, each.refs),
        each.response ?? label.none,
        each.closed ? label.closed : label.open,
      ],
    }),
  );
  table(paper, columns, body, { sizes: [8, 7.5] });
}

import { decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { formerKey } from "@selaras/core/report/content.ts";
import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, table, type TableRow } from "../pdf/table.ts";
import type { Told } from "./written.ts";
import { words } from "./words.ts";

type Content = DocumentContent["snapshot"]["content"];
type Archived = NonNullable<Content["rows"][number]["archived"]>[number];

const COLUMNS: readonly Column[] = [
  { label: words.archived.row, wish: 190, figures: true },
  { label: words.archived.field, wish: 150 },
  { label: words.archived.value, wish: 170 },
  { label: words.archived.version },
];

/** What an archived cell says: its value as people write numbers, or its state with the reason. */
export function archivedText({ s, v, r }: Archived["cell"]): string {
  if (s === "nil") return `${words.absence.nil}${r ? ` (${r})` : ""}`;
  if (s === "na") return `${words.absence["not-applicable"]}${r ? ` (${r})` : ""}`;
  if (v === null) return words.absence.missing;
  return isDecimalText(v) ? formatNumber(decimal(v)) : v;
}

/** Values of fields and rows that the version of this report does not have any more: signed with it, counted nowhere. */
export function archived(paper: Paper, { content }: Told): void {
  const { rows, gone = [] } = content.snapshot.content;
  const line = (row: string, { label, n, cell }: Omit<Archived, "field">): TableRow => ({
    kind: "row",
    cells: [row, label, archivedText(cell), words.archived.numbered(n)],
  });
  const named = (row: { readonly label: string; readonly context?: Readonly<Record<string, string>> }): string =>
    [row.context?.["code"], row.label].filter(Boolean).join(" ");
  const listed = [
    ...rows.flatMap((row) => (row.archived ?? []).map((each) => line(named(row), each))),
    ...gone.flatMap((row) => [
      ...Object.entries(row.cells).map(([field, cell]) => {
        const label = content.former?.[formerKey(row.n, row.key, field)] ?? field;
        return line(row.label, { label, n: row.n, cell });
      }),
      ...(row.archived ?? []).map((each) => line(row.label, each)),
    ]),
  ];
  if (listed.length === 0) return;
  paper.heading(words.archived.title, 60);
  paper.text(words.archived.about, { size: 8.5 });
  table(paper, COLUMNS, listed, { sizes: [8, 7.5] });
}

import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import type { Contents } from "@selaras/core/export/content.ts";
import { fromWire, type WireFigure } from "@selaras/core/expression/figure.ts";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { fact, factsOfFile, type Fact } from "./notes.ts";
import {
  BLANK,
  figureCell,
  said,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
  withUnit,
} from "./sheet.ts";
import { words } from "./words.ts";
import { workbook } from "./workbook.ts";

type Recap = Contents["recap"];
type Figures = Recap["figures"];
type Region = NonNullable<Recap["region"]>;
type Section = Region["sections"][number];
type Unit = Figures["units"][number];
type Label = Figures["labels"][number];

const NAME = 44;
const NUMBER = 19;
const PERIODS = 30;
const OFFICES = 40;
const GROUP = 28;
const CODE = 12;
const w = words.recap;

const start = (label: string, width: number): SheetColumn => ({ label, width, align: "start" });
const wired = (figure: WireFigure | undefined, label: { type: string; decimals: number }, entered = false): SheetCell =>
  figureCell(figure && fromWire(figure), label, entered);

const titleOf = ({ label, archived, versions }: Label): string =>
  archived ? words.board.archived(label, versions) : label;

/** "2 dari 3; belum ada: Maret 2026". */
const periodsOf = ({ reports, absent }: Unit): string =>
  [
    w.of(reports.length, reports.length + absent.length),
    ...(absent.length > 0 ? [w.absent(absent.map(formatPeriod).join(", "))] : []),
  ].join("; ");

const headOf = ({ made, names, figures }: Recap, title: string): readonly string[] => [
  title,
  `${names.template}, ${formatPeriod(figures.period)}, ${made.tenant.name}`,
  w.summary(figures.counted, figures.expected, figures.reports.counted, figures.reports.expected),
  ...(made.tenant.demo ? [words.demo] : []),
];

/** Every unit with its figures over the period, and the region below. */
function unitsSheet(recap: Recap): Sheet {
  const { figures, names } = recap;
  const { labels, counted, expected } = figures;
  const rows = figures.units
    .toSorted((a, b) => a.name.localeCompare(b.name, "id"))
    .map((unit): SheetRow => {
      const cells = labels.map((label) => wired(unit.figures[label.id], label));
      return { label: unit.name, cells: [said(unit.name), said(periodsOf(unit)), ...cells] };
    });
  const label = words.board.total(counted, expected);
  const reports = said(w.of(figures.reports.counted, figures.reports.expected));
  const total: SheetRow = {
    label,
    strong: true,
    cells: [said(label), reports, ...labels.map((each) => wired(figures.total[each.id], each))],
  };
  return {
    name: w.unitsSheet,
    head: headOf(recap, `${names.short} ${formatPeriod(figures.period)}`),
    columns: [
      start(words.board.unit, NAME),
      start(w.periods, PERIODS),
      ...labels.map((each): SheetColumn => ({ label: withUnit(titleOf(each), each), width: NUMBER, align: "end" })),
    ],
    rows: counted === 0 ? rows : [...rows, total],
    held: 1,
  };
}

/** Which offices filled a row and whom it waits for. */
function officesOf({ filled, awaited }: Section["groups"][number]["rows"][number], names: Region["names"]): string {
  const named = (units: readonly string[]): string => units.map((unit) => names[unit] ?? unit).join(", ");
  const all = filled.length + awaited.length;
  if (all === 0) return w.nobody;
  return awaited.length === 0 ? w.of(all, all) : `${w.of(filled.length, all)}; ${w.awaits(named(awaited))}`;
}

/** The rows of all units put together in one section: row by row, then what follows from them for groups and the region. */
function regionSheet(recap: Recap, region: Region, section: Section): Sheet {
  const column = (each: Section["columns"][number]): SheetColumn => ({
    label: withUnit(each.label, each),
    width: NUMBER,
    align: isNumeric(each.type) ? "end" : "start",
  });
  const rows = section.groups.flatMap((group) =>
    group.rows.map(
      (row): SheetRow => ({
        label: row.label,
        cells: [
          said(group.path.join(" / ")),
          row.code === null ? BLANK : said(row.code),
          said(row.label),
          row.unit === null ? BLANK : said(row.unit),
          ...section.columns.map((each) => wired(row.figures[each.id], each, each.entered)),
          said(officesOf(row, region.names)),
        ],
      }),
    ),
  );
  return {
    name: section.label,
    head: headOf(recap, w.region(section.label)),
    columns: [
      start(w.group, GROUP),
      start(words.row.code, CODE),
      start(w.row, NAME),
      start(words.row.unit, CODE),
      ...section.columns.map(column),
      start(w.offices, OFFICES),
    ],
    rows,
    held: 3,
  };
}

/** Figures of groups and of the region that follow from the rows of all units. */
function resultsSheet(recap: Recap, region: Region): Sheet | null {
  const rows = region.sections.flatMap((section) => {
    const of = (name: string, figures: Section["figures"], counted: number, expected: number): SheetRow[] =>
      section.labels.map((label) => ({
        label: label.label,
        cells: [
          said(section.label),
          said(name),
          said(withUnit(label.label, label)),
          wired(figures[label.id], label),
          said(w.rows(counted, expected)),
        ],
      }));
    const grouped = section.groups.filter((group) => group.path.length > 0);
    return [
      ...of(w.whole, section.figures, section.counted, section.expected),
      ...grouped.flatMap((group) => of(group.path.join(" / "), group.figures, group.counted, group.expected)),
    ];
  });
  if (rows.length === 0) return null;
  return {
    name: w.resultsSheet,
    head: headOf(recap, w.results),
    columns: [
      start(w.section, NAME),
      start(w.group, GROUP),
      start(words.form.figure, NAME),
      { label: words.form.amount, width: NUMBER, align: "end" },
      start(w.counted, PERIODS),
    ],
    rows,
    held: 3,
  };
}

function facts({ names, figures, region, made }: Recap): readonly Fact[] {
  const { fact: word } = words;
  return [
    ...fact(word.tenant, made.tenant.name),
    ...fact(word.template, names.template),
    ...fact(word.period, formatPeriod(figures.period)),
    ...fact(w.parts, figures.parts.map(formatPeriod).join(", ")),
    ...fact(
      word.state,
      w.summary(figures.counted, figures.expected, figures.reports.counted, figures.reports.expected),
    ),
    ...fact(word.source, words.board.source),
    ...(figures.reports.counted < figures.reports.expected ? fact(word.note, w.incomplete) : []),
    ...(figures.versions.length > 1 ? fact(word.note, words.board.versions(figures.versions)) : []),
    ...fact(word.note, words.board.ratios),
    ...(region?.conflicts ?? []).flatMap((each) => fact(word.note, w.conflict(each.label, each.fieldLabel))),
    ...fact(word.asOf, formatDateTime(figures.asOf, made.tenant.zone)),
  ];
}

/**
 * The published figures of a period, or put together over a longer one, as an XLSX file: every unit with the region below,
 * and for a template whose rows are put together over all units these rows and what follows from them.
 */
export async function recapWorkbook(recap: Recap): Promise<Uint8Array> {
  const { region } = recap;
  const units = unitsSheet(recap);
  const results = region && resultsSheet(recap, region);
  const rows = region ? region.sections.map((section) => regionSheet(recap, region, section)) : [];
  return workbook({
    title: units.head.slice(0, 2).join(", "),
    at: recap.made.at,
    sheets: [units, ...(results ? [results] : []), ...rows],
    notes: { facts: [...facts(recap), ...factsOfFile(recap.made, [])], lists: [] },
  });
}

import type { Contents } from "@selaras/core/export/content.ts";
import { fromWire, type WireFigure } from "@selaras/core/expression/figure.ts";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { fact, factsOfFile, type Fact } from "./notes.ts";
import { BLANK, figureCell, said, type Sheet, type SheetCell, type SheetColumn, withUnit } from "./sheet.ts";
import { words } from "./words.ts";
import { workbook } from "./workbook.ts";

type BoardContent = Contents["board"];
type Label = BoardContent["figures"]["labels"][number];
type Unit = BoardContent["board"]["units"][number];
type Published = BoardContent["figures"]["units"][number];

const NAME = 44;
const STATE = 18;
const NUMBER = 19;
const REPORT = 36;

const start = (label: string, width: number): SheetColumn => ({ label, width, align: "start" });

/** A figure that only older versions have says so in its heading: it is not comparable over all rows. */
const titleOf = ({ label, archived, versions }: Label): string =>
  archived ? words.board.archived(label, versions) : label;

const columnsOf = (labels: readonly Label[]): readonly SheetColumn[] => [
  start(words.board.unit, NAME),
  start(words.board.state, STATE),
  start(words.board.onTime, STATE),
  ...labels.map((each): SheetColumn => ({ label: withUnit(titleOf(each), each), width: NUMBER, align: "end" })),
  start(words.board.report, REPORT),
];

const wired = (figure: WireFigure | undefined, label: Label): SheetCell =>
  figureCell(figure && fromWire(figure), label, false);

/** A unit that has not published has no figure: not zero, and not a gap that somebody could take for one. */
const NOT_PUBLISHED: SheetCell = { kind: "absent", absence: "missing", word: words.notPublished, reason: null };

/** What was not asked in the version that a unit reported under is no gap in its report. */
const OTHER_VERSION: SheetCell = {
  kind: "absent",
  absence: "not-applicable",
  word: words.board.otherVersion,
  reason: null,
};

function cellOf(own: Published | undefined, label: Label): SheetCell {
  if (!own) return NOT_PUBLISHED;
  const figure = own.figures[label.id];
  return figure === undefined && !label.versions.includes(own.version) ? OTHER_VERSION : wired(figure, label);
}

function punctuality(onTime: boolean | null): SheetCell {
  if (onTime === null) return BLANK;
  return said(onTime ? words.board.inTime : words.board.late);
}

/** One row per OPD that is expected or has published, in the order of the board. */
function rowsOf({ board, figures }: BoardContent) {
  const { period, labels } = figures;
  const published = new Map<string, Published>(figures.units.map((unit) => [unit.unit, unit]));
  const listed = board.units.filter((unit) => period in unit.months || published.has(unit.unit));
  const names = new Set(listed.map((unit) => unit.unit));
  const others = figures.units.filter((unit) => !names.has(unit.unit));
  const row = ({ unit, name }: Pick<Unit, "unit" | "name">, month: Unit["months"][string] | undefined) => {
    const own = published.get(unit);
    const state = month ? words.states[month.state] : own ? words.states.published : words.notPublished;
    const cells = labels.map((label) => cellOf(own, label));
    const report = own ? said(own.report) : BLANK;
    return { label: name, cells: [said(name), said(state), punctuality(month?.onTime ?? null), ...cells, report] };
  };
  return [...listed.map((unit) => row(unit, unit.months[period])), ...others.map((unit) => row(unit, undefined))];
}

function sheetOf(content: BoardContent): Sheet {
  const { board, figures, made } = content;
  const { counted, expected, labels, total } = figures;
  const label = words.board.total(counted, expected);
  const sum = {
    label,
    strong: true,
    cells: [said(label), BLANK, BLANK, ...labels.map((l) => wired(total[l.id], l)), BLANK],
  };
  const month = formatPeriod(figures.period);
  return {
    name: `${board.templateShort} ${month}`,
    head: [
      `${board.templateShort} ${month}`,
      `${words.board.all}, ${made.tenant.name}`,
      words.board.summary(month, counted, expected),
      ...(counted < expected ? [words.board.incomplete(expected - counted)] : []),
      ...(made.tenant.demo ? [words.demo] : []),
    ],
    columns: columnsOf(labels),
    rows: counted === 0 ? rowsOf(content) : [...rowsOf(content), sum],
    held: 1,
  };
}

function facts({ board, figures, made }: BoardContent): readonly Fact[] {
  const { fact: word } = words;
  return [
    ...fact(word.tenant, made.tenant.name),
    ...fact(word.template, board.templateName),
    ...fact(word.period, formatPeriod(figures.period)),
    ...fact(word.state, words.board.summary(formatPeriod(figures.period), figures.counted, figures.expected)),
    ...fact(word.source, words.board.source),
    ...(figures.counted < figures.expected
      ? fact(word.note, words.board.incomplete(figures.expected - figures.counted))
      : []),
    ...(figures.versions.length > 1 ? fact(word.note, words.board.versions(figures.versions)) : []),
    ...fact(word.note, words.board.ratios),
    ...fact(word.asOf, formatDateTime(figures.asOf, made.tenant.zone)),
  ];
}

/** The published figures of every OPD in one month as an XLSX file, with the state of each report. */
export async function boardWorkbook(content: BoardContent): Promise<Uint8Array> {
  const sheet = sheetOf(content);
  return workbook({
    title: sheet.head.slice(0, 2).join(", "),
    at: content.made.at,
    sheets: [sheet],
    // What is not published is said in its row; it is no cell that somebody forgot.
    notes: { facts: [...facts(content), ...factsOfFile(content.made, [])], lists: [] },
  });
}

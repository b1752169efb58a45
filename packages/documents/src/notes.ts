import type { Made } from "@selaras/core/export/content.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { Sheet } from "./sheet.ts";
import { words } from "./words.ts";

/** What stands beside the figures: where they come from, how to read them, and everything that has a reason. */
export type Notes = {
  readonly facts: readonly Fact[];
  readonly lists: readonly NoteList[];
};
export type Fact = readonly [term: string, value: string];
/** A list under its own heading; every row has as many texts as there are columns, at most four. */
export type NoteList = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A fact, or none when there is nothing to say. */
export const fact = (term: string, value: string | null | undefined): readonly Fact[] =>
  value === null || value === undefined || value === "" ? [] : [[term, value]];

const missingCells = (sheets: readonly Sheet[]): number =>
  sheets
    .flatMap((sheet) => sheet.rows.flatMap((row) => row.cells))
    .filter((cell) => cell.kind === "absent" && cell.absence === "missing").length;

/** What every file says of itself: when, for whom, how to read it. */
export function factsOfFile(made: Made, sheets: readonly Sheet[]): readonly Fact[] {
  const { fact: word } = words;
  const missing = missingCells(sheets);
  return [
    ...(missing > 0 ? fact(word.missing, word.missingCells(missing)) : []),
    ...fact(word.madeAt, formatDateTime(made.at, made.tenant.zone)),
    ...fact(word.askedBy, [made.by, ...made.hats].join(", ")),
    ...fact(word.request, made.id),
    ...words.reading.flatMap((line, index) => fact(index === 0 ? words.howToRead : " ", line)),
    ...fact(word.note, words.longNumbers),
    ...(made.tenant.demo ? fact(word.note, words.demo) : []),
  ];
}

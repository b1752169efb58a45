import { type CellValue, parseCellRef, readXlsx, type Sheet } from "hucre/xlsx";

export type Opened = {
  readonly names: readonly string[];
  readonly sheet: (name: string) => Sheet;
  /** The value in a cell named as spreadsheets name it. */
  readonly at: (sheet: string, place: string) => CellValue;
  /** The table below the head of a sheet: values by row label and column heading. */
  readonly value: (sheet: string, row: string, heading: string) => CellValue;
  /** Its number format. */
  readonly format: (sheet: string, row: string, heading: string) => string | undefined;
  /** All texts of a sheet, row by row. */
  readonly texts: (sheet: string) => readonly string[];
};

/** Reads a workbook back with the library's own reader. */
export async function opened(bytes: Uint8Array): Promise<Opened> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const sheet = (name: string): Sheet => {
    const found = sheets.find((each) => each.name === name);
    if (!found) throw new Error(`no sheet ${name} in ${sheets.map((each) => each.name).join(", ")}`);
    return found;
  };
  const place = (name: string, row: string, heading: string): [number, number] => {
    const { rows } = sheet(name);
    const top = rows.findIndex((each) => each.includes(heading));
    const column = rows[top]?.indexOf(heading) ?? -1;
    const down = rows.findIndex((each, index) => index > top && each.slice(0, 2).includes(row));
    if (down < 0 || column < 0) throw new Error(`no ${row}, ${heading} in ${name}`);
    return [down, column];
  };
  return {
    names: sheets.map((each) => each.name),
    sheet,
    at: (name, ref) => {
      const { row, col } = parseCellRef(ref);
      return sheet(name).rows[row]?.[col] ?? null;
    },
    value: (name, row, heading) => {
      const [down, column] = place(name, row, heading);
      return sheet(name).rows[down]?.[column] ?? null;
    },
    format: (name, row, heading) => sheet(name).cells?.get(place(name, row, heading).join(","))?.style?.numFmt,
    texts: (name) => sheet(name).rows.map((row) => row.filter((each) => each !== null).join(" | ")),
  };
}

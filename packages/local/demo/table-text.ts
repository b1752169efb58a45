/**
 * Reads a fixture kept as text, one record a line with its fields between bars, so that a person can lay it beside
 * the official list. Empty lines are skipped; a line with another number of fields is refused.
 */
export function readTable(text: string, columns: number): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const fields = line.split(" | ").map((field) => field.trim());
      if (fields.length !== columns) throw new Error(`expected ${columns} fields: ${line}`);
      return fields;
    });
}

/** The field as one of the allowed words. Throws on a word that is not listed. */
export function wordOf<W extends string>(words: readonly W[], text: string): W {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`${text} is not one of ${words.join(", ")}`);
  return found;
}

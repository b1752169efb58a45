/** A request that cannot be understood; it is denied, never passed. The message says what is not understood. */
export class Unreadable extends Error {}

/** A JSON object as it came. */
export type Fields = Readonly<Record<string, unknown>>;

/** Raises Unreadable when a value is no JSON object. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw new Unreadable(`${what} is not an object`);
  return value;
}

/** Raises Unreadable when a value is no list. */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unreadable(`${what} is not a list`);
  return value;
}

/** The text of an attribute `{"S": "..."}`. Raises Unreadable for any other type: keys of this table are texts. */
export function textOf(attribute: unknown, name: string): string {
  const text = isFields(attribute) && Object.keys(attribute).length === 1 ? attribute["S"] : undefined;
  if (typeof text !== "string") throw new Unreadable(`${name} is not a text`);
  return text;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What every definition has in common, whatever kinds of sections it knows: objects, and lists of objects that bear an
 * `id` or a `key`. Everything that looks at definitions as they change (drafts, differences, bounds) is written over this
 * and not over the kinds, so that a new kind is covered the day it exists.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json | undefined };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values say the same, whatever the order of properties; absent and null say the same. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a)) {
    const [one, two]: readonly (readonly Json[])[] = [a, Array.isArray(b) ? b : []];
    return Array.isArray(b) && one?.length === two?.length && (one ?? []).every((each, i) => same(each, two?.[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]));
}

/** The name of a member of a collection: its id, or the key of a row. Null when it bears none. */
export function nameOf(member: Json | undefined): string | null {
  if (!isObject(member)) return null;
  const { id, key } = member;
  if (typeof id === "string" && id !== "") return id;
  return typeof key === "string" && key !== "" ? key : null;
}

/** The words of a member on the screen; its name where it has none yet. */
export function labelOf(member: Json | undefined): string {
  const label = isObject(member) ? (member["label"] ?? member["name"]) : undefined;
  return typeof label === "string" && label !== "" ? label : (nameOf(member) ?? "tanpa nama");
}

/** Whether a list is a collection: every member bears a name. An empty list may become one. */
export const isCollection = (value: Json | undefined): value is readonly JsonObject[] =>
  Array.isArray(value) && value.every((member) => nameOf(member) !== null);

/** Lists whose members are no fields: they are counted apart, or say nothing that is filled in. */
const NOT_FIELDS = ["rules", "rows", "classes", "methods", "scales"];

export type Size = { readonly sections: number; readonly rows: number; readonly fields: number };

function sizeOfObject(object: JsonObject): { rows: number; fields: number } {
  let rows = 0;
  let fields = 0;
  for (const [name, value] of Object.entries(object)) {
    if (!Array.isArray(value)) continue;
    const members: readonly Json[] = value;
    if (name === "rows") rows += members.length;
    else if (!NOT_FIELDS.includes(name)) fields += members.filter(isObject).length;
    for (const member of members) {
      if (!isObject(member)) continue;
      const inner = sizeOfObject(member);
      rows += inner.rows;
      fields += inner.fields;
    }
  }
  return { rows, fields };
}

/** Rows and fields of one section, or of what a definition says beside its sections. */
export const sizeOf = (part: JsonObject): Pick<Size, "rows" | "fields"> => sizeOfObject(part);

/** Whether a value that came from outside is plain content of at most so many levels. */
export function isPlain(value: unknown, levels: number): value is Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || levels === 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((inner) => isPlain(inner, levels - 1));
}

import { thaw } from "../db/frozen.ts";
import type { QuerySources } from "./query.ts";
import type { TemplateDefinition } from "./schema.ts";
import { Versions } from "./store.ts";
import { isObject, type Json, type JsonObject } from "./structure.ts";

/** Ids of the templates that the sections of a definition, however unfinished, draw from. */
function named({ sections }: JsonObject): readonly string[] {
  const all: readonly Json[] = Array.isArray(sections) ? sections : [];
  return all.flatMap((section) => {
    const query = isObject(section) ? section["query"] : undefined;
    const template = isObject(query) ? query["template"] : undefined;
    return typeof template === "string" && template !== "" ? [template] : [];
  });
}

/** The newest published definition of a template; null when there is none. */
async function newestOf(template: string): Promise<TemplateDefinition | null> {
  const { items } = await Versions.list({ template }, { begins: { number: "" } });
  const newest = items.findLast(({ status }) => status === "published");
  return newest ? thaw<TemplateDefinition>(newest.hash) : null;
}

/** Every template that a definition draws from, and those that these draw from in turn, as they stand now. */
export async function querySources(definition: JsonObject): Promise<QuerySources> {
  const found = new Map<string, TemplateDefinition | null>();
  let wanted = named(definition);
  while (wanted.length > 0) {
    const fresh = [...new Set(wanted)].filter((template) => !found.has(template));
    const definitions = await Promise.all(fresh.map(newestOf));
    for (const [i, template] of fresh.entries()) found.set(template, definitions[i] ?? null);
    wanted = definitions.flatMap((each) => (each ? named(each) : []));
  }
  return found;
}

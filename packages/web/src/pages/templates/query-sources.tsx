import type { Draft } from "@selaras/core/template/draft-shape.ts";
import { drawnSections, type QuerySources } from "@selaras/core/template/query.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { type Accessor, createContext, createMemo, createResource, useContext } from "solid-js";
import { type Api, api } from "../../api/client.ts";

export type TemplateList = Api["template.versions"]["reply"]["templates"];

/** What a draft may draw from: the regency's templates, and the definitions of those that it draws from. */
export type Sourcing = {
  readonly templates: TemplateList;
  /** Undefined while they are being fetched: then nothing is said of them. */
  readonly sources: Accessor<QuerySources | undefined>;
};

const NOTHING: Sourcing = { templates: [], sources: () => undefined };
const SourcingContext = createContext<Sourcing>(NOTHING);
export const SourcingProvider = SourcingContext.Provider;
export const useSourcing = (): Sourcing => useContext(SourcingContext);

const definitions = new Map<string, Promise<TemplateDefinition>>();
/** A definition of a hash never changes: it is fetched once. */
function definitionOf(hash: string): Promise<TemplateDefinition> {
  const known = definitions.get(hash) ?? api("template.definition", { hash });
  definitions.set(hash, known);
  known.catch(() => definitions.delete(hash));
  return known;
}

/** Everything that some templates reach through what they draw from, as the server looks at it. */
async function reached(templates: TemplateList, ids: readonly string[]): Promise<QuerySources> {
  const found = new Map<string, TemplateDefinition | null>();
  let wanted = ids;
  while (wanted.length > 0) {
    const fresh = [...new Set(wanted)].filter((id) => !found.has(id));
    for (const id of fresh) {
      const versions = templates.find((each) => each.template === id)?.versions ?? [];
      const newest = versions.findLast(({ status }) => status === "published");
      found.set(id, newest ? await definitionOf(newest.hash) : null);
    }
    wanted = fresh.flatMap((id) => {
      const definition = found.get(id);
      return definition ? drawnSections(definition).map(({ query }) => query.template as string) : [];
    });
  }
  return found;
}

/** Fetches what a draft draws from whenever it names another template. */
export function createSourcing(templates: TemplateList, draft: Accessor<Draft>): Sourcing {
  const named = createMemo(() =>
    [...new Set(draft().sections.flatMap(({ query }) => (query?.template ? [query.template] : [])))].sort().join(" "),
  );
  const [sources] = createResource(named, (ids) => reached(templates, ids.split(" ").filter(Boolean)));
  // A failed fetch says nothing; the server looks again before anything is released.
  return { templates, sources: () => (sources.error ? undefined : sources.latest) };
}

import { Persons } from "./store.ts";

/** Names of persons by id, for answers that name a colleague. */
export async function personNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].map((personId) => ({ personId }));
  const found = await Persons.getMany(wanted);
  return new Map(found.map((person) => [person.personId, person.name]));
}

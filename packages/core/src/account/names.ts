import { Persons } from "./store.ts";

/** Names of persons by id, for answers that name a colleague. */
export async function personNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].map((personId) => ({ personId }));
  const found = await Persons.getMany(wanted);
  return new Map(found.map((person) => [person.personId, person.name]));
}

export type Ranked = { readonly nip: string | null; readonly rank: string | null };

/** NIP and rank of persons by id, as they stand on the list of employees now. */
export async function personRanks(ids: readonly string[]): Promise<ReadonlyMap<string, Ranked>> {
  const wanted = [...new Set(ids)].map((personId) => ({ personId }));
  if (wanted.length === 0) return new Map();
  const found = await Persons.getMany(wanted);
  return new Map(found.map(({ personId, nip, rank }) => [personId, { nip, rank }]));
}

/** Whether a person is on the list of employees and active, read strongly: only such may be given a post. */
export async function isActivePerson(personId: string): Promise<boolean> {
  return (await Persons.get({ personId }, { strong: true }))?.active ?? false;
}

/** Those among persons whose account was closed, read strongly: a post that they still hold decides nothing. */
export async function closedAccounts(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(ids)].map((personId) => ({ personId }));
  if (wanted.length === 0) return new Set();
  const found = await Persons.getMany(wanted, { strong: true });
  return new Set(found.filter((person) => !person.active).map((person) => person.personId));
}

import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { sha256 } from "../kernel/digest.ts";
import { PersonId, Revision } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, holdsOne } from "../operation/policies.ts";
import { keepers } from "../orgunit/policy.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { lastKeeper, nipTaken, personStale } from "./failures.ts";
import { PersonForm } from "./schema.ts";
import { Persons, type StoredPerson } from "./store.ts";

const personKeepers = keepers(
  "pengelola kepegawaian: BKPSDM dan admin daerah",
  "mengubah data pegawai",
  "personKeepers",
);

const PersonView = v.strictObject({
  personId: PersonId,
  name: v.string(),
  nip: v.nullable(v.string()),
  rank: v.nullable(v.string()),
  /** For those who keep the list; null for everybody else. */
  email: v.nullable(v.string()),
  /** Whether there is an account to sign in with. */
  account: v.boolean(),
  active: v.boolean(),
  rev: v.number(),
});

const viewOf = ({ personId, name, nip, rank, email, subject, active, rev }: StoredPerson, keeper: boolean) => ({
  personId,
  name,
  nip,
  rank,
  active,
  rev,
  email: keeper ? email : null,
  account: subject !== null,
});

/** Whether every word is in the name, or the digits begin the NIP. */
const matches = (person: StoredPerson, words: readonly string[]): boolean => {
  const text = `${person.name} ${person.nip ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

const PAGE = 200;

export const people = readOperation({
  name: "account.people",
  summary: "Pegawai daerah ini, dicari menurut nama atau NIP.",
  input: v.strictObject({
    q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.searchCharacters)), ""),
    cursor: v.optional(v.nullable(v.string())),
  }),
  output: v.strictObject({ people: v.array(PersonView), cursor: v.nullable(v.string()) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input, actor }) => {
    const rules = organisationOf(await currentTenant());
    const keeper = actor.kind === "system" || holdsOne(actor, rules.personKeepers);
    const words = input.q.toLowerCase().split(/\s+/).filter(Boolean);
    const limit = words.length === 0 ? LIMITS.peopleListed : PAGE;
    const found: StoredPerson[] = [];
    let cursor = input.cursor ?? null;
    // A search looks at so many employees at most and gives what it found, with the place to go on from.
    for (let read = 0; read < LIMITS.peopleRead && found.length < LIMITS.peopleListed; read += limit) {
      const page = await Persons.list({}, { begins: { personId: "" }, limit, cursor });
      found.push(...page.items.filter((person) => matches(person, words)));
      cursor = page.cursor;
      if (cursor === null) break;
    }
    return { people: found.map((person) => viewOf(person, keeper)), cursor };
  },
});

/** Refuses a NIP that another employee bears; what was written at the same moment is met by the key itself. */
async function nipIsFree(nip: string | null, but: string): Promise<void> {
  if (nip === null) return;
  const { items } = await Persons.list({}, { begins: { personId: "" }, strong: true });
  const other = items.find((person) => person.nip === nip && person.personId !== but);
  if (other) throw nipTaken({ name: other.name });
}

const rulesLoaded = async () => ({ rules: organisationOf(await currentTenant()) });

/** From the NIP, so that two who record one employee at the same moment meet in one key; nobody reads the NIP out of it. */
const idOf = (nip: string | null, command: string): PersonId =>
  v.parse(PersonId, nip === null ? `p-${command.toLowerCase()}` : `p-${sha256(`nip ${nip}`).slice(0, 24)}`);

export const addPerson = writeOperation({
  name: "account.addPerson",
  summary: "Mencatat pegawai baru.",
  input: v.strictObject({ person: PersonForm }),
  output: v.strictObject({ name: v.string() }),
  subject: () => "people",
  load: rulesLoaded,
  policy: personKeepers,
  run: async ({ input: { person }, unit }) => {
    const personId = idOf(person.nip, context().command);
    await nipIsFree(person.nip, personId);
    const made: StoredPerson = { ...person, personId, subject: null, active: true, rev: 1 };
    unit.add(Persons.create(made), () => nipTaken({ name: person.name }));
    unit.tell({ changes: { added: personId, name: person.name }, events: [], card: { person: personId } });
    return { name: made.name };
  },
});

const loadPerson = async ({ personId }: { readonly personId: string }) => {
  const [ruled, person] = await Promise.all([rulesLoaded(), Persons.get({ personId }, { strong: true })]);
  return person && { ...ruled, person };
};

export const changePerson = writeOperation({
  name: "account.changePerson",
  summary: "Mengubah data pegawai. Dokumen yang sudah ditandatangani tidak ikut berubah.",
  input: v.strictObject({ personId: PersonId, person: PersonForm, rev: Revision }),
  output: PersonView,
  subject: () => "people",
  load: loadPerson,
  policy: personKeepers,
  run: async ({ input: { personId, person, rev }, record, unit }) => {
    await nipIsFree(person.nip, personId);
    unit.add(
      Persons.patch({ personId }, { set: { ...person, rev: rev + 1 } }, (a, o) => o.eq(a["rev"], rev)),
      () => personStale({}),
    );
    const { name, nip, rank, email } = record.person;
    unit.tell({
      changes: { person: personId, before: { name, nip, rank, email }, after: person },
      events: [{ type: "PersonChanged", stamp: rev + 1, person: personId }],
      card: { person: personId },
    });
    return viewOf({ ...record.person, ...person, rev: rev + 1 }, true);
  },
});

const isSelf = (actor: Actor, personId: string): boolean => actor.kind === "official" && actor.person === personId;

export const setActive = writeOperation({
  name: "account.setActive",
  summary: "Menonaktifkan pegawai seketika, atau mengaktifkannya kembali.",
  input: v.strictObject({ personId: PersonId, active: v.boolean(), rev: Revision }),
  output: PersonView,
  subject: () => "people",
  load: loadPerson,
  policy: personKeepers,
  run: async ({ input: { personId, active, rev }, record, actor, unit }) => {
    if (!active && isSelf(actor, personId)) throw lastKeeper({});
    if (record.person.rev !== rev) throw personStale({});
    unit.add(
      Persons.patch({ personId }, { set: { active, rev: rev + 1 } }, (a, o) => o.eq(a["rev"], rev)),
      () => personStale({}),
    );
    unit.tell({
      changes: { person: personId, active },
      events: [{ type: "PersonChanged", stamp: rev + 1, person: personId }],
      card: { person: personId },
    });
    return viewOf({ ...record.person, active, rev: rev + 1 }, true);
  },
});

import { thaw } from "../../db/frozen.ts";
import type { Actor } from "../../kernel/context.ts";
import { context } from "../../kernel/context.ts";
import { notFound } from "../../kernel/failure.ts";
import { personById } from "../../account/index.ts";
import { budgetFor } from "../../budget/index.ts";
import { methodVersions } from "../../indicator/index.ts";
import { holders } from "../../position/index.ts";
import { fullTitle } from "../../position/rules.ts";
import { currentTenant } from "../../tenant/index.ts";
import { partOfUnit, placeOf, planIn, treeOf } from "../load.ts";
import { concerns, type Place } from "../policy.ts";
import { Plans } from "../store.ts";
import { contentOf } from "./content.ts";
import { notHolder } from "./failures.ts";
import type { Agreement, AgreementContent, AgreementKey, Party, Signature } from "./schema.ts";
import { Agreements, numberOf, type StoredAgreement } from "./store.ts";

export const withoutNumber = ({ number: _number, ...agreement }: StoredAgreement): Agreement => agreement;
export const keyOf = ({ year, unit, post, person }: AgreementKey): AgreementKey => ({ year, unit, post, person });

/** All versions of somebody's agreement of a year, the oldest first. */
export async function versionsOf(key: AgreementKey): Promise<readonly Agreement[]> {
  const { year, unit, post, person } = key;
  const { items } = await Agreements.list({ year }, { begins: { unit, post, person }, strong: true });
  // What begins alike may be somebody else's: a person's name that goes on.
  const own = items.filter((each) => each.unit === unit && each.post === post && each.person === person);
  return own.map(withoutNumber).toSorted((a, b) => a.version - b.version);
}

export type Placed = Place & { readonly versions: readonly Agreement[] };
/** Whether an actor may know of an agreement: whom the unit concerns, and the superior it is made with. */
export const knows = (actor: Actor, placed: Placed): boolean =>
  concerns(actor, placed) ||
  (actor.kind === "official" && placed.versions.some(({ superior }) => superior?.person === actor.person));

export async function placed(key: AgreementKey): Promise<Placed> {
  const [place, versions] = await Promise.all([placeOf(key.unit), versionsOf(key)]);
  return { ...place, versions };
}

/** One of the versions. Refuses what is not there. */
export function versionIn({ versions }: Placed, version: string): Agreement {
  const found = versions.find((each) => String(each.version) === version);
  if (!found) throw notFound({});
  return found;
}

/** Somebody in a post as of now, by the mandates; refuses whoever does not hold it. */
export async function partyOf(seat: Omit<AgreementKey, "year">): Promise<Party> {
  const [held, person] = await Promise.all([holders(seat.unit, seat.post, context().now), personById(seat.person)]);
  const post = held.find((each) => each.person === seat.person);
  if (!post || !person) throw notHolder({ whose: person?.name ?? "Orang itu" });
  return {
    person: seat.person,
    name: person.name,
    nip: person.nip,
    rank: person.rank,
    unit: seat.unit,
    post: seat.post,
    title: fullTitle(post),
    holding: post.holding,
    decree: post.decree,
  };
}

/** What would be signed now: tree, budget and posts as they stand. */
export async function contentNow(place: Place, agreement: Agreement): Promise<AgreementContent> {
  const { year, unit, version, reason, actions, superior, plan } = agreement;
  const part = partOfUnit(place.units, unit);
  const [found, tree, budget, tenant, catalogue, first, second] = await Promise.all([
    Plans.get({ plan }),
    treeOf({ plan, year }, part),
    budgetFor(part, `${year}-12`),
    currentTenant(),
    methodVersions(),
    partyOf(agreement),
    superior ? partyOf(superior) : null,
  ]);
  return contentOf({
    tenant: { name: tenant.name, capital: tenant.capital },
    plan: planIn({ plan: found }),
    year,
    version,
    reason,
    first,
    second,
    actions,
    tree,
    methods: catalogue.map(({ method }) => method),
    lines: budget?.lines ?? [],
  });
}

/** The frozen content of an agreement that bears a signature. */
export async function contentSigned({ hash }: Pick<Agreement, "hash">): Promise<AgreementContent> {
  const content = hash === null ? null : await thaw<AgreementContent>(hash);
  if (!content) throw notFound({});
  return content;
}

/** A signature of now, in the hat of the party. */
export const signatureOf = ({ person, name, title }: Party): Signature => ({
  person,
  name,
  title,
  at: context().now.toISOString(),
});

export const recordKey = (agreement: AgreementKey & { readonly version: number }) => ({
  ...keyOf(agreement),
  number: numberOf(agreement.version),
});

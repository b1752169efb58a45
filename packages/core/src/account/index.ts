import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import { failure, forbidden } from "../kernel/failure.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, holdsOne, onlyProduct } from "../operation/policies.ts";
import { unitNames } from "../orgunit/index.ts";
import { awayNow, heldNow } from "../position/index.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { currentTenant } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { Me, Membership, Person } from "./schema.ts";
import { Members, Persons } from "./store.ts";

export const unknownPerson = failure(
  "account.not_member",
  "forbidden",
  () => "Akun Anda tidak terdaftar pada daerah ini. Hubungi pengelola akun di daerah Anda.",
);

/** A person of the acting tenant, or null. */
export async function personById(personId: string): Promise<Person | null> {
  const found = await Persons.get({ personId });
  if (!found) return null;
  const { rev: _rev, ...person } = found;
  return person;
}

/** The memberships of an identity that are in force. */
export async function membershipsOf(subject: string) {
  const page = await Members.list({ subject });
  return page.items.filter((member) => member.active);
}

export const session = readOperation({
  name: "account.session",
  summary: "Daerah tempat akun yang sedang masuk terdaftar.",
  input: v.strictObject({}),
  output: v.strictObject({ memberships: v.array(Membership) }),
  load: async () => ({}),
  policy: {
    sentence: "setiap orang yang sudah masuk, tentang dirinya sendiri",
    sees: (actor: Actor) => actor.kind === "identity" || actor.kind === "official",
    may: () => allow,
  },
  run: async ({ actor }) => {
    if (actor.kind !== "identity" && actor.kind !== "official") throw forbidden({ act: "melihat keanggotaan" });
    const members = await membershipsOf(actor.subject);
    return {
      memberships: members.map((m) => ({ tenant: m.slug, name: m.tenantName, short: m.tenantShort, brand: m.brand })),
    };
  },
});

const CALENDAR_KEEPERS = ["admin", "bappeda"];
const AUDIT_READERS = ["admin", "inspektorat"];
const CHAIN_KEEPERS = ["admin"];
const SETTINGS_KEEPERS = ["admin"];
const INDICATOR_KEEPERS = ["admin"];
const TEMPLATE_KEEPERS = ["admin"];

export const me = readOperation({
  name: "account.me",
  summary: "Siapa saya, jabatan yang saya pegang sekarang, dan daerah saya.",
  input: v.strictObject({}),
  output: Me,
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, tentang dirinya sendiri"),
  run: async ({ actor, now }) => {
    if (actor.kind !== "official") throw forbidden({ act: "melihat akun" });
    const tenant = await currentTenant();
    const [person, posts, away, names] = await Promise.all([
      personById(actor.person),
      heldNow(actor.person, tenant, now),
      awayNow(actor.person, tenant, now),
      unitNames(),
    ]);
    const chosen = actor.posts.length === 1 && posts.length > 1 ? actor.posts[0] : undefined;
    const { settings } = tenant;
    const rules = organisationOf(tenant);
    const keeps = {
      units: holdsOne(actor, rules.unitKeepers),
      people: holdsOne(actor, rules.personKeepers),
      mandates: holdsOne(actor, [...rules.mandateKeepers, ...rules.opdMandateKeepers]),
    };
    return {
      person: { id: actor.person, name: actor.name, nip: person?.nip ?? null, rank: person?.rank ?? null },
      tenant: {
        id: tenant.id,
        name: tenant.name,
        short: tenant.short,
        brand: tenant.brand,
        zone: tenant.zone,
        demo: tenant.demo,
        deviationYellow: settings.deviationYellow,
        deviationRed: settings.deviationRed,
      },
      posts: posts.map((post) => ({ ...post, unitName: names.get(post.unit) ?? post.unit })),
      away,
      actingAs: chosen ? `${chosen.kind}@${chosen.unit}` : null,
      wide: seesWholeTenant(actor.posts, tenant),
      may: {
        calendar: holdsOne(actor, CALENDAR_KEEPERS),
        audit: holdsOne(actor, AUDIT_READERS),
        ...keeps,
        organisation: keeps.units || keeps.people || keeps.mandates,
        chains: holdsOne(actor, CHAIN_KEEPERS),
        settings: holdsOne(actor, SETTINGS_KEEPERS),
        indicators: holdsOne(actor, INDICATOR_KEEPERS),
        templates: holdsOne(actor, TEMPLATE_KEEPERS),
      },
      now: context().now.toISOString(),
    };
  },
});

/** Writes persons and their memberships. Run by the operator's command; many at once. */
export const enroll = writeOperation({
  name: "account.enroll",
  summary: "Mendaftarkan pegawai beserta akunnya.",
  input: v.strictObject({ persons: v.pipe(v.array(Person), v.minLength(1), v.maxLength(45)) }),
  output: v.strictObject({ count: v.number() }),
  subject: () => "people",
  load: async () => ({}),
  policy: onlyProduct(),
  run: async ({ input, unit }) => {
    const tenant = await currentTenant();
    const before = await Persons.getMany(input.persons.map(({ personId }) => ({ personId })));
    const revs = new Map<string, number>(before.map(({ personId, rev }) => [personId, rev]));
    for (const person of input.persons) {
      unit.add(Persons.put({ ...person, rev: (revs.get(person.personId) ?? 0) + 1 }));
      if (person.subject) {
        unit.add(
          Members.put({
            subject: person.subject,
            slug: tenant.id,
            personId: person.personId,
            tenantName: tenant.name,
            tenantShort: tenant.short,
            brand: tenant.brand,
            active: person.active,
          }),
        );
      }
    }
    unit.tell({ changes: { persons: input.persons.map((p) => p.personId) }, events: [] });
    return { count: input.persons.length };
  },
});

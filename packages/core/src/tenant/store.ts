import { houseEntity, tenantEntity } from "../db/entity.ts";
import { tenantId } from "../kernel/context.ts";
import type { Tenant, TenantSettings } from "./schema.ts";

type Stored = Omit<Tenant, "id">;

const Tenants = tenantEntity<Stored>({
  entity: "tenant",
  attributes: {
    name: "string",
    short: "string",
    area: "string",
    zone: "string",
    brand: "string",
    province: "string",
    capital: "string",
    contact: "string",
    status: "string",
    demo: "boolean",
    settings: "any",
    unitsRev: "number",
    rev: "number",
  },
  key: { pk: "${tenant}#tenant", sk: "a" },
});

/** The list of tenants, for jobs that visit each of them. */
const Registry = houseEntity<{ slug: string }>(
  { entity: "registered", attributes: { slug: "string" }, key: { pk: "platform#tenants", sk: "${slug}" } },
  "platform",
);

/** The acting tenant, or null when it was never set up. */
export async function current(): Promise<Tenant | null> {
  const stored = await Tenants.get({});
  return stored && { ...stored, id: tenantId() };
}

export const create = (tenant: Tenant) => {
  const { id: _id, ...stored } = tenant;
  return Tenants.create(stored);
};
export const register = (slug: string) => Registry.put({ slug });

/** Readers of the tree keep it until this number changes. */
export const raiseUnitsRev = () => Tenants.patch({}, { add: { unitsRev: 1 } });
/** The same for whoever decided on the tree as it was at `seen`: refused when it changed since. */
export const raiseUnitsRevFrom = (seen: number) =>
  Tenants.patch({}, { set: { unitsRev: seen + 1 } }, (a, o) => o.eq(a["unitsRev"], seen));
/** The acting tenant read strongly, for decisions about its tree. */
export const currentStrong = () => Tenants.get({}, { strong: true });

/** Replaces the settings as they were seen at a revision. */
export const changeSettings = (settings: TenantSettings, seen: number) =>
  Tenants.patch({}, { set: { settings, rev: seen + 1 } }, (a, o) => o.eq(a["rev"], seen));

/** Slugs of all tenants. */
export async function all(): Promise<readonly string[]> {
  const page = await Registry.list({});
  return page.items.map((each) => each.slug);
}

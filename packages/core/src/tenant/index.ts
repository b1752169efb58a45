import * as v from "valibot";
import { context, tenantId } from "../kernel/context.ts";
import { failure, notFound } from "../kernel/failure.ts";
import { writeOperation } from "../operation/operation.ts";
import { onlyProduct } from "../operation/policies.ts";
import { Tenant } from "./schema.ts";
import * as Store from "./store.ts";

export const exists = failure<{ slug: string }>(
  "tenant.exists",
  "refused",
  ({ slug }) => `Daerah ${slug} sudah terdaftar. Nama pendek tidak pernah dipakai ulang.`,
);

const perRequest = new WeakMap<object, Promise<Tenant | null>>();

/** The acting tenant, read once per request. Throws `not_found` when it was never set up. */
export async function currentTenant(): Promise<Tenant> {
  const here = context();
  const known = perRequest.get(here) ?? Store.current();
  perRequest.set(here, known);
  const tenant = await known;
  if (!tenant) throw notFound({});
  return tenant;
}

export const allTenants = Store.all;

/** Tells readers of the tree that it changed; goes into the unit that changes it. */
export const unitsChanged = Store.raiseUnitsRev;
/** The same, refused when the tree is no longer as it was at the number seen: rules about the tree hold under a race. */
export const unitsChangedFrom = Store.raiseUnitsRevFrom;

/** The number that tells whether the tree changed, read strongly. Throws `not_found` when the tenant was never set up. */
export async function unitsRevNow(): Promise<number> {
  const tenant = await Store.currentStrong();
  if (!tenant) throw notFound({});
  return tenant.unitsRev;
}

/** Sets a tenant up: its record and its line in the registry. Run by the operator's command only. */
export const establish = writeOperation({
  name: "tenant.establish",
  summary: "Mendaftarkan daerah baru.",
  input: v.strictObject({ tenant: Tenant }),
  output: v.strictObject({ id: v.string() }),
  subject: () => "tenant",
  load: async () => ({}),
  policy: onlyProduct(),
  run: async ({ input, unit }) => {
    if (input.tenant.id !== tenantId()) throw notFound({});
    unit.add(Store.create(input.tenant), () => exists({ slug: input.tenant.id }));
    unit.add(Store.register(input.tenant.id));
    unit.tell({ changes: { name: input.tenant.name }, events: [{ type: "TenantEstablished", stamp: 1 }] });
    return { id: input.tenant.id };
  },
});

import type { TenantId, Unit } from "./types.ts";
import { unitsBombana } from "./units-bombana.ts";
import { unitsKukar } from "./units-kukar.ts";
import { unitsNunukan } from "./units-nunukan.ts";
import { unitsPalembang } from "./units-palembang.ts";

const byTenant: Readonly<Record<TenantId, readonly Unit[]>> = {
  kukar: unitsKukar,
  nunukan: unitsNunukan,
  bombana: unitsBombana,
  palembang: unitsPalembang,
};

/** OPD, kecamatan and the units inside an OPD. */
export function unitsOf(tenant: TenantId): readonly Unit[] {
  return byTenant[tenant];
}

/** Units that report on their own: those without a parent. */
export function opdOf(tenant: TenantId): readonly Unit[] {
  return unitsOf(tenant).filter(({ parent }) => parent === null);
}

/** The unit with this id. Throws when the regency has none. */
export function unitOf(tenant: TenantId, id: string): Unit {
  const found = unitsOf(tenant).find((unit) => unit.id === id);
  if (found === undefined) throw new Error(`${tenant} has no unit ${id}`);
  return found;
}

/** The OPD with this tag, the same in every regency for bappeda, diskominfo, inspektorat and setda. Throws when absent. */
export function opdTagged(tenant: TenantId, tag: string): Unit {
  const found = opdOf(tenant).find((unit) => unit.tag === tag);
  if (found === undefined) throw new Error(`${tenant} has no OPD tagged ${tag}`);
  return found;
}

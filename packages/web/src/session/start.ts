import { api, ApiFailure } from "../api/client.ts";
import type { Api } from "../api/client.ts";
import { rememberFace, wearBrand } from "./brand.ts";
import type { Me } from "./me.tsx";
import { choosePost, chooseTenant, chosenTenant, lastTenant } from "./tab.ts";

export type Membership = Api["account.session"]["reply"]["memberships"][number];

/** How a tab begins: at work for one tenant, or with a choice to be made (none to choose from: not a member anywhere). */
export type Beginning =
  | { readonly kind: "working"; readonly me: Me }
  | { readonly kind: "choosing"; readonly memberships: readonly Membership[] };

const failedWith = (thrown: unknown, code: string): boolean => thrown instanceof ApiFailure && thrown.code === code;

/** The tenant for a tab that has none: the only one, or the one chosen last on this device. */
function tenantFor(memberships: readonly Membership[]): string | null {
  const last = memberships.find((each) => each.tenant === lastTenant());
  return (last ?? (memberships.length === 1 ? memberships[0] : undefined))?.tenant ?? null;
}

async function askMe(): Promise<Me> {
  try {
    return await api("account.me", {});
  } catch (thrown) {
    // The post chosen earlier in this tab has ended since: go on with all posts held now.
    if (!failedWith(thrown, "session.post")) throw thrown;
    choosePost(null);
    return api("account.me", {});
  }
}

/** Finds out for whom this tab works. @throws ApiFailure */
export async function begin(): Promise<Beginning> {
  if (chosenTenant() === null) {
    const { memberships } = await api("account.session", {});
    const tenant = tenantFor(memberships);
    if (tenant === null) return { kind: "choosing", memberships };
    chooseTenant(tenant);
  }
  try {
    const me = await askMe();
    wearBrand(me.tenant.brand);
    rememberFace({ slug: me.tenant.id, name: me.tenant.name, brand: me.tenant.brand });
    return { kind: "working", me };
  } catch (thrown) {
    if (!failedWith(thrown, "account.not_member")) throw thrown;
    chooseTenant(null);
    return { kind: "choosing", memberships: (await api("account.session", {})).memberships };
  }
}

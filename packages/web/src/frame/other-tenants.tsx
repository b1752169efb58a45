import { Menu } from "@selaras/ui/components/menu.tsx";
import { IconBuildingCommunity } from "@selaras/ui/icons.ts";
import { createResource, type JSX, Show } from "solid-js";
import { api } from "../api/client.ts";
import { t } from "../i18n/index.ts";
import { useMe } from "../session/me.tsx";
import type { Membership } from "../session/start.ts";
import { enterTenant } from "./leave.ts";

// Asked once per page load, although the sidebar and the drawer both show the switch.
let asked: Promise<readonly Membership[]> | undefined;
const memberships = (): Promise<readonly Membership[]> => {
  asked ??= api("account.session", {}).then(
    (reply) => reply.memberships,
    () => {
      asked = undefined;
      return [];
    },
  );
  return asked;
};

/** The way to another region, for people who serve several. */
export function OtherTenants(): JSX.Element {
  const me = useMe();
  const [found] = createResource(memberships, { initialValue: [] });
  return (
    <Show when={found.latest.length > 1}>
      <p class="w-other-tenants">
        <Menu
          label={t.frame.otherTenant}
          icon={IconBuildingCommunity}
          align="start"
          entries={found.latest.map((each) => ({
            key: each.tenant,
            label: each.name,
            current: each.tenant === me.tenant.id,
            onSelect: () => enterTenant(each.tenant),
          }))}
        />
      </p>
    </Show>
  );
}

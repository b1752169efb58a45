import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { TenantMark } from "@selaras/ui/components/tenant-mark.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconUserCircle } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { t } from "../i18n/index.ts";
import type { Membership } from "../session/start.ts";
import { enterTenant, signOut } from "./leave.ts";

/** For people who serve several regions, and for those who are registered in none. */
export function ChooseTenant(props: { memberships: readonly Membership[] }): JSX.Element {
  return (
    <main class="w-alone">
      <h1>{t.tenant.title}</h1>
      <Show
        when={props.memberships.length > 0}
        fallback={
          <EmptyState
            icon={IconUserCircle}
            title={t.tenant.noneTitle}
            action={<Button onPress={() => void signOut()}>{t.frame.signOut}</Button>}
          >
            {t.tenant.none}
          </EmptyState>
        }
      >
        <p class="w-lead">{t.tenant.several}</p>
        <Card flush>
          <ul class="w-choices">
            <For each={props.memberships}>
              {(each) => (
                <li>
                  <button type="button" class="w-choice" onClick={() => enterTenant(each.tenant)}>
                    <TenantMark withName name={each.name} note={each.short} brand={each.brand} />
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Card>
        <p>
          <Button kind="tertiary" onPress={() => void signOut()}>
            {t.frame.signOut}
          </Button>
        </p>
      </Show>
    </main>
  );
}

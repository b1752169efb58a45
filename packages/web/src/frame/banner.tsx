import { type JSX, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { formatDate } from "@selaras/core/kernel/format.ts";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconClockPause, IconCloudOff, IconInfoCircle } from "@selaras/ui/icons.ts";
import { t } from "../i18n/index.ts";
import { useMe } from "../session/me.tsx";

/** Whether the device believes to be online; follows its events. */
function createOnline(): () => boolean {
  const [online, setOnline] = createSignal(navigator.onLine);
  const look = () => setOnline(navigator.onLine);
  onMount(() => {
    addEventListener("online", look);
    addEventListener("offline", look);
  });
  onCleanup(() => {
    removeEventListener("online", look);
    removeEventListener("offline", look);
  });
  return online;
}

/** Lines over the content: invented figures, no network, and posts that a Plh attends to. */
export function Banner(): JSX.Element {
  const me = useMe();
  const online = createOnline();
  return (
    <>
      <Show when={!online()}>
        <p class="w-banner w-banner-warning" role="status">
          <Icon of={IconCloudOff} /> {t.offline.banner}
        </p>
      </Show>
      <For each={me.away}>
        {(post) => (
          <p class="w-banner w-banner-warning">
            <Icon of={IconClockPause} /> {t.frame.away(post.title, formatDate(post.until))}
          </p>
        )}
      </For>
      <Show when={me.tenant.demo}>
        <p class="w-banner">
          <Icon of={IconInfoCircle} /> {t.frame.demo}
        </p>
      </Show>
    </>
  );
}

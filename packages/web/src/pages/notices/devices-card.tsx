import { formatDate } from "@selaras/core/kernel/format.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconBell } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { ApiFailure, api, asFailure } from "../../api/client.ts";
import { useZone } from "../../session/me.tsx";
import { unsubscribeHere } from "../../session/push.ts";
import { deviceIdOf, standingHere, turnOnHere } from "./device.ts";
import type { Settings } from "./settings.page.tsx";
import { words } from "./words.ts";

const w = words.page;
type Device = Settings["devices"][number];

const told = (thrown: unknown): string => (thrown instanceof ApiFailure ? asFailure(thrown).message : w.failed);

/** The devices that show a person's notices, and the way to make this one of them. */
export function DevicesCard(props: { settings: Settings; onChanged: () => void }): JSX.Element {
  const [here, { refetch }] = createResource(
    () => props.settings,
    async (settings) => {
      const { standing, endpoint } = await standingHere(settings.pushKey);
      const id = endpoint === null ? null : await deviceIdOf(endpoint);
      // The server forgot a device that gave up its subscription, or it belongs to another person: then it is off.
      const isKnown = settings.devices.some((device) => device.id === id);
      return { standing: standing === "on" && !isKnown ? ("off" as const) : standing, id };
    },
  );
  const [busy, setBusy] = createSignal(false);
  const attempt = async (work: () => Promise<string | null>) => {
    setBusy(true);
    try {
      const done = await work();
      if (done !== null) toast({ tone: "success", text: done });
      props.onChanged();
      await refetch();
    } catch (thrown) {
      toast({ tone: "danger", text: told(thrown) });
    } finally {
      setBusy(false);
    }
  };
  const turnOn = () => attempt(async () => ((await turnOnHere(props.settings.pushKey ?? "")) ? w.turnedOn : null));
  const turnOff = (device: Device) =>
    attempt(async () => {
      await api("notification.unsubscribe", { id: device.id });
      if (device.id === here.latest?.id) await unsubscribeHere();
      return w.turnedOff;
    });
  return (
    <Card title={w.devices} description={w.devicesAbout}>
      <Show when={props.settings.devices.length > 0} fallback={<p class="w-note">{w.noDevices}</p>}>
        <ul class="n-devices">
          <For each={props.settings.devices}>
            {(device) => (
              <Line
                device={device}
                isHere={device.id === here.latest?.id}
                busy={busy()}
                onOff={() => void turnOff(device)}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={here.latest}>
        {(found) => (
          <div class="n-choices">
            <Show when={found().standing === "off"}>
              <Button kind="secondary" icon={IconBell} busy={busy()} onPress={() => void turnOn()}>
                {w.turnOn}
              </Button>
            </Show>
            <Show
              when={found().standing === "apple" || found().standing === "denied"}
              fallback={<p class="w-note">{w.standing[found().standing]}</p>}
            >
              <Alert tone="info">{w.standing[found().standing]}</Alert>
            </Show>
            <Show when={found().standing === "on" && !props.settings.chosen.push}>
              <Alert tone="warning">{w.pushOff}</Alert>
            </Show>
          </div>
        )}
      </Show>
    </Card>
  );
}

function Line(props: { device: Device; isHere: boolean; busy: boolean; onOff: () => void }): JSX.Element {
  const zone = useZone();
  return (
    <li class="n-device">
      <span class="n-device-words">
        <span>
          {props.device.name}
          <Show when={props.isHere}> ({w.thisDevice})</Show>
        </span>
        <span class="w-note">{w.since(formatDate(localDate(props.device.since, zone)))}</span>
      </span>
      <Button size="small" busy={props.busy} label={w.turnOffLabel(props.device.name)} onPress={() => props.onOff()}>
        {w.turnOff}
      </Button>
    </li>
  );
}

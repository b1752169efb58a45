import { Button } from "@selaras/ui/components/button.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconClockPause } from "@selaras/ui/icons.ts";
import { createEffect, createMemo, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { holds } from "../api/holds.ts";
import type { Hold } from "../api/patience.ts";
import { t } from "../i18n/index.ts";

const TICK_MS = 250;

/** An open dialog makes everything outside of it deaf, so the line goes inside. */
const place = (): HTMLElement => [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1) ?? document.body;

/** Height of what stands at the lower edge of the page already, such as the acts of a report, in pixels. */
function lowerEdge(): number {
  const bars = [...document.querySelectorAll("[data-lower-edge]")].map((bar) => bar.getBoundingClientRect());
  return Math.max(0, ...bars.filter((bar) => bar.bottom >= innerHeight - 1).map((bar) => innerHeight - bar.top));
}

/** Whoever leaves now gives up an act that was not done yet; entries stay on the device anyway. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** What is said of the calls that wait: of entries and acts first, of a page that only loads later otherwise. */
function saying() {
  const own = holds().filter((each) => each.kind !== "read");
  const shown: readonly Hold[] = own.length > 0 ? own : holds();
  return {
    reason: shown.some((each) => each.rush) ? t.rush.tooMany : t.rush.busy,
    promise: own.length > 0 ? t.rush.sentAgain : t.rush.loadedAgain,
    until: Math.max(...shown.map((each) => each.until)),
  };
}

/** A calm line while the server asks to wait: what happens, how long it takes, and the way out of an act. */
export function RushLine(): JSX.Element {
  return (
    <>
      {/* Read out once: a countdown in a live region would talk all the time. */}
      <p class="s-hidden-text" role="status">
        {holds().length > 0 ? `${saying().reason} ${saying().promise}` : ""}
      </p>
      <Show when={holds().length > 0}>
        <Line />
      </Show>
    </>
  );
}

function Line(): JSX.Element {
  const look = () => ({ now: Date.now(), place: place(), edge: lowerEdge() });
  const [at, setAt] = createSignal(look());
  const mount = createMemo(() => at().place);
  const timer = setInterval(() => setAt(look()), TICK_MS);
  onCleanup(() => clearInterval(timer));
  const seconds = () => Math.max(1, Math.ceil((saying().until - at().now) / 1_000));
  const acts = () => holds().filter((each) => each.cancel !== null);
  createEffect(() => {
    if (acts().length === 0) return;
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });
  return (
    <Portal mount={mount()}>
      <div
        class="w-rush s-screen-only"
        classList={{ "w-rush-above": mount() !== document.body }}
        style={{ "--lower-edge": `${at().edge}px` }}
      >
        <span class="w-rush-icon">
          <Icon of={IconClockPause} />
        </span>
        <p class="w-rush-text" aria-hidden="true">
          {saying().reason} <span class="s-figures">{t.rush.waiting(seconds())}</span> {saying().promise}
        </p>
        <Show when={acts().length > 0}>
          <Button size="small" onPress={() => acts().forEach((act) => act.cancel?.())}>
            {t.rush.cancel}
          </Button>
        </Show>
      </div>
    </Portal>
  );
}

import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { changesBetween } from "@selaras/core/template/changes.ts";
import { isObject, type JsonObject } from "@selaras/core/template/structure.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { For, type JSX, Show } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { ChangeLine } from "./change-list.tsx";
import type { Clash } from "./merge.ts";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

const asJson = (content: unknown): JsonObject => {
  const plain: unknown = JSON.parse(JSON.stringify(content ?? {}));
  return isObject(plain) ? plain : {};
};
const SHOWN_MOST = 12;

/** Parts that somebody else saved while they were changed here: both contents, side by side, to choose from. */
export function Clashes(props: { work: Work }): JSX.Element {
  const zone = useZone();
  const text = (clash: Clash): string =>
    clash.by === ""
      ? words.clash.gone(clash.label)
      : words.clash.text(clash.label, clash.by, formatDateTime(clash.at, zone));
  return (
    <For each={props.work.clashes()}>
      {(clash) => (
        <Alert
          tone="warning"
          live
          title={words.clash.title}
          actions={
            <>
              <Button size="small" onPress={() => props.work.choose(clash, "mine")}>
                {words.clash.mine}
              </Button>
              <Button size="small" onPress={() => props.work.choose(clash, "theirs")}>
                {clash.theirs === null ? words.clash.theirsGone : words.clash.theirs(clash.by)}
              </Button>
            </>
          }
        >
          <p>{text(clash)}</p>
          <Show when={clash.mine && clash.theirs}>
            <p>{words.clash.between(clash.by)}</p>
            <ul class="tp-changes">
              <For each={changesBetween(asJson(clash.theirs), asJson(clash.mine)).slice(0, SHOWN_MOST)}>
                {(change) => <ChangeLine change={change} plain />}
              </For>
            </ul>
          </Show>
        </Alert>
      )}
    </For>
  );
}

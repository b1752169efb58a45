import { A } from "@solidjs/router";
import type { Hole } from "@selaras/core/cascade/holes.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconAlertTriangle } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { paths } from "../../paths.ts";
import type { Place } from "./sakip.data.ts";
import { words } from "./words.ts";

const OF_TARGETS: readonly Hole["kind"][] = ["no-target", "quarters-differ"];

/** The address of the place where a hole is mended: the sheet of targets, or the node. */
export const placeOfHole = (
  { kind, node }: Pick<Hole, "kind" | "node">,
  { plan, year }: Pick<Place, "plan" | "year">,
  part: string,
) => paths.sakip({ plan, year, part, ...(OF_TARGETS.includes(kind) ? { tab: "target" } : { node }) });

/** Everything that is lacking, each with the way to its place. */
export function HolesCard(props: { holes: readonly Hole[]; place: Place }): JSX.Element {
  return (
    <Card
      title={props.holes.length === 0 ? words.tree.noHoles : `${words.tree.holes} (${props.holes.length})`}
      description={props.holes.length === 0 ? undefined : words.tree.holesText}
    >
      <Show when={props.holes.length > 0} fallback={<p class="w-note">{words.tree.noHolesText}</p>}>
        <ul class="k-holes">
          <For each={props.holes}>
            {(hole) => (
              <li>
                <A class="k-hole" href={placeOfHole(hole, props.place, props.place.part)}>
                  <span class="k-hole-icon">
                    <Icon of={IconAlertTriangle} />
                  </span>
                  <span class="k-hole-words">
                    <strong>{words.holes[hole.kind]}</strong>
                    <span class="w-note">
                      {words.levels[hole.level]}: {hole.text}
                    </span>
                  </span>
                </A>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

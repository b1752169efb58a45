import { rangeText } from "@selaras/core/indicator/scales.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DescriptionList } from "@selaras/ui/components/trail.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import type { Api } from "../../api/client.ts";
import { grouped, type Scale } from "./model.ts";
import { ScaleLine } from "./scale-line.tsx";
import { Versions } from "./versions.tsx";
import { words } from "./words.ts";

type ScaleVersion = Api["indicator.catalogue"]["reply"]["scales"][number];

const roundingOf = ({ rounding }: Scale): string =>
  rounding === null ? words.unrounded : words.roundedFirst(rounding);

export function ScaleList(props: {
  versions: readonly ScaleVersion[];
  barrier: string | undefined;
  onEdit: (scale: Scale) => void;
}): JSX.Element {
  return (
    <div class="i-list">
      <For each={grouped(props.versions, (each) => each.scale)}>
        {({ newest, all }) => (
          <Card
            title={newest.scale.label}
            description={roundingOf(newest.scale)}
            actions={
              <Button
                size="small"
                icon={IconPencil}
                label={words.editOf(newest.scale.label)}
                disabledReason={props.barrier}
                onPress={() => props.onEdit(newest.scale)}
              >
                {words.edit}
              </Button>
            }
          >
            <ScaleLine classes={newest.scale.classes} problems={[]} />
            <ul class="i-classes">
              <For each={newest.scale.classes}>
                {(each) => (
                  <li>
                    <span class={`i-dot i-${each.tone}`} aria-hidden="true" />
                    <strong>{each.label}</strong> <span class="s-figures">{rangeText(each)}</span>
                    <Show when={each.everyPart}>
                      <span class="i-quiet">{words.everyPart}</span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <DescriptionList
              items={[
                { term: words.source, value: newest.scale.source },
                { term: words.use, value: <code class="i-code">{words.useScale(newest.scale.id)}</code> },
              ]}
            />
            <Versions
              versions={all.map(({ scale, by, at }) => ({
                n: scale.n,
                by,
                at,
                says: scale.classes.map((each) => `${each.label} ${rangeText(each)}`).join("; "),
              }))}
            />
          </Card>
        )}
      </For>
    </div>
  );
}

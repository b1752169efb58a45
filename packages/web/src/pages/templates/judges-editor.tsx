import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { A } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import type { Api } from "../../api/client.ts";
import { paths } from "../../paths.ts";
import type { Draft, Frame } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const j = words.judges;

export type Catalogue = Api["indicator.catalogue"]["reply"];
type Judge = { readonly id: string; readonly n: number; readonly label: string; readonly source: string };

/** Of every id the newest version. */
function newest<J extends Judge>(all: readonly J[]): readonly J[] {
  const best = new Map<string, J>();
  for (const each of all) if (each.n > (best.get(each.id)?.n ?? 0)) best.set(each.id, each);
  return [...best.values()];
}

/** Methods and scales that formulas of this template may name, each with the version that lies in it. */
export function JudgesEditor(props: {
  draft: Draft;
  catalogue: Catalogue;
  change: (part: Partial<Frame>) => void;
}): JSX.Element {
  const methods = () => props.draft.frame.methods ?? [];
  const scales = () => props.draft.frame.scales ?? [];
  return (
    <div class="tp-editor">
      <p class="tp-quiet">
        {j.about} <A href={paths.indicators()}>{j.catalogue}</A>
      </p>
      <Picked
        title={j.methods}
        sample={(id) => `capaian("${id}", realisasi, target)`}
        used={methods()}
        known={newest(props.catalogue.methods.map((each) => each.method))}
        onChange={(next) => props.change({ methods: [...next] })}
      />
      <Picked
        title={j.scales}
        sample={(id) => `kelas("${id}", capaian)`}
        used={scales()}
        known={newest(props.catalogue.scales.map((each) => each.scale))}
        onChange={(next) => props.change({ scales: [...next] })}
      />
    </div>
  );
}

function Picked<J extends Judge>(props: {
  title: string;
  sample: (id: string) => string;
  used: readonly J[];
  known: readonly J[];
  onChange: (next: readonly J[]) => void;
}): JSX.Element {
  const [wanted, setWanted] = createSignal("");
  const left = () => props.known.filter((each) => !props.used.some((own) => own.id === each.id));
  const later = (own: J) => props.known.find((each) => each.id === own.id && each.n > own.n);
  const add = () => {
    const found = left().find((each) => each.id === wanted());
    if (found) props.onChange([...props.used, found]);
    setWanted("");
  };
  return (
    <section class="tp-members" aria-label={props.title}>
      <h3>{props.title}</h3>
      <ul class="tp-list">
        <For each={props.used}>
          {(own) => (
            <li class="tp-member tp-judge">
              <div class="tp-words">
                <strong>{own.label}</strong>
                <span class="tp-quiet">
                  {j.version(own.n)} · <code>{props.sample(own.id)}</code>
                </span>
                <span class="tp-quiet">{own.source}</span>
              </div>
              <div class="tp-acts">
                <Show when={later(own)}>
                  {(next) => (
                    <Button
                      size="small"
                      onPress={() => props.onChange(props.used.map((each) => (each.id === own.id ? next() : each)))}
                    >
                      {j.take(next().n)}
                    </Button>
                  )}
                </Show>
                <LinkButton
                  label={j.drop(own.label)}
                  onPress={() => props.onChange(props.used.filter((each) => each.id !== own.id))}
                >
                  {j.dropWord}
                </LinkButton>
              </div>
            </li>
          )}
        </For>
      </ul>
      <div class="tp-acts tp-acts-end">
        <Select
          label={j.choose}
          hideLabel
          placeholder={left().length === 0 ? j.all : j.choose}
          options={left().map((each): { value: string; label: string } => ({
            value: each.id,
            label: `${each.label} (${j.version(each.n)})`,
          }))}
          value={wanted()}
          onChange={setWanted}
        />
        <Button size="small" disabledReason={wanted() === "" ? j.choose : undefined} onPress={add}>
          {j.add}
        </Button>
      </div>
    </section>
  );
}

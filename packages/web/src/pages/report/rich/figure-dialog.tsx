import type { TokenChoice } from "@selaras/core/report/telling.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { type Accessor, createEffect, createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { found } from "./find-figure.ts";
import { words } from "./words.ts";

const SHOWN = 40;

/** The figures of the report with what they say now; one press puts it into the text. */
export function FigureDialog(props: {
  open: boolean;
  figures: Accessor<readonly TokenChoice[]>;
  onChoose: (name: string) => void;
  onClose: () => void;
}): JSX.Element {
  const [typed, setTyped] = createSignal("");
  createEffect(() => props.open && setTyped(""));
  const all = createMemo(() => (props.open ? found(props.figures(), typed()) : []));
  return (
    <Dialog
      open={props.open}
      title={words.figureTitle}
      description={words.figureText}
      size="large"
      onClose={() => props.onClose()}
      actions={<Button onPress={() => props.onClose()}>{words.cancel}</Button>}
    >
      <TextInput label={words.figureSearch} value={typed()} autocomplete="off" onInput={setTyped} />
      <ul class="rt-figures">
        <For each={all().slice(0, SHOWN)} fallback={<li class="r-muted">{words.figureNone}</li>}>
          {(figure) => (
            <li>
              <button type="button" class="rt-figure" onClick={() => props.onChoose(figure.name)}>
                <span>
                  <span class="r-block">{figure.label}</span>
                  <span class="r-small">{figure.place === "" ? words.whole : figure.place}</span>
                </span>
                <strong class="s-figures">{figure.shown}</strong>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={all().length > SHOWN}>
        <p class="r-small">{words.figureMore(all().length - SHOWN)}</p>
      </Show>
    </Dialog>
  );
}

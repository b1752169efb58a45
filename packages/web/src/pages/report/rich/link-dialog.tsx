import { isAddress } from "@selaras/core/narrative/reading.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { words } from "./words.ts";

/** Asks for the address of a link; only https is taken. */
export function LinkDialog(props: {
  open: boolean;
  selected: boolean;
  linked: boolean;
  onChoose: (href: string | null) => void;
  onClose: () => void;
}): JSX.Element {
  const [href, setHref] = createSignal("");
  const [tried, setTried] = createSignal(false);
  createEffect(() => {
    if (!props.open) return;
    setHref("https://");
    setTried(false);
  });
  const isGood = () => isAddress(href().trim());
  const choose = () => {
    setTried(true);
    if (isGood()) props.onChoose(href().trim());
  };
  return (
    <Dialog
      open={props.open}
      title={words.linkTitle}
      description={props.selected ? undefined : words.linkNone}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.cancel}</Button>
          <Show when={props.linked}>
            <Button onPress={() => props.onChoose(null)}>{words.linkDrop}</Button>
          </Show>
          <Button kind="primary" disabledReason={props.selected ? undefined : words.linkNone} onPress={choose}>
            {words.linkPut}
          </Button>
        </>
      }
    >
      <TextInput
        label={words.linkAddress}
        type="url"
        inputMode="url"
        autocomplete="off"
        value={href()}
        error={tried() && !isGood() ? words.linkBad : undefined}
        onInput={setHref}
      />
    </Dialog>
  );
}

import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX } from "solid-js";

/** A text and the button that sends it; what was typed stays until it is saved. */
export function Writer(props: {
  label: string;
  act: string;
  hint?: string | undefined;
  initial?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  keep?: boolean | undefined;
  onWrite: (text: string) => Promise<boolean>;
}): JSX.Element {
  const [text, setText] = createSignal(props.initial ?? "");
  const [busy, setBusy] = createSignal(false);
  const short = () => text().trim().length < (props.minimum ?? 1);
  const send = async () => {
    setBusy(true);
    const done = await props.onWrite(text().trim());
    setBusy(false);
    if (done && props.keep !== true) setText("");
  };
  return (
    <div class="r-writer">
      <TextArea
        label={props.label}
        hint={props.hint}
        rows={3}
        maxLength={props.maximum ?? LIMITS.messageCharacters}
        value={text()}
        onInput={setText}
      />
      <Button busy={busy()} disabledReason={short() ? props.label : undefined} onPress={() => void send()}>
        {props.act}
      </Button>
    </div>
  );
}

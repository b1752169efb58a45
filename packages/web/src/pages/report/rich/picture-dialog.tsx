import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { EvidencePicture } from "./picture.tsx";
import { words } from "./words.ts";

const PRINTED: readonly string[] = ["image/jpeg", "image/png"];

/** The pictures among the files of the report. */
export function PictureDialog(props: {
  open: boolean;
  report: ReportView;
  onChoose: (hash: string, alt: string) => void;
  onClose: () => void;
}): JSX.Element {
  const [hash, setHash] = createSignal("");
  const [alt, setAlt] = createSignal("");
  createEffect(() => {
    if (!props.open) return;
    setHash("");
    setAlt("");
  });
  const files = () =>
    props.report.evidence.filter(({ type, bytes }) => PRINTED.includes(type) && bytes <= LIMITS.pictureBytes);
  return (
    <Dialog
      open={props.open}
      title={words.pictureTitle}
      description={files().length === 0 ? words.pictureNone : words.pictureText}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.cancel}</Button>
          <Show when={files().length > 0}>
            <Button
              kind="primary"
              disabledReason={hash() === "" ? words.pictureWhich : undefined}
              onPress={() => props.onChoose(hash(), alt().trim())}
            >
              {words.picturePut}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={files().length > 0}>
        <Select
          label={words.pictureWhich}
          value={hash()}
          options={files().map((file) => ({ value: file.evidenceId as string, label: file.name }))}
          onChange={setHash}
        />
        <TextInput
          label={words.pictureAlt}
          hint={words.pictureAltHint}
          maxLength={LIMITS.pictureTextCharacters}
          value={alt()}
          onInput={setAlt}
        />
        <Show when={hash()} keyed>
          {(chosen) => (
            <div class="rt-preview">
              <EvidencePicture report={props.report} hash={chosen} alt={alt()} />
            </div>
          )}
        </Show>
      </Show>
    </Dialog>
  );
}

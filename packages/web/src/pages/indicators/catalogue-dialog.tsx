import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { type JSX, Show } from "solid-js";
import { FailureNotice } from "../../frame/await.tsx";
import { codeFault, CodeField } from "./code-field.tsx";
import { codeFor, firstFault, type Named } from "./model.ts";
import { createSaving } from "./saving.ts";
import { words } from "./words.ts";

export type CatalogueDialogProps<D extends Named> = {
  /** The version that the new one follows; null = an entry of its own. */
  from: { readonly label: string; readonly n: number } | null;
  newTitle: string;
  taken: readonly string[];
  draft: D;
  onChange: (part: Partial<Named>) => void;
  /** What else keeps it from being saved, the first thing. */
  fault: string | undefined;
  send: (n: number, command: string) => Promise<unknown>;
  onClose: () => void;
  onSaved: () => void;
  /** Fields of the entry's own kind, between name and source. */
  children: JSX.Element;
};

/** The next version of an entry of the catalogue, or a new entry: its name and code, its own fields, and its source. */
export function CatalogueDialog<D extends Named>(props: CatalogueDialogProps<D>): JSX.Element {
  const { busy, failure, save } = createSaving(() => props.draft);
  const n = () => (props.from?.n ?? 0) + 1;
  const isNew = () => props.from === null;
  const name = (label: string) => {
    const follows = isNew() && props.draft.id === codeFor(props.draft.label, props.taken);
    props.onChange({ label, ...(follows ? { id: codeFor(label, props.taken) } : {}) });
  };
  const barrier = () =>
    firstFault(props.draft, isNew() ? codeFault(props.draft.id, props.taken) : undefined, props.fault);
  const send = async (command: string) => {
    await props.send(n(), command);
    toast({ tone: "success", text: words.form.saved(props.draft.label.trim(), n()) });
    props.onSaved();
  };
  return (
    <Dialog
      open
      size="large"
      title={props.from === null ? props.newTitle : words.form.methodVersion(props.from.label, n())}
      description={props.from === null ? undefined : words.form.past}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.form.cancel}</Button>
          <Button kind="primary" busy={busy()} disabledReason={barrier()} onPress={() => void save(send)}>
            {words.form.save(n())}
          </Button>
        </>
      }
    >
      <div class="i-form">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <TextInput
          label={words.form.label}
          value={props.draft.label}
          maxLength={LIMITS.indicatorLabelCharacters}
          required
          onInput={name}
        />
        <Show when={isNew()}>
          <CodeField code={props.draft.id} taken={props.taken} onInput={(id) => props.onChange({ id })} />
        </Show>
        {props.children}
        <TextArea
          label={words.form.source}
          hint={words.form.sourceHint}
          rows={3}
          maxLength={LIMITS.indicatorSourceCharacters}
          required
          value={props.draft.source}
          onInput={(source) => props.onChange({ source })}
        />
      </div>
    </Dialog>
  );
}

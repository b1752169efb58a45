import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createMemo, createSignal, For, Index, type JSX, Show } from "solid-js";
import { guessColumns, type PasteColumn, pastedRows, widthOf } from "./paste.ts";
import type { Column, Row } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const p = words.paste;
const PREVIEWED = 5;
const keyOf = (meaning: PasteColumn): string => (typeof meaning === "string" ? meaning : `kolom:${meaning.column}`);

/** Rows from a spreadsheet: pasted, each column told what it is, looked at, and then taken. */
export function PasteDialog(props: {
  columns: readonly Column[];
  taken: readonly string[];
  onRows: (rows: readonly Row[]) => void;
  onClose: () => void;
}): JSX.Element {
  const [text, setText] = createSignal("");
  const [meanings, setMeanings] = createSignal<readonly PasteColumn[]>([]);
  const paste = (pasted: string) => {
    setText(pasted);
    const guessed = guessColumns(pasted, props.columns);
    if (meanings().length !== widthOf(pasted)) setMeanings(guessed);
  };
  const read = createMemo(() => pastedRows(text(), meanings(), { columns: props.columns, taken: props.taken }));
  const choices = (): readonly PasteColumn[] => [
    "code",
    "label",
    "group",
    "part",
    ...props.columns.map(({ id }): PasteColumn => ({ column: id })),
    "skip",
  ];
  const wordOf = (meaning: PasteColumn): string =>
    typeof meaning === "string"
      ? p.meanings[meaning]
      : (props.columns.find((each) => each.id === meaning.column)?.label ?? meaning.column);
  return (
    <Dialog
      open
      size="large"
      title={p.title}
      description={p.about}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.cancel}</Button>
          <Button
            kind="primary"
            disabledReason={read().rows.length === 0 ? p.nothing : undefined}
            onPress={() => props.onRows(read().rows)}
          >
            {p.take(read().rows.length)}
          </Button>
        </>
      }
    >
      <div class="tp-editor">
        <TextArea label={p.area} rows={7} value={text()} placeholder={p.example} onInput={paste} />
        <Show when={meanings().length > 0}>
          <div class="tp-pair">
            <Index each={meanings()}>
              {(meaning, at) => (
                <Select
                  label={p.column(at + 1)}
                  placeholder={null}
                  options={choices().map((each): { value: string; label: string } => ({
                    value: keyOf(each),
                    label: wordOf(each),
                  }))}
                  value={keyOf(meaning())}
                  onChange={(key) => {
                    const next = choices().find((each) => keyOf(each) === key);
                    if (next) setMeanings(meanings().map((each, i) => (i === at ? next : each)));
                  }}
                />
              )}
            </Index>
          </div>
          <ol class="tp-pasted">
            <For each={read().rows.slice(0, PREVIEWED)}>
              {(row) => (
                <li>
                  <strong>{row.label}</strong>{" "}
                  <span class="tp-quiet">
                    {[row.code, ...row.group, row.part, ...Object.values(row.context)].filter(Boolean).join(" · ")}
                  </span>
                </li>
              )}
            </For>
          </ol>
          <Show when={read().rows.length > PREVIEWED}>
            <p class="tp-quiet">{p.more(read().rows.length - PREVIEWED)}</p>
          </Show>
        </Show>
        <Show when={read().problems.length > 0}>
          <Alert tone="warning" title={p.problems(read().problems.length)}>
            <ul>
              <For each={read().problems.slice(0, 8)}>{(problem) => <li>{problem}</li>}</For>
            </ul>
          </Alert>
        </Show>
      </div>
    </Dialog>
  );
}

import { TextInput } from "@selaras/ui/components/input.tsx";
import { createEffect, createSignal, type JSX, on } from "solid-js";
import { words } from "./words.ts";

export type WholeInputProps = {
  label: string;
  hint?: string | undefined;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
};

/** A whole number within bounds. What is none of these is shown as typed, with the reason, and changes nothing. */
export function WholeInput(props: WholeInputProps): JSX.Element {
  const [typed, setTyped] = createSignal(String(props.value));
  createEffect(
    on(
      () => props.value,
      (value) => Number(typed()) !== value && setTyped(String(value)),
      { defer: true },
    ),
  );
  const good = (text: string) => /^\d{1,6}$/.test(text) && Number(text) >= props.least && Number(text) <= props.most;
  return (
    <TextInput
      label={props.label}
      hint={props.hint}
      inputMode="numeric"
      figures
      value={typed()}
      error={good(typed()) ? undefined : words.editor.wholeBad(props.least, props.most)}
      onInput={(text) => {
        setTyped(text);
        if (good(text)) props.onChange(Number(text));
      }}
    />
  );
}

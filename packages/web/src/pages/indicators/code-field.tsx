import { TextInput } from "@selaras/ui/components/input.tsx";
import type { JSX } from "solid-js";
import { words } from "./words.ts";

const CODE = /^[a-z][a-z0-9-]{1,39}$/;

/** Why a code cannot be taken; undefined when it can. */
export function codeFault(code: string, taken: readonly string[]): string | undefined {
  if (!CODE.test(code)) return words.form.codeBad;
  return taken.includes(code) ? words.form.codeTaken : undefined;
}

/** The code of a method or scale, under which formulas name it. */
export function CodeField(props: {
  code: string;
  taken: readonly string[];
  onInput: (code: string) => void;
}): JSX.Element {
  return (
    <TextInput
      label={words.form.code}
      hint={words.form.codeHint}
      value={props.code}
      maxLength={40}
      required
      error={props.code === "" ? undefined : codeFault(props.code, props.taken)}
      onInput={(typed) => props.onInput(typed.trim())}
    />
  );
}

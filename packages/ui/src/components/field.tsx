import { createUniqueId, type JSX, Show } from "solid-js";
import { IconAlertCircle } from "../icons.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

export type FieldProps = {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean | undefined;
  hint?: JSX.Element | undefined;
  /** What is wrong, why, and what to do next. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Says "opsional" beside the label. */
  optional?: boolean | undefined;
  /** The id of the control; made up when absent. */
  id?: string | undefined;
};

/** What a control inside a field must carry so that label, hint and error belong to it. */
export type FieldSlot = {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: "true" | undefined;
};

/** Label, hint and error around one control. */
export function Field(props: FieldProps & { children: (slot: FieldSlot) => JSX.Element }): JSX.Element {
  const unique = `f-${createUniqueId()}`;
  const slot: FieldSlot = {
    get id() {
      return props.id ?? unique;
    },
    get describedBy() {
      const ids = [
        props.hint === undefined ? "" : `${slot.id}-hint`,
        props.error === undefined || props.error === "" ? "" : `${slot.id}-error`,
      ];
      const text = ids.filter((id) => id !== "").join(" ");
      return text === "" ? undefined : text;
    },
    get invalid() {
      return props.error === undefined || props.error === "" ? undefined : "true";
    },
  };
  return (
    <div class="s-field" classList={{ "s-field-invalid": slot.invalid !== undefined }}>
      <label class="s-label" classList={{ "s-hidden-text": props.hideLabel === true }} for={slot.id}>
        {props.label}
        <FieldMark required={props.required} optional={props.optional} />
      </label>
      <Show when={props.hint !== undefined}>
        <p class="s-hint" id={`${slot.id}-hint`}>
          {props.hint}
        </p>
      </Show>
      {props.children(slot)}
      <FieldError id={`${slot.id}-error`} text={props.error} />
    </div>
  );
}

/** The word "wajib" or "opsional" after a label. */
export function FieldMark(props: { required?: boolean | undefined; optional?: boolean | undefined }): JSX.Element {
  return (
    <Show when={props.required === true || props.optional === true}>
      <span class="s-label-mark"> ({props.required === true ? words.required : words.optional})</span>
    </Show>
  );
}

/** The line that says what is wrong. It stays in the document while empty so that its arrival is read out. */
export function FieldError(props: { id: string; text: string | undefined }): JSX.Element {
  return (
    <p class="s-error" id={props.id} aria-live="polite">
      <Show when={props.text}>
        <Icon of={IconAlertCircle} />
        <span>{props.text}</span>
      </Show>
    </p>
  );
}

import { createUniqueId, For, type JSX, Show, splitProps } from "solid-js";
import { IconChevronDown } from "../icons.ts";
import { words } from "../words.ts";
import { Field, FieldError, FieldMark, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type Option<V extends string = string> = {
  value: V;
  label: string;
  hint?: string | undefined;
  disabled?: boolean | undefined;
};

const fieldKeys = ["label", "hideLabel", "hint", "error", "required", "optional", "id"] as const;

export type SelectProps<V extends string = string> = FieldProps & {
  options: readonly Option<V>[];
  /** The chosen value; undefined or "" shows the placeholder. */
  value?: V | "" | undefined;
  /** The line shown before a choice; `null` offers none. */
  placeholder?: string | null | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  /** Called with one of the values of `options`, never with the placeholder. */
  onChange?: ((value: V) => void) | undefined;
};

/** A native select: known to every phone, and weighs nothing. */
export function Select<V extends string>(props: SelectProps<V>): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  const choose = (value: string) => {
    const option = control.options.find((one) => one.value === value);
    if (option !== undefined) control.onChange?.(option.value);
  };
  return (
    <Field {...field}>
      {(slot) => (
        <span class="s-control s-select">
          <select
            class="s-input"
            id={slot.id}
            name={control.name}
            disabled={control.disabled}
            required={field.required}
            aria-describedby={slot.describedBy}
            aria-invalid={slot.invalid}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <Show when={control.placeholder !== null}>
              <option value="" disabled={field.required} selected={(control.value ?? "") === ""}>
                {control.placeholder ?? words.choose}
              </option>
            </Show>
            <For each={control.options}>
              {(option) => (
                <option value={option.value} disabled={option.disabled} selected={option.value === control.value}>
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <span class="s-select-arrow">
            <Icon of={IconChevronDown} />
          </span>
        </span>
      )}
    </Field>
  );
}

export type CheckboxProps = {
  label: JSX.Element;
  hint?: string | undefined;
  error?: string | undefined;
  checked: boolean;
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
  onChange?: ((checked: boolean) => void) | undefined;
};

export function Checkbox(props: CheckboxProps): JSX.Element {
  const id = `c-${createUniqueId()}`;
  return (
    <div class="s-choice-row">
      <label class="s-choice">
        <input
          type="checkbox"
          checked={props.checked}
          name={props.name}
          value={props.value ?? "on"}
          disabled={props.disabled}
          required={props.required}
          aria-describedby={props.hint === undefined ? `${id}-error` : `${id}-hint ${id}-error`}
          aria-invalid={props.error === undefined ? undefined : "true"}
          onChange={(event) => props.onChange?.(event.currentTarget.checked)}
        />
        <span class="s-choice-text">
          {props.label}
          <FieldMark required={props.required} />
          <Show when={props.hint}>
            <span class="s-choice-hint" id={`${id}-hint`}>
              {props.hint}
            </span>
          </Show>
        </span>
      </label>
      <FieldError id={`${id}-error`} text={props.error} />
    </div>
  );
}

export type RadioGroupProps<V extends string = string> = Omit<FieldProps, "id"> & {
  options: readonly Option<V>[];
  value?: V | undefined;
  /** Side by side instead of one below the other. */
  inline?: boolean | undefined;
  name?: string | undefined;
  onChange?: ((value: V) => void) | undefined;
};

export function RadioGroup<V extends string>(props: RadioGroupProps<V>): JSX.Element {
  const id = `r-${createUniqueId()}`;
  const described = () => [props.hint === undefined ? "" : `${id}-hint`, `${id}-error`].join(" ").trim();
  return (
    <fieldset class="s-field" aria-describedby={described()}>
      <legend class="s-label" classList={{ "s-hidden-text": props.hideLabel === true }}>
        {props.label}
        <FieldMark required={props.required} optional={props.optional} />
      </legend>
      <Show when={props.hint !== undefined}>
        <p class="s-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <div class="s-choices" classList={{ "s-choices-inline": props.inline === true }}>
        <For each={props.options}>
          {(option) => (
            <label class="s-choice">
              <input
                type="radio"
                name={props.name ?? id}
                value={option.value}
                checked={option.value === props.value}
                disabled={option.disabled}
                onChange={() => props.onChange?.(option.value)}
              />
              <span class="s-choice-text">
                {option.label}
                <Show when={option.hint}>
                  <span class="s-choice-hint">{option.hint}</span>
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
      <FieldError id={`${id}-error`} text={props.error} />
    </fieldset>
  );
}

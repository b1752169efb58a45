import { createSignal, For, type JSX, Show, splitProps } from "solid-js";
import { IconEye, IconEyeOff, IconSearch, IconX } from "../icons.ts";
import { words } from "../words.ts";
import { DatePick } from "./date-pick.tsx";
import { Field, type FieldProps, type FieldSlot } from "./field.tsx";
import { Icon } from "./icon.tsx";

const fieldKeys = ["label", "hideLabel", "hint", "error", "required", "optional", "id"] as const;

type ControlProps = {
  value?: string | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  readonly?: boolean | undefined;
  autocomplete?: JSX.HTMLAutocomplete | undefined;
  autofocus?: boolean | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  ref?: ((element: HTMLInputElement) => void) | undefined;
  onInput?: ((value: string) => void) | undefined;
  /** When the field is left or Enter is pressed with another value than before. */
  onChange?: ((value: string) => void) | undefined;
};

type BareInputProps = ControlProps & {
  slot: FieldSlot;
  type: string;
  required?: boolean | undefined;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | "search" | undefined;
  min?: string | undefined;
  max?: string | undefined;
  step?: string | undefined;
  figures?: boolean | undefined;
  /** Id of the list of suggestions. */
  list?: string | undefined;
};

function BareInput(props: BareInputProps): JSX.Element {
  return (
    <input
      ref={(element) => props.ref?.(element)}
      class="s-input"
      classList={{ "s-figures s-input-figures": props.figures === true }}
      id={props.slot.id}
      type={props.type}
      value={props.value ?? ""}
      name={props.name}
      disabled={props.disabled}
      readonly={props.readonly}
      required={props.required}
      autocomplete={props.autocomplete}
      autofocus={props.autofocus}
      placeholder={props.placeholder}
      maxlength={props.maxLength}
      inputmode={props.inputMode}
      min={props.min}
      max={props.max}
      step={props.step}
      list={props.list}
      aria-describedby={props.slot.describedBy}
      aria-invalid={props.slot.invalid}
      onInput={(event) => props.onInput?.(event.currentTarget.value)}
      onChange={(event) => props.onChange?.(event.currentTarget.value)}
    />
  );
}

export type TextInputProps = FieldProps &
  ControlProps & {
    type?: "text" | "email" | "tel" | "url" | undefined;
    inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | undefined;
    /** Figures: tabular and flush right. */
    figures?: boolean | undefined;
    /** Fixed text before the value, such as "Rp". */
    prefix?: string | undefined;
    /** Fixed text after the value, such as "%". */
    suffix?: string | undefined;
    /** What the browser offers while one types; anything else may be typed too. */
    suggestions?: readonly string[] | undefined;
  };

export function TextInput(props: TextInputProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  return (
    <Field {...field}>
      {(slot) => (
        <span class="s-control" classList={{ "s-control-suffixed": control.suffix !== undefined }}>
          <Show when={control.prefix}>
            <span class="s-affix">{control.prefix}</span>
          </Show>
          <BareInput
            {...control}
            slot={slot}
            type={control.type ?? "text"}
            required={field.required}
            list={control.suggestions && `${slot.id}-list`}
          />
          <Show when={control.suggestions}>
            {(offered) => (
              <datalist id={`${slot.id}-list`}>
                <For each={offered()}>{(each) => <option value={each} />}</For>
              </datalist>
            )}
          </Show>
          <Show when={control.suffix}>
            <span class="s-affix">{control.suffix}</span>
          </Show>
        </span>
      )}
    </Field>
  );
}

export type PasswordInputProps = FieldProps & ControlProps;

export function PasswordInput(props: PasswordInputProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  const [shown, setShown] = createSignal(false);
  return (
    <Field {...field}>
      {(slot) => (
        <span class="s-control">
          <BareInput {...control} slot={slot} type={shown() ? "text" : "password"} required={field.required} />
          <button
            type="button"
            class="s-control-act"
            aria-label={shown() ? words.hidePassword : words.showPassword}
            aria-controls={slot.id}
            onClick={() => setShown(!shown())}
          >
            <Icon of={shown() ? IconEyeOff : IconEye} />
          </button>
        </span>
      )}
    </Field>
  );
}

export type DateTimeInputProps = FieldProps &
  ControlProps & {
    /** Values are `2026-03-31`, `2026-03`, `16:30` or `2026-03-31T16:30`. */
    kind?: "date" | "month" | "time" | "datetime-local" | undefined;
    min?: string | undefined;
    max?: string | undefined;
    step?: string | undefined;
  };

export function DateTimeInput(props: DateTimeInputProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  return (
    <Field {...field}>
      {(slot) => (
        <span class="s-control s-control-date">
          <BareInput {...control} slot={slot} type={control.kind ?? "date"} required={field.required} />
        </span>
      )}
    </Field>
  );
}

export type DateInputProps = FieldProps &
  ControlProps & {
    /** The date that stands there in digits, "31/03/2026", whatever is shown or being typed. */
    date: string;
    /** A day of the calendar was pressed: "2026-03-31", or an empty text. */
    onPick: (date: string) => void;
  };

/** A date that is typed as people write it, 31/03/2026 or 31 Maret 2026, or picked from the calendar beside it. */
export function DateInput(props: DateInputProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  return (
    <Field {...field}>
      {(slot) => (
        <span class="s-control s-control-date">
          <BareInput {...control} slot={slot} type="text" autocomplete="off" required={field.required} />
          <Show when={control.readonly !== true && control.disabled !== true}>
            <DatePick label={field.label} value={control.date} onPick={control.onPick} />
          </Show>
        </span>
      )}
    </Field>
  );
}

export type SearchInputProps = Omit<FieldProps, "label"> &
  ControlProps & {
    label?: string | undefined;
    /** Enter was pressed. */
    onSearch?: ((value: string) => void) | undefined;
  };

/** A search field with its label hidden by default; Esc or the cross empties it. */
export function SearchInput(props: SearchInputProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  let input: HTMLInputElement | undefined;
  const clear = () => {
    control.onInput?.("");
    control.onChange?.("");
    if (input !== undefined) {
      input.value = "";
      input.focus();
    }
  };
  return (
    <Field {...field} label={field.label ?? words.search} hideLabel={field.hideLabel ?? true}>
      {(slot) => (
        <span
          class="s-control"
          onKeyDown={(event) => {
            if (event.key === "Enter") control.onSearch?.(input?.value ?? "");
          }}
        >
          <span class="s-control-icon">
            <Icon of={IconSearch} />
          </span>
          <BareInput
            {...control}
            slot={slot}
            type="search"
            inputMode="search"
            placeholder={control.placeholder ?? words.search}
            ref={(element) => {
              input = element;
              control.ref?.(element);
            }}
          />
          <Show when={(control.value ?? "") !== ""}>
            <button type="button" class="s-control-act" aria-label={words.clearSearch} onClick={clear}>
              <Icon of={IconX} />
            </button>
          </Show>
        </span>
      )}
    </Field>
  );
}

export type TextAreaProps = FieldProps &
  Omit<ControlProps, "ref"> & {
    rows?: number | undefined;
    ref?: ((element: HTMLTextAreaElement) => void) | undefined;
  };

/** Several lines of text. With `maxLength` it counts what is left and lets one write over, rather than cutting silently. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const [field, control] = splitProps(props, fieldKeys);
  const [typed, setTyped] = createSignal<string | undefined>();
  const left = () => (control.maxLength ?? 0) - (control.value ?? typed() ?? "").length;
  return (
    <Field {...field}>
      {(slot) => (
        <>
          <textarea
            ref={(element) => control.ref?.(element)}
            class="s-input s-textarea"
            id={slot.id}
            rows={control.rows ?? 4}
            value={control.value ?? ""}
            name={control.name}
            disabled={control.disabled}
            readonly={control.readonly}
            required={field.required}
            placeholder={control.placeholder}
            aria-describedby={slot.describedBy}
            aria-invalid={slot.invalid}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              control.onInput?.(event.currentTarget.value);
            }}
            onChange={(event) => control.onChange?.(event.currentTarget.value)}
          />
          <Show when={control.maxLength !== undefined}>
            <span
              class="s-counter"
              classList={{ "s-counter-over": left() < 0 }}
              aria-live={left() <= 20 ? "polite" : "off"}
            >
              {left() < 0 ? words.charactersOver(-left()) : words.charactersLeft(left())}
            </span>
          </Show>
        </>
      )}
    </Field>
  );
}

import { compile } from "@selaras/core/expression/compile.ts";
import { MAX_SOURCE_CHARACTERS } from "@selaras/core/expression/environment.ts";
import type { FieldType, Scope } from "@selaras/core/expression/program.ts";
import { Field } from "@selaras/ui/components/field.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconCircleCheck } from "@selaras/ui/icons.ts";
import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { completed, type Name, pieces, suggestions, wordAt } from "./formula.ts";
import { words } from "./words.ts";

export type FormulaFieldProps = {
  label: string;
  hint?: string | undefined;
  value: string;
  scope: Scope;
  names: readonly Name[];
  /** What the formula must give; absent = a number or a text. */
  gives?: FieldType | undefined;
  rows?: number | undefined;
  onInput: (source: string) => void;
};

/**
 * Where a formula is written: checked with every key, the faulty place underlined in the text, names and functions offered
 * while they are typed. Ctrl+Space opens the list, arrows choose, Enter or Tab takes, Escape closes.
 */
export function FormulaField(props: FormulaFieldProps): JSX.Element {
  const list = `formula-${createUniqueId()}`;
  let area: HTMLTextAreaElement | undefined;
  let back: HTMLDivElement | undefined;
  const [caret, setCaret] = createSignal<number | null>(null);
  const [chosen, setChosen] = createSignal(0);
  const [asked, setAsked] = createSignal(false);
  const compiled = createMemo(() => compile(props.value, props.scope));
  const faults = createMemo(() => {
    const found = compiled();
    return found.ok ? [] : found.errors;
  });
  const fault = (): string | undefined => {
    const found = compiled();
    if (!found.ok) return found.errors.map((each) => each.message).join(" ");
    const { type } = found.program;
    // A date that a formula gives is shown as its words.
    if (props.gives === undefined || type === props.gives || (props.gives === "text" && type === "date"))
      return undefined;
    return props.gives === "boolean" ? words.formula.notBoolean : words.formula.notNumber;
  };
  const offered = createMemo(() => {
    const at = caret();
    if (at === null) return [];
    const word = wordAt(props.value, at);
    return word.text === "" && !asked() ? [] : suggestions(word.text, props.names);
  });
  const close = () => {
    setCaret(null);
    setAsked(false);
    setChosen(0);
  };
  const take = (name: Name) => {
    const at = caret() ?? area?.selectionStart ?? props.value.length;
    const next = completed(props.value, wordAt(props.value, at), name);
    props.onInput(next.source);
    close();
    queueMicrotask(() => {
      area?.focus();
      area?.setSelectionRange(next.caret, next.caret);
    });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      setAsked(true);
      setCaret(area?.selectionStart ?? 0);
      return;
    }
    const count = offered().length;
    if (count === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const name = offered()[chosen()];
    if (step !== undefined) setChosen((chosen() + step + count) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && name) take(name);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tp-formula">
      <Field
        label={props.label}
        hint={props.hint ?? words.formula.hint}
        error={props.value.trim() === "" ? undefined : fault()}
      >
        {(slot) => (
          <div class="tp-formula-box">
            <div
              class="tp-formula-marks"
              aria-hidden="true"
              ref={(element) => {
                back = element;
              }}
            >
              <For each={pieces(props.value, props.value.trim() === "" ? [] : faults())}>
                {(piece) => <span classList={{ "tp-fault": piece.faulty }}>{piece.text}</span>}
              </For>
            </div>
            <textarea
              ref={(element) => {
                area = element;
              }}
              id={slot.id}
              class="s-input s-textarea tp-formula-text"
              rows={props.rows ?? 2}
              spellcheck={false}
              autocapitalize="off"
              autocomplete="off"
              maxlength={MAX_SOURCE_CHARACTERS}
              value={props.value}
              aria-describedby={slot.describedBy}
              aria-invalid={slot.invalid}
              aria-autocomplete="list"
              aria-controls={list}
              aria-activedescendant={offered().length > 0 ? `${list}-${chosen()}` : undefined}
              onInput={(event) => {
                props.onInput(event.currentTarget.value);
                setChosen(0);
                setCaret(event.currentTarget.selectionStart);
              }}
              onScroll={(event) => {
                if (back) back.scrollTop = event.currentTarget.scrollTop;
              }}
              onKeyDown={keys}
              onBlur={close}
            />
            <ul
              class="tp-offers"
              id={list}
              role="listbox"
              aria-label={words.formula.offers}
              hidden={offered().length === 0}
            >
              <For each={offered()}>
                {(name, i) => (
                  <li
                    role="option"
                    id={`${list}-${i()}`}
                    aria-selected={i() === chosen()}
                    onMouseDown={(event) => {
                      event.preventDefault();
                      take(name);
                    }}
                  >
                    <code>{name.text}</code> <span>{name.label}</span>
                  </li>
                )}
              </For>
            </ul>
          </div>
        )}
      </Field>
      <p class="s-hidden-text" role="status">
        {offered().length > 0 ? words.formula.offered(offered().length) : ""}
      </p>
      <Show when={props.value.trim() !== "" && fault() === undefined}>
        <p class="tp-good">
          <Icon of={IconCircleCheck} /> {words.formula.sound}
        </p>
      </Show>
      <NameList names={props.names} onTake={take} />
    </div>
  );
}

/** Everything a formula may name, to look through and press. */
function NameList(props: { names: readonly Name[]; onTake: (name: Name) => void }): JSX.Element {
  const kinds = ["name", "function", "judge"] as const;
  return (
    <details class="tp-names">
      <summary>{words.formula.names}</summary>
      <For each={kinds}>
        {(kind) => (
          <Show when={props.names.some((name) => name.kind === kind)}>
            <h4>{words.formula.kinds[kind]}</h4>
            <ul>
              <For each={props.names.filter((name) => name.kind === kind)}>
                {(name) => (
                  <li>
                    <button
                      type="button"
                      aria-label={words.formula.insert(name.text, name.label)}
                      onClick={() => props.onTake(name)}
                    >
                      <code>{name.text}</code>
                    </button>
                    <span>{name.label}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </For>
    </details>
  );
}

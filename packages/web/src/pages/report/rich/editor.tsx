import type { TokenChoice } from "@selaras/core/report/telling.ts";
import { lengthOf, readRich } from "@selaras/core/narrative/reading.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import type { EditorState } from "prosemirror-state";
import { EditorView, type NodeViewConstructor } from "prosemirror-view";
import {
  type Accessor,
  createEffect,
  createRoot,
  createSignal,
  getOwner,
  type JSX,
  onCleanup,
  onMount,
  runWithOwner,
  Show,
} from "solid-js";
import { render } from "solid-js/web";
import { FieldError, FieldMark } from "@selaras/ui/components/field.tsx";
import { fromEditor, storedFrom, toEditor } from "./editor-model.ts";
import { withElements } from "./pasted.ts";
import { EvidencePicture } from "./picture.tsx";
import { Tools } from "./tools.tsx";
import { words } from "./words.ts";
import { writingState } from "./writing.ts";

export type EditorProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required: boolean;
  most: number;
  /** The stored text. */
  value: string;
  report: ReportView;
  /** Figures that the text may name, with what they say now. */
  figures: Accessor<readonly TokenChoice[]>;
  onInput: (stored: string) => void;
};

const PAUSE_MS = 250;

/** A live figure in the text: a box with what it says now. */
const tokenView =
  (figures: Accessor<readonly TokenChoice[]>, owner: ReturnType<typeof getOwner>): NodeViewConstructor =>
  ({ attrs }) => {
    const name = String(attrs["name"]);
    const dom = document.createElement("span");
    const dispose = runWithOwner(owner, () =>
      createRoot((end) => {
        createEffect(() => {
          const found = figures().find((each) => each.name === name);
          dom.className = found ? "rt-token" : "rt-token s-rich-unknown";
          dom.textContent = found?.shown ?? `{${name}}`;
          dom.title = found ? [found.place, found.label].filter(Boolean).join(": ") : words.unknown;
        });
        return end;
      }),
    );
    dom.dataset["token"] = name;
    return { dom, destroy: () => dispose?.() };
  };

const pictureView =
  (report: Accessor<ReportView>): NodeViewConstructor =>
  ({ attrs }) => {
    const dom = document.createElement("figure");
    const [hash, alt] = [String(attrs["hash"]), String(attrs["alt"])];
    const dispose = render(
      () => (
        <>
          <EvidencePicture report={report()} hash={hash} alt={alt} />
          <Show when={alt !== ""}>
            <figcaption>{alt}</figcaption>
          </Show>
        </>
      ),
      dom,
    );
    return { dom, destroy: dispose };
  };

/** Writes a rich text: the same keys and tools on a PC and a phone; what is written goes the way of every cell. */
export function RichEditor(props: EditorProps): JSX.Element {
  let place: HTMLDivElement | undefined;
  let view: EditorView | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = props.value;
  const owner = getOwner();
  const [state, setState] = createSignal<EditorState>(writingState(toEditor(readRich(props.value))));

  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = storedFrom(state().doc);
    if (now === told) return;
    told = now;
    props.onInput(now);
  };
  const hide = () => document.visibilityState === "hidden" && tell();
  onMount(() => {
    if (!place) return;
    view = new EditorView(place, {
      state: state(),
      nodeViews: { token: tokenView(props.figures, owner), picture: pictureView(() => props.report) },
      transformPastedHTML: withElements,
      attributes: {
        id: props.id,
        class: "rt-text s-rich",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${props.id}-label`,
        "aria-describedby": `${props.id}-tip ${props.id}-error`,
        ...(props.required ? { "aria-required": "true" } : {}),
        // The keyboard of a phone corrects Indonesian words into English ones.
        spellcheck: "false",
      },
      dispatchTransaction: (transaction) => {
        const next = (view?.state ?? state()).apply(transaction);
        view?.updateState(next);
        setState(next);
        if (transaction.docChanged) timer ??= setTimeout(tell, PAUSE_MS);
      },
      handleDOMEvents: { blur: tell },
      handleKeyDown: (_, event) => {
        if (!event.altKey || event.key !== "F10") return false;
        place?.parentElement?.querySelector<HTMLElement>(".rt-tools [tabindex='0']")?.focus();
        return true;
      },
    });
    document.addEventListener("visibilitychange", hide);
  });
  onCleanup(() => {
    tell();
    document.removeEventListener("visibilitychange", hide);
    view?.destroy();
  });
  // Another value than the one that was told came in: a colleague's, or the way out of a conflict.
  createEffect(() => {
    const { value } = props;
    if (value === told || timer !== undefined) return;
    told = value;
    const fresh = writingState(toEditor(readRich(value)));
    view?.updateState(fresh);
    setState(fresh);
  });
  const letters = () => lengthOf(fromEditor(state().doc));
  const number = (n: number): string => n.toLocaleString("id-ID");

  return (
    <div class="s-field" classList={{ "s-field-invalid": props.error !== undefined }}>
      <span class="s-label" id={`${props.id}-label`} onClick={() => view?.focus()}>
        {props.label}
        <FieldMark required={props.required} />
      </span>
      <Show when={props.hint}>
        <p class="s-hint">{props.hint}</p>
      </Show>
      <div class="rt-frame">
        <Tools
          label={props.label}
          state={state()}
          report={props.report}
          figures={props.figures}
          run={(command) => {
            if (!view) return;
            command(view.state, view.dispatch, view);
            view.focus();
          }}
        />
        <div
          class="rt-place"
          ref={(element) => {
            place = element;
          }}
        />
      </div>
      <p class="rt-foot" id={`${props.id}-tip`}>
        <span>{words.tip}</span>
        <span class="s-figures">{words.counter(number(letters()), number(props.most))}</span>
      </p>
      <FieldError id={`${props.id}-error`} text={props.error} />
    </div>
  );
}

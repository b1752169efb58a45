import { stagesOf } from "@selaras/core/approval/machine.ts";
import type { ChainProblem } from "@selaras/core/approval/rules.ts";
import type { Step } from "@selaras/core/approval/schema.ts";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconPencil, IconPlus, IconSettings, IconUser, IconWorldUpload } from "@selaras/ui/icons.ts";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { ReturnArrows } from "./arrows.tsx";
import type { Names } from "./describe.ts";
import type { Content } from "./model.ts";
import { StepCard } from "./step-card.tsx";
import { words } from "./words.ts";

/** The key under which the settings of the chain itself are chosen. */
export const CHAIN_ITSELF = ".";

export type DiagramProps = {
  content: Content;
  names: Names;
  /** Key of the step (or `CHAIN_ITSELF`) whose settings are open. */
  selected: string | null;
  problems: readonly ChainProblem[];
  /** Who would act at a step, when it was tried out. */
  people: (key: string) => readonly string[] | undefined;
  editable: boolean;
  onSelect: (key: string) => void;
  onAdd: (at: number) => void;
  onMove: (key: string, to: number) => void;
  onRemove: (key: string) => void;
};

/** The chain as a picture: from the author through the steps to publication, read from top to bottom. */
export function Diagram(props: DiagramProps): JSX.Element {
  const [frame, setFrame] = createSignal<HTMLElement>();
  const [dragged, setDragged] = createSignal<string | null>(null);
  const stages = createMemo(() => stagesOf(props.content));
  const stageKeys = createMemo(() => stages().map((stage) => stage.map((step) => step.key).join(" ")));
  const placeOf = (key: string) => props.content.steps.findIndex((step) => step.key === key);
  const stageOf = (keys: string) => stages()[stageKeys().indexOf(keys)] ?? [];
  const endOf = (keys: string) => placeOf(stageOf(keys).at(-1)?.key ?? "") + 1;
  const drop = (at: number) => {
    const key = dragged();
    setDragged(null);
    if (key === null) return;
    const from = placeOf(key);
    props.onMove(key, from < at ? at - 1 : at);
  };
  const card = (step: Step) => (
    <StepCard
      step={step}
      place={placeOf(step.key)}
      {...props}
      dragging={dragged() === step.key}
      onDrag={(on) => setDragged(on ? step.key : null)}
    />
  );
  const gap = (at: number, inside = false) => (
    <Connector
      at={at}
      inside={inside}
      editable={props.editable}
      wanted={dragged() !== null}
      onAdd={() => props.onAdd(at)}
      onDrop={() => drop(at)}
    />
  );
  return (
    <div class="c-picture" ref={setFrame} role="group" aria-label={words.picture.label}>
      <ReturnArrows frame={frame()} content={props.content} />
      <div class="c-terminal" data-step="author">
        <span class="c-disc">
          <Icon of={IconUser} />
        </span>
        <span>
          <strong>{words.picture.author}</strong>
          <span class="c-quiet">{words.picture.authorText}</span>
        </span>
      </div>
      {gap(0)}
      <For each={stageKeys()}>
        {(keys) => (
          <>
            <Show
              when={stageOf(keys).length > 1}
              fallback={<For each={keys.split(" ")}>{(key) => <One of={key} {...props} card={card} />}</For>}
            >
              <div class="c-group" role="group" aria-label={words.picture.group}>
                <p class="c-group-title">{words.picture.group}</p>
                <div class="c-group-cards">
                  <For each={keys.split(" ")}>{(key) => <One of={key} {...props} card={card} />}</For>
                </div>
                <p class="c-quiet">{words.picture.groupText}</p>
              </div>
            </Show>
            {gap(endOf(keys))}
          </>
        )}
      </For>
      <button
        type="button"
        class="c-terminal c-terminal-end"
        classList={{ "c-selected": props.selected === CHAIN_ITSELF }}
        aria-pressed={props.selected === CHAIN_ITSELF}
        onClick={() => props.onSelect(CHAIN_ITSELF)}
      >
        <span class="c-disc c-disc-end">
          <Icon of={IconWorldUpload} />
        </span>
        <span>
          <strong>{words.picture.publication}</strong>
          <span class="c-quiet">
            {props.content.steps.some((step) => step.kind === "publish")
              ? words.picture.publicationStep
              : words.picture.publicationText}
          </span>
          <Show when={props.content.waitingHours > 0}>
            <span class="c-chip">{words.picture.waiting(props.content.waitingHours)}</span>
          </Show>
        </span>
        <span class="c-terminal-more">
          <Icon of={props.editable ? IconPencil : IconSettings} />
          <span class="s-hidden-text">{words.picture.chainSettings}</span>
        </span>
      </button>
    </div>
  );
}

/** Kept by key, so that a card that changes stays where the keyboard is. */
function One(props: { of: string; content: Content; card: (step: Step) => JSX.Element }): JSX.Element {
  const step = () => props.content.steps.find((each) => each.key === props.of);
  return <Show when={step()}>{(found) => props.card(found())}</Show>;
}

type ConnectorProps = {
  at: number;
  inside: boolean;
  editable: boolean;
  wanted: boolean;
  onAdd: () => void;
  onDrop: () => void;
};

/** The line to what comes next: there a step can be put, or a dragged one dropped. */
function Connector(props: ConnectorProps): JSX.Element {
  const [over, setOver] = createSignal(false);
  return (
    <div
      class="c-line"
      classList={{ "c-line-wanted": props.wanted, "c-line-over": over() }}
      onDragOver={(event) => {
        if (!props.wanted) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        props.onDrop();
      }}
    >
      <Show when={props.editable}>
        <button
          type="button"
          class="c-add"
          aria-label={`${words.picture.addHere} (${props.at + 1})`}
          onClick={() => props.onAdd()}
        >
          <Icon of={IconPlus} />
          <span class="c-add-text" aria-hidden="true">
            {words.picture.addHere}
          </span>
        </button>
      </Show>
    </div>
  );
}

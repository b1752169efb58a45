import type { ChainProblem } from "@selaras/core/approval/rules.ts";
import type { Step, StepKind } from "@selaras/core/approval/schema.ts";
import { IconButton } from "@selaras/ui/components/button.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconClock,
  IconEye,
  IconFilter,
  IconSearch,
  IconShieldCheck,
  IconSignature,
  IconTrash,
  IconUser,
  IconUsers,
  IconWorldUpload,
} from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { labelsOf, limitText, modeText, type Names, whoText } from "./describe.ts";
import type { Content } from "./model.ts";
import { words } from "./words.ts";

const ICONS: Readonly<Record<StepKind, IconShape>> = {
  review: IconSearch,
  verify: IconCheck,
  "apip-review": IconShieldCheck,
  sign: IconSignature,
  acknowledge: IconEye,
  publish: IconWorldUpload,
};

export type StepCardProps = {
  step: Step;
  place: number;
  content: Content;
  names: Names;
  selected: string | null;
  problems: readonly ChainProblem[];
  people: (key: string) => readonly string[] | undefined;
  editable: boolean;
  dragging: boolean;
  onDrag: (on: boolean) => void;
  onSelect: (key: string) => void;
  onMove: (key: string, to: number) => void;
  onRemove: (key: string) => void;
};

/** One step of the picture. Its whole face opens its settings; keys and arrows move it. */
export function StepCard(props: StepCardProps): JSX.Element {
  const key = () => props.step.key;
  const found = () => props.problems.filter((problem) => problem.step === key());
  const last = () => props.place === props.content.steps.length - 1;
  const steer = (event: KeyboardEvent) => {
    if (!props.editable) return;
    const shift = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (shift !== undefined) {
      event.preventDefault();
      props.onMove(key(), props.place + shift);
    } else if (event.key === "Delete") {
      event.preventDefault();
      props.onRemove(key());
    }
  };
  return (
    <article
      class={`c-card c-kind-${props.step.kind}`}
      classList={{
        "c-selected": props.selected === key(),
        "c-card-problem": found().length > 0,
        "c-card-dragged": props.dragging,
      }}
      data-step={key()}
      draggable={props.editable ? "true" : undefined}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", key());
        props.onDrag(true);
      }}
      onDragEnd={() => props.onDrag(false)}
    >
      <Show when={props.step.condition}>
        {(condition) => (
          <p class="c-condition">
            <Icon of={IconFilter} /> {words.picture.onlyWhen} <code>{condition()}</code>
          </p>
        )}
      </Show>
      <button
        type="button"
        class="c-face"
        aria-pressed={props.selected === key()}
        aria-label={words.picture.select(props.step.label)}
        title={props.editable ? words.picture.keys : undefined}
        onClick={() => props.onSelect(key())}
        onKeyDown={steer}
      >
        <span class="c-disc">
          <Icon of={ICONS[props.step.kind]} />
        </span>
        <span class="c-words">
          <span class="c-kind">
            {props.place + 1} · {words.kind[props.step.kind]}
          </span>
          <strong class="c-label">{props.step.label}</strong>
          <span class="c-who">
            <Icon of={props.step.assignee.by === "team" ? IconUsers : IconUser} />{" "}
            {whoText(props.step.assignee, props.names)}
          </span>
        </span>
      </button>
      <Chips {...props} />
      <Show when={props.people(key())}>
        {(names) => (
          <p class="c-people" classList={{ "c-people-none": names().length === 0 }}>
            {names().length === 0 ? words.gaps.missing : names().join(", ")}
          </p>
        )}
      </Show>
      <For each={found()}>
        {(problem) => (
          <p class="c-problem">
            <Icon of={IconAlertTriangle} /> {problem.message}
          </p>
        )}
      </For>
      <Show when={props.editable}>
        <div class="c-tools">
          <IconButton
            icon={IconArrowUp}
            label={words.picture.moveUp(props.step.label)}
            disabledReason={props.place === 0 ? words.picture.first : undefined}
            onPress={() => props.onMove(key(), props.place - 1)}
          />
          <IconButton
            icon={IconArrowDown}
            label={words.picture.moveDown(props.step.label)}
            disabledReason={last() ? words.picture.last : undefined}
            onPress={() => props.onMove(key(), props.place + 1)}
          />
          <IconButton
            icon={IconTrash}
            label={words.picture.remove(props.step.label)}
            disabledReason={props.content.steps.length === 1 ? words.picture.only : undefined}
            onPress={() => props.onRemove(key())}
          />
        </div>
      </Show>
    </article>
  );
}

/** What differs from the plainest step, in a word each: how many must agree, until when, and where it may go back to. */
function Chips(props: Pick<StepCardProps, "step" | "content">): JSX.Element {
  return (
    <ul class="c-chips">
      <Show when={props.step.mode.kind !== "any"}>
        <li class="c-chip">
          <Icon of={IconUsers} /> {words.terms.agree} {modeText(props.step)}
        </li>
      </Show>
      <Show when={props.step.limit}>
        {(limit) => (
          <li class="c-chip">
            <Icon of={IconClock} /> {limitText(limit())}
          </li>
        )}
      </Show>
      <Show when={props.step.returnsTo.length > 0}>
        <li class="c-chip c-chip-return">
          <Icon of={IconArrowBackUp} />
          <span class="s-hidden-text">{words.picture.returns}: </span>
          {labelsOf(props.content, props.step.returnsTo, "")}
        </li>
      </Show>
      <Show when={props.step.emptyHolder !== "wait"}>
        <li class="c-chip">
          {words.terms.empty}: {words.empty[props.step.emptyHolder]}
        </li>
      </Show>
    </ul>
  );
}

import { IconButton } from "@selaras/ui/components/button.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChartBar,
  IconChecklist,
  IconFileText,
  IconInfoCircle,
  IconLayoutDashboard,
  IconPaperclip,
  IconPlus,
  IconRulerMeasure,
  IconTable,
  IconTarget,
} from "@selaras/ui/icons.ts";
import { createSignal, For, Index, type JSX, Show } from "solid-js";
import { type Section, SECTION_KINDS } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const ICONS: Readonly<Record<Section["kind"], IconShape>> = {
  form: IconChecklist,
  rows: IconTable,
  matrix: IconLayoutDashboard,
  indicators: IconTarget,
  narrative: IconFileText,
  evidence: IconPaperclip,
};

/** Places beside the sections, as they stand in the address. */
export const PLACES = ["umum", "angka", "metode"] as const;
const PLACE_ICONS: Readonly<Record<(typeof PLACES)[number], IconShape>> = {
  umum: IconInfoCircle,
  angka: IconChartBar,
  metode: IconRulerMeasure,
};

export type OutlineProps = {
  sections: readonly Section[];
  selected: string;
  /** How many problems lie in a part. */
  problems: (part: string) => number;
  changed: (part: string) => boolean;
  onSelect: (part: string) => void;
  onMove: (from: number, to: number) => void;
  onAdd: (kind: Section["kind"]) => void;
};

/** The parts of a template in their order: pressed to open, moved by pointer, by buttons, or with Alt and the arrows. */
export function Outline(props: OutlineProps): JSX.Element {
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [adding, setAdding] = createSignal(false);
  const [told, setTold] = createSignal("");
  const move = (from: number, to: number) => {
    const section = props.sections[from];
    if (!section || to < 0 || to >= props.sections.length || to === from) return;
    props.onMove(from, to);
    setTold(words.members.moved(section.label, to + 1));
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-part="${section.id}"]`)?.focus());
  };
  return (
    <nav class="tp-outline" aria-label={words.outline.label}>
      <p class="s-hidden-text" role="status">
        {told()}
      </p>
      <ul>
        <For each={PLACES}>
          {(place) => <Entry {...props} part={place} label={words.outline.places[place]} icon={PLACE_ICONS[place]} />}
        </For>
      </ul>
      <h2 class="tp-outline-title">{words.outline.sections}</h2>
      <Show when={props.sections.length === 0}>
        <p class="tp-quiet">{words.outline.none}</p>
      </Show>
      <ol>
        <Index each={props.sections}>
          {(section, at) => (
            <Entry
              {...props}
              part={section().id}
              label={section().label || words.members.unnamed}
              icon={ICONS[section().kind]}
              place={at}
              dragged={dragged() === at}
              onSteer={(shift) => move(at, at + shift)}
              onDrag={(is) => setDragged(is ? at : null)}
              onDrop={() => {
                const from = dragged();
                if (from !== null) move(from, at);
                setDragged(null);
              }}
            />
          )}
        </Index>
      </ol>
      <Button icon={IconPlus} size="small" onPress={() => setAdding(!adding())}>
        {words.outline.add}
      </Button>
      <Show when={adding()}>
        <ul class="tp-kinds" aria-label={words.outline.add}>
          <For each={SECTION_KINDS}>
            {(kind) => (
              <li>
                <button
                  type="button"
                  onClick={() => {
                    setAdding(false);
                    props.onAdd(kind);
                  }}
                >
                  <Icon of={ICONS[kind]} />
                  <span class="tp-words">
                    <strong>{words.kinds[kind]}</strong>
                    <span class="tp-quiet">{words.kindText[kind]}</span>
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </nav>
  );
}

type EntryProps = Pick<OutlineProps, "selected" | "problems" | "changed" | "onSelect" | "sections"> & {
  part: string;
  label: string;
  icon: IconShape;
  place?: number;
  dragged?: boolean;
  onSteer?: (shift: number) => void;
  onDrag?: (is: boolean) => void;
  onDrop?: () => void;
};

function Entry(props: EntryProps): JSX.Element {
  const steer = (event: KeyboardEvent) => {
    const shift = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (shift === undefined || !props.onSteer) return;
    event.preventDefault();
    props.onSteer(shift);
  };
  const found = () => props.problems(props.part);
  return (
    <li
      class="tp-entry"
      classList={{ "tp-selected": props.selected === props.part, "tp-dragged": props.dragged === true }}
      draggable={props.onDrag ? "true" : undefined}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", props.label);
        props.onDrag?.(true);
      }}
      onDragEnd={() => props.onDrag?.(false)}
      onDragOver={(event) => props.onDrop && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop?.();
      }}
    >
      <button
        type="button"
        class="tp-entry-face"
        data-part={props.part}
        aria-current={props.selected === props.part ? "true" : undefined}
        title={props.onSteer ? words.outline.keys : undefined}
        onClick={() => props.onSelect(props.part)}
        onKeyDown={steer}
      >
        <Icon of={props.icon} />
        <span class="tp-entry-name">{props.label}</span>
        <Show when={props.changed(props.part)}>
          <span class="tp-dot" role="img" aria-label={words.outline.unsaved} title={words.outline.unsaved} />
        </Show>
        <Show when={found() > 0}>
          <span class="tp-count">
            <Icon of={IconAlertTriangle} /> {found()}
            <span class="s-hidden-text"> {words.outline.problems}</span>
          </span>
        </Show>
      </button>
      <Show when={props.selected === props.part && props.onSteer}>
        <span class="tp-tools">
          <IconButton
            icon={IconArrowUp}
            label={words.members.up(props.label)}
            disabledReason={props.place === 0 ? words.members.first : undefined}
            onPress={() => props.onSteer?.(-1)}
          />
          <IconButton
            icon={IconArrowDown}
            label={words.members.down(props.label)}
            disabledReason={props.place === props.sections.length - 1 ? words.members.last : undefined}
            onPress={() => props.onSteer?.(1)}
          />
        </span>
      </Show>
    </li>
  );
}

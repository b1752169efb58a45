import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconPlus,
  IconTrash,
} from "@selaras/ui/icons.ts";
import { type Accessor, createEffect, createSignal, createUniqueId, Index, type JSX, on, Show } from "solid-js";
import { moved } from "./model.ts";
import { words } from "./words.ts";

export type MembersProps<T> = {
  title: string;
  about?: string | undefined;
  items: readonly T[];
  /** What is read while a member is folded. */
  label: (item: T) => string;
  chips: (item: T) => readonly string[];
  id: (item: T) => string;
  /** The member that a link asked for. */
  asked?: string | undefined;
  faults: (id: string) => readonly string[];
  addWord: string;
  /** Why nothing can be added. */
  full?: string | undefined;
  onAdd: () => void;
  onChange: (items: readonly T[]) => void;
  children: (item: Accessor<T>, change: (item: T) => void) => JSX.Element;
};

/** An ordered list of what a section or a template declares: one is open at a time; moved by pointer or by its buttons. */
export function Members<T>(props: MembersProps<T>): JSX.Element {
  const [open, setOpen] = createSignal<number | null>(null);
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [told, setTold] = createSignal("");
  createEffect(
    on(
      () => props.asked,
      (asked) => {
        const at = props.items.findIndex((item) => props.id(item) === asked);
        if (asked !== undefined && at >= 0) setOpen(at);
      },
    ),
  );
  const move = (from: number, to: number) => {
    const item = props.items[from];
    if (item === undefined || to < 0 || to >= props.items.length || from === to) return;
    props.onChange(moved(props.items, from, to));
    if (open() === from) setOpen(to);
    else setOpen(null);
    setTold(words.members.moved(props.label(item), to + 1));
  };
  const add = () => {
    props.onAdd();
    setOpen(props.items.length - 1);
  };
  return (
    <section class="tp-members" aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        <Show when={props.about}>
          <p class="tp-quiet">{props.about}</p>
        </Show>
      </header>
      <p class="s-hidden-text" role="status">
        {told()}
      </p>
      <ol class="tp-list">
        <Index each={props.items}>
          {(item, at) => (
            <Member
              label={props.label(item())}
              chips={props.chips(item())}
              faults={props.faults(props.id(item()))}
              first={at === 0}
              last={at === props.items.length - 1}
              open={open() === at}
              dragged={dragged() === at}
              onToggle={() => setOpen(open() === at ? null : at)}
              onMove={(shift) => move(at, at + shift)}
              onRemove={() => {
                props.onChange(props.items.filter((_, i) => i !== at));
                setOpen(null);
              }}
              onDrag={(is) => setDragged(is ? at : null)}
              onDrop={() => {
                const from = dragged();
                if (from !== null) move(from, at);
                setDragged(null);
              }}
            >
              {props.children(item, (next) => props.onChange(props.items.map((each, i) => (i === at ? next : each))))}
            </Member>
          )}
        </Index>
      </ol>
      <Button size="small" icon={IconPlus} disabledReason={props.full} onPress={add}>
        {props.addWord}
      </Button>
    </section>
  );
}

type MemberProps = {
  label: string;
  chips: readonly string[];
  faults: readonly string[];
  first: boolean;
  last: boolean;
  open: boolean;
  dragged: boolean;
  onToggle: () => void;
  onMove: (shift: number) => void;
  onRemove: () => void;
  onDrag: (is: boolean) => void;
  onDrop: () => void;
  children: JSX.Element;
};

function Member(props: MemberProps): JSX.Element {
  const body = `anggota-${createUniqueId()}`;
  const name = () => props.label || words.members.unnamed;
  return (
    <li
      class="tp-member"
      classList={{ "tp-dragged": props.dragged, "tp-open": props.open, "tp-faulty": props.faults.length > 0 }}
      draggable={props.open ? undefined : "true"}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", name());
        props.onDrag(true);
      }}
      onDragEnd={() => props.onDrag(false)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <div class="tp-member-head">
        <button
          type="button"
          class="tp-face"
          aria-expanded={props.open}
          aria-controls={body}
          onClick={() => props.onToggle()}
        >
          <span class="tp-turn">
            <Icon of={IconChevronDown} />
          </span>
          <span class="tp-face-words">
            <strong>{name()}</strong>
            <Index each={props.chips}>{(chip) => <span class="tp-chip">{chip()}</span>}</Index>
          </span>
        </button>
        <div class="tp-tools">
          <IconButton
            icon={IconArrowUp}
            label={words.members.up(name())}
            disabledReason={props.first ? words.members.first : undefined}
            onPress={() => props.onMove(-1)}
          />
          <IconButton
            icon={IconArrowDown}
            label={words.members.down(name())}
            disabledReason={props.last ? words.members.last : undefined}
            onPress={() => props.onMove(1)}
          />
          <IconButton icon={IconTrash} label={words.members.remove(name())} onPress={() => props.onRemove()} />
        </div>
      </div>
      <Index each={props.open ? [] : props.faults}>
        {(fault) => (
          <p class="tp-problem">
            <Icon of={IconAlertTriangle} /> {fault()}
          </p>
        )}
      </Index>
      <div id={body} class="tp-member-body" hidden={!props.open}>
        <Show when={props.open}>{props.children}</Show>
      </div>
    </li>
  );
}

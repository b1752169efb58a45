import type { Hole } from "@selaras/core/cascade/holes.ts";
import { refOf } from "@selaras/core/cascade/schema.ts";
import { childrenOf, indicatorsOf } from "@selaras/core/cascade/tree.ts";
import { DEFAULT_KINDS, labelOf } from "@selaras/core/position/catalogue.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconHierarchy2,
  IconTarget,
  IconUser,
} from "@selaras/ui/icons.ts";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { type Frame, type Loaded, type Node, type Place, REGENCY } from "./sakip.data.ts";
import { words } from "./words.ts";

type Props = {
  frame: Frame;
  place: Place;
  tree: Loaded;
  onNode: (node: string | undefined) => void;
};
type Drawn = Props & {
  open: (ref: string) => boolean;
  toggle: (ref: string) => void;
  /** Where a node is drawn first: elsewhere it is only named. */
  first: ReadonlyMap<string, string>;
  holes: ReadonlyMap<string, readonly Hole[]>;
};

/**
 * What is drawn, and from where: the whole tree of the regency, or an OPD's part with the regency's nodes that it hangs
 * right under. What lies above those is the same for all and would push the own part out of sight.
 */
function rootsOf({ tree, place }: Props): { roots: readonly Node[]; shown: ReadonlySet<string> } {
  const { nodes } = tree.view;
  const own = nodes.filter((node) => node.part === place.part);
  const above = new Set(own.flatMap((node) => node.parents));
  const drawn = nodes.filter((node) => node.part === place.part || above.has(refOf(node)));
  const shown = new Set(drawn.map(refOf));
  return { roots: drawn.filter((node) => !node.parents.some((parent) => shown.has(parent))), shown };
}

/** Under which parent each node is drawn first, so that a second place only names it. */
function firstPlaces(roots: readonly Node[], tree: Loaded["view"]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const walk = (node: Node, under: string): void => {
    if (first.has(refOf(node))) return;
    first.set(refOf(node), under);
    for (const child of childrenOf(tree, refOf(node))) walk(child, refOf(node));
  };
  for (const root of roots) walk(root, "");
  return first;
}

function holesByNode({ holes }: Loaded): ReadonlyMap<string, readonly Hole[]> {
  const found = new Map<string, Hole[]>();
  for (const hole of holes) found.set(hole.node, [...(found.get(hole.node) ?? []), hole]);
  return found;
}

const FOLDED: readonly string[] = ["program", "kegiatan", "sub-kegiatan"];

/** The tree as a picture from left to right; on a phone the same as an indented list. */
export function TreeView(props: Props): JSX.Element {
  const drawn = createMemo(() => rootsOf(props));
  const first = createMemo(() => firstPlaces(drawn().roots, props.tree.view));
  const holes = createMemo(() => holesByNode(props.tree));
  const [changed, setChanged] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  const folded = createMemo(() => {
    const nodes = props.tree.view.nodes.filter((node) => FOLDED.includes(node.level));
    return new Set(nodes.map(refOf));
  });
  const open = (ref: string) => changed().get(ref) ?? !folded().has(ref);
  const toggle = (ref: string) => setChanged(new Map([...changed(), [ref, !open(ref)]]));
  const all = (value: boolean) => setChanged(value ? new Map([...folded()].map((ref) => [ref, true])) : new Map());
  return (
    <Show
      when={drawn().roots.length > 0}
      fallback={
        <EmptyState icon={IconHierarchy2} title={words.tree.emptyTitle}>
          {words.tree.emptyText}
        </EmptyState>
      }
    >
      <Show when={folded().size > 0}>
        <div class="k-tools">
          <Button size="small" onPress={() => all(true)}>
            {words.tree.expandAll}
          </Button>
          <Button size="small" onPress={() => all(false)}>
            {words.tree.collapseAll}
          </Button>
        </div>
      </Show>
      <div class="k-frame" role="region" aria-label={words.tree.drawing} tabindex="0">
        <ul class="k-tree">
          <For each={drawn().roots}>
            {(root) => (
              <Branch
                {...props}
                node={root}
                under=""
                open={open}
                toggle={toggle}
                first={first()}
                holes={holes()}
                shown={drawn().shown}
              />
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}

function Branch(props: Drawn & { node: Node; under: string; shown: ReadonlySet<string> }): JSX.Element {
  const ref = () => refOf(props.node);
  const children = () => childrenOf(props.tree.view, ref()).filter((child) => props.shown.has(refOf(child)));
  const again = () => props.first.get(ref()) !== props.under;
  const opened = () => !again() && props.open(ref());
  return (
    <li class="k-branch">
      <div class="k-spot">
        <NodeCard {...props} again={again()} />
        <Show when={children().length > 0 && !again()}>
          <IconButton
            icon={opened() ? IconChevronDown : IconChevronRight}
            label={opened() ? words.tree.collapse : words.tree.expand(children().length)}
            expanded={opened()}
            onPress={() => props.toggle(ref())}
          />
        </Show>
      </div>
      <Show when={opened() && children().length > 0}>
        <ul class="k-children">
          <For each={children()}>{(child) => <Branch {...props} node={child} under={ref()} />}</For>
        </ul>
      </Show>
    </li>
  );
}

const unitName = ({ units }: Frame, unit: string): string => units.find((each) => each.unitId === unit)?.short ?? unit;

function NodeCard(props: Drawn & { node: Node; again: boolean }): JSX.Element {
  const ref = () => refOf(props.node);
  const count = () => indicatorsOf(props.tree.view, ref()).length;
  const lacking = () => props.holes.get(ref()) ?? [];
  const measured = () => !["visi", "misi"].includes(props.node.level);
  return (
    <button
      type="button"
      class={`k-node k-level-${props.node.level}`}
      classList={{
        "k-foreign": props.node.part === REGENCY && props.place.part !== REGENCY,
        "k-lacking": lacking().length > 0,
        "k-again": props.again,
      }}
      onClick={() => props.onNode(ref())}
    >
      <span class="k-node-level">
        {words.levels[props.node.level]}
        <Show when={props.node.code}> {props.node.code}</Show>
      </span>
      <span class="k-node-text">{props.node.text}</span>
      <Show when={measured() && !props.again}>
        <span class="k-node-line">
          <Icon of={IconTarget} size="1rem" />
          {count() === 0 ? words.tree.noIndicator : words.tree.indicatorCount(count())}
        </span>
        <span class="k-node-line">
          <Icon of={IconUser} size="1rem" />
          {props.node.owner
            ? `${labelOf(DEFAULT_KINDS, props.node.owner.post)}, ${unitName(props.frame, props.node.owner.unit)}`
            : words.tree.noOwner}
        </span>
      </Show>
      <Show when={props.again}>
        <span class="k-node-line">{words.tree.again}</span>
      </Show>
      <Show when={lacking().length > 0}>
        <span class="k-node-hole">
          <Icon of={IconAlertTriangle} size="1rem" />
          {lacking().length === 1
            ? words.holes[lacking()[0]?.kind ?? "no-indicator"]
            : words.tree.holeCount(lacking().length)}
        </span>
      </Show>
    </button>
  );
}

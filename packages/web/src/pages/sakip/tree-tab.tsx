import { Button } from "@selaras/ui/components/button.tsx";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconHierarchy2, IconPlus } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api, type ApiFailure, asFailure } from "../../api/client.ts";
import { Await, FailureNotice } from "../../frame/await.tsx";
import { HolesCard } from "./holes-card.tsx";
import { NodeDialog } from "./node-dialog.tsx";
import { NodePanel } from "./node-panel.tsx";
import { type Frame, type Loaded, loadTree, type Place, standingAt } from "./sakip.data.ts";
import { TreeView } from "./tree-view.tsx";
import { words } from "./words.ts";

type Props = { frame: Frame; place: Place; node: string | undefined; onNode: (node: string | undefined) => void };

/** The tree of one part: what it counts, what it lacks, and the drawing. */
export function TreeTab(props: Props): JSX.Element {
  const [loaded, { refetch }] = createResource(() => props.place, loadTree);
  return (
    <Await onRetry={refetch}>
      <Show when={standingAt(loaded, props.place)}>
        {(tree) => (
          <Show when={tree().begun} fallback={<NotBegun {...props} tree={tree()} onDone={() => void refetch()} />}>
            <Tree {...props} tree={tree()} onChanged={() => void refetch()} />
          </Show>
        )}
      </Show>
    </Await>
  );
}

function NotBegun(props: Props & { tree: Loaded; onDone: () => void }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const latest = () => props.tree.view.begun.at(-1);
  const blocked = () => (props.tree.view.may.edit ? undefined : words.tree.notKeeper);
  const begin = async (from: string | null) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { copied } = await api("cascade.begin", { ...props.place, from });
      toast({ tone: "success", text: from === null ? words.tree.begun : words.tree.copied(copied) });
      props.onDone();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <EmptyState
        icon={IconHierarchy2}
        title={words.tree.notBegun(props.place.year)}
        action={
          <div class="k-acts">
            <Show when={latest()}>
              {(year) => (
                <Button kind="primary" busy={busy()} disabledReason={blocked()} onPress={() => void begin(year())}>
                  {words.tree.copyFrom(year())}
                </Button>
              )}
            </Show>
            <Button busy={busy()} disabledReason={blocked()} onPress={() => void begin(null)}>
              {words.tree.empty}
            </Button>
          </div>
        }
      >
        {words.tree.notBegunText}
      </EmptyState>
    </>
  );
}

function Tree(props: Props & { tree: Loaded; onChanged: () => void }): JSX.Element {
  const [adding, setAdding] = createSignal(false);
  const own = () => props.tree.view.nodes.filter(({ part }) => part === props.place.part);
  const indicators = () => props.tree.view.indicators.filter(({ part }) => part === props.place.part);
  const chosen = () => props.tree.view.nodes.find(({ part, id }) => `${part}/${id}` === props.node);
  const blocked = () => (props.tree.view.may.edit ? undefined : words.tree.notKeeper);
  const holes = () => props.tree.holes.length;
  return (
    <>
      <Card
        title={words.tabs.pohon}
        description={
          <span class="k-summary">
            <span>{words.tree.counted(own().length, indicators().length)}</span>
            <FigureBadge
              state={holes() === 0 ? "green" : "yellow"}
              label={holes() === 0 ? words.tree.whole : words.tree.holeCount(holes())}
            />
          </span>
        }
        flush
        actions={
          <Button icon={IconPlus} kind="primary" disabledReason={blocked()} onPress={() => setAdding(true)}>
            {words.tree.add}
          </Button>
        }
      >
        <TreeView frame={props.frame} place={props.place} tree={props.tree} onNode={props.onNode} />
      </Card>
      <HolesCard holes={props.tree.holes} place={props.place} />
      <Show when={adding()}>
        <NodeDialog
          {...props}
          node={undefined}
          parent={undefined}
          onClose={() => setAdding(false)}
          onDone={props.onChanged}
        />
      </Show>
      <Show when={chosen()}>
        {(node) => <NodePanel {...props} node={node()} onClose={() => props.onNode(undefined)} />}
      </Show>
    </>
  );
}

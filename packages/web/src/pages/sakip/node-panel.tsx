import { A } from "@solidjs/router";
import { isSasaran } from "@selaras/core/cascade/rules.ts";
import { refOf } from "@selaras/core/cascade/schema.ts";
import { indicatorsOf } from "@selaras/core/cascade/tree.ts";
import { DEFAULT_KINDS, labelOf } from "@selaras/core/position/catalogue.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Drawer } from "@selaras/ui/components/dialog.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconPencil, IconPlus, IconSend, IconTrash } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { IndicatorDialog } from "./indicator-dialog.tsx";
import { NodeDialog } from "./node-dialog.tsx";
import { paths } from "../../paths.ts";
import { type Frame, type Indicator, type Loaded, loadMethods, type Node, type Place } from "./sakip.data.ts";
import { AskDialog } from "./support-tab.tsx";
import { words } from "./words.ts";

type Props = { frame: Frame; place: Place; tree: Loaded; node: Node; onClose: () => void; onChanged: () => void };
type Layer =
  | { readonly kind: "edit" | "below" | "indicator" | "remove" | "ask" }
  | { readonly kind: "indicator" | "remove"; readonly indicator: Indicator };

/** One node: what it says, who answers, its indicators, what it lacks, and what may be done with it. */
export function NodePanel(props: Props): JSX.Element {
  const [layer, setLayer] = createSignal<Layer>();
  const ref = () => refOf(props.node);
  const own = () => props.node.part === props.place.part;
  const blocked = () => (own() && props.tree.view.may.edit ? undefined : words.tree.notKeeper);
  const lacking = () => props.tree.holes.filter((hole) => hole.node === ref());
  return (
    <>
      <Drawer open title={`${words.levels[props.node.level]} ${props.node.code ?? ""}`} onClose={() => props.onClose()}>
        <div class="k-detail">
          <p class="k-detail-text">{props.node.text}</p>
          <div class="k-acts">
            <Button
              size="small"
              icon={IconPencil}
              disabledReason={blocked()}
              onPress={() => setLayer({ kind: "edit" })}
            >
              {words.node.edit}
            </Button>
            <Button
              size="small"
              icon={IconPlus}
              disabledReason={blocked()}
              onPress={() => setLayer({ kind: "indicator" })}
            >
              {words.indicator.add}
            </Button>
            <Show when={props.node.level !== "sub-kegiatan" && props.node.level !== "sasaran"}>
              <Button
                size="small"
                icon={IconPlus}
                disabledReason={blocked()}
                onPress={() => setLayer({ kind: "below" })}
              >
                {words.node.addBelow}
              </Button>
            </Show>
            <Show when={isSasaran(props.node.level)}>
              <Button size="small" icon={IconSend} disabledReason={blocked()} onPress={() => setLayer({ kind: "ask" })}>
                {words.node.ask}
              </Button>
            </Show>
            <Button
              size="small"
              icon={IconTrash}
              kind="tertiary"
              disabledReason={blocked()}
              onPress={() => setLayer({ kind: "remove" })}
            >
              {words.node.remove}
            </Button>
          </div>
          <Show when={lacking().length > 0}>
            <Alert tone="warning" title={words.tree.holeCount(lacking().length)}>
              <ul>
                <For each={lacking()}>
                  {(hole) => (
                    <li>
                      {words.holes[hole.kind]}
                      {hole.indicator === null ? "" : `: ${hole.text}`}
                    </li>
                  )}
                </For>
              </ul>
            </Alert>
          </Show>
          <Facts {...props} />
          <Indicators {...props} blocked={blocked()} onOpen={(kind, indicator) => setLayer({ kind, indicator })} />
        </div>
      </Drawer>
      <Layers {...props} layer={layer()} onLeave={() => setLayer(undefined)} />
    </>
  );
}

function Facts(props: Props): JSX.Element {
  const nameOf = (unit: string) => props.frame.units.find((each) => each.unitId === unit)?.name ?? unit;
  const parents = () => props.tree.view.nodes.filter((node) => props.node.parents.includes(refOf(node)));
  const supports = () =>
    props.tree.view.supports.filter((each) => each.node === refOf(props.node) && each.state === "accepted");
  return (
    <dl class="k-facts">
      <dt>{words.node.answers}</dt>
      <dd>
        {props.node.owner
          ? `${labelOf(DEFAULT_KINDS, props.node.owner.post)}, ${nameOf(props.node.owner.unit)}`
          : words.node.noOwner}
      </dd>
      <dt>{words.node.parents}</dt>
      <Lines texts={parents().map((node) => `${words.levels[node.level]}: ${node.text}`)} />
      <Show when={supports().length > 0}>
        <dt>{words.node.supports}</dt>
        <Lines texts={supports().map((each) => words.tree.supportedBy(nameOf(each.to), each.text))} />
      </Show>
    </dl>
  );
}

function Lines(props: { texts: readonly string[] }): JSX.Element {
  return <For each={props.texts.length > 0 ? props.texts : [words.none]}>{(text) => <dd>{text}</dd>}</For>;
}

const figure = (value: string): string => formatNumber(decimal(value));

function Indicators(
  props: Props & { blocked: string | undefined; onOpen: (kind: "indicator" | "remove", indicator: Indicator) => void },
): JSX.Element {
  const found = () => indicatorsOf(props.tree.view, refOf(props.node));
  const target = (indicator: Indicator, period: string) =>
    indicator.targets.find((each) => each.period === period)?.value;
  const [methods] = createResource(loadMethods, { initialValue: [] });
  const methodText = ({ method }: Indicator): string => {
    if (method === null) return words.indicator.noMethodYet;
    const known = methods().find(({ id, n }) => id === method.id && n === method.n);
    return words.indicator.methodOf(known?.label ?? method.id, method.n);
  };
  const quarters = (indicator: Indicator) =>
    [1, 2, 3, 4]
      .map((n) => target(indicator, `${props.place.year}-T${n}`))
      .map((value) => (value ? figure(value) : words.dash));
  return (
    <section class="k-indicators">
      <div class="k-acts">
        <h3 class="k-small-title">{`${words.indicator.title} (${found().length})`}</h3>
        <A href={paths.sakip({ ...props.place, tab: "target" })}>{words.indicator.setTargets}</A>
      </div>
      <For each={found()}>
        {(indicator) => (
          <article class="k-indicator">
            <p class="k-indicator-text">{indicator.text}</p>
            <p class="k-indicator-target s-figures">
              {target(indicator, props.place.year)
                ? `${words.indicator.target(props.place.year)}: ${figure(target(indicator, props.place.year) ?? "0")} ${indicator.unit}`
                : words.indicator.noTarget}
            </p>
            <Show when={indicator.targets.at(0)}>
              {(first) => <p class="w-note">{words.indicator.sourceOf(first().source)}</p>}
            </Show>
            <p class="w-note">
              {words.indicator.directions[indicator.direction]}. {words.indicator.aggregations[indicator.aggregation]}.{" "}
              {methodText(indicator)}.
            </p>
            <Show when={quarters(indicator).some((each) => each !== words.dash)}>
              <p class="w-note s-figures">
                {words.agreement.quarters}: {quarters(indicator).join(" · ")}
              </p>
            </Show>
            <Show when={indicator.formula}>{(formula) => <p class="w-note">{formula()}</p>}</Show>
            <Show when={indicator.parents.length > 1}>
              <p class="w-note">{words.indicator.shared}</p>
            </Show>
            <div class="k-acts">
              <Button size="small" disabledReason={props.blocked} onPress={() => props.onOpen("indicator", indicator)}>
                {words.node.edit}
              </Button>
              <Button
                size="small"
                kind="tertiary"
                disabledReason={props.blocked}
                onPress={() => props.onOpen("remove", indicator)}
              >
                {words.node.remove}
              </Button>
            </div>
          </article>
        )}
      </For>
    </section>
  );
}

function Layers(props: Props & { layer: Layer | undefined; onLeave: () => void }): JSX.Element {
  const indicator = () => (props.layer && "indicator" in props.layer ? props.layer.indicator : undefined);
  return (
    <Switch>
      <Match when={props.layer?.kind === "edit"}>
        <NodeDialog {...props} parent={undefined} onClose={props.onLeave} onDone={props.onChanged} />
      </Match>
      <Match when={props.layer?.kind === "below"}>
        <NodeDialog {...props} node={undefined} parent={props.node} onClose={props.onLeave} onDone={props.onChanged} />
      </Match>
      <Match when={props.layer?.kind === "indicator"}>
        <IndicatorDialog {...props} indicator={indicator()} onClose={props.onLeave} onDone={props.onChanged} />
      </Match>
      <Match when={props.layer?.kind === "ask"}>
        <AskDialog {...props} onClose={props.onLeave} onDone={props.onChanged} />
      </Match>
      <Match when={props.layer?.kind === "remove"}>
        <RemoveDialog {...props} indicator={indicator()} onLeave={props.onLeave} />
      </Match>
    </Switch>
  );
}

function RemoveDialog(props: Props & { indicator: Indicator | undefined; onLeave: () => void }): JSX.Element {
  const [reason, setReason] = createSignal("");
  const what = props.indicator ?? props.node;
  const input = () => ({
    ...props.place,
    id: what.id,
    rev: what.rev,
    kind: props.indicator ? ("indicator" as const) : ("node" as const),
    reason: reason().trim(),
  });
  return (
    <ActDialog
      title={`${words.node.remove}: ${what.text}`}
      description={words.node.removeAbout}
      act={words.node.remove}
      danger
      sent={input()}
      lacking={reason().trim().length < 10 ? words.node.reasonShort : undefined}
      send={(command) => api("cascade.remove", input(), { command })}
      done={words.node.removed}
      onClose={props.onLeave}
      onDone={() => {
        if (!props.indicator) props.onClose();
        props.onChanged();
      }}
    >
      <TextArea label={words.node.reason} value={reason()} required maxLength={1000} onInput={setReason} />
    </ActDialog>
  );
}

import { Card } from "@selaras/ui/components/card.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useMe } from "../../session/me.tsx";
import type { Loaded } from "./chain.data.ts";
import { chainLines, type Line, linesOf } from "./describe.ts";
import { CHAIN_ITSELF, Diagram } from "./diagram.tsx";
import { GapsPanel } from "./gaps-panel.tsx";
import { showPanel } from "./panel.ts";
import { peopleOf } from "./people.ts";
import { RunningPanel } from "./running-panel.tsx";
import { type Simulation, SimulatePanel } from "./simulate-panel.tsx";
import { words } from "./words.ts";

type Panel = "step" | "simulate" | "gaps" | "running";

/** A published version: its picture, what every step decides, who would act, and what runs on it. */
export function Reader(props: { loaded: Loaded }): JSX.Element {
  const me = useMe();
  const chain = () => props.loaded.shown.chain;
  const [panel, setPanel] = createSignal<Panel>("step");
  const [selected, setSelected] = createSignal<string>(chain().steps[0]?.key ?? CHAIN_ITSELF);
  const [result, setResult] = createSignal<Simulation>();
  const row = () => props.loaded.around.chains.find((each) => each.chain === chain().chain);
  const uses = () => row()?.versions.find((version) => version.n === chain().n)?.uses ?? 0;
  const target = () => row()?.versions.find((version) => version.inForce && version.n !== chain().n)?.n ?? null;
  const step = () => chain().steps.find((each) => each.key === selected());
  const tabs = (): readonly { key: Panel; label: string; count?: number }[] => [
    { key: "step", label: words.tabs.step },
    { key: "simulate", label: words.tabs.simulate },
    { key: "gaps", label: words.tabs.gaps },
    ...(me.may.chains ? [{ key: "running" as const, label: words.tabs.running, count: uses() }] : []),
  ];
  return (
    <div class="c-desk">
      <Diagram
        content={chain()}
        names={props.loaded.around.names}
        selected={panel() === "step" ? selected() : null}
        problems={[]}
        people={(key) => peopleOf(result(), key)}
        editable={false}
        onSelect={(key) => {
          setSelected(key);
          setPanel("step");
          showPanel();
        }}
        onAdd={() => undefined}
        onMove={() => undefined}
        onRemove={() => undefined}
      />
      <div class="c-side">
        <Card>
          <Tabs
            label={words.tabsLabel}
            tabs={tabs()}
            selected={panel()}
            onSelect={(key) => setPanel(tabs().find((tab) => tab.key === key)?.key ?? "step")}
          >
            <Switch>
              <Match when={panel() === "step"}>
                <Show
                  when={step()}
                  fallback={
                    <Lines title={words.chainForm.title} lines={chainLines(chain(), props.loaded.around.names)} />
                  }
                >
                  {(found) => (
                    <Lines title={found().label} lines={linesOf(found(), chain(), props.loaded.around.names)} />
                  )}
                </Show>
              </Match>
              <Match when={panel() === "simulate"}>
                <SimulatePanel
                  content={chain()}
                  around={props.loaded.around}
                  units={props.loaded.units}
                  result={result()}
                  onResult={setResult}
                />
              </Match>
              <Match when={panel() === "gaps"}>
                <GapsPanel
                  chain={chain().chain}
                  content={chain()}
                  units={props.loaded.units}
                  names={props.loaded.around.names}
                />
              </Match>
              <Match when={panel() === "running"}>
                <RunningPanel chain={chain().chain} n={chain().n} target={target()} onMoved={() => undefined} />
              </Match>
            </Switch>
          </Tabs>
        </Card>
      </div>
    </div>
  );
}

function Lines(props: { title: string; lines: readonly Line[] }): JSX.Element {
  return (
    <div class="c-editor">
      <h2 class="c-subtitle">{props.title}</h2>
      <dl class="c-lines">
        <For each={props.lines}>
          {(line) => (
            <div>
              <dt>{line.term}</dt>
              <dd>{line.text}</dd>
            </div>
          )}
        </For>
      </dl>
    </div>
  );
}

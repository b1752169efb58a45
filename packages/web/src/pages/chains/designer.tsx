import { useBeforeLeave, useNavigate } from "@solidjs/router";
import { type ChainProblem, problemsOf } from "@selaras/core/approval/rules.ts";
import type { FieldScope } from "@selaras/core/expression/program.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconTrash,
  IconWorldUpload,
} from "@selaras/ui/icons.ts";
import { createMemo, createSignal, For, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { paths } from "../../paths.ts";
import type { Loaded } from "./chain.data.ts";
import { ChainForm } from "./chain-form.tsx";
import { Above, VersionBadge } from "./parts.tsx";
import { CHAIN_ITSELF, Diagram } from "./diagram.tsx";
import { createDraft } from "./draft.ts";
import type { Vocabulary } from "./editor.ts";
import { GapsPanel } from "./gaps-panel.tsx";
import { createHistory } from "./history.ts";
import { addStep, changeStep, moveStep, removeStep, setParallel } from "./model.ts";
import { showPanel } from "./panel.ts";
import { peopleOf } from "./people.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { SimulatePanel, type Simulation } from "./simulate-panel.tsx";
import { StepEditor } from "./step-editor.tsx";
import { words } from "./words.ts";

type Panel = "step" | "simulate" | "gaps";
const PANELS: readonly Panel[] = ["step", "simulate", "gaps"];

const scopeOf = ({ figures }: Vocabulary): Record<string, FieldScope> =>
  Object.fromEntries(
    figures.map(({ name, unit }): [string, FieldScope] => [
      name,
      unit === null ? { type: "number" } : { type: "number", unit },
    ]),
  );

/** Where a draft is drawn: the picture, the panel of the chosen step, and what keeps it from publication. */
export function Designer(props: { loaded: Loaded; onReload: () => void }): JSX.Element {
  const { shown, around, units } = props.loaded;
  const zone = useZone();
  const navigate = useNavigate();
  const history = createHistory(shown.chain);
  const draft = createDraft(shown, history);
  const [panel, setPanel] = createSignal<Panel>("step");
  const [selected, setSelected] = createSignal(shown.chain.steps[0]?.key ?? CHAIN_ITSELF);
  const [result, setResult] = createSignal<Simulation>();
  const [discarding, setDiscarding] = createSignal(false);
  const [told, setTold] = createSignal("");
  const content = history.content;
  const problems = createMemo(() => {
    const known = { teams: around.teams.map((team) => team.team), facts: scopeOf(around.vocabulary) };
    return problemsOf(content(), known);
  });
  const nameless = () => content().label.trim() === "" || content().steps.some((step) => step.label.trim() === "");
  const step = () => content().steps.find((each) => each.key === selected());
  const select = (key: string) => {
    setSelected(key);
    setPanel("step");
    showPanel();
  };
  const add = (at: number) => {
    const added = addStep(content(), at, words.kind.verify);
    history.change(added.content);
    select(added.key);
  };
  const move = (key: string, to: number) => {
    history.change(moveStep(content(), key, to));
    const at = content().steps.findIndex((each) => each.key === key);
    setTold(words.picture.moved(content().steps[at]?.label ?? "", at + 1));
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-step="${key}"] .c-face`)?.focus());
  };
  const remove = (key: string) => {
    const at = content().steps.findIndex((each) => each.key === key);
    history.change(removeStep(content(), key));
    if (selected() === key) setSelected(content().steps[Math.max(0, at - 1)]?.key ?? CHAIN_ITSELF);
  };
  const throwAway = async () => {
    const done = await draft.discard();
    setDiscarding(false);
    if (!done) return;
    toast({ tone: "success", text: words.discarded });
    navigate(paths.chains());
  };
  const keys = (event: KeyboardEvent) => {
    if (
      !(event.ctrlKey || event.metaKey) ||
      event.target instanceof HTMLTextAreaElement ||
      event.target instanceof HTMLInputElement
    )
      return;
    if (event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) history.redo();
    else history.undo();
  };
  onMount(() => addEventListener("keydown", keys));
  onCleanup(() => removeEventListener("keydown", keys));
  useBeforeLeave((leaving) => {
    if (history.dirty() && !draft.gone() && !confirm(words.leave)) leaving.preventDefault();
  });
  const barrier = () => {
    if (nameless()) return words.editor.labelMissing;
    return problems().length > 0 ? words.publish.fix(problems().length) : undefined;
  };
  return (
    <>
      <PageHead
        above={<Above label={words.draft} />}
        title={content().label || words.draft}
        badges={
          <>
            <VersionBadge status="draft" n={shown.newest + 1} inForce={false} />
            <span class="c-quiet" role="status">
              {history.dirty()
                ? words.unsaved
                : words.draftBy(draft.saved().by, formatDateTime(draft.saved().at, zone))}
            </span>
          </>
        }
        actions={
          <>
            <IconButton
              icon={IconArrowBackUp}
              label={words.undo}
              disabledReason={history.mayUndo() ? undefined : words.nothingToUndo}
              onPress={history.undo}
            />
            <IconButton
              icon={IconArrowForwardUp}
              label={words.redo}
              disabledReason={history.mayRedo() ? undefined : words.nothingToRedo}
              onPress={history.redo}
            />
            <IconButton icon={IconTrash} label={words.discard} onPress={() => setDiscarding(true)} />
            <Button
              icon={IconDeviceFloppy}
              busy={draft.busy()}
              disabledReason={nameless() ? words.editor.labelMissing : history.dirty() ? undefined : words.allSaved}
              onPress={() => void draft.save()}
            >
              {words.save}
            </Button>
            <Button
              kind="primary"
              icon={IconWorldUpload}
              disabledReason={barrier()}
              onPress={() => void draft.review()}
            >
              {words.publish.act}
            </Button>
          </>
        }
      />
      <Show when={draft.stale()}>
        {(failure) => (
          <Alert
            tone="warning"
            live
            title={words.stale}
            actions={<Button onPress={() => props.onReload()}>{words.reload}</Button>}
          >
            {failure().message}
          </Alert>
        )}
      </Show>
      <Whole problems={problems()} />
      <p class="s-hidden-text" role="status">
        {told()}
      </p>
      <div class="c-desk">
        <Diagram
          content={content()}
          names={around.names}
          selected={panel() === "step" ? selected() : null}
          problems={problems()}
          people={(key) => peopleOf(result(), key)}
          editable
          onSelect={select}
          onAdd={add}
          onMove={move}
          onRemove={remove}
        />
        <div class="c-side">
          <Card>
            <Tabs
              label={words.tabsLabel}
              tabs={PANELS.map((key) => ({ key, label: words.tabs[key] }))}
              selected={panel()}
              onSelect={(key) => setPanel(PANELS.find((each) => each === key) ?? "step")}
            >
              <Switch>
                <Match when={panel() === "step"}>
                  <Show
                    when={step()}
                    fallback={
                      <ChainForm
                        chain={shown.chain.chain}
                        content={content()}
                        around={around}
                        onChange={history.change}
                      />
                    }
                  >
                    {(found) => (
                      <StepEditor
                        step={found()}
                        content={content()}
                        around={around}
                        problems={problems()}
                        change={(change, tag) => history.change(changeStep(content(), found().key, change), tag)}
                        onParallel={(beside) => history.change(setParallel(content(), found().key, beside))}
                        onRemove={() => remove(found().key)}
                      />
                    )}
                  </Show>
                </Match>
                <Match when={panel() === "simulate"}>
                  <SimulatePanel
                    content={content()}
                    around={around}
                    units={units}
                    result={result()}
                    onResult={setResult}
                  />
                </Match>
                <Match when={panel() === "gaps"}>
                  <GapsPanel chain={shown.chain.chain} content={content()} units={units} names={around.names} />
                </Match>
              </Switch>
            </Tabs>
          </Card>
        </div>
      </div>
      <Show when={draft.reviewing()}>
        <PublishDialog
          content={content()}
          n={shown.newest + 1}
          names={around.names}
          before={draft.before()}
          running={
            around.chains
              .find((each) => each.chain === shown.chain.chain)
              ?.versions.reduce((sum, each) => sum + each.uses, 0) ?? 0
          }
          busy={draft.busy()}
          failure={draft.failure()}
          onPublish={() =>
            void draft.publish().then((n) => n !== null && navigate(paths.chain(shown.chain.chain, String(n))))
          }
          onClose={draft.leaveReview}
        />
      </Show>
      <ConfirmDialog
        open={discarding()}
        title={words.discardTitle(content().label)}
        description={words.discardText}
        confirm={words.discard}
        busy={draft.busy()}
        onClose={() => setDiscarding(false)}
        onConfirm={() => void throwAway()}
      />
    </>
  );
}

/** What is wrong with the chain as a whole; what belongs to a step stands at the step. */
function Whole(props: { problems: readonly ChainProblem[] }): JSX.Element {
  const whole = () => props.problems.filter((problem) => problem.step === null);
  return (
    <Show when={whole().length > 0}>
      <Alert tone="warning" title={words.publish.problemsTitle}>
        <For each={whole()}>{(problem) => <p>{problem.message}</p>}</For>
      </Alert>
    </Show>
  );
}

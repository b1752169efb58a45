import { inspect } from "@selaras/core/template/problems.ts";
import type { JsonObject } from "@selaras/core/template/structure.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceFloppy, IconTrash } from "@selaras/ui/icons.ts";
import { useBeforeLeave, useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, type JSX, lazy, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { Await, FailureNotice } from "../../frame/await.tsx";
import { settled } from "../../frame/settled.ts";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { Clashes } from "./clashes.tsx";
import { Desk } from "./desk.tsx";
import type { Around } from "./draft.page.tsx";
import { isLarge } from "./model.ts";
import { Above, StatusBadge } from "./parts.tsx";
import { createSourcing, SourcingProvider } from "./query-sources.tsx";
import { definitionOf } from "@selaras/core/template/draft-shape.ts";
import { createWork } from "./work.ts";
import { words } from "./words.ts";

// Each view comes with its first opening: drawing a template needs none of what shows, tells or releases it.
const Preview = lazy(() => import("./preview.tsx").then((m) => ({ default: m.Preview })));
const PrintView = lazy(() => import("./print-view.tsx").then((m) => ({ default: m.PrintView })));
const ReleasePanel = lazy(() => import("./release-panel.tsx").then((m) => ({ default: m.ReleasePanel })));
const SummaryView = lazy(() => import("./summary-view.tsx").then((m) => ({ default: m.SummaryView })));

/** A large draft is looked through in a pause, so that typing never waits for it (5,000 fields take 0.05 s or more). */
const PAUSE_MS = 400;

const VIEWS = ["susun", "cetak", "pratinjau", "ringkasan", "terbit"] as const;
type View = (typeof VIEWS)[number];

/** A draft of a template: worked on, looked at as others will see it, told in words, tried out and released. */
export function Designer(props: { around: Around }): JSX.Element {
  const zone = useZone();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams<{ lihat?: string }>();
  const { around } = props;
  const work = createWork(around.reply);
  const [discarding, setDiscarding] = createSignal(false);
  const view = (): View => VIEWS.find((each) => each === query.lihat) ?? "susun";
  const draft = work.past.draft;
  const sourcing = createSourcing(around.templates, draft);
  const calm = settled(draft, PAUSE_MS);
  const inspected = createMemo(() => {
    const looked = isLarge(draft()) ? calm() : draft();
    return inspect(JSON.parse(JSON.stringify(definitionOf(work.template, looked))) as JsonObject, sourcing.sources());
  });
  const problems = () => {
    const found = inspected();
    return found.ok ? [] : found.problems;
  };
  const definition = () => {
    const found = inspected();
    return found.ok ? found.definition : undefined;
  };
  guard(() => work.changed().length > 0 && !work.gone());
  onKeys(work);
  const throwAway = async () => {
    const done = await work.discard();
    setDiscarding(false);
    if (!done) return;
    toast({ tone: "success", text: words.work.discarded });
    navigate(paths.templates());
  };
  return (
    <>
      <PageHead
        above={<Above template={{ id: work.template, name: draft().frame.name }} label={words.status.draft} />}
        title={draft().frame.name || words.members.unnamed}
        badges={
          <>
            <StatusBadge status={work.head().trial ? "trial" : "draft"} />
            <span class="tp-quiet" role="status">
              {work.changed().length > 0
                ? words.work.unsaved(work.changed().length)
                : words.work.savedBy(work.head().by.name, formatDateTime(work.head().by.at, zone))}
            </span>
          </>
        }
        actions={
          <>
            <IconButton
              icon={IconArrowBackUp}
              label={words.work.undo}
              disabledReason={work.past.mayUndo() ? undefined : words.work.nothingToUndo}
              onPress={work.past.undo}
            />
            <IconButton
              icon={IconArrowForwardUp}
              label={words.work.redo}
              disabledReason={work.past.mayRedo() ? undefined : words.work.nothingToRedo}
              onPress={work.past.redo}
            />
            <IconButton icon={IconTrash} label={words.work.discard} onPress={() => setDiscarding(true)} />
            <Button
              kind="primary"
              icon={IconDeviceFloppy}
              busy={work.busy()}
              disabledReason={
                work.clashes().length > 0
                  ? words.clash.first
                  : work.changed().length === 0
                    ? words.work.allSaved
                    : undefined
              }
              onPress={() => void work.save()}
            >
              {words.work.save}
            </Button>
          </>
        }
      />
      <Show when={work.failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <Clashes work={work} />
      <Tabs
        label={words.views.label}
        tabs={VIEWS.map((key) => ({
          key,
          label: words.views[key],
          ...(key === "susun" && problems().length > 0 ? { count: problems().length } : {}),
        }))}
        selected={view()}
        onSelect={(key) => setQuery({ lihat: key })}
      >
        <Switch>
          <Match when={view() === "susun"}>
            <SourcingProvider value={sourcing}>
              <Desk work={work} around={around} problems={problems()} />
            </SourcingProvider>
          </Match>
          <Match when={view() === "cetak"}>
            <Await>
              <PrintView work={work} problems={problems()} />
            </Await>
          </Match>
          <Match when={view() === "pratinjau"}>
            <Await>
              <Preview definition={definition()} problems={problems()} />
            </Await>
          </Match>
          <Match when={view() === "ringkasan"}>
            <Await>
              <SummaryView
                template={work.template}
                definition={definition()}
                problems={problems()}
                posts={around.posts}
              />
            </Await>
          </Match>
          <Match when={view() === "terbit"}>
            <Await>
              <ReleasePanel work={work} problems={problems()} />
            </Await>
          </Match>
        </Switch>
      </Tabs>
      <ConfirmDialog
        open={discarding()}
        kind="danger"
        title={words.work.discardTitle(draft().frame.name)}
        description={words.work.discardText}
        confirm={words.work.discard}
        busy={work.busy()}
        onClose={() => setDiscarding(false)}
        onConfirm={() => void throwAway()}
      />
    </>
  );
}

/** Asks before the page is left with something unsaved; going from part to part of the same draft is no leaving. */
function guard(pending: () => boolean): void {
  useBeforeLeave((leaving) => {
    const to = typeof leaving.to === "string" ? leaving.to.split("?")[0] : "";
    if (!pending() || leaving.defaultPrevented || to === leaving.from.pathname) return;
    leaving.preventDefault();
    if (globalThis.confirm(words.work.leave)) leaving.retry(true);
  });
  const warn = (event: BeforeUnloadEvent) => {
    if (pending()) event.preventDefault();
  };
  onMount(() => addEventListener("beforeunload", warn));
  onCleanup(() => removeEventListener("beforeunload", warn));
}

/** Ctrl+S saves; Ctrl+Z and Ctrl+Shift+Z outside of a field undo and redo whole acts. */
function onKeys(work: ReturnType<typeof createWork>): void {
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
    if (key === "s") void work.save();
    else if (key === "z" && !typing && event.shiftKey) work.past.redo();
    else if (key === "z" && !typing) work.past.undo();
    else return;
    event.preventDefault();
  };
  onMount(() => addEventListener("keydown", keys));
  onCleanup(() => removeEventListener("keydown", keys));
}

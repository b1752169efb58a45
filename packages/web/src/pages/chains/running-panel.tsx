import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconEye, IconSwitchHorizontal } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { toggled } from "./editor.ts";
import { words } from "./words.ts";

type Running = Api["approval.running"]["reply"]["reports"][number];
type Preview = Api["report.movePreview"]["reply"];

export type RunningPanelProps = {
  chain: string;
  n: number;
  /** The version in force, to which reports may be moved; null = this one is it. */
  target: number | null;
  onMoved: () => void;
};

/** Reports that run on a version; chosen ones move to the version in force, after one has seen what it means. */
export function RunningPanel(props: RunningPanelProps): JSX.Element {
  const [running, { refetch }] = createResource(
    () => ({ chain: props.chain, version: String(props.n) }),
    (asked) => api("approval.running", asked),
  );
  return (
    <div class="c-editor">
      <p class="c-quiet">{words.running.about}</p>
      <Await onRetry={refetch}>
        <Show when={running()}>
          {(found) => (
            <Show when={found().reports.length > 0} fallback={<p>{words.running.none}</p>}>
              <Moving
                {...props}
                reports={found().reports}
                onMoved={() => {
                  void refetch();
                  props.onMoved();
                }}
              />
              <Show when={found().more}>
                <p class="c-quiet">{words.running.more}</p>
              </Show>
            </Show>
          )}
        </Show>
      </Await>
    </div>
  );
}

const nameOf = (report: Running): string => `${report.short} ${formatPeriod(report.period)}, ${report.unitName}`;

function meaning(preview: Preview): string {
  if (preview.next.length === 0) return words.running.atAuthor;
  const steps = preview.next.join(", ");
  const same = preview.now.join() === preview.next.join();
  return same || preview.kept.length > 0 ? words.running.continues(steps) : words.running.restarts(steps);
}

function Moving(props: RunningPanelProps & { reports: readonly Running[] }): JSX.Element {
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [previews, setPreviews] = createSignal<ReadonlyMap<string, string>>(new Map());
  const [troubles, setTroubles] = createSignal<readonly string[]>([]);
  const [busy, setBusy] = createSignal(false);
  const picked = () => props.reports.filter((report) => chosen().includes(report.id));
  const lacking = () => (props.target === null || chosen().length === 0 ? words.running.chooseFirst : undefined);
  const seen = () => picked().every((report) => previews().has(report.id));
  /** One report after the other; what fails is named, and the others go on. */
  const each = async (work: (report: Running, n: number) => Promise<void>): Promise<number> => {
    const n = props.target;
    if (n === null) return 0;
    setBusy(true);
    const failed: string[] = [];
    for (const report of picked()) {
      try {
        await work(report, n);
      } catch (thrown) {
        failed.push(words.running.failed(nameOf(report), asFailure(thrown).message));
      }
    }
    setTroubles(failed);
    setBusy(false);
    return picked().length - failed.length;
  };
  const preview = () =>
    each(async ({ id }, n) => {
      const found = await api("report.movePreview", { id, to: { id: props.chain, n } });
      setPreviews(new Map([...previews(), [id, meaning(found)]]));
    });
  const move = async () => {
    const moved = await each(async ({ id }, n) => {
      await api("report.move", { id, to: { id: props.chain, n } }, { command: newCommandId() });
    });
    if (moved === 0) return;
    toast({ tone: "success", text: words.running.moved(moved) });
    setChosen([]);
    props.onMoved();
  };
  return (
    <>
      <ul class="c-running">
        <For each={props.reports}>
          {(report) => (
            <li>
              <Checkbox
                label={nameOf(report)}
                hint={previews().get(report.id)}
                checked={chosen().includes(report.id)}
                onChange={(on) => setChosen(toggled(chosen(), report.id, on))}
              />
            </li>
          )}
        </For>
      </ul>
      <For each={troubles()}>
        {(trouble) => (
          <Alert tone="danger" live>
            {trouble}
          </Alert>
        )}
      </For>
      <Show when={props.target} fallback={<p class="c-quiet">{words.running.noTarget}</p>}>
        {(n) => (
          <>
            <p>
              {words.running.chosen(chosen().length)} · {words.running.target} <strong>{n()}</strong>
            </p>
            <div class="c-acts-row">
              <Button icon={IconEye} busy={busy()} disabledReason={lacking()} onPress={() => void preview()}>
                {words.running.preview}
              </Button>
              <Button
                kind="primary"
                icon={IconSwitchHorizontal}
                busy={busy()}
                disabledReason={lacking() ?? (seen() ? undefined : words.running.previewFirst)}
                onPress={() => void move()}
              >
                {words.running.move}
              </Button>
            </div>
          </>
        )}
      </Show>
    </>
  );
}

import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { compute, type Computed, type Finding } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconSend } from "@selaras/ui/icons.ts";
import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { useZone } from "../../session/me.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import { evidenceAdvice, lackText } from "./evidence-wanted.tsx";
import { obstaclesTo, type Obstacle } from "./form-model.ts";
import { type Loaded, loadReport } from "./report.data.ts";
import { words } from "./words.ts";

type Fresh = Loaded & { readonly computed: Computed };
const warningKey = (finding: Pick<Finding, "rowKey" | "rule">): string => `${finding.rowKey} ${finding.rule}`;

/** The first thing that keeps a report from being sent, apart from explanations that are still to be written. */
function unready({ definition, computed, report }: Fresh): string | undefined {
  const [first] = obstaclesTo(definition, computed, report.evidence);
  return first && obstacleText(first);
}

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "empty":
      return words.submit.needsFields(obstacle.count);
    case "broken":
      return words.submit.needsFixes(obstacle.count);
    default:
      return lackText(obstacle);
  }
}

/** "Kirim": shows the report as the server has it, asks for what is wanted, and sends exactly that. */
export function SubmitDialog(props: {
  id: string;
  open: boolean;
  onClose: () => void;
  onFresh: (loaded: Loaded) => void;
}): JSX.Element {
  const zone = useZone();
  const [fresh, setFresh] = createSignal<Fresh | null>(null);
  const [failure, setFailure] = createSignal<string | null>(null);
  const [reasons, setReasons] = createStore<Record<string, string>>({});
  const [whole, setWhole] = createSignal(false);
  const [nilReason, setNilReason] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  // One press is one command: pressing again after a lost answer repeats it.
  let command = newCommandId();

  const load = async () => {
    setFresh(null);
    try {
      const loaded = await loadReport(props.id);
      setFresh({ ...loaded, computed: compute(loaded.definition, loaded.report.rows, loaded.report.carry) });
      props.onFresh(loaded);
    } catch (thrown) {
      setFailure(asFailure(thrown).message);
    }
  };
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        command = newCommandId();
        setFailure(null);
        void load();
      },
    ),
  );
  const warnings = () => fresh()?.computed.findings.filter((finding) => finding.severity === "warn") ?? [];
  const reasonFor = (finding: Finding) => {
    const key = warningKey(finding);
    return reasons[key] ?? fresh()?.report.explanations.find((each) => warningKey(each) === key)?.reason ?? "";
  };
  const unexplained = () =>
    warnings().filter((finding) => reasonFor(finding).trim().length < LIMITS.reasonCharactersLeast).length;
  const obstacle = (): string | undefined => {
    const now = fresh();
    if (!now) return words.submit.fetching;
    if (!now.report.actions.submit.allowed) return now.report.actions.submit.reason ?? undefined;
    if (whole()) return nilReason().trim().length < LIMITS.reasonCharactersLeast ? words.submit.needsNil : undefined;
    const first = unready(now);
    if (first !== undefined) return first;
    return unexplained() > 0 ? words.submit.needsExplanations(unexplained()) : undefined;
  };
  const explanations = () =>
    whole()
      ? []
      : warnings().map((finding) => ({
          rowKey: finding.rowKey,
          rule: finding.rule,
          reason: reasonFor(finding).trim(),
        }));
  const send = async ({ report }: Fresh) => {
    setBusy(true);
    setFailure(null);
    try {
      const nil = whole() ? nilReason().trim() : null;
      const sent = await api(
        "report.submit",
        { id: report.id, stamp: report.stamp, explanations: explanations(), nil },
        { command },
      );
      // It is sent. A line that drops now costs the newest view, not the truth of these words.
      const newest = await loadReport(report.id).catch(() => null);
      const at = formatDateTime(newest?.report.submitted?.at ?? new Date(), zone);
      toast({ tone: "success", text: sent.onTime ? words.submit.done(at) : words.submit.doneLate(at) });
      if (newest) props.onFresh(newest);
      props.onClose();
    } catch (thrown) {
      await refused(thrown);
    } finally {
      setBusy(false);
    }
  };
  /** A refusal is final for this command; what was seen is no longer so: show the newest and let the person look again. */
  const refused = async (thrown: unknown) => {
    const { message, code, unanswered } = asFailure(thrown);
    if (unanswered) {
      setFailure(message);
      return;
    }
    command = newCommandId();
    setFailure(code === "report.stale" ? words.submit.stale : message);
    if (code === "report.stale") await load();
  };

  return (
    <Dialog
      open={props.open}
      size="large"
      title={words.submit.title}
      description={words.submit.after}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.rows.close}</Button>
          <Button
            kind="primary"
            icon={IconSend}
            busy={busy()}
            disabledReason={obstacle()}
            onPress={() => {
              const now = fresh();
              if (now) void send(now);
            }}
          >
            {words.submit.confirm}
          </Button>
        </>
      }
    >
      <Show when={failure()}>
        {(message) => (
          <Alert tone="danger" live title={words.submit.failed}>
            {message()}
          </Alert>
        )}
      </Show>
      <Show
        when={fresh()}
        fallback={
          <Show when={failure() === null}>
            <Skeleton shape="card" lines={2} />
          </Show>
        }
      >
        {(now) => (
          <div class="r-form">
            <Show when={!whole() && unready(now())}>{(text) => <Alert tone="warning">{text()}</Alert>}</Show>
            <Show when={!whole() && evidenceAdvice(now().definition, now().report.evidence)}>
              {(text) => <Alert tone="info">{text()}</Alert>}
            </Show>
            <h3 class="r-sub">{words.submit.check}</h3>
            <FigureTiles
              definition={now().definition}
              computed={now().computed}
              rows={now().report.rows}
              carry={now().report.carry}
            />
            <Show when={warnings().length > 0 && !whole()}>
              <h3 class="r-sub">{words.submit.warnings}</h3>
              <For each={warnings()}>
                {(finding) => (
                  <TextArea
                    label={`${finding.label}: ${finding.message}`}
                    hint={words.submit.reasonHint(LIMITS.reasonCharactersLeast)}
                    required
                    rows={2}
                    maxLength={LIMITS.reasonCharactersMost}
                    value={reasonFor(finding)}
                    onInput={(text) => setReasons(warningKey(finding), text)}
                  />
                )}
              </For>
            </Show>
            <Checkbox label={words.submit.nilWhole} hint={words.submit.nilHint} checked={whole()} onChange={setWhole} />
            <Show when={whole()}>
              <TextArea
                label={words.submit.nilReason}
                hint={words.submit.reasonHint(LIMITS.reasonCharactersLeast)}
                required
                rows={2}
                maxLength={LIMITS.reasonCharactersMost}
                value={nilReason()}
                onInput={setNilReason}
              />
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  );
}

/** Why "Kirim" waits although the server would allow it; undefined when nothing stands in the way. */
export const submitBlocked = (report: ReportView, unconfirmed: number): string | undefined =>
  report.actions.submit.allowed
    ? unconfirmed > 0
      ? words.submit.needsSaving
      : undefined
    : (report.actions.submit.reason ?? undefined);

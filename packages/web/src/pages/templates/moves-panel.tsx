import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, newCommandId } from "../../api/client.ts";
import { Await, FailureNotice } from "../../frame/await.tsx";
import { createSaving } from "../indicators/saving.ts";
import { MovePreview } from "./move-preview.tsx";
import { words } from "./words.ts";

const m = words.moves;
type Running = Api["report.templateOffers"]["reply"]["reports"][number];

/** Reports that are not out yet: on which version, and those whose drafts may move to a newer one. */
export function MovesPanel(props: { template: string }): JSX.Element {
  const [found, { refetch }] = createResource(
    () => props.template,
    (template) => api("report.templateOffers", { template }),
  );
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [looking, setLooking] = createSignal<Running>();
  const [refused, setRefused] = createSignal<readonly { id: string; message: string | null }[]>([]);
  const movable = (reports: readonly Running[]) => reports.filter((each) => each.offered !== null);
  const { busy, failure, save } = createSaving(chosen);
  const move = (reports: readonly Running[]) =>
    save(async () => {
      const wanted = movable(reports).filter((each) => chosen().includes(each.id));
      const failed: { id: string; message: string | null }[] = [];
      for (let at = 0; at < wanted.length; at += LIMITS.bulkTemplateMoves) {
        const items = wanted
          .slice(at, at + LIMITS.bulkTemplateMoves)
          .map(({ id, offered }) => ({ id, to: offered ?? 0 }));
        const { results } = await api("report.takeTemplates", { items }, { command: newCommandId() });
        failed.push(...results.filter((each) => each.outcome === "refused"));
      }
      setRefused(failed);
      if (failed.length < wanted.length) toast({ tone: "success", text: m.moved(wanted.length - failed.length) });
      setChosen([]);
      await refetch();
    });
  const nameOf = (reports: readonly Running[], id: string): string => {
    const report = reports.find((one) => one.id === id);
    return report ? name(report) : id;
  };
  const name = (report: Pick<Running, "unitName" | "period">) => `${report.unitName}, ${formatPeriod(report.period)}`;
  return (
    <Await onRetry={refetch}>
      <Show when={found.latest}>
        {(loaded) => (
          <Card title={m.title} description={m.about}>
            <div class="tp-editor">
              <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
              <For each={refused()}>
                {(each) => (
                  <Alert tone="warning">{`${nameOf(loaded().reports, each.id)}: ${each.message ?? ""}`}</Alert>
                )}
              </For>
              <Show when={loaded().reports.length > 0} fallback={<p>{m.none}</p>}>
                <ul class="tp-lines-plain">
                  <For each={loaded().reports}>
                    {(report) => (
                      <li class="tp-line">
                        <Show when={report.offered !== null && !report.declined} fallback={<span>{name(report)}</span>}>
                          <Checkbox
                            label={name(report)}
                            checked={chosen().includes(report.id)}
                            onChange={(is) =>
                              setChosen(is ? [...chosen(), report.id] : chosen().filter((each) => each !== report.id))
                            }
                          />
                        </Show>
                        <span class="tp-quiet">
                          {report.declined
                            ? m.declined(report.declined.name)
                            : report.offered === null
                              ? m.stays(report.n)
                              : m.offered(report.n, report.offered)}
                        </span>
                        <Show when={report.offered !== null}>
                          <LinkButton label={`${m.look}: ${name(report)}`} onPress={() => setLooking(report)}>
                            {m.look}
                          </LinkButton>
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
                <div class="tp-acts">
                  <Button
                    size="small"
                    onPress={() =>
                      setChosen(
                        movable(loaded().reports)
                          .filter((each) => !each.declined)
                          .map((each) => each.id),
                      )
                    }
                  >
                    {m.all}
                  </Button>
                  <Button
                    kind="primary"
                    size="small"
                    busy={busy()}
                    disabledReason={chosen().length === 0 ? m.noneChosen : undefined}
                    onPress={() => void move(loaded().reports)}
                  >
                    {m.move(chosen().length)}
                  </Button>
                </div>
              </Show>
            </div>
            <Show when={looking()} keyed>
              {(report) => (
                <Dialog
                  open
                  size="large"
                  title={name(report)}
                  onClose={() => setLooking(undefined)}
                  actions={<Button onPress={() => setLooking(undefined)}>{words.close}</Button>}
                >
                  <MovePreview report={report.id} />
                </Dialog>
              )}
            </Show>
          </Card>
        )}
      </Show>
    </Await>
  );
}

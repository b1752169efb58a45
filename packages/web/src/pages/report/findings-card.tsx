import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { IconCircleCheck, IconClock } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, asFailure, newCommandId } from "../../api/client.ts";
import { chainWords } from "./chain-words.ts";
import { Writer } from "./writer.tsx";

type Review = Api["report.findings"]["reply"];
const w = chainWords.findings;

/** The review of the Inspektorat: findings, answers, memo. Shown where the chain has such a step. */
export function FindingsCard(props: { report: ReportView }): JSX.Element {
  const reviewed = () => props.report.steps.some((step) => step.kind === "apip-review");
  return (
    <Show when={reviewed()}>
      <Findings report={props.report} />
    </Show>
  );
}

function Findings(props: { report: ReportView }): JSX.Element {
  const id = () => props.report.id;
  const [review, { refetch }] = createResource(id, (report) => api("report.findings", { id: report }));
  const [failure, setFailure] = createSignal<string | null>(null);
  const attempt = async (work: (command: string) => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work(newCommandId());
      await refetch();
      return true;
    } catch (thrown) {
      setFailure(asFailure(thrown).message);
      return false;
    }
  };
  return (
    <Card title={w.title}>
      <Show when={review.latest}>
        {(found) => (
          <div class="r-form">
            <Show when={failure()}>
              {(message) => (
                <Alert tone="danger" live title={w.failed}>
                  {message()}
                </Alert>
              )}
            </Show>
            <Show when={found().findings.length > 0} fallback={<p class="r-muted">{w.none}</p>}>
              <ul class="r-threads">
                <For each={found().findings}>
                  {(finding) => (
                    <One
                      finding={finding}
                      may={found().may}
                      onRespond={(text) =>
                        attempt((command) =>
                          api("report.respond", { id: id(), finding: finding.findingId, text }, { command }),
                        )
                      }
                      onClose={() =>
                        void attempt((command) =>
                          api("report.closeFinding", { id: id(), finding: finding.findingId }, { command }),
                        )
                      }
                    />
                  )}
                </For>
              </ul>
            </Show>
            <Show when={found().may.review}>
              <Writer
                label={w.text}
                act={w.add}
                minimum={LIMITS.reasonCharactersLeast}
                onWrite={(text) => attempt((command) => api("report.find", { id: id(), text }, { command }))}
              />
              <Writer
                label={w.memo}
                hint={w.memoHint}
                act={w.saveMemo}
                keep
                initial={found().memo?.text}
                minimum={LIMITS.reasonCharactersLeast}
                maximum={LIMITS.memoCharacters}
                onWrite={async (text) => {
                  const done = await attempt((command) => api("report.memo", { id: id(), text }, { command }));
                  if (done) toast({ tone: "success", text: w.saved });
                  return done;
                }}
              />
            </Show>
            <Show when={!found().may.review && found().memo}>
              {(memo) => (
                <div>
                  <h3>{w.memo}</h3>
                  <p class="r-quote">{memo().text}</p>
                  <PersonLine name={memo().name} hat={memo().hat ?? undefined} />
                </div>
              )}
            </Show>
          </div>
        )}
      </Show>
    </Card>
  );
}

function One(props: {
  finding: Review["findings"][number];
  may: Review["may"];
  onRespond: (text: string) => Promise<boolean>;
  onClose: () => void;
}): JSX.Element {
  const closed = () => props.finding.closed !== null;
  return (
    <li class="r-thread">
      <p>
        {props.finding.text}{" "}
        <Badge tone={closed() ? "positive" : "warning"} icon={closed() ? IconCircleCheck : IconClock}>
          {closed() ? w.closed : w.open}
        </Badge>
      </p>
      <PersonLine name={props.finding.by.name} hat={props.finding.by.hat ?? undefined} />
      <Show when={props.finding.response}>
        {(response) => (
          <div class="r-message">
            <p class="r-small">{w.response}</p>
            <p class="r-quote">{response().text}</p>
            <PersonLine name={response().name} hat={response().hat ?? undefined} />
          </div>
        )}
      </Show>
      <Show when={!closed() && props.may.respond && !props.finding.response}>
        <Writer label={w.response} act={w.respond} minimum={LIMITS.reasonCharactersLeast} onWrite={props.onRespond} />
      </Show>
      <Show when={!closed() && props.may.review}>
        <Button size="small" onPress={() => props.onClose()}>
          {w.close}
        </Button>
      </Show>
    </li>
  );
}

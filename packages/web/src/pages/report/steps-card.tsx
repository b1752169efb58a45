import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { ReportView, StepView } from "@selaras/core/report/schema.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { IconCircle, IconCircleCheck, IconCircleDashed, IconClock, IconClockPause } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { useZone } from "../../session/me.tsx";
import { BarredNotice } from "./barred.tsx";
import { chainWords } from "./chain-words.ts";
import { ReasonedAct } from "./reasoned-act.tsx";

const LOOKS = {
  ahead: { tone: "neutral", icon: IconCircle },
  open: { tone: "info", icon: IconClock },
  passed: { tone: "positive", icon: IconCircleCheck },
  skipped: { tone: "neutral", icon: IconCircleDashed },
  kept: { tone: "positive", icon: IconCircleCheck },
} as const;
const w = chainWords.steps;

/** Every step of the chain: where it stands, who can decide it, how many have agreed, until when. */
export function StepsCard(props: { report: ReportView; onChanged: () => void }): JSX.Element {
  const zone = useZone();
  const turn = () => props.report.turn;
  const who = (step: StepView): string => (step.holders.length > 0 ? w.waits(step.holders.join(", ")) : w.nobody);
  const yes = (step: StepView): string => String(step.votes.filter((vote) => vote.verdict === "yes").length);
  return (
    <Card title={w.title} description={props.report.chain.label}>
      <ol class="r-steps">
        <For each={props.report.steps}>
          {(step) => (
            <li>
              <p class="r-step-name">
                {step.label}{" "}
                <Badge tone={LOOKS[step.how].tone} icon={LOOKS[step.how].icon}>
                  {w.how[step.how]}
                </Badge>
              </p>
              <Show when={step.how === "open"}>
                <p class="r-small">{who(step)}</p>
                <Show when={step.of > 1}>
                  <p class="r-small">{w.votes(yes(step), String(step.needed), String(step.of))}</p>
                  <For each={step.votes}>
                    {(vote) => <p class="r-small">{w.voted(vote.name, vote.verdict === "yes")}</p>}
                  </For>
                </Show>
                <Show when={step.dueAt}>{(due) => <p class="r-small">{w.due(formatDateTime(due(), zone))}</p>}</Show>
                <For each={step.holds}>
                  {(hold) => (
                    <p class="r-small">
                      <Badge tone="neutral" icon={IconClockPause}>
                        {hold.seat === null ? w.onHold : w.seatOnHold(hold.seat)}
                      </Badge>{" "}
                      {w.heldSince(formatDateTime(hold.since, zone), hold.by, hold.reason)}
                    </p>
                  )}
                </For>
                <BarredNotice report={props.report} step={step} onChanged={props.onChanged} />
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Show when={turn()}>
        <Show
          when={turn()?.onHold}
          fallback={
            <ReasonedAct
              label={w.hold}
              title={w.holdTitle}
              text={w.holdText}
              done={w.held}
              act={(reason, command) => api("report.hold", { id: props.report.id, reason }, { command })}
              onDone={props.onChanged}
            />
          }
        >
          <ReasonedAct
            label={w.unhold}
            title={w.unhold}
            done={w.resumed}
            reason={false}
            act={(_, command) => api("report.unhold", { id: props.report.id }, { command })}
            onDone={props.onChanged}
          />
        </Show>
      </Show>
    </Card>
  );
}

import { formatDateTime, formatTime } from "@selaras/core/kernel/format.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconArrowBackUp } from "@selaras/ui/icons.ts";
import { createEffect, createMemo, type JSX, on, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { createServerClock } from "../../session/clock.ts";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { ReasonedAct } from "./reasoned-act.tsx";
import { leftOf } from "./time-left.ts";

const w = chainWords.waiting;

/** Between signature and publication: until when the signer may take it back, for the signer with the act. */
export function WaitingNotice(props: { report: ReportView; onChanged: () => void }): JSX.Element {
  return (
    <Show when={props.report.state === "signed" && props.report.signed?.until}>
      {(until) => <Waiting {...props} until={until()} />}
    </Show>
  );
}

function Waiting(props: { report: ReportView; until: string; onChanged: () => void }): JSX.Element {
  const zone = useZone();
  const now = createServerClock();
  const left = () => Date.parse(props.until) - now();
  const over = createMemo(() => left() <= 0);
  // Once the time is up the server publishes: what this page shows is then no longer so.
  createEffect(on(over, (is, was) => is && was === false && props.onChanged()));
  const mine = () => props.report.actions.recall.allowed;
  const moment = () => {
    const end = new Date(props.until);
    const today = localDate(end, zone) === localDate(new Date(now()), zone);
    return today ? w.clock(formatTime(end, zone)) : formatDateTime(end, zone);
  };
  return (
    <Show when={!over()} fallback={<Alert tone="info" title={w.over} />}>
      <Alert
        tone="info"
        title={mine() ? w.mine(moment()) : w.others(props.report.signed?.name ?? "", moment())}
        actions={
          <Show when={mine()}>
            <ReasonedAct
              label={w.recall}
              title={w.recallTitle}
              text={w.recallText}
              icon={IconArrowBackUp}
              done={w.recalled}
              act={(reason, command) => api("report.recall", { id: props.report.id, reason }, { command })}
              onDone={props.onChanged}
            />
          </Show>
        }
      >
        <p role="timer" aria-live="off">
          {w.left(leftOf(left()))} {w.afterwards}
        </p>
      </Alert>
    </Show>
  );
}

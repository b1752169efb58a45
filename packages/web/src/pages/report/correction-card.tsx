import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { ButtonLink } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { type JSX, Match, Show, Switch } from "solid-js";
import { api } from "../../api/client.ts";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { ReasonedAct } from "./reasoned-act.tsx";

const w = chainWords.correction;
const versionOf = (id: string, n: number): string => id.replace(/\.\d+$/, `.${n}`);

/** What a published report has to say of its versions, and the acts around a correction. */
export function CorrectionNotices(props: { report: ReportView; onChanged: () => void }): JSX.Element {
  const zone = useZone();
  const report = () => props.report;
  /** The version that is being worked on; numbers that were given up are not used again. */
  const next = () => report().versions.findLast(({ correction }) => correction?.of === report().version);
  const link = (n: number) => (
    <ButtonLink href={paths.report(versionOf(report().id, n))}>{w.openVersion(n)}</ButtonLink>
  );
  return (
    <>
      <Show when={report().supersededBy}>
        {(n) => <Alert tone="warning" title={w.superseded(n())} actions={link(n())} />}
      </Show>
      <Show when={report().voided}>
        {(voided) => (
          <Alert tone="danger" title={w.voided(voided().name, formatDateTime(voided().at, zone))}>
            <p class="r-quote">{voided().reason}</p>
          </Alert>
        )}
      </Show>
      <Show when={report().correction}>
        {(correction) => (
          <Alert tone="info" title={w.of(correction().of, correction().reason)} actions={link(correction().of)} />
        )}
      </Show>
      <Switch>
        <Match when={report().correcting === "asked"}>
          <Alert
            tone="info"
            title={report().request ? w.waitingFrom(report().request?.asked.name ?? "") : w.waiting}
            actions={
              <Show when={report().actions.answerCorrection.allowed}>
                <Answer {...props} granted />
                <Answer {...props} granted={false} />
              </Show>
            }
          >
            <Show when={report().request}>{(request) => <p class="r-quote">{request().asked.reason}</p>}</Show>
          </Alert>
        </Match>
        <Match when={report().correcting === "granted"}>
          <Alert tone="info" title={w.running} actions={<Show when={next()}>{(each) => link(each().version)}</Show>} />
        </Match>
      </Switch>
    </>
  );
}

function Answer(props: { report: ReportView; onChanged: () => void; granted: boolean }): JSX.Element {
  return (
    <ReasonedAct
      label={props.granted ? w.grant : w.deny}
      title={props.granted ? w.grantTitle : w.denyTitle}
      kind={props.granted ? "primary" : "secondary"}
      done={w.answered}
      act={(reason, command) =>
        api("report.answerCorrection", { id: props.report.id, granted: props.granted, reason }, { command })
      }
      onDone={props.onChanged}
    />
  );
}

/** The acts on a report that is out: ask for a correction, withdraw it. */
export function CorrectionActs(props: { report: ReportView; onChanged: () => void }): JSX.Element {
  const report = () => props.report;
  return (
    <>
      <Show when={report().actions.askCorrection.allowed}>
        <ReasonedAct
          label={w.ask}
          title={w.askTitle}
          text={w.askText}
          hint={w.publicReason}
          done={w.asked}
          act={(reason, command) => api("report.askCorrection", { id: report().id, reason }, { command })}
          onDone={props.onChanged}
        />
      </Show>
      <Show when={report().correction && report().authority && ["draft", "returned"].includes(report().state)}>
        <ReasonedAct
          label={w.drop}
          title={w.dropTitle}
          text={w.dropText}
          kind="danger"
          done={w.dropped}
          act={(reason, command) => api("report.dropCorrection", { id: report().id, reason }, { command })}
          onDone={props.onChanged}
        />
      </Show>
      <Show when={report().actions.void.allowed}>
        <ReasonedAct
          label={w.void}
          title={w.voidTitle}
          text={w.voidText}
          hint={w.publicReason}
          kind="danger"
          done={w.voidDone}
          act={(reason, command) => api("report.void", { id: report().id, reason }, { command })}
          onDone={props.onChanged}
        />
      </Show>
    </>
  );
}

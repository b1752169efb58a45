import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { Deed, ReportVersion, ReportView } from "@selaras/core/report/schema.ts";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { words } from "./words.ts";

const w = chainWords.versions;

/** Every version of a report with its reason, and what became of a request for the next one. */
export function VersionsCard(props: { report: ReportView }): JSX.Element {
  return (
    <>
      <Show when={props.report.request}>{(request) => <Request request={request()} />}</Show>
      <Show when={props.report.versions.length > 1}>
        <Card title={w.title} description={w.text}>
          <Versions report={props.report} />
        </Card>
      </Show>
    </>
  );
}

function Versions(props: { report: ReportView }): JSX.Element {
  const zone = useZone();
  const isHere = ({ version }: ReportVersion) => version === props.report.version;
  const name = (each: ReportVersion): JSX.Element => (
    <Show when={!isHere(each)} fallback={w.here(each.version)}>
      <A href={paths.report(each.id)}>{w.version(each.version)}</A>
    </Show>
  );
  // A version in review waits for somebody; only its own page knows for whom.
  const state = ({ state: is }: ReportVersion): JSX.Element => (
    <StatusBadge state={is === "in_review" ? "waiting-verification" : is} label={words.state[is]} />
  );
  return (
    <DataTable
      caption={w.title}
      hideCaption
      columns={[
        { key: "version", label: w.heading, cell: name },
        { key: "state", label: w.state, cell: state },
        {
          key: "published",
          label: w.published,
          cell: ({ publishedAt }) => (publishedAt === null ? w.notYet : formatDateTime(publishedAt, zone)),
        },
        {
          key: "reason",
          label: w.reason,
          cell: ({ correction }) => (correction === null ? w.first : w.corrects(correction.of, correction.reason)),
        },
      ]}
      rows={props.report.versions.toReversed()}
      rowKey={({ id }) => id}
    />
  );
}

type Asked = NonNullable<ReportView["request"]>;

function Request(props: { request: Asked }): JSX.Element {
  return (
    <Card title={w.request}>
      <ul class="r-people">
        <Said title={w.askedBy} deed={props.request.asked} />
        <Show when={props.request.answer} fallback={<li class="r-muted">{w.unanswered}</li>}>
          {(answer) => <Said title={answer().granted ? w.granted : w.denied} deed={answer()} />}
        </Show>
      </ul>
    </Card>
  );
}

function Said(props: { title: string; deed: Deed & { readonly reason: string } }): JSX.Element {
  const zone = useZone();
  return (
    <li>
      <strong>{props.title}</strong>
      <PersonLine name={props.deed.name} hat={props.deed.hat ?? undefined} />
      <span class="r-small">{formatDateTime(props.deed.at, zone)}</span>
      <p class="r-quote">{props.deed.reason}</p>
    </li>
  );
}

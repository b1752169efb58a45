import { A, useSearchParams } from "@solidjs/router";
import { formatPeriod, formatTime } from "@selaras/core/kernel/format.ts";
import { isPeriod } from "@selaras/core/kernel/period.ts";
import { isLocalDate } from "@selaras/core/kernel/zone.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { DateTimeInput } from "@selaras/ui/components/input.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { Pagination } from "@selaras/ui/components/trail.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconHistory } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { type Api, api, asFailure } from "../../api/client.ts";
import { templates } from "../../api/catalogue.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";

type Page = Api["audit.day"]["reply"];
type Entry = Page["entries"][number];

/** What everybody did in this region on one day. */
export function AuditPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<{ hari?: string }>();
  // The journal counts days by UTC.
  const day = () => (search.hari !== undefined && isLocalDate(search.hari) ? search.hari : me.now.slice(0, 10));
  const [more, setMore] = createSignal<{ entries: readonly Entry[]; cursor: string | null }>();
  const [first, { refetch }] = createResource(day, (asked) => {
    setMore(undefined);
    return api("audit.day", { day: asked });
  });
  const entries = () => [...(first()?.entries ?? []), ...(more()?.entries ?? [])];
  const cursor = () => (more() ?? first())?.cursor ?? null;
  const [busy, setBusy] = createSignal(false);
  const loadMore = async () => {
    setBusy(true);
    try {
      const next = await api("audit.day", { day: day(), cursor: cursor() });
      setMore({ entries: [...(more()?.entries ?? []), ...next.entries], cursor: next.cursor });
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Title text={t.audit.title} />
      <PageHead title={t.audit.title} description={t.audit.about} />
      <div class="w-filters">
        <DateTimeInput
          label={t.audit.day}
          hint={t.audit.utc}
          value={day()}
          max={me.now.slice(0, 10)}
          onChange={(hari) => isLocalDate(hari) && setSearch({ hari })}
        />
      </div>
      <Await onRetry={refetch}>
        <Card flush={entries().length > 0}>
          <Show
            when={entries().length > 0}
            fallback={
              <EmptyState icon={IconHistory} title={t.audit.emptyTitle}>
                {t.audit.empty}
              </EmptyState>
            }
          >
            <Entries entries={entries()} />
          </Show>
        </Card>
        <Show when={entries().length > 0}>
          <Pagination
            shown={String(entries().length)}
            more={cursor() !== null}
            busy={busy()}
            onMore={() => void loadMore()}
          />
        </Show>
      </Await>
    </>
  );
}

const isAct = (op: string): op is keyof typeof t.audit.acts => op in t.audit.acts;
const actWord = (op: string): string => (isAct(op) ? t.audit.acts[op] : op);

/** Names for what the journal keeps as ids. */
async function loadNames(): Promise<ReadonlyMap<string, string>> {
  const [all, { units }] = await Promise.all([templates(), api("orgunit.list", {})]);
  return new Map<string, string>([
    ...all.map((each) => [each.template, each.short] as const),
    ...units.map((each) => [each.unitId, each.name] as const),
  ]);
}

/** `report#rfk.2026-09.dinas-sosial.1` is "RFK September 2026, Dinas Sosial"; other subjects stand as they are. */
function subjectText(subject: string, names: ReadonlyMap<string, string>): string {
  const [template = "", period = "", unit = ""] = subject.replace(/^report#/, "").split(".");
  const [, planned = "", year = ""] = subject.split("#");
  if (subject === "jobs") return t.frame.downloads;
  if (subject.startsWith("calendar#")) return `${t.calendar.title} ${names.get(planned) ?? planned} ${year}`;
  if (!subject.startsWith("report#") || !isPeriod(period)) return subject.split("#").join(" · ");
  return `${names.get(template) ?? template} ${formatPeriod(period)}, ${names.get(unit) ?? unit}`;
}

function Subject(props: { subject: string; names: ReadonlyMap<string, string> }): JSX.Element {
  const text = () => subjectText(props.subject, props.names);
  return (
    <Show when={props.subject.startsWith("report#")} fallback={text()}>
      <A href={paths.report(props.subject.slice("report#".length))}>{text()}</A>
    </Show>
  );
}

function Entries(props: { entries: readonly Entry[] }): JSX.Element {
  // Until the names are there, and should they never come, the ids say enough.
  const [names] = createResource(() => loadNames().catch(() => new Map<string, string>()));
  const zone = useZone();
  const rows = () => props.entries.map((entry, index) => ({ ...entry, index }));
  return (
    <DataTable
      caption={t.audit.title}
      hideCaption
      rows={rows()}
      rowKey={(row) => String(row.index)}
      columns={[
        { key: "at", label: t.audit.time, cell: (row) => formatTime(row.at, zone) },
        { key: "by", label: t.audit.by, cell: (row) => row.by },
        { key: "op", label: t.audit.act, cell: (row) => actWord(row.op) },
        { key: "hat", label: t.audit.hat, cell: (row) => row.hat ?? "–" },
        {
          key: "subject",
          label: t.audit.subject,
          cell: (row) => <Subject subject={row.subject} names={names.latest ?? new Map()} />,
        },
      ]}
    />
  );
}

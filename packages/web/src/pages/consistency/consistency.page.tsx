import { A, useSearchParams } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge, type Tone } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import type { IconShape } from "@selaras/ui/components/icon.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconPencil,
  IconPlus,
  IconTrash,
} from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { figureText } from "../../figures/figure-text.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import {
  amountText,
  type Board,
  countOf,
  draftOf,
  emptySide,
  type Link,
  type LinkDraft,
  type LinkRow,
  placeText,
  type Side,
} from "./consistency.data.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { words } from "./words.ts";

/** Figures that the regency declared to be one, side by side per year. */
export function ConsistencyPage(): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const [search, setSearch] = useSearchParams<{ tahun?: string }>();
  const year = () => yearOf(search.tahun, me);
  const [board, { refetch }] = createResource(year, (asked) => api("consistency.board", { year: asked }));
  const [editing, setEditing] = createSignal<LinkDraft | "fresh">();
  const [removing, setRemoving] = createSignal<Link>();
  const fresh = (found: Board): LinkDraft => {
    const side = emptySide(found.choices);
    return { link: "", label: "", level: "unit", sides: [side, side], tolerance: "0", rev: 0 };
  };
  const again = () => void refetch();
  const yearBefore = () => String(Number(year()) - 1);
  return (
    <>
      <Title text={words.title} />
      <PageHead
        above={<Breadcrumb crumbs={[{ label: words.toFigures, href: paths.figuresHome() }, { label: words.title }]} />}
        title={words.title}
        description={words.about}
        actions={
          <Button
            kind="primary"
            icon={IconPlus}
            disabledReason={board.latest?.mayLink === false ? words.readOnly : undefined}
            onPress={() => setEditing("fresh")}
          >
            {words.add}
          </Button>
        }
      />
      <div class="w-filters">
        <Select
          label={t.filter.year}
          placeholder={null}
          options={yearOptions(year(), me)}
          value={year()}
          onChange={(tahun) => setSearch({ tahun })}
        />
      </div>
      <Await onRetry={refetch}>
        <Show when={board.latest}>
          {(found) => (
            <>
              <Show
                when={found().links.length > 0}
                fallback={
                  <Card>
                    <EmptyState icon={IconCircleDashed} title={words.emptyTitle}>
                      {words.empty}
                    </EmptyState>
                  </Card>
                }
              >
                <Show
                  when={found().links.some((link) => link.rows.length > 0)}
                  fallback={
                    <Alert
                      tone="info"
                      actions={<A href={paths.consistency(yearBefore())}>{words.yearBefore(yearBefore())}</A>}
                    >
                      {words.nothing(year())}
                    </Alert>
                  }
                >
                  <p>
                    {words.found(countOf(found(), "different"), countOf(found(), "waiting"), countOf(found(), "same"))}
                  </p>
                </Show>
                <For each={found().links}>
                  {(link) => (
                    <LinkCard
                      link={link}
                      mayLink={found().mayLink}
                      onEdit={() => setEditing(draftOf(link))}
                      onRemove={() => setRemoving(link)}
                    />
                  )}
                </For>
                <p class="w-note">
                  {t.board.asOf(formatDateTime(found().asOf, zone))} {t.figures.money}
                </p>
              </Show>
              <Show when={editing()} keyed>
                {(draft) => (
                  <LinkDialog
                    draft={draft === "fresh" ? fresh(found()) : draft}
                    choices={found().choices}
                    taken={found().links.map((each) => each.link)}
                    onClose={() => setEditing(undefined)}
                    onDone={again}
                  />
                )}
              </Show>
            </>
          )}
        </Show>
      </Await>
      <Show when={removing()} keyed>
        {(link) => (
          <ActDialog
            title={words.removing.title(link.label)}
            description={words.removing.text}
            act={words.remove}
            danger
            sent={link.link}
            lacking={undefined}
            send={(command) => api("consistency.unlink", { link: link.link, rev: link.rev }, { command })}
            done={words.removing.done}
            onClose={() => setRemoving(undefined)}
            onDone={again}
          />
        )}
      </Show>
    </>
  );
}

const LOOKS: Readonly<Record<LinkRow["state"], { tone: Tone; icon: IconShape }>> = {
  same: { tone: "positive", icon: IconCircleCheck },
  different: { tone: "danger", icon: IconAlertTriangle },
  waiting: { tone: "neutral", icon: IconCircleDashed },
};

function LinkCard(props: { link: Link; mayLink: boolean; onEdit: () => void; onRemove: () => void }): JSX.Element {
  const [first] = props.link.sides;
  const about = () => {
    const { level, tolerance } = props.link;
    const spared = tolerance === "0" || !first ? words.exact : words.tolerance(amountText(tolerance, first));
    return `${words.level[level]}, ${spared}.`;
  };
  const columns = (): Column<LinkRow>[] => [
    {
      key: "unit",
      label: props.link.level === "region" ? words.region : words.unit,
      cell: (row) => (row.unit === null ? words.region : <A href={paths.unit(row.unit)}>{row.name}</A>),
    },
    {
      key: "state",
      label: words.state,
      cell: (row) => (
        <Badge tone={LOOKS[row.state].tone} icon={LOOKS[row.state].icon}>
          {words.states[row.state]}
        </Badge>
      ),
    },
    {
      key: "difference",
      label: words.difference,
      align: "end",
      cell: (row) => (row.difference === null || !first ? "–" : amountText(row.difference, first)),
    },
    ...props.link.sides.map((side, at) => ({
      key: String(at),
      label: `${side.label} (${placeText(side)})`,
      align: "end" as const,
      cell: (row: LinkRow) => <Standing side={side} value={row.values[at]} level={props.link.level} />,
    })),
  ];
  return (
    <Card
      title={props.link.label}
      description={about()}
      actions={
        <Show when={props.mayLink}>
          <Button icon={IconPencil} onPress={() => props.onEdit()}>
            {words.edit}
          </Button>
          <Button icon={IconTrash} onPress={() => props.onRemove()}>
            {words.remove}
          </Button>
        </Show>
      }
      flush={props.link.rows.length > 0}
    >
      <Show when={props.link.rows.length > 0} fallback={<p class="w-note">{words.noRows}</p>}>
        <DataTable
          caption={props.link.label}
          hideCaption
          rows={props.link.rows}
          rowKey={(row) => row.unit ?? "daerah"}
          columns={columns()}
        />
      </Show>
    </Card>
  );
}

/** A figure with the way to the report it stands in, and of how many it is. */
function Standing(props: {
  side: Side;
  value: LinkRow["values"][number] | undefined;
  level: Link["level"];
}): JSX.Element {
  const where = () => {
    const report = props.value?.report;
    if (report) return paths.report(report);
    return props.side.period === null ? undefined : paths.figures(props.side.template, props.side.period);
  };
  const partial = () => {
    const { counted = 0, expected = 0 } = props.value ?? {};
    if (counted >= expected || counted === 0) return undefined;
    return props.level === "region" ? words.of(counted, expected) : words.periods(counted, expected);
  };
  return (
    <Show when={props.value?.figure} fallback={<span class="w-absent">{words.absent}</span>}>
      {(figure) => (
        <>
          <Show when={where()} fallback={figureText(figure(), props.side)}>
            {(href) => <A href={href()}>{figureText(figure(), props.side)}</A>}
          </Show>
          <Show when={partial()}>{(text) => <div class="w-note">{text()}</div>}</Show>
        </>
      )}
    </Show>
  );
}

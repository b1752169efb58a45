import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { A, useNavigate, useParams, useSearchParams } from "@solidjs/router";
import { createResource, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { api, ApiFailure } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { MovesPanel } from "./moves-panel.tsx";
import { NoCalendar } from "./no-calendar.tsx";
import { Above, familyAndName, StatusBadge } from "./parts.tsx";
import { StartDialog } from "./start-dialog.tsx";
import type { TemplateRow } from "./templates.page.tsx";
import { UnitsPanel } from "./units-panel.tsx";
import { words } from "./words.ts";
import "./templates.css";

const TABS = ["versi", "unit", "laporan"] as const;

async function load(template: string): Promise<TemplateRow> {
  const { templates } = await api("template.versions", {});
  const found = templates.find((each) => each.template === template);
  if (!found) throw new ApiFailure(404, "kernel.not_found", words.absent, "");
  return found;
}

/** One template: its versions, the units that must fill it, and the reports that run on it. */
export function TemplatePage(): JSX.Element {
  const me = useMe();
  const params = useParams<{ template: string }>();
  const [query, setQuery] = useSearchParams<{ lihat?: string }>();
  const [found, { refetch }] = createResource(() => params.template, load);
  const tab = () => TABS.find((each) => each === query.lihat) ?? "versi";
  const tabs = () => TABS.filter((each) => each !== "laporan" || me.may.templates);
  return (
    <Await onRetry={refetch}>
      <Show when={found.latest}>
        {(row) => (
          <>
            <Title text={row().name} />
            <PageHead
              above={<Above template={{ id: row().template, name: row().name }} />}
              title={row().name}
              description={familyAndName(row())}
            />
            <Show when={row().versions.findLast((version) => version.status === "published")}>
              {(latest) => <NoCalendar template={row().template} effectiveFrom={latest().effectiveFrom} />}
            </Show>
            <Tabs
              label={words.views.label}
              tabs={tabs().map((key) => ({ key, label: words.tabs[key] }))}
              selected={tab()}
              onSelect={(lihat) => setQuery({ lihat })}
            >
              <Switch>
                <Match when={tab() === "versi"}>
                  <Versions row={row()} onChanged={() => void refetch()} />
                </Match>
                <Match when={tab() === "unit"}>
                  <UnitsPanel template={row().template} periodFrom={row().versions[0]?.effectiveFrom} />
                </Match>
                <Match when={tab() === "laporan"}>
                  <MovesPanel template={row().template} />
                </Match>
              </Switch>
            </Tabs>
          </>
        )}
      </Show>
    </Await>
  );
}

type Version = TemplateRow["versions"][number];

function Versions(props: { row: TemplateRow; onChanged: () => void }): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [retiring, setRetiring] = createSignal<Version>();
  const [starting, setStarting] = createSignal<Version>();
  return (
    <Card>
      <ul class="tp-lines-plain">
        <Show when={props.row.draft}>
          <li class="tp-line">
            <StatusBadge status="draft" />
            <A class={buttonClass("secondary", "small")} href={paths.templateVersion(props.row.template, "konsep")}>
              {words.continueDraft}
            </A>
          </li>
        </Show>
        <For each={props.row.versions.toReversed()}>
          {(version) => (
            <li class="tp-line">
              <div class="tp-words">
                <StatusBadge n={version.n} status={version.inForce ? "inForce" : version.status} />
                <span class="tp-quiet">
                  {words.from(formatPeriod(version.effectiveFrom))} · {words.chain(version.chain.id)}
                  <Show when={version.released}>
                    {(by) => <> · {words.releasedBy(by().name, formatDate(by().at.slice(0, 10)))}</>}
                  </Show>
                </span>
              </div>
              <div class="tp-acts">
                <A
                  class={buttonClass("secondary", "small")}
                  href={paths.templateVersion(props.row.template, String(version.n))}
                  aria-label={`${words.view}: ${words.version(version.n)}`}
                >
                  {words.view}
                </A>
                <Show when={me.may.templates && !props.row.draft}>
                  <Button size="small" onPress={() => setStarting(version)}>
                    {words.start.version(version.n)}
                  </Button>
                </Show>
                <Show when={me.may.templates && version.status === "published"}>
                  <Button
                    size="small"
                    kind="tertiary"
                    label={`${words.retire.act}: ${words.version(version.n)}`}
                    onPress={() => setRetiring(version)}
                  >
                    {words.retire.act}
                  </Button>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={starting()} keyed>
        {(version) => (
          <StartDialog
            from={{ kind: "version", template: props.row.template, name: props.row.name, n: version.n, own: true }}
            packs={[]}
            taken={[]}
            onClose={() => setStarting(undefined)}
            onStarted={(template) => navigate(paths.templateVersion(template, "konsep"))}
          />
        )}
      </Show>
      <Show when={retiring()} keyed>
        {(version) => (
          <ActDialog
            title={words.retire.title(props.row.name, version.n)}
            description={words.retire.text}
            act={words.retire.act}
            danger
            sent={version.n}
            lacking={undefined}
            send={(command) => api("template.retire", { template: props.row.template, n: version.n }, { command })}
            done={words.retire.done(version.n)}
            onClose={() => setRetiring(undefined)}
            onDone={props.onChanged}
          />
        )}
      </Show>
    </Card>
  );
}

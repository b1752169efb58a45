import { formatPeriod } from "@selaras/core/kernel/format.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { useParams, useSearchParams } from "@solidjs/router";
import { createResource, type JSX, lazy, Match, Show, Switch } from "solid-js";
import { api, ApiFailure } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { Above, type Status, StatusBadge } from "./parts.tsx";
import { SummaryView } from "./summary-view.tsx";
import { words } from "./words.ts";
import "./templates.css";

// Who reads a version needs no designer, and who reads it in words none of what a report is filled with.
const TemplateDraftPage = lazy(() => import("./draft.page.tsx").then((m) => ({ default: m.TemplateDraftPage })));
const Preview = lazy(() => import("./preview.tsx").then((m) => ({ default: m.Preview })));

type Shown = {
  readonly definition: TemplateDefinition;
  readonly status: Status;
  readonly n: number | undefined;
  readonly note: string;
  readonly posts: readonly { readonly value: string; readonly label: string }[];
};

/** A published version by its number, or the draft that this person was asked to try out. */
async function load({ template, version }: { template: string; version: string }): Promise<Shown> {
  const posts = api("position.kinds", {}).then(({ kinds }) =>
    kinds.map(({ kind, label }): { value: string; label: string } => ({ value: kind, label })),
  );
  if (version === "uji-coba") {
    const { definition } = await api("template.tryOut", { template });
    return { definition, status: "trial", n: undefined, note: words.trial.about, posts: await posts };
  }
  const { templates } = await api("template.versions", {});
  const found = templates
    .find((each) => each.template === template)
    ?.versions.find((each) => String(each.n) === version);
  if (!found) throw new ApiFailure(404, "kernel.not_found", words.absent, "");
  const definition = await api("template.definition", { hash: found.hash });
  return {
    definition,
    status: found.inForce ? "inForce" : found.status,
    n: found.n,
    note: words.from(formatPeriod(found.effectiveFrom)),
    posts: await posts,
  };
}

/** A version of a template: the draft where it is worked on, any other in words and as it looks. */
export function TemplateVersionPage(): JSX.Element {
  const params = useParams<{ template: string; version: string }>();
  return (
    <Show
      when={params.version !== "konsep"}
      fallback={
        <Await>
          <TemplateDraftPage />
        </Await>
      }
    >
      <Reader template={params.template} version={params.version} />
    </Show>
  );
}

const TABS = ["ringkasan", "pratinjau"] as const;

function Reader(props: { template: string; version: string }): JSX.Element {
  const [query, setQuery] = useSearchParams<{ lihat?: string }>();
  const [found, { refetch }] = createResource(() => ({ template: props.template, version: props.version }), load);
  const tab = () =>
    TABS.find((each) => each === query.lihat) ?? (props.version === "uji-coba" ? "pratinjau" : "ringkasan");
  return (
    <Await onRetry={refetch}>
      <Show when={found()} keyed>
        {(shown) => (
          <>
            <Title text={shown.definition.name} />
            <PageHead
              above={
                <Above
                  template={{ id: props.template, name: shown.definition.name }}
                  label={shown.n === undefined ? words.status.trial : words.version(shown.n)}
                />
              }
              title={shown.definition.name}
              badges={<StatusBadge status={shown.status} n={shown.n} />}
              description={shown.note}
            />
            <Tabs
              label={words.views.label}
              tabs={TABS.map((key) => ({ key, label: words.views[key] }))}
              selected={tab()}
              onSelect={(lihat) => setQuery({ lihat })}
            >
              <Switch>
                <Match when={tab() === "ringkasan"}>
                  <SummaryView
                    template={props.template}
                    definition={shown.definition}
                    problems={[]}
                    posts={shown.posts}
                  />
                </Match>
                <Match when={tab() === "pratinjau"}>
                  <Await>
                    <Preview definition={shown.definition} problems={[]} />
                  </Await>
                </Match>
              </Switch>
            </Tabs>
          </>
        )}
      </Show>
    </Await>
  );
}

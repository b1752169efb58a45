import type { Problem } from "@selaras/core/template/program.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { yearOf } from "../../frame/year.ts";
import { useMe } from "../../session/me.tsx";
import { summaryOf } from "./summary.ts";
import { words } from "./words.ts";

export type SummaryProps = {
  template: string;
  definition: TemplateDefinition | undefined;
  problems: readonly Problem[];
  posts: readonly { readonly value: string; readonly label: string }[];
};

/** Who must fill it and by when, as far as the regency has decided it; a new template has neither yet. */
async function factsOf(template: string, year: string) {
  const [units, calendar, list] = await Promise.all([
    api("template.assignments", { template }).then(
      ({ assignments }) => new Set(assignments.filter((each) => each.until === null).map((each) => each.unit)).size,
      () => null,
    ),
    api("calendar.year", { template, year }).catch(() => ({ windows: [] })),
    api("template.list", {}).catch(() => ({ templates: [] })),
  ]);
  const names = Object.fromEntries(list.templates.map((each) => [each.template, each.short]));
  return { units, windows: calendar.windows, names };
}

/** The template in plain sentences, for whoever has to decide about it. */
export function SummaryView(props: SummaryProps): JSX.Element {
  const me = useMe();
  const [facts] = createResource(() => factsOf(props.template, yearOf(undefined, me)), {
    initialValue: { units: null, windows: [], names: {} },
  });
  const posts = () => Object.fromEntries(props.posts.map(({ value, label }) => [value, label]));
  const summary = (definition: TemplateDefinition) => summaryOf(definition, { ...facts.latest, posts: posts() }, words);
  return (
    <Show when={props.definition} fallback={<NotYet problems={props.problems} />}>
      {(definition) => (
        <div class="tp-editor tp-summary">
          <Card title={definition().name}>
            <For each={summary(definition()).lead}>{(line) => <p class="tp-lead">{line}</p>}</For>
          </Card>
          <For each={summary(definition()).sections}>
            {(section, at) => (
              <Card level={3} title={`${at() + 1}. ${section.title}`}>
                <ul class="tp-lines">
                  <For each={section.lines}>{(line) => <li>{line}</li>}</For>
                </ul>
              </Card>
            )}
          </For>
          <Card level={3} title={words.summary.whole}>
            <ul class="tp-lines">
              <For each={summary(definition()).rest}>{(line) => <li>{line}</li>}</For>
            </ul>
          </Card>
        </div>
      )}
    </Show>
  );
}

/** Why a draft cannot be shown as a whole yet. */
export function NotYet(props: { problems: readonly Problem[] }): JSX.Element {
  return (
    <Alert tone="info" title={words.problems.notYet}>
      <ul>
        <For each={props.problems.slice(0, 6)}>
          {(problem) => (
            <li>
              {problem.place}: {problem.problem}
            </li>
          )}
        </For>
      </ul>
    </Alert>
  );
}

import { useParams } from "@solidjs/router";
import { createResource, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { Designer } from "./designer.tsx";
import type { Catalogue } from "./judges-editor.tsx";
import type { TemplateList } from "./query-sources.tsx";
import type { DraftReply } from "./work.ts";
import { words } from "./words.ts";
import "./templates.css";

export type Around = {
  readonly reply: DraftReply;
  readonly catalogue: Catalogue;
  /** Published templates of the regency besides this one: what it may draw from. */
  readonly templates: TemplateList;
  readonly posts: readonly { readonly value: string; readonly label: string }[];
};

async function load(template: string): Promise<Around> {
  const [reply, catalogue, { kinds }, { templates }] = await Promise.all([
    api("template.draft", { template }),
    api("indicator.catalogue", {}),
    api("position.kinds", {}),
    api("template.versions", {}),
  ]);
  return {
    reply,
    catalogue,
    templates: templates.filter((each) => each.template !== template && each.versions.length > 0),
    posts: kinds.map(({ kind, label }): { value: string; label: string } => ({ value: kind, label })),
  };
}

/** Where the draft of a template is worked on, by its admins; for everybody else there is none. */
export function TemplateDraftPage(): JSX.Element {
  const params = useParams<{ template: string }>();
  const [found, { refetch }] = createResource(() => params.template, load);
  return (
    <Await onRetry={refetch}>
      <Title text={words.title} />
      <Show when={found()} keyed>
        {(around) => <Designer around={around} />}
      </Show>
    </Await>
  );
}

import { useParams } from "@solidjs/router";
import { createResource, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { Designer } from "./designer.tsx";
import type { Catalogue } from "./judges-editor.tsx";
import type { DraftReply } from "./work.ts";
import { words } from "./words.ts";
import "./templates.css";

export type Around = {
  readonly reply: DraftReply;
  readonly catalogue: Catalogue;
  readonly posts: readonly { readonly value: string; readonly label: string }[];
};

async function load(template: string): Promise<Around> {
  const [reply, catalogue, { kinds }] = await Promise.all([
    api("template.draft", { template }),
    api("indicator.catalogue", {}),
    api("position.kinds", {}),
  ]);
  return {
    reply,
    catalogue,
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

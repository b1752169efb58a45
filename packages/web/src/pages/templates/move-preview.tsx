import { Alert } from "@selaras/ui/components/notice.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { cellText } from "../report/figure-text.ts";
import { words } from "./words.ts";

const m = words.moves;

/** What a move to another version would do to one report: kept, renamed, archived, new and required. */
export function MovePreview(props: { report: string }): JSX.Element {
  const [found, { refetch }] = createResource(
    () => props.report,
    (id) => api("report.templatePreview", { id }),
  );
  return (
    <Await onRetry={refetch}>
      <Show when={found()}>
        {(preview) => (
          <div class="tp-editor">
            <p>
              <strong>{m.fromTo(preview().from, preview().to)}</strong> {m.kept(preview().kept)}
            </p>
            <Show when={preview().archivedCount > 0}>
              <Alert tone="warning" title={m.archived(preview().archivedCount)}>
                <ul>
                  <For each={preview().archived.slice(0, 12)}>
                    {(lost) => (
                      <li>
                        {lost.row} · {lost.label}: {cellText(lost.cell, { type: "text" })}
                      </li>
                    )}
                  </For>
                </ul>
              </Alert>
            </Show>
            <List title={m.renamed} lines={preview().renamed.map((each) => `${each.before} → ${each.after}`)} />
            <List
              title={m.added}
              lines={preview().added.map((each) => (each.required ? m.required(each.label) : each.label))}
            />
            <List title={m.stricter} lines={preview().stricter.map((each) => each.label)} />
            <Show when={preview().rowsAdded + preview().rowsGone > 0}>
              <p>{m.rows(preview().rowsAdded, preview().rowsGone)}</p>
            </Show>
          </div>
        )}
      </Show>
    </Await>
  );
}

function List(props: { title: string; lines: readonly string[] }): JSX.Element {
  return (
    <Show when={props.lines.length > 0}>
      <section>
        <h3>{props.title}</h3>
        <ul class="tp-lines">
          <For each={props.lines}>{(line) => <li>{line}</li>}</For>
        </ul>
      </section>
    </Show>
  );
}

import { Card } from "@selaras/ui/components/card.tsx";
import { createResource, type JSX, lazy, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { type Differences, type Loaded, loadDifferences } from "./report.data.ts";
import { words } from "./words.ts";

/* A report that was never sent before has nothing to compare, and most are sent once. */
const Compared = lazy(() => import("./compared.tsx").then((m) => ({ default: m.Compared })));

/** The comparison on the page of the report itself: loaded by itself, so that nothing waits for it. */
export function ComparisonCard(props: { loaded: Loaded; title: string }): JSX.Element {
  const [first, { refetch }] = createResource(
    () => `${props.loaded.report.id} ${props.loaded.report.stamp} ${props.loaded.report.state}`,
    () => loadDifferences(props.loaded.report.id),
  );
  return (
    <Card title={props.title}>
      <Await onRetry={refetch}>
        <Show when={first()}>{(found) => <Comparison loaded={props.loaded} first={found()} />}</Show>
      </Await>
    </Card>
  );
}

/** What became of a report since an earlier content: totals, cells, reasons that were answered, evidence. */
export function Comparison(props: { loaded: Loaded; first: Differences }): JSX.Element {
  return (
    <div class="r-form">
      <Show when={props.first.base} fallback={<p class="r-muted">{words.review.firstTime}</p>}>
        {(base) => (
          <Await>
            <Compared loaded={props.loaded} first={props.first} base={base()} />
          </Await>
        )}
      </Show>
    </div>
  );
}

import { type JSX, Show } from "solid-js";
import { chainWords } from "./chain-words.ts";
import { ComparisonCard } from "./comparison.tsx";
import { FindingsCard } from "./findings-card.tsx";
import type { Loaded } from "./report.data.ts";
import { StepsCard } from "./steps-card.tsx";
import { ThreadsCard } from "./threads-card.tsx";
import type { Threads } from "./threads.ts";
import { VersionsCard } from "./versions-card.tsx";

/** What stands around a report's content on its own page: comparison, conversations, steps, versions. */
export function Around(props: { loaded: Loaded; threads: Threads; onChanged: () => void }): JSX.Element {
  const report = () => props.loaded.report;
  const atWork = () => ["draft", "returned", "in_review", "signed"].includes(report().state);
  const compared = () => report().correction !== null || (report().round > 1 && atWork());
  return (
    <>
      <Show when={compared()}>
        <ComparisonCard
          loaded={props.loaded}
          title={report().correction === null ? chainWords.compare.title : chainWords.compare.correction}
        />
      </Show>
      <FindingsCard report={report()} />
      <Show when={atWork() || props.threads.all().length > 0}>
        <ThreadsCard loaded={props.loaded} threads={props.threads} />
      </Show>
      <Show when={report().state === "in_review" || report().state === "signed"}>
        <StepsCard report={report()} onChanged={props.onChanged} />
      </Show>
      <VersionsCard report={report()} />
    </>
  );
}

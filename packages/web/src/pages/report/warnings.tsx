import type { Computed, Finding } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { IconAlertTriangle, IconInfoCircle } from "@selaras/ui/icons.ts";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { For, type JSX, Show } from "solid-js";
import { words } from "./words.ts";

const explanationOf = (report: ReportView, finding: Finding): string | undefined =>
  report.explanations.find((each) => each.rowKey === finding.rowKey && each.rule === finding.rule)?.reason;

/** Broken rules with what the author said about them; what needs an explanation comes first. */
export function Warnings(props: { report: ReportView; computed: Computed; informs?: boolean | undefined }): JSX.Element {
  const order = { block: 0, warn: 1, inform: 2 } as const;
  const shown = () =>
    props.computed.findings.filter((finding) => props.informs === true || finding.severity !== "inform").sort((a, b) => order[a.severity] - order[b.severity]);
  return (
    <Show when={shown().length > 0} fallback={<p class="r-muted">{words.review.noWarnings}</p>}>
      <ul class="r-warnings">
        <For each={shown()}>
          {(finding) => (
            <li class={`r-severity-${finding.severity}`}>
              <Icon of={finding.severity === "inform" ? IconInfoCircle : IconAlertTriangle} />
              <div>
                <strong>{finding.label}</strong>
                <p>{finding.message}</p>
                <Show when={finding.severity === "warn"}>
                  <p class="r-quote">{explanationOf(props.report, finding) ?? words.review.unexplained}</p>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

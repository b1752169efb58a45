import type { Computed, Finding } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { IconAlertTriangle, IconInfoCircle } from "@selaras/ui/icons.ts";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { For, type JSX, Show } from "solid-js";
import { words } from "./words.ts";

const explanationOf = (report: ReportView, finding: Finding): string | undefined =>
  report.explanations.find((each) => each.rowKey === finding.rowKey && each.rule === finding.rule)?.reason;

/** Remarks of one rule, said once with the rows they hold for: the same sentence twenty times hides the others. */
export type Remark = { readonly rule: string; readonly message: string; readonly rows: readonly string[] };
export function remarksOf(findings: readonly Finding[]): readonly Remark[] {
  const remarks = new Map<string, Remark>();
  for (const { severity, rule, message, label } of findings) {
    if (severity !== "inform") continue;
    remarks.set(rule, { rule, message, rows: [...(remarks.get(rule)?.rows ?? []), label] });
  }
  return [...remarks.values()];
}

/** Broken rules with what the author said about them; what needs an explanation comes first. */
export function Warnings(props: {
  report: ReportView;
  computed: Computed;
  informs?: boolean | undefined;
}): JSX.Element {
  const order = { block: 0, warn: 1, inform: 2 } as const;
  const serious = () =>
    props.computed.findings
      .filter((finding) => finding.severity !== "inform")
      .sort((a, b) => order[a.severity] - order[b.severity]);
  const remarks = () => (props.informs === true ? remarksOf(props.computed.findings) : []);
  return (
    <Show when={serious().length + remarks().length > 0} fallback={<p class="r-muted">{words.review.noWarnings}</p>}>
      <ul class="r-warnings">
        <For each={serious()}>
          {(finding) => (
            <li class={`r-severity-${finding.severity}`}>
              <Icon of={IconAlertTriangle} />
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
        <For each={remarks()}>
          {(remark) => (
            <li>
              <Icon of={IconInfoCircle} />
              <div>
                <strong>{remark.message}</strong>
                <p class="r-small">{words.review.onRows(remark.rows.length, remark.rows.join("; "))}</p>
              </div>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

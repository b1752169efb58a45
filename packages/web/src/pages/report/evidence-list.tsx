import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { EvidenceView, ReportView } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { For, type JSX, Show } from "solid-js";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { bytesText, kindsOf } from "./evidence-wanted.tsx";
import { words } from "./words.ts";

/** The files of a report as a list, for those who read. */
export function EvidenceList(props: { report: ReportView; definition: TemplateDefinition }): JSX.Element {
  const zone = useZone();
  const kind = (file: EvidenceView) =>
    kindsOf(props.definition)
      .filter(({ id }) => id === file.requirement)
      .map(({ label }) => `${label}. `);
  const row = (file: EvidenceView) =>
    props.report.rows.find((each) => each.rowKey === file.rowKey)?.label ?? words.evidence.whole;
  return (
    <Show when={props.report.evidence.length > 0} fallback={<p class="r-muted">{words.evidence.none}</p>}>
      <ul class="r-files">
        <For each={props.report.evidence}>
          {(file) => (
            <li>
              <a href={paths.evidence(props.report.id, file.evidenceId)} target="_blank" rel="noopener">
                {file.name}
              </a>
              <span class="r-small">
                {kind(file)}
                {row(file)}. {bytesText(file.bytes)}.{" "}
                {words.evidence.uploadedBy(props.report.names[file.by] ?? file.by, formatDateTime(file.at, zone))}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

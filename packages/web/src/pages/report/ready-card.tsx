import type { Finding } from "@selaras/core/report/compute.ts";
import { evidenceLacks } from "@selaras/core/report/evidence-share.ts";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ReadyMeter } from "@selaras/ui/components/waiting.tsx";
import { For, type JSX, Show } from "solid-js";
import { useDesk } from "./desk.tsx";
import { evidenceAdvice, lackText } from "./evidence-wanted.tsx";
import { gapsOf } from "./form-model.ts";
import { remarksOf } from "./warnings.tsx";
import { words } from "./words.ts";

const GAPS_SHOWN = 8;

/** How far the report is from ready: what is empty, what breaks a rule, what will want an explanation. */
export function ReadyCard(props: { onJump: (rowKey: string, field: string) => void }): JSX.Element {
  const { definition, live } = useDesk();
  const gaps = () => gapsOf(definition, live.computed());
  const missing = () => {
    const all = gaps();
    const shown = all
      .slice(0, GAPS_SHOWN)
      .map((gap) => ({ key: gap.key, label: gap.label, onPress: () => props.onJump(gap.rowKey, gap.field) }));
    const rest = all.length - shown.length;
    return rest > 0 ? [...shown, { key: "lainnya", label: words.ready.more(rest) }] : shown;
  };
  const total = () => live.computed().required;
  return (
    <Card title={words.ready.title}>
      <ReadyMeter
        label={words.ready.meter}
        what={words.ready.what}
        done={total() - gaps().length}
        total={total()}
        missing={missing()}
      />
      <Findings title={words.ready.blocks} severity="block" onJump={props.onJump} />
      <Findings title={words.ready.warns} severity="warn" onJump={props.onJump} />
      <EvidenceLacks />
      <Remarks />
    </Card>
  );
}

/** What is still missing of the evidence, and what the template only advises. */
function EvidenceLacks(): JSX.Element {
  const { definition, report } = useDesk();
  const lacks = () => evidenceLacks(definition, report().evidence).map(lackText);
  const all = () => [...lacks(), evidenceAdvice(definition, report().evidence) ?? []].flat();
  return (
    <Show when={all().length > 0}>
      <h3 class="r-sub" classList={{ "r-severity-block": lacks().length > 0 }}>
        {words.ready.evidence}
      </h3>
      <ul class="r-list">
        <For each={all()}>{(text) => <li>{text}</li>}</For>
      </ul>
    </Show>
  );
}

function Findings(props: {
  title: string;
  severity: Finding["severity"];
  onJump: (rowKey: string, field: string) => void;
}): JSX.Element {
  const { live } = useDesk();
  const own = () => live.computed().findings.filter((finding) => finding.severity === props.severity);
  return (
    <Show when={own().length > 0}>
      <h3 class={`r-sub r-severity-${props.severity}`}>
        {props.title} ({own().length})
      </h3>
      <ul class="r-list">
        <For each={own().slice(0, 20)}>
          {(finding) => (
            <li>
              <LinkButton onPress={() => props.onJump(finding.rowKey, finding.field)}>{finding.label}</LinkButton>:{" "}
              {finding.message}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Remarks(): JSX.Element {
  const { live } = useDesk();
  const remarks = () => remarksOf(live.computed().findings);
  return (
    <Show when={remarks().length > 0}>
      <h3 class="r-sub">{words.ready.informs}</h3>
      <ul class="r-list">
        <For each={remarks()}>
          {(remark) => (
            <li>
              {remark.message}{" "}
              <span class="r-small">{words.review.onRows(remark.rows.length, remark.rows.join("; "))}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

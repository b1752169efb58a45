import { type EvidenceLack, evidenceShares, type WantedEvidence } from "@selaras/core/report/evidence-share.ts";
import type { EvidenceView } from "@selaras/core/report/schema.ts";
import type { EvidenceRequirement, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Progress } from "@selaras/ui/components/waiting.tsx";
import { IconAlertCircle, IconCircleCheck, IconCircleDashed } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { words } from "./words.ts";

type Sections = Pick<TemplateDefinition, "sections">;

/** The choice of a file that is meant for no kind in particular. */
export const OTHER = "*";

const named = (wanted: readonly WantedEvidence[]): string =>
  wanted.map(({ label, found, minimum }) => words.evidence.lacking(label, found, minimum)).join(", ");

/** What is missing of the evidence, in a sentence. */
export function lackText(lack: EvidenceLack): string {
  if (lack.kind === "files") return words.submit.needsFiles(lack.minimum);
  if (lack.kind === "mandatory") return words.evidence.needsMandatory(named(lack.missing));
  return words.evidence.needsShare(lack.percent, lack.least, named(lack.missing));
}

/** What the template advises about evidence without holding the report back; undefined when nothing. */
export function evidenceAdvice(definition: Sections, files: readonly EvidenceView[]): string | undefined {
  const advised = evidenceShares(definition, files).flatMap(({ percent, below, wanted }) =>
    below?.severity === "warn"
      ? [words.evidence.advice(percent, below.least, named(wanted.filter(({ met }) => !met)))]
      : [],
  );
  return advised.length > 0 ? advised.join(" ") : undefined;
}

/** The kinds of evidence a template wants, of all its sections. */
export const kindsOf = ({ sections }: Sections): readonly EvidenceRequirement[] =>
  sections.flatMap((section) => (section.kind === "evidence" ? (section.requirements ?? []) : []));

/** Asks for which kind of evidence the next files are meant. */
export function KindSelect(props: {
  kinds: readonly EvidenceRequirement[];
  value: string;
  onChange: (kind: string) => void;
}): JSX.Element {
  return (
    <Select
      label={words.evidence.kind}
      placeholder={words.evidence.chooseKind}
      options={[
        ...props.kinds.map(({ id, label }) => ({ value: id as string, label })),
        { value: OTHER, label: words.evidence.otherKind },
      ]}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function WantedState(props: { one: WantedEvidence }): JSX.Element {
  return (
    <Show
      when={props.one.met}
      fallback={
        <Badge
          tone={props.one.mandatory ? "danger" : "neutral"}
          icon={props.one.mandatory ? IconAlertCircle : IconCircleDashed}
        >
          {props.one.mandatory ? words.evidence.unmetMandatory : words.evidence.unmet}
        </Badge>
      }
    >
      <Badge tone="positive" icon={IconCircleCheck}>
        {words.evidence.met}
      </Badge>
    </Show>
  );
}

/** The kinds that a section of evidence wants, each with its state, and how complete they are. */
export function WantedList(props: {
  section: string;
  definition: Sections;
  files: readonly EvidenceView[];
}): JSX.Element {
  const share = () => evidenceShares(props.definition, props.files).find(({ section }) => section === props.section);
  const asked = () =>
    props.definition.sections.flatMap((section) =>
      section.kind === "evidence" && section.id === props.section ? (section.completeness ?? []) : [],
    )[0];
  const note = (percent: number) => {
    const { least, severity } = asked() ?? {};
    if (least === undefined) return `${percent}%`;
    return severity === "block"
      ? words.evidence.shareAsked(percent, least)
      : words.evidence.shareAdvised(percent, least);
  };
  return (
    <Show when={share()}>
      {(own) => (
        <div class="r-form">
          <Progress label={words.evidence.share} value={own().percent} note={note(own().percent)} />
          <ul class="r-files r-wanted">
            <For each={own().wanted}>
              {(one) => (
                <li>
                  <span>
                    {one.label}{" "}
                    <span class="r-small">{words.evidence.counted(one.found, one.minimum, one.mandatory)}</span>
                  </span>
                  <WantedState one={one} />
                </li>
              )}
            </For>
          </ul>
        </div>
      )}
    </Show>
  );
}

/** "1,2 MB" */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${amount.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${unit}`;
}

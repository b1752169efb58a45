import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { type JSX, Show } from "solid-js";
import { NamedFields } from "./field-editor.tsx";
import { Members } from "./members.tsx";
import { freeId } from "./model.ts";
import type { Requirement, Section } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const e = words.evidence;
const MOST_FILES = 20;
const WHOLE = 100;
const whole = (typed: string, least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.trunc(Number(typed)) || least));

/** Which files are wanted, how much each weighs, and what happens while too few are there. */
export function EvidenceEditor(props: {
  section: Section;
  asked: string | undefined;
  faults: (id: string) => readonly string[];
  change: (part: Partial<Section>, tag?: string) => void;
}): JSX.Element {
  const wanted = () => props.section.requirements ?? [];
  const complete = () => props.section.completeness;
  const ids = () => wanted().map((each) => each.id);
  return (
    <>
      <TextInput
        label={e.minimum}
        hint={e.minimumHint}
        inputMode="numeric"
        figures
        value={String(props.section.minimum ?? 0)}
        onChange={(typed) => props.change({ minimum: whole(typed, 0, LIMITS.evidencePerReport) })}
      />
      <Members<Requirement>
        title={e.title}
        about={e.about}
        items={wanted()}
        id={(each) => each.id}
        label={(each) => each.label}
        chips={(each) => [e.files(each.minimum), e.weighs(each.weight), ...(each.mandatory ? [e.mandatoryChip] : [])]}
        asked={props.asked}
        faults={props.faults}
        addWord={e.add}
        full={wanted().length >= LIMITS.evidenceRequirements ? e.full(LIMITS.evidenceRequirements) : undefined}
        onAdd={() =>
          props.change({
            requirements: [
              ...wanted(),
              { id: freeId(e.first, ids(), "bukti"), label: e.first, minimum: 1, weight: 0, mandatory: false },
            ],
          })
        }
        onChange={(next) => props.change({ requirements: [...next] }, "requirements")}
      >
        {(each, put) => (
          <div class="tp-editor">
            <NamedFields
              id={each().id}
              label={each().label}
              taken={ids()}
              settled={false}
              onChange={(part) => put({ ...each(), ...part })}
            />
            <div class="tp-pair">
              <TextInput
                label={e.count}
                inputMode="numeric"
                figures
                value={String(each().minimum)}
                onChange={(typed) => put({ ...each(), minimum: whole(typed, 1, MOST_FILES) })}
              />
              <TextInput
                label={e.weight}
                suffix="%"
                inputMode="numeric"
                figures
                value={String(each().weight)}
                onChange={(typed) => put({ ...each(), weight: whole(typed, 0, WHOLE) })}
              />
            </div>
            <Checkbox
              label={e.mandatory}
              hint={e.mandatoryHint}
              checked={each().mandatory}
              onChange={(mandatory) => put({ ...each(), mandatory })}
            />
          </div>
        )}
      </Members>
      <fieldset class="tp-box">
        <legend class="s-label">{e.completeness}</legend>
        <Checkbox
          label={e.completenessOn}
          checked={complete() !== undefined}
          onChange={(is) => props.change({ completeness: is ? { least: WHOLE, severity: "warn" } : undefined })}
        />
        <Show when={complete()}>
          {(own) => (
            <div class="tp-pair">
              <TextInput
                label={e.least}
                suffix="%"
                inputMode="numeric"
                figures
                value={String(own().least)}
                onChange={(typed) => props.change({ completeness: { ...own(), least: whole(typed, 0, WHOLE) } })}
              />
              <Select
                label={e.below}
                placeholder={null}
                options={(["warn", "block"] as const).map((value): { value: "warn" | "block"; label: string } => ({
                  value,
                  label: words.rule.severities[value],
                }))}
                value={own().severity}
                onChange={(severity) => props.change({ completeness: { ...own(), severity } })}
              />
            </div>
          )}
        </Show>
      </fieldset>
    </>
  );
}

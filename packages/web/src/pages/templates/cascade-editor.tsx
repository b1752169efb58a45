import { levelsOf, REGENCY } from "@selaras/core/cascade/levels.ts";
import type { Cascade, Section } from "@selaras/core/template/draft-shape.ts";
import { CASCADE_PARTS } from "@selaras/core/template/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { For, type JSX } from "solid-js";
import { words } from "./words.ts";

const c = words.cascade;
/** The IKU of an OPD stand at its sasaran. */
export const FIRST_CASCADE: Cascade = { of: "unit", levels: ["sasaran-pd"] };

type Level = Cascade["levels"][number];
/** Levels of the part that is measured, from above; one that another part has comes with the change of the part. */
const offered = ({ of }: Cascade): readonly Level[] => levelsOf(of === "region" ? REGENCY : "");

type Props = { section: Section; change: (part: Partial<Section>, tag?: string) => void };

/** Whose indicators are the rows, at which levels of the tree, and who fills them. */
export function CascadeEditor(props: Props): JSX.Element {
  const cascade = () => props.section.cascade ?? FIRST_CASCADE;
  const change = (cascade: Cascade) => props.change({ cascade }, "cascade");
  const moved = (of: Cascade["of"]) => {
    const next: Cascade = { ...cascade(), of, levels: [] };
    change({ ...next, levels: of === "region" ? ["sasaran"] : [...FIRST_CASCADE.levels] });
  };
  const put = (level: Level, is: boolean) => {
    const wanted = (each: Level): boolean => (each === level ? is : cascade().levels.includes(each));
    change({ ...cascade(), levels: offered(cascade()).filter(wanted) });
  };
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{c.title}</legend>
      <p class="tp-quiet">{c.text}</p>
      <div class="tp-pair">
        <Select
          label={c.of}
          hint={c.ofText[cascade().of]}
          placeholder={null}
          options={CASCADE_PARTS.map((value): { value: Cascade["of"]; label: string } => ({
            value,
            label: c.parts[value],
          }))}
          value={cascade().of}
          onChange={moved}
        />
        <TextInput
          label={words.query.part}
          hint={words.section.partHint}
          optional
          maxLength={40}
          value={props.section.part ?? ""}
          onInput={(part) => props.change({ part: part.trim() || undefined }, "part")}
        />
      </div>
      <fieldset class="tp-checks">
        <legend class="s-label">{c.levels}</legend>
        <For each={offered(cascade())}>
          {(level) => (
            <Checkbox
              label={words.summary.levels[level]}
              checked={cascade().levels.includes(level)}
              onChange={(is) => put(level, is)}
            />
          )}
        </For>
      </fieldset>
      <p class="tp-quiet">{c.methods}</p>
    </fieldset>
  );
}

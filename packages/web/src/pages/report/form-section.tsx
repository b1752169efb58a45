import { computedOf, FORM_ROW, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { FormSection as FormDefinition, NarrativeSection } from "@selaras/core/template/schema.ts";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { For, type JSX, Show } from "solid-js";
import { CellField } from "./cell-field.tsx";
import { useDesk } from "./desk.tsx";
import { figureText } from "./figure-text.ts";
import { slotsOf } from "./form-model.ts";
import { words } from "./words.ts";

/** A form or a narrative: its fields one below the other, with the same cells as the grid. */
export function FormSection(props: { section: FormDefinition | NarrativeSection }): JSX.Element {
  const desk = useDesk();
  const rowKey = () => `${props.section.id}/${FORM_ROW}`;
  // A form of another part of the work has no row in this report.
  const own = () =>
    props.section.part === undefined || desk.report().rows.some((row) => sectionOfRow(row.rowKey) === props.section.id);
  return (
    <Show when={own()} fallback={<p class="r-elsewhere">{words.rows.elsewhere}</p>}>
      <div class="r-form">
        <For each={slotsOf(props.section)}>
          {(slot) => (
            <CellField rowKey={slot.rowKey} field={slot.field} rows={props.section.kind === "narrative" ? 7 : 3} />
          )}
        </For>
        <Show when={computedOf(props.section).length > 0}>
          <ul class="r-computed">
            <For each={computedOf(props.section)}>
              {(field) => (
                <li>
                  <span>{field.label}</span>
                  <strong class="s-figures">
                    {figureText(desk.live.computed().rows.get(rowKey())?.computed[field.id], field)}
                  </strong>
                  <LinkButton
                    label={`${words.rows.explain}: ${field.label}`}
                    onPress={() => desk.explain.cell(rowKey(), field.id)}
                  >
                    {words.rows.explain}
                  </LinkButton>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </Show>
  );
}

import type { Draft, DraftSectionLayout, Section } from "@selaras/core/template/draft-shape.ts";
import { isTableKind } from "@selaras/core/template/draft-shape.ts";
import { ORIENTATIONS } from "@selaras/core/template/print.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconArrowDown, IconArrowUp } from "@selaras/ui/icons.ts";
import { createSignal, For, Index, type JSX, Show } from "solid-js";
import { moved, replaced } from "./model.ts";
import { type ChangeDraft, withNone } from "./print-form.tsx";
import { type ColumnSetting, settingsOf, withColumns, withSectionLayout } from "./print-model.ts";
import { words } from "./words.ts";

const w = words.print;
const WIDTH = { least: 8, most: 150 } as const;

/** How each section is printed, one under the other; open where somebody sets something. */
export function PrintSections(props: { draft: Draft; change: ChangeDraft }): JSX.Element {
  const ids = () => props.draft.sections.map(({ id }) => id);
  const sectionOf = (id: string) => props.draft.sections.find((each) => each.id === id);
  return (
    <Show when={ids().length > 0} fallback={<p class="tp-quiet">{w.noSections}</p>}>
      <ol class="tp-list tp-print-list">
        <For each={ids()}>
          {(id) => (
            <Show when={sectionOf(id)}>
              {(section) => (
                <li>
                  <SectionLayout draft={props.draft} section={section()} change={props.change} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ol>
    </Show>
  );
}

type SectionProps = { draft: Draft; section: Section; change: ChangeDraft };

function SectionLayout(props: SectionProps): JSX.Element {
  const layout = () => props.section.print;
  const put = (part: Partial<DraftSectionLayout> | null, tag?: string) =>
    props.change(withSectionLayout(props.draft, props.section, part), tag && `${props.section.id} ${tag}`);
  const isTable = () => isTableKind(props.section.kind);
  const isFiles = () => props.section.kind === "evidence";
  return (
    <details class="tp-fold tp-box">
      <summary>
        {props.section.label || words.members.unnamed}{" "}
        <Show when={layout()}>
          <span class="tp-chip">{layout()?.hidden === true ? w.hidden : w.changedChip}</span>
        </Show>
      </summary>
      <div class="tp-editor">
        <Checkbox
          label={w.printed}
          hint={w.hiddenText}
          checked={layout()?.hidden !== true}
          onChange={(is) => put({ hidden: is ? undefined : true })}
        />
        <Show when={layout()?.hidden !== true}>
          <TextInput
            label={w.heading}
            hint={w.headingHint}
            optional
            maxLength={200}
            value={layout()?.heading ?? ""}
            onInput={(heading) => put({ heading }, "heading")}
          />
          <Show when={!isFiles()}>
            <div class="tp-pair">
              <Select
                label={w.orientation}
                placeholder={null}
                options={withNone(ORIENTATIONS, w.sectionOrientations)}
                value={layout()?.orientation ?? ""}
                onChange={(value) => put({ orientation: value === "" ? undefined : value })}
              />
              <Show when={isTable()}>
                <TextInput
                  label={w.rowHeading}
                  hint={w.rowHeadingHint}
                  optional
                  maxLength={120}
                  value={layout()?.rowHeading ?? ""}
                  onInput={(rowHeading) => put({ rowHeading }, "rowHeading")}
                />
              </Show>
            </div>
            <Checkbox
              label={w.pageBreak}
              checked={layout()?.pageBreak === true}
              onChange={(is) => put({ pageBreak: is ? true : undefined })}
            />
          </Show>
          <Show when={isTable()}>
            <Columns {...props} />
          </Show>
        </Show>
        <Show when={layout()}>
          <div>
            <Button kind="tertiary" size="small" onPress={() => put(null)}>
              {w.reset}
            </Button>
          </div>
        </Show>
      </div>
    </details>
  );
}

function Columns(props: SectionProps): JSX.Element {
  const settings = () => settingsOf(props.section);
  const [told, setTold] = createSignal("");
  const put = (next: readonly ColumnSetting[], tag?: string) =>
    props.change(withColumns(props.draft, props.section, next), tag);
  const move = (from: number, to: number) => {
    const column = settings()[from];
    put(moved(settings(), from, to));
    if (column) setTold(words.members.moved(column.label, to + 1));
  };
  return (
    <fieldset class="tp-checks">
      <legend class="s-label">{w.columns}</legend>
      <p class="s-hint">{w.columnsText}</p>
      <p class="s-hidden-text" role="status">
        {told()}
      </p>
      <div class="tp-scroll">
        <table class="tp-table tp-print-columns">
          <thead>
            <tr>
              <th scope="col">{w.printed}</th>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.width}</th>
              <th scope="col">{w.order}</th>
            </tr>
          </thead>
          <tbody>
            <Index each={settings()}>
              {(column, at) => (
                <ColumnRow
                  column={column()}
                  isFirst={at === 0}
                  isLast={at === settings().length - 1}
                  onChange={(next) => put(replaced(settings(), at, next))}
                  onMove={(shift) => move(at, at + shift)}
                />
              )}
            </Index>
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}

function ColumnRow(props: {
  column: ColumnSetting;
  isFirst: boolean;
  isLast: boolean;
  onChange: (column: ColumnSetting) => void;
  onMove: (shift: number) => void;
}): JSX.Element {
  const [bad, setBad] = createSignal(false);
  const label = () => props.column.label || props.column.id;
  const setWidth = (typed: string) => {
    const asked = typed.trim();
    const width = Number(asked);
    const fits = asked === "" || (Number.isInteger(width) && width >= WIDTH.least && width <= WIDTH.most);
    setBad(!fits);
    if (fits) props.onChange({ ...props.column, width: asked === "" ? undefined : width });
  };
  return (
    <tr>
      <td>
        <Checkbox
          label={<span class="s-hidden-text">{w.show(label())}</span>}
          checked={!props.column.hidden}
          onChange={(is) => props.onChange({ ...props.column, hidden: !is })}
        />
      </td>
      <th scope="row">{label()}</th>
      <td>
        <TextInput
          label={w.widthOf(label())}
          hideLabel
          inputMode="numeric"
          figures
          value={props.column.width === undefined ? "" : String(props.column.width)}
          error={bad() ? w.widthBad(WIDTH.least, WIDTH.most) : undefined}
          disabled={props.column.hidden}
          onChange={setWidth}
        />
      </td>
      <td>
        <div class="tp-acts">
          <IconButton
            icon={IconArrowUp}
            label={words.members.up(label())}
            disabledReason={props.isFirst ? words.members.first : undefined}
            onPress={() => props.onMove(-1)}
          />
          <IconButton
            icon={IconArrowDown}
            label={words.members.down(label())}
            disabledReason={props.isLast ? words.members.last : undefined}
            onPress={() => props.onMove(1)}
          />
        </div>
      </td>
    </tr>
  );
}

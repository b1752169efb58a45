import { PERIOD_TYPES } from "@selaras/core/kernel/period.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { For, type JSX } from "solid-js";
import { FigureEditor } from "./computed-editor.tsx";
import { Members } from "./members.tsx";
import { newFigure } from "./model.ts";
import { withFigures } from "./rename.ts";
import { type Draft, FAMILIES, type Figure, type Frame } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const w = words.frame;

type Change = (part: Partial<Frame>, tag?: string) => void;
export type FrameProps = {
  draft: Draft;
  saved: Frame;
  posts: readonly { readonly value: string; readonly label: string }[];
  change: Change;
};

/** What the template is: its names, its period, who fills it, where it comes from. */
export function FrameEditor(props: FrameProps): JSX.Element {
  const frame = () => props.draft.frame;
  const authors = () => frame().authors;
  return (
    <div class="tp-editor">
      <TextInput
        label={w.name}
        value={frame().name}
        maxLength={200}
        required
        onInput={(name) => props.change({ name }, "name")}
      />
      <div class="tp-pair">
        <TextInput
          label={w.short}
          hint={w.shortHint}
          value={frame().short}
          maxLength={200}
          required
          onInput={(short) => props.change({ short }, "short")}
        />
        <Select
          label={w.family}
          placeholder={null}
          options={FAMILIES.map((value): { value: (typeof FAMILIES)[number]; label: string } => ({
            value,
            label: value,
          }))}
          value={frame().family}
          onChange={(family) => props.change({ family })}
        />
        <Select
          label={w.periodType}
          hint={w.periodHint}
          placeholder={null}
          options={PERIOD_TYPES.map((value): { value: (typeof PERIOD_TYPES)[number]; label: string } => ({
            value,
            label: words.periods[value],
          }))}
          value={frame().periodType}
          onChange={(periodType) => props.change({ periodType })}
        />
      </div>
      <fieldset class="tp-checks">
        <legend class="s-label">{w.authors}</legend>
        <p class="s-hint">{w.authorsHint}</p>
        <For each={props.posts}>
          {(post) => (
            <Checkbox
              label={post.label}
              checked={authors().includes(post.value)}
              onChange={(is) =>
                props.change({
                  authors: is ? [...authors(), post.value] : authors().filter((each) => each !== post.value),
                })
              }
            />
          )}
        </For>
      </fieldset>
      <TextArea
        label={w.source}
        hint={w.sourceHint}
        rows={3}
        value={frame().source}
        onInput={(source) => props.change({ source }, "source")}
      />
    </div>
  );
}

/** Figures of the whole report, in their order. */
export function FiguresEditor(props: {
  draft: Draft;
  saved: Frame;
  asked: string | undefined;
  faults: (id: string) => readonly string[];
  change: Change;
}): JSX.Element {
  const figures = () => props.draft.frame.figures;
  const ids = () => figures().map((figure) => figure.id);
  const first = () =>
    props.draft.sections.find((section) => section.kind !== "evidence" && section.kind !== "narrative");
  return (
    <Members<Figure>
      title={w.figures}
      about={w.figuresText}
      items={figures()}
      id={(figure) => figure.id}
      label={(figure) => figure.label}
      chips={(figure) => [figure.expression, ...(figure.public ? [words.field.publicChip] : [])]}
      asked={props.asked}
      faults={props.faults}
      addWord={w.addFigure}
      onAdd={() => props.change({ figures: [...figures(), newFigure(w.newFigure, ids(), first()?.id ?? null)] })}
      onChange={(next) => props.change({ figures: withFigures(figures(), next) }, "figures")}
    >
      {(figure, put) => (
        <FigureEditor
          draft={props.draft}
          taken={ids()}
          settled={props.saved.figures.some((known) => known.id === figure().id)}
          value={figure()}
          onChange={put}
        />
      )}
    </Members>
  );
}

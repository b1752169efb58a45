import { type Explanation, showFigure } from "@selaras/core/expression/explain.ts";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { DescriptionList } from "@selaras/ui/components/trail.tsx";
import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { paths } from "../../paths.ts";
import type { ExplainedFigure, Part } from "./explain-figure.ts";
import { explainWords } from "./explain-words.ts";
import { words } from "./words.ts";

export type Explained = {
  readonly title: string;
  readonly shown: string;
  /** Null for what was drawn from another report: there the formula is. */
  readonly explanation: ExplainedFigure | null;
  readonly note?: string | undefined;
  readonly parts: readonly Part[];
  /** Source reports of what was drawn, each with its name. */
  readonly sources: readonly { readonly report: string; readonly label: string }[];
};

/** Rupiah stand before the amount. */
const rupiahFirst = (shown: string): string => shown.replace(/^(-?)(.*) Rp$/, "$1Rp$2");

/** A quieter line below a value. */
function Note(props: { text: string | undefined }): JSX.Element {
  return (
    <Show when={props.text}>
      <span class="r-small r-explain-note">{props.text}</span>
    </Show>
  );
}

/** Each method that was asked: its formula with the numbers in it, what a cap cut off, and its source. */
const methodLines = ({ methods }: Explanation) =>
  methods.map(({ label, n, source, formula, once }) => ({
    term: explainWords.method(label, n),
    value: (
      <>
        <span class="s-figures r-formula">{once === null ? formula : `${once.numbers} = ${showFigure(once.raw)}`}</span>
        <Note text={once === null ? explainWords.perRow : undefined} />
        <Note text={once?.assessed ? explainWords.assessed : undefined} />
        <Note text={once?.limit ? explainWords.limited(showFigure(once.raw), once.limit) : undefined} />
        <Note text={explainWords.source(source)} />
      </>
    ),
  }));

/** Each scale that was asked: the class, its bounds, and its source. */
const scaleLines = ({ scales }: Explanation) =>
  scales.map(({ label, n, source, once }) => ({
    term: explainWords.scale(label, n),
    value: (
      <>
        <span class="s-figures">{once === null ? explainWords.perRow : classText(once)}</span>
        <Note text={explainWords.source(source)} />
      </>
    ),
  }));

function classText({ of, figure, range }: NonNullable<Explanation["scales"][number]["once"]>): string {
  return range === null ? showFigure(figure) : explainWords.inClass(showFigure(of), showFigure(figure), range);
}

/** The formula in words, the same with its numbers, and everything that entered. */
function Formula(props: { explanation: ExplainedFigure; parts: readonly Part[] }): JSX.Element {
  return (
    <DescriptionList
      items={[
        { term: words.explain.formula, value: props.explanation.formula },
        {
          term: words.explain.numbers,
          value: <span class="s-figures r-formula">{props.explanation.numbers}</span>,
        },
        ...methodLines(props.explanation),
        ...scaleLines(props.explanation),
        ...props.explanation.inputs.map((input) => ({
          term: input.label,
          value: (
            <>
              <span class="s-figures">{rupiahFirst(input.shown)}</span>
              <Note text={props.explanation.origins[input.key]} />
            </>
          ),
        })),
        ...props.parts.map((part) => ({
          term: part.label,
          value: <span class="s-figures">{part.shown}</span>,
        })),
      ]}
    />
  );
}

/** "Jelaskan angka ini": how a figure came about, or the report from which it was drawn. */
export function ExplainPanel(props: { explained: Explained | null; months: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog open={props.explained !== null} title={props.explained?.title ?? ""} onClose={() => props.onClose()}>
      <Show when={props.explained}>
        {(one) => (
          <div class="r-explain">
            <p class="r-explain-result s-figures">{one().shown}</p>
            <Show when={one().explanation}>
              {(explanation) => <Formula explanation={explanation()} parts={one().parts} />}
            </Show>
            <Show when={one().note}>{(note) => <p>{note()}</p>}</Show>
            <Show when={one().sources.length > 0}>
              <p class="r-sub">{explainWords.sources}</p>
              <ul class="r-small">
                <For each={one().sources}>
                  {({ report, label }) => (
                    <li>
                      <A href={paths.report(report)}>{label}</A>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={one().explanation}>
              {(explanation) => (
                <p class="r-small">
                  <Show when={explanation().counted > 0}>
                    {words.explain.counted(explanation().counted, explanation().skipped)}{" "}
                  </Show>
                  <Show when={explanation().left.length > 0}>{explainWords.left(explanation().left.join(", "))} </Show>
                  {props.months}
                </p>
              )}
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  );
}

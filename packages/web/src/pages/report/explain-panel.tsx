import type { Explanation } from "@selaras/core/expression/explain.ts";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { DescriptionList } from "@selaras/ui/components/trail.tsx";
import { type JSX, Show } from "solid-js";
import type { Part } from "./explain-figure.ts";
import { words } from "./words.ts";

export type Explained = {
  readonly title: string;
  readonly shown: string;
  readonly explanation: Explanation;
  readonly parts: readonly Part[];
};

/** Rupiah stand before the amount. */
const rupiahFirst = (shown: string): string => shown.replace(/^(-?)(.*) Rp$/, "$1Rp$2");

/** "Jelaskan angka ini": the formula in words, the same with its numbers, and what entered. */
export function ExplainPanel(props: { explained: Explained | null; months: string; onClose: () => void }): JSX.Element {
  return (
    <Dialog open={props.explained !== null} title={props.explained?.title ?? ""} onClose={() => props.onClose()}>
      <Show when={props.explained}>
        {(one) => (
          <div class="r-explain">
            <p class="r-explain-result s-figures">{one().shown}</p>
            <DescriptionList
              items={[
                { term: words.explain.formula, value: one().explanation.formula },
                {
                  term: words.explain.numbers,
                  value: <span class="s-figures r-formula">{one().explanation.numbers}</span>,
                },
                ...one().explanation.inputs.map((input) => ({
                  term: input.label,
                  value: <span class="s-figures">{rupiahFirst(input.shown)}</span>,
                })),
                ...one().parts.map((part) => ({
                  term: part.label,
                  value: <span class="s-figures">{part.shown}</span>,
                })),
              ]}
            />
            <p class="r-small">
              <Show when={one().explanation.counted > 0}>
                {words.explain.counted(one().explanation.counted, one().explanation.skipped)}{" "}
              </Show>
              {props.months}
            </p>
          </div>
        )}
      </Show>
    </Dialog>
  );
}

import { isReported } from "@selaras/core/expression/figure.ts";
import type { Computed } from "@selaras/core/report/compute.ts";
import { coverageOf } from "@selaras/core/report/coverage.ts";
import type { CarryView, Row } from "@selaras/core/report/schema.ts";
import type { ReportFigure, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { For, type JSX, Show, untrack } from "solid-js";
import { figureText } from "./figure-text.ts";
import { words } from "./words.ts";

/** How many of the rows that count for a figure are there, said beside a total that has to wait for the others. */
function coverage(props: FiguresProps, figure: ReportFigure): string | null {
  const { definition, computed, carry } = props;
  // Follows what is computed, which waits for a pause in the typing where rows are many.
  const found = coverageOf(
    definition,
    figure.id,
    untrack(() => props.rows),
    computed,
    carry,
  );
  return found && found.of > 1 ? words.review.rowsComplete(String(found.complete), String(found.of)) : null;
}

export type FiguresProps = {
  definition: TemplateDefinition;
  computed: Computed;
  rows: readonly Row[];
  carry: CarryView;
  /** Larger, for a few figures at the head of a page. */
  large?: boolean | undefined;
  onExplain?: ((figure: string) => void) | undefined;
};

/** The figures of the whole report, each in its state and with its explanation; never a bare zero for a missing one. */
export function FigureTiles(props: FiguresProps): JSX.Element {
  return (
    <dl class="r-figures" classList={{ "r-figures-large": props.large === true }}>
      <For each={props.definition.figures}>{(figure) => <Tile {...props} figure={figure} />}</For>
    </dl>
  );
}

function Tile(props: FiguresProps & { figure: ReportFigure }): JSX.Element {
  const found = () => props.computed.figures[props.figure.id];
  const absent = () => {
    const now = found();
    return now === undefined || !(isReported(now) || now.kind === "undefined");
  };
  return (
    <div class="r-figure">
      <dt>{props.figure.label}</dt>
      <dd>
        <Show when={!absent()} fallback={<Absent {...props} kind={found()?.kind} />}>
          <strong class="s-figures">{figureText(found(), props.figure)}</strong>
        </Show>
        <Show when={props.onExplain}>
          {(explain) => (
            <LinkButton
              label={`${words.rows.explain}: ${props.figure.label}`}
              onPress={() => explain()(props.figure.id)}
            >
              {words.rows.explain}
            </LinkButton>
          )}
        </Show>
      </dd>
    </div>
  );
}

function Absent(props: FiguresProps & { figure: ReportFigure; kind: string | undefined }): JSX.Element {
  return (
    <Show when={props.kind !== "not-applicable"} fallback={<FigureBadge state="not-applicable" />}>
      <FigureBadge state="missing" label={words.review.incomplete} />
      <Show when={coverage(props, props.figure)}>{(rows) => <span class="r-small">{rows()}</span>}</Show>
    </Show>
  );
}

import { isReported } from "@selaras/core/expression/figure.ts";
import type { Computed } from "@selaras/core/report/compute.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { sectionOfRow } from "@selaras/core/template/fields.ts";
import type { ReportFigure, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { For, type JSX, Show } from "solid-js";
import { figureText } from "./figure-text.ts";
import { words } from "./words.ts";

/** How many rows of the figure's section are complete, said beside a total that has to wait for the others. */
function coverage(figure: ReportFigure, computed: Computed, rows: readonly Row[]): string | null {
  if (figure.section === null) return null;
  const own = rows.filter((row) => sectionOfRow(row.rowKey) === figure.section);
  if (own.length < 2) return null;
  const gaps = new Set<string>(computed.missing.map((cell) => cell.rowKey));
  const complete = own.filter((row) => !gaps.has(row.rowKey)).length;
  return words.review.rowsComplete(String(complete), String(own.length));
}

export type FiguresProps = {
  definition: TemplateDefinition;
  computed: Computed;
  rows: readonly Row[];
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
      <Show when={coverage(props.figure, props.computed, props.rows)}>
        {(rows) => <span class="r-small">{rows()}</span>}
      </Show>
    </Show>
  );
}

/** Kurva S: cumulative plan, physical and money by month. A month without a figure is a gap, never a zero. */
import { For, type JSX, Show } from "solid-js";
import { ChartFrame, type ChartFacts } from "./frame.tsx";
import { columnMiddle, type Figure, heightOf, highestOf, lastFigure, marksUpTo, percent, trace } from "./geometry.ts";

export interface SCurveProps extends ChartFacts {
  /** Short labels of the months, left to right: "Jan" to "Des". */
  readonly months: readonly string[];
  /** Cumulative, one per month; null where there is none. */
  readonly plan: readonly (Figure | null)[];
  readonly physical: readonly (Figure | null)[];
  readonly money: readonly (Figure | null)[];
  /** Index of the last published month: physical and money end there. -1 when none is published. */
  readonly lastPublished: number;
  /** Highest mark at least; 100 for percentages. */
  readonly least?: number | undefined;
  /** Text behind the marks of the scale; "%" unless told. */
  readonly unit?: string | undefined;
  /** What the table says for a month without a figure; "belum ada" unless told. */
  readonly gapText?: string | undefined;
}

interface Series {
  readonly key: "plan" | "physical" | "money";
  readonly label: string;
  readonly figures: readonly (Figure | null)[];
  readonly last: number;
  /** The month whose figure is named: of the plan, too, the last published one, so that the three can be compared. */
  readonly named: number;
}

function seriesOf(props: SCurveProps): readonly Series[] {
  const { lastPublished } = props;
  const december = props.months.length - 1;
  const planNamed = lastPublished < 0 ? december : lastPublished;
  return [
    { key: "plan", label: "Rencana", figures: props.plan, last: december, named: planNamed },
    { key: "physical", label: "Fisik", figures: props.physical, last: lastPublished, named: lastPublished },
    { key: "money", label: "Keuangan", figures: props.money, last: lastPublished, named: lastPublished },
  ];
}

export function SCurve(props: SCurveProps): JSX.Element {
  const series = () => seriesOf(props);
  const marks = () =>
    marksUpTo(
      highestOf(
        series().map((one) => one.figures),
        props.least ?? 100,
      ),
    );
  const top = () => marks()[marks().length - 1] ?? 1;
  return (
    <ChartFrame {...props} table={<CurveTable {...props} />}>
      <ul class="sc-legend">
        <For each={series()}>{(one) => <LegendItem series={one} months={props.months} />}</For>
      </ul>
      <div class="sc-curve">
        <svg class="sc-plot" width="100%" height="100%" role="img" aria-label={altText(props)}>
          <For each={marks()}>
            {(mark) => <Mark at={heightOf(mark, top())} text={`${mark.toLocaleString("id-ID")}${props.unit ?? "%"}`} />}
          </For>
          <Show when={props.lastPublished >= 0 && props.lastPublished < props.months.length - 1}>
            <LastMonth at={columnMiddle(props.lastPublished, props.months.length)} />
          </Show>
          <For each={series()}>{(one) => <Line series={one} columns={props.months.length} top={top()} />}</For>
          <For each={props.months}>
            {(month, index) => (
              <text
                class="sc-month"
                classList={{ "sc-month-between": index() % 3 !== 0 }}
                x={percent(columnMiddle(index(), props.months.length))}
                y="100%"
                dy="1.5em"
                text-anchor="middle"
              >
                {month}
              </text>
            )}
          </For>
        </svg>
      </div>
    </ChartFrame>
  );
}

function Mark(props: { readonly at: number; readonly text: string }): JSX.Element {
  return (
    <>
      <line class="sc-mark" x1="0" x2="100%" y1={percent(props.at)} y2={percent(props.at)} />
      <text class="sc-mark-text" x="0" y={percent(props.at)} dx="-0.5em" dy="0.32em" text-anchor="end">
        {props.text}
      </text>
    </>
  );
}

function LastMonth(props: { readonly at: number }): JSX.Element {
  return <line class="sc-last" x1={percent(props.at)} x2={percent(props.at)} y1="0" y2="100%" />;
}

function Line(props: { readonly series: Series; readonly columns: number; readonly top: number }): JSX.Element {
  const drawn = () => trace(props.series.figures, props.columns, props.series.last, props.top);
  return (
    <g class={`sc-line sc-${props.series.key}`}>
      <For each={drawn().segments}>
        {({ from, to }) => <line x1={percent(from.x)} y1={percent(from.y)} x2={percent(to.x)} y2={percent(to.y)} />}
      </For>
      <Show when={props.series.key !== "plan"}>
        <For each={drawn().points}>
          {(point) => (
            <svg class="sc-dot" x={percent(point.x)} y={percent(point.y)} width="1" height="1">
              <Show when={props.series.key === "money"} fallback={<circle r="3.5" />}>
                <rect x="-3.5" y="-3.5" width="7" height="7" />
              </Show>
            </svg>
          )}
        </For>
      </Show>
    </g>
  );
}

function LegendItem(props: { readonly series: Series; readonly months: readonly string[] }): JSX.Element {
  const latest = () => lastFigure(props.series.figures, props.series.named);
  return (
    <li>
      <svg class={`sc-key sc-line sc-${props.series.key}`} width="28" height="12" aria-hidden="true">
        <line x1="1" x2="27" y1="6" y2="6" />
        <Show when={props.series.key === "physical"}>
          <circle cx="14" cy="6" r="3.5" />
        </Show>
        <Show when={props.series.key === "money"}>
          <rect x="10.5" y="2.5" width="7" height="7" />
        </Show>
      </svg>
      {props.series.label}{" "}
      <Show when={latest()} fallback={<span class="sc-muted">belum ada</span>}>
        {(found) => (
          <>
            <b>{found().figure.text}</b> <span class="sc-muted">({props.months[found().index]})</span>
          </>
        )}
      </Show>
    </li>
  );
}

/** The chart in a sentence for those who do not see it. */
function altText(props: SCurveProps): string {
  const parts = seriesOf(props).map((one) => {
    const latest = lastFigure(one.figures, one.named);
    return latest === null
      ? `${one.label} belum ada`
      : `${one.label} ${latest.figure.text} pada ${props.months[latest.index] ?? ""}`;
  });
  return `Kurva S kumulatif. ${parts.join("; ")}.`;
}

function CurveTable(props: SCurveProps): JSX.Element {
  const gap = () => props.gapText ?? "belum ada";
  return (
    <table class="sc-table">
      <thead>
        <tr>
          <th scope="col">Bulan</th>
          <For each={seriesOf(props)}>{(one) => <th scope="col">{one.label}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.months}>
          {(month, index) => (
            <tr>
              <th scope="row">{month}</th>
              <For each={seriesOf(props)}>
                {(one) => <td>{(index() <= one.last ? one.figures[index()]?.text : undefined) ?? gap()}</td>}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

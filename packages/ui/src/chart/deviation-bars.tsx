/** Deviation from plan, the furthest behind first. Those without a figure stand last and have no bar. */
import { For, type JSX, Show } from "solid-js";
import { ChartFrame, type ChartFacts } from "./frame.tsx";
import { barOf, byDeviation, type Figure, percent, zeroOf } from "./geometry.ts";
import { type FigureState, StateMark } from "./state.tsx";

export interface DeviationItem {
  readonly key: string;
  readonly label: string;
  /** Realisation minus plan: negative is behind. Null when incomplete or not reported. */
  readonly deviation: Figure | null;
  readonly state: FigureState;
  /** "31 dari 40 sub kegiatan" or why there is no figure. */
  readonly note?: string | undefined;
}

export interface DeviationBarsProps extends ChartFacts {
  readonly items: readonly DeviationItem[];
  /** How the label links onward; plain text unless told. */
  readonly link?: ((item: DeviationItem) => JSX.Element) | undefined;
  /** What the items are called in the table's head; "OPD" unless told. */
  readonly noun?: string | undefined;
}

export function DeviationBars(props: DeviationBarsProps): JSX.Element {
  const sorted = () => byDeviation(props.items);
  const values = () => props.items.flatMap((item) => (item.deviation === null ? [] : [item.deviation.value]));
  return (
    <ChartFrame {...props} table={<DeviationTable {...props} />}>
      <ol class="sc-bars">
        <For each={sorted()}>
          {(item) => (
            <li class="sc-bar-row">
              <span class="sc-bar-label">
                {props.link?.(item) ?? item.label}
                <Show when={item.note}>{(note) => <span class="sc-muted"> {note()}</span>}</Show>
              </span>
              <BarTrack item={item} values={values()} />
              <span class="sc-bar-value">
                <b>{item.deviation?.text ?? ""}</b> <StateMark state={item.state} />
              </span>
            </li>
          )}
        </For>
      </ol>
    </ChartFrame>
  );
}

function BarTrack(props: { readonly item: DeviationItem; readonly values: readonly number[] }): JSX.Element {
  const zero = () => percent(zeroOf(props.values));
  return (
    <svg class="sc-track" width="100%" height="20" aria-hidden="true">
      <Show when={props.item.deviation} fallback={<line class="sc-none" x1="0" x2="100%" y1="10" y2="10" />}>
        {(deviation) => {
          const bar = () => barOf(deviation().value, props.values);
          return (
            <rect
              class={`sc-fill sc-fill-${props.item.state}`}
              x={percent(bar().x)}
              width={percent(bar().width)}
              y="3"
              height="14"
              rx="2"
            />
          );
        }}
      </Show>
      <line class="sc-zero" x1={zero()} x2={zero()} y1="0" y2="20" />
    </svg>
  );
}

function DeviationTable(props: DeviationBarsProps): JSX.Element {
  return (
    <table class="sc-table">
      <thead>
        <tr>
          <th scope="col">{props.noun ?? "OPD"}</th>
          <th scope="col">Deviasi</th>
          <th scope="col">Keadaan</th>
          <th scope="col">Keterangan</th>
        </tr>
      </thead>
      <tbody>
        <For each={byDeviation(props.items)}>
          {(item) => (
            <tr>
              <th scope="row">{item.label}</th>
              <td>{item.deviation?.text ?? "belum ada"}</td>
              <td>
                <StateMark state={item.state} />
              </td>
              <td>{item.note ?? ""}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

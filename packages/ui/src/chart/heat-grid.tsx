/** OPD by month: who reported what, as a table whose every cell says its state in a word. */
import { For, type JSX, Show } from "solid-js";
import { ChartFrame, type ChartFacts } from "./frame.tsx";
import { FIGURE_STATES, type FigureState, stateLabel, StateMark, StateShape } from "./state.tsx";

export interface HeatRow {
  readonly key: string;
  readonly label: string;
  /** One per month; null for months that have not come yet. */
  readonly states: readonly (FigureState | null)[];
}

export interface HeatCell {
  readonly row: HeatRow;
  readonly month: string;
  readonly monthIndex: number;
  readonly state: FigureState;
  /** Spoken name of the cell: "Dinas Kesehatan, Mar: Belum lapor". */
  readonly name: string;
}

export interface HeatGridProps extends ChartFacts {
  readonly months: readonly string[];
  readonly rows: readonly HeatRow[];
  /** What the states mean here, such as "Tepat waktu" for green; the colours' own words unless told. */
  readonly words?: Partial<Record<FigureState, string>> | undefined;
  /** Head of the first column; "OPD" unless told. */
  readonly noun?: string | undefined;
  /** A link around the content of a cell; give it `cell.name` as its label. Plain text unless told. */
  readonly link?: ((cell: HeatCell, content: JSX.Element) => JSX.Element) | undefined;
  /** A link on the row's name. */
  readonly rowLink?: ((row: HeatRow) => JSX.Element) | undefined;
}

const wordOf = (words: HeatGridProps["words"], state: FigureState): string => words?.[state] ?? stateLabel(state);

export function HeatGrid(props: HeatGridProps): JSX.Element {
  return (
    <ChartFrame {...props} table={<CountTable {...props} />} tableLabel="Lihat jumlah per periode sebagai tabel">
      <ul class="sc-legend">
        <For each={FIGURE_STATES}>
          {(state) => (
            <li>
              <StateMark state={state} word={wordOf(props.words, state)} />
            </li>
          )}
        </For>
      </ul>
      <div class="sc-heat-frame" tabindex="0" role="region" aria-label={props.finding}>
        <table class="sc-heat">
          <thead>
            <tr>
              <th scope="col">{props.noun ?? "OPD"}</th>
              <For each={props.months}>{(month) => <th scope="col">{month}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {(row) => (
                <tr>
                  <th scope="row">{props.rowLink?.(row) ?? row.label}</th>
                  <For each={props.months}>
                    {(month, index) => (
                      <HeatSquare
                        row={row}
                        month={month}
                        monthIndex={index()}
                        state={row.states[index()] ?? null}
                        words={props.words}
                        link={props.link}
                      />
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </ChartFrame>
  );
}

interface HeatSquareProps {
  readonly row: HeatRow;
  readonly month: string;
  readonly monthIndex: number;
  readonly state: FigureState | null;
  readonly words: HeatGridProps["words"];
  readonly link: HeatGridProps["link"];
}

function HeatSquare(props: HeatSquareProps): JSX.Element {
  const cell = (state: FigureState): HeatCell => ({
    row: props.row,
    month: props.month,
    monthIndex: props.monthIndex,
    state,
    name: `${props.row.label}, ${props.month}: ${wordOf(props.words, state)}`,
  });
  return (
    <td class={`sc-square sc-square-${props.state ?? "ahead"}`}>
      <Show when={props.state} fallback={<span class="sc-sr">belum tiba</span>}>
        {(state) => {
          const content = () => (
            <span class="sc-square-content">
              <StateShape state={state()} />
              <span>{wordOf(props.words, state())}</span>
            </span>
          );
          return props.link?.(cell(state()), content()) ?? content();
        }}
      </Show>
    </td>
  );
}

function CountTable(props: HeatGridProps): JSX.Element {
  const count = (index: number, state: FigureState) => props.rows.filter((row) => row.states[index] === state).length;
  return (
    <table class="sc-table">
      <thead>
        <tr>
          <th scope="col">Bulan</th>
          <For each={FIGURE_STATES}>{(state) => <th scope="col">{wordOf(props.words, state)}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.months}>
          {(month, index) => (
            <tr>
              <th scope="row">{month}</th>
              <For each={FIGURE_STATES}>{(state) => <td>{count(index(), state)}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

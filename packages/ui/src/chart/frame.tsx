/**
 * What every chart carries: a title that says the finding, how many reported, the instant, and the same figures as a table.
 * Drawn without JavaScript and without inline styles. Styles: `@selaras/ui/chart/chart.css`.
 */
import { createUniqueId, type JSX, Show } from "solid-js";

export interface Coverage {
  readonly counted: number;
  readonly expected: number;
  /** What is counted; "OPD" unless told. */
  readonly noun?: string | undefined;
}

export interface ChartFacts {
  /** The finding as a sentence: "Fisik tertinggal 6,40 poin dari rencana". */
  readonly finding: string;
  /** Ready text with its zone: "Per 30 April 2026 pukul 17.00 WITA". */
  readonly asOf: string;
  readonly coverage: Coverage;
  /** Heading level on the page; 3 unless told. */
  readonly level?: 2 | 3 | 4 | undefined;
}

interface ChartFrameProps extends ChartFacts {
  readonly children: JSX.Element;
  /** The same figures as a table; absent when the chart is a table itself. */
  readonly table?: JSX.Element;
  readonly tableLabel?: string | undefined;
}

export function ChartFrame(props: ChartFrameProps): JSX.Element {
  const title = createUniqueId();
  return (
    <figure class="sc" aria-labelledby={title}>
      <figcaption>
        <div class="sc-finding" id={title} role="heading" aria-level={props.level ?? 3}>
          {props.finding}
        </div>
        <p class="sc-facts">
          {props.asOf} · {coverageText(props.coverage)}
        </p>
      </figcaption>
      {props.children}
      <Show when={props.table}>
        <details class="sc-details">
          <summary>{props.tableLabel ?? "Lihat sebagai tabel"}</summary>
          <div class="sc-table-frame" tabindex="0" role="region" aria-label={`Tabel: ${props.finding}`}>
            {props.table}
          </div>
        </details>
      </Show>
    </figure>
  );
}

/** "31 dari 47 OPD". */
export function coverageText(coverage: Coverage): string {
  return `${coverage.counted.toLocaleString("id-ID")} dari ${coverage.expected.toLocaleString("id-ID")} ${coverage.noun ?? "OPD"}`;
}

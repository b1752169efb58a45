import { A } from "@solidjs/router";
import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { type JSX, Show } from "solid-js";
import {
  type DeviationBounds,
  deviationState,
  type FigureLabel,
  isDeviation,
  type Wire,
} from "../../figures/deviation.ts";
import { figureText, sortNumber } from "../../figures/figure-text.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { type Figures, periodsText, type UnitFigures } from "./figures.data.ts";
import { words } from "./words.ts";

/** A figure in a cell; a deviation says its colour in a word too. */
function FigureCell(props: {
  figure: Wire | undefined;
  label: FigureLabel;
  bounds: DeviationBounds;
  /** Periods are missing in it: grey, whatever the number is. */
  partial?: boolean;
}): JSX.Element {
  const text = () => figureText(props.figure, props.label);
  return (
    <Show
      when={isDeviation(props.label)}
      fallback={<span classList={{ "w-absent": props.figure?.kind !== "value" }}>{text()}</span>}
    >
      <span class="w-deviation">
        {text()} <FigureBadge state={props.partial ? "missing" : deviationState(props.figure, props.bounds)} />
      </span>
    </Show>
  );
}

// Deviations and percentages first: what a leader looks for should not stand behind six columns of rupiah.
const order = (label: FigureLabel): number => (isDeviation(label) ? 0 : label.type === "percent" ? 1 : 2);

/** A longer table scrolls under its own heading. */
const ROWS_WITHOUT_FRAME = 14;

/** A figure of one unit; one that is the last of its kind says of which period when that is not the last one. */
function UnitCell(props: {
  row: UnitFigures;
  label: FigureLabel;
  last: string | undefined;
  bounds: DeviationBounds;
}): JSX.Element {
  const of = () => {
    const found = props.row.last[props.label.id];
    return found === undefined || found === props.last ? undefined : words.last(formatPeriod(found));
  };
  return (
    <>
      <FigureCell
        figure={props.row.figures[props.label.id]}
        label={props.label}
        bounds={props.bounds}
        partial={props.row.absent.length > 0}
      />
      <Show when={of()}>{(text) => <div class="w-note">{text()}</div>}</Show>
    </>
  );
}

/** How many of a unit's periods are there, and which are not. */
function PeriodsCell(props: { row: UnitFigures }): JSX.Element {
  const { length } = props.row.reports;
  return (
    <>
      {words.of(length, length + props.row.absent.length)}
      <Show when={props.row.absent.length > 0}>
        <div class="w-note">{words.absent(periodsText(props.row.absent))}</div>
      </Show>
    </>
  );
}

const headingOf = (label: FigureLabel): string =>
  label.archived ? `${label.label} (${words.archived(label.versions.join(", "))})` : label.label;

/** All units, figure by figure, with the region below. */
export function FiguresTable(props: { figures: Figures }): JSX.Element {
  const me = useMe();
  const labels = () => [...props.figures.labels].sort((a, b) => order(a) - order(b));
  const longer = () => props.figures.parts.length > 1;
  const columns = (): Column<UnitFigures>[] => [
    {
      key: "unit",
      label: t.board.unit,
      sortBy: (row) => row.name,
      cell: (row) => (
        <A href={paths.report(row.report)} title={row.name}>
          {row.short}
        </A>
      ),
    },
    ...(longer()
      ? [{ key: "periods", label: words.periods, cell: (row: UnitFigures) => <PeriodsCell row={row} /> }]
      : []),
    ...labels().map((label) => ({
      key: label.id,
      label: headingOf(label),
      align: "end" as const,
      sortBy: (row: UnitFigures) => sortNumber(row.figures[label.id]),
      cell: (row: UnitFigures) => (
        <UnitCell row={row} label={label} last={props.figures.parts.at(-1)} bounds={me.tenant} />
      ),
    })),
  ];
  const totals = () => [
    <strong>{t.figures.total(props.figures.counted, props.figures.expected)}</strong>,
    ...(longer() ? [words.of(props.figures.reports.counted, props.figures.reports.expected)] : []),
    ...labels().map((label) => (
      <>
        <FigureCell
          figure={props.figures.total[label.id]}
          label={label}
          bounds={me.tenant}
          partial={longer() && props.figures.reports.counted < props.figures.reports.expected}
        />
        <Show when={(props.figures.taken[label.id] ?? 0) < props.figures.units.length}>
          <div class="w-note">{words.taken(props.figures.taken[label.id] ?? 0)}</div>
        </Show>
      </>
    )),
  ];
  return (
    <DataTable
      caption={t.figures.caption}
      hideCaption
      narrow="scroll"
      maxHeight={props.figures.units.length > ROWS_WITHOUT_FRAME ? "75vh" : undefined}
      rows={[...props.figures.units].sort((a, b) => a.name.localeCompare(b.name, "id"))}
      rowKey={(row) => row.unit}
      columns={columns()}
      totals={totals()}
    />
  );
}

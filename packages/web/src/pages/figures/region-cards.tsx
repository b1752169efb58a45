import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { asTyped, decimal } from "@selaras/core/kernel/decimal.ts";
import "@selaras/ui/chart/chart.css";
import { Card, Stat, Tiles } from "@selaras/ui/components/card.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import type { Wire } from "../../figures/deviation.ts";
import { figureText } from "../../figures/figure-text.ts";
import { Await } from "../../frame/await.tsx";
import type { Region } from "./figures.data.ts";
import { words } from "./words.ts";

type Section = Region["sections"][number];
type Group = Section["groups"][number];
type Row = Group["rows"][number];
type Labelled = Section["columns"][number] | Section["labels"][number];

/** The figures of the region over the rows of all units: nothing for a template that has none. */
export function RegionCards(props: { template: string; period: string }): JSX.Element {
  const [region, { refetch }] = createResource(
    () => ({ template: props.template, period: props.period }),
    (asked) => api("rollup.region", asked),
  );
  return (
    <Await onRetry={refetch}>
      <Show when={region()}>
        {(found) => (
          <>
            <Conflicts region={found()} />
            <For each={found().sections}>{(section) => <SectionCard section={section} region={found()} />}</For>
          </>
        )}
      </Show>
    </Await>
  );
}

function Conflicts(props: { region: Region }): JSX.Element {
  const values = (conflict: Region["conflicts"][number]): string =>
    conflict.values
      .map(
        ({ unit, figure }) =>
          `${props.region.names[unit] ?? unit} ${figureText(figure, { type: "number", decimals: 2 })}`,
      )
      .join("; ");
  return (
    <>
      <Show when={props.region.conflicts.length > 0}>
        <Alert tone="warning" title={words.region.conflictTitle(props.region.conflicts.length)}>
          <p>{words.region.conflict}</p>
          <ul>
            <For each={props.region.conflicts}>
              {(conflict) => (
                <li>
                  {conflict.label}, {conflict.fieldLabel}: {values(conflict)}
                </li>
              )}
            </For>
          </ul>
        </Alert>
      </Show>
      <Show when={props.region.left.length > 0}>
        <Alert tone="info" title={words.region.leftTitle(props.region.left.length)}>
          {words.region.left} {[...new Set(props.region.left.map((each) => each.label))].join("; ")}
        </Alert>
      </Show>
    </>
  );
}

/** Why there is no number, in a word beside the dash. */
function absence(figure: Wire | undefined, entered: boolean): string {
  switch (figure?.kind) {
    case "not-applicable":
      return words.states.notApplicable;
    case "undefined":
      return entered ? words.states.twice : words.states.uncountable;
    default:
      return entered ? words.states.empty : words.states.missing;
  }
}

const reasonOf = (figure: Wire | undefined): string | undefined =>
  figure?.kind === "not-applicable" ? figure.reason : figure?.kind === "undefined" ? figure.why : undefined;

/** A figure, or a dash with the word for why there is none. */
function Cell(props: { figure: Wire | undefined; label: Labelled; entered: boolean }): JSX.Element {
  const shownAs = () =>
    props.entered && props.figure?.kind === "value" ? asTyped(props.label, decimal(props.figure.amount)) : props.label;
  const isThere = () => isSaid(props.figure);
  return (
    <Show
      when={isThere()}
      fallback={
        <span class="w-absent" title={reasonOf(props.figure)}>
          – {absence(props.figure, props.entered)}
        </span>
      }
    >
      {figureText(props.figure, shownAs())}
    </Show>
  );
}

/** Whether there is something to show, and not a word for why there is nothing. */
const isSaid = (figure: Wire | undefined): boolean =>
  ["value", "text", "date", "nil"].includes(figure?.kind ?? "missing");
const textOf = (figure: Wire | undefined, label: Labelled): string =>
  isSaid(figure) ? figureText(figure, label) : "–";

function SectionCard(props: { section: Section; region: Region }): JSX.Element {
  const tile = (label: Section["labels"][number]) => {
    const figure = () => props.section.figures[label.id];
    return (
      <Stat
        label={label.label}
        figure={textOf(figure(), label)}
        coverage={{ part: String(props.section.counted), whole: String(props.section.expected), what: "baris" }}
        note={isSaid(figure()) ? undefined : absence(figure(), false)}
      />
    );
  };
  return (
    <Card
      title={words.region.title(props.section.label)}
      description={words.region.counted(props.section.counted, props.section.expected)}
    >
      <Tiles minimum="9rem">
        <For each={props.section.labels}>{tile}</For>
      </Tiles>
      <For each={props.section.groups}>
        {(group) => <GroupTable group={group} section={props.section} region={props.region} />}
      </For>
    </Card>
  );
}

/** Which offices filled a row, and whom it waits for. */
function Offices(props: { row: Row; names: Region["names"] }): JSX.Element {
  const named = (units: readonly string[]): string => units.map((unit) => props.names[unit] ?? unit).join(", ");
  const all = () => props.row.filled.length + props.row.awaited.length;
  return (
    <Show when={all() > 0} fallback={<span class="w-absent">{words.region.nobody}</span>}>
      {words.of(props.row.filled.length, all())}
      <Show when={props.row.awaited.length > 0}>
        <div class="w-note">{words.region.waits(named(props.row.awaited))}</div>
      </Show>
    </Show>
  );
}

function GroupTable(props: { group: Group; section: Section; region: Region }): JSX.Element {
  // Long texts are read in the report; here the numbers and the words of classes are compared.
  const shown = () => props.section.columns.filter((column) => !column.entered || column.type !== "text");
  const columns = (): Column<Row>[] => [
    {
      key: "row",
      label: words.region.rows,
      cell: (row) => (
        <>
          {row.code ? `${row.code} ` : ""}
          {row.label}
        </>
      ),
    },
    ...shown().map((column) => ({
      key: column.id,
      label:
        column.unit && column.unit !== "@unit" && column.unit !== "%"
          ? `${column.label} (${column.unit})`
          : column.label,
      align: isNumeric(column.type) ? ("end" as const) : ("start" as const),
      cell: (row: Row) => <Cell figure={row.figures[column.id]} label={column} entered={column.entered} />,
    })),
    { key: "offices", label: words.region.offices, cell: (row) => <Offices row={row} names={props.region.names} /> },
  ];
  const summary = () => {
    const figures = props.section.labels.map(
      (label) => `${label.label}: ${textOf(props.group.figures[label.id], label)}`,
    );
    return [...figures, words.region.counted(props.group.counted, props.group.expected)].join(" · ");
  };
  const title = () => (props.group.path.length === 0 ? words.region.whole : props.group.path.join(" / "));
  return (
    <section>
      <h3 class="w-group">{title()}</h3>
      <p class="w-note">{summary()}</p>
      <Show when={props.group.rows.length > 0}>
        <DataTable
          caption={title()}
          hideCaption
          narrow="cards"
          rows={props.group.rows}
          rowKey={(row) => row.key}
          columns={columns()}
          empty={null}
        />
      </Show>
    </section>
  );
}

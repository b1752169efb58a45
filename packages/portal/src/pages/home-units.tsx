import { formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Label, PublicHome } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { chartFigure } from "../figure-text.ts";
import { columnsOf, countOf, type Ranked, ranking, spentText } from "../home-facts.ts";
import { StateBadge, TimelinessBadge } from "../parts/badges.tsx";
import { Bar, FigureWords } from "../parts/figure.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { rolesOf } from "../roles.ts";

type Standing = Pick<Ranked, "card"> & { readonly rank: number | null };

/** The units that published the latest month, by their leading figure. */
export function Ranking(props: { readonly home: PublicHome }): JSX.Element {
  const { home } = props;
  const { latest } = home;
  if (latest === null) return "";
  const { main } = rolesOf(home.labels);
  const { ranked, unranked } = ranking(latest.reports, main);
  const rows: readonly Standing[] = [...ranked, ...unranked.map((card) => ({ card, rank: null }))];
  const expected = latest.reports.length + latest.absent.length;
  return (
    <Card
      title={`Realisasi tiap OPD s.d. ${formatPeriod(latest.period)}`}
      description={`${countOf(latest.reports.length, expected)}, diurutkan menurut ${main?.label.toLowerCase() ?? "nama"}. Peringkat hanya untuk laporan yang angkanya lengkap.`}
      flush
    >
      <Table
        caption={`Realisasi tiap OPD sampai ${formatPeriod(latest.period)}`}
        hideCaption
        class="p-ranking"
        columns={columnsFor(home.labels, main, home.year)}
        rows={rows}
        rowClass={(row) => (row.rank === null ? "p-grey" : undefined)}
      />
    </Card>
  );
}

function columnsFor(labels: readonly Label[], main: Label | null, year: string): readonly Column<Standing>[] {
  const figures = columnsOf(labels).map(
    (label): Column<Standing> => ({
      key: label.id,
      label: label.label,
      align: "end",
      cell: ({ card }) => (
        <span class={label === main ? "p-main-figure" : undefined}>
          <FigureWords figure={card.figures[label.id]} writing={label} short />
          <Show when={label === main ? chartFigure(card.figures[label.id], label) : null}>
            {(at) => <Bar part={at().value} />}
          </Show>
          <Show when={label === main ? spentText(card.figures, rolesOf(labels)) : null}>
            {(spent) => <span class="p-spent">{spent()}</span>}
          </Show>
        </span>
      ),
    }),
  );
  return [
    {
      key: "unit",
      label: "Perangkat daerah",
      cell: ({ card, rank }) => (
        <span class="p-ranked">
          <span class="p-rank s-figures">
            {rank === null ? <span class="s-hidden-text">tanpa peringkat</span> : `${rank}.`}
          </span>
          <a href={addresses.unit(card.unit, year)}>{card.unitName}</a>
        </span>
      ),
    },
    ...figures,
    { key: "on-time", label: "Ketepatan", cell: ({ card }) => <TimelinessBadge onTime={card.onTime} /> },
    {
      key: "report",
      label: "Laporan",
      cell: ({ card }) => (
        <a href={addresses.report(card.template, card.period, card.unit)}>
          Baca<span class="s-hidden-text"> laporan {card.unitName}</span>
        </a>
      ),
    },
  ];
}

/** Who has not published the latest month: grey, unranked, by name. */
export function Absent(props: { readonly home: PublicHome }): JSX.Element {
  const absent = () => props.home.latest?.absent ?? [];
  return (
    <Show when={absent().length > 0 ? props.home.latest : null}>
      {(latest) => (
        <Card
          title={`Belum lapor untuk ${formatPeriod(latest().period)}: ${absent().length} OPD`}
          description="Laporannya belum terbit pada saat halaman ini dibuat. Ini bukan angka nol: realisasinya belum diketahui."
        >
          <ul class="p-absent">
            <For each={absent()}>
              {(unit) => (
                <li>
                  <a href={addresses.unit(unit.unit, props.home.year)}>{unit.name}</a>
                  <StateBadge of={unit.withdrawn ? "withdrawn" : "unreported"} />
                </li>
              )}
            </For>
          </ul>
        </Card>
      )}
    </Show>
  );
}

import { formatMonthShort, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Label, PublicHome } from "@selaras/core/portal/schema.ts";
import { SCurve } from "@selaras/ui/chart/s-curve.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { type JSX, Show } from "solid-js";
import { chartFigure } from "../figure-text.ts";
import { deviationSentence, shareOf } from "../home-facts.ts";
import { Bar, FigureWords } from "../parts/figure.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { rolesOf } from "../roles.ts";

type Summary = PublicHome["periods"][number];

const monthsOf = (year: string): readonly string[] =>
  Array.from({ length: 12 }, (_unused, index) => `${year}-${String(index + 1).padStart(2, "0")}`);

/** Plan, physical and money of the year. Without a physical or a money figure in the template there is no curve. */
export function Curve(props: { readonly home: PublicHome; readonly asOf: string }): JSX.Element {
  const { home } = props;
  const roles = rolesOf(home.labels);
  const months = monthsOf(home.year);
  const latest = home.periods.at(-1);
  if (latest === undefined || (roles.physical === null && roles.money === null)) return "";
  const series = (label: Label | null) =>
    months.map((month) => {
      const summary = home.periods.find((each) => each.period === month);
      return label === null || summary === undefined ? null : chartFigure(summary.total[label.id], label);
    });
  const title = deviationSentence(latest.total, roles) ?? `Realisasi kumulatif s.d. ${formatPeriod(latest.period)}`;
  return (
    <section class="s-card p-chart">
      <SCurve
        level={2}
        finding={title}
        asOf={props.asOf}
        coverage={{ counted: latest.published, expected: latest.expected }}
        months={months.map((month) => formatMonthShort(month).slice(0, 3))}
        plan={series(roles.plan)}
        physical={series(roles.physical)}
        money={series(roles.money)}
        lastPublished={months.indexOf(latest.period)}
        unit=" %"
      />
      <p class="p-source">
        Tiap bulan dihitung atas OPD yang laporannya terbit; jumlahnya ada pada tabel bulanan.
        {home.tenant.demo ? " Angka contoh." : ""}
      </p>
    </section>
  );
}

/** Completeness and timeliness month by month. */
export function Months(props: { readonly home: PublicHome }): JSX.Element {
  const { main } = rolesOf(props.home.labels);
  const columns: readonly Column<Summary>[] = [
    { key: "month", label: "Bulan", cell: (row) => formatMonthShort(row.period).slice(0, 3) },
    { key: "published", label: "OPD terbit", cell: (row) => <Share part={row.published} whole={row.expected} /> },
    { key: "on-time", label: "Tepat waktu", cell: (row) => <Share part={row.onTime} whole={row.expected} positive /> },
    ...(main === null
      ? []
      : [
          {
            key: main.id,
            label: main.label,
            align: "end" as const,
            cell: (row: Summary) => <FigureWords figure={row.total[main.id]} writing={main} short />,
          },
        ]),
  ];
  return (
    <Card
      title="Kelengkapan dan ketepatan waktu"
      description={`Tahun ${props.home.year}, dari semua OPD yang wajib melapor pada bulan itu; realisasi kumulatif.`}
      flush
    >
      <Table
        caption="Kelengkapan dan ketepatan waktu per bulan, realisasi kumulatif"
        narrow="compact"
        hideCaption
        columns={columns}
        rows={[...props.home.periods].reverse()}
      />
    </Card>
  );
}

function Share(props: {
  readonly part: number;
  readonly whole: number;
  readonly positive?: boolean | undefined;
}): JSX.Element {
  return (
    <Show when={props.whole > 0} fallback={<span class="p-none">– tidak ada yang wajib</span>}>
      <span class="p-share s-figures">
        {`${props.part} dari ${props.whole}`}
        <Bar part={shareOf(props.part, props.whole)} tone={props.positive === true ? "positive" : "brand"} />
      </span>
    </Show>
  );
}

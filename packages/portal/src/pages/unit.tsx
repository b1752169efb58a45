import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { PublicCard, PublicHome, PublicUnit } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { columnsOf, headlinesOf, spentText } from "../home-facts.ts";
import { StateBadge, TimelinessBadge } from "../parts/badges.tsx";
import { Document, Site } from "../parts/document.tsx";
import { FigureWords, LabelTile } from "../parts/figure.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { Trail } from "../parts/trail.tsx";
import { type Roles, rolesOf } from "../roles.ts";
import { YearSwitch } from "../parts/years.tsx";

type UnitTemplate = PublicUnit["templates"][number];
type Month = { readonly period: string; readonly card: PublicCard | null };

export function UnitPage(props: { readonly unit: PublicUnit; readonly home: PublicHome }): JSX.Element {
  const { unit: page, home } = props;
  const asOf = formatDateTime(page.asOf, page.tenant.zone);
  const shown = page.templates.filter((template) => page.reports.some((card) => card.template === template.id));
  return (
    <Document
      title={`${page.unit.name} ${page.year} · ${page.tenant.name}`}
      description={`Laporan kinerja ${page.unit.name}, ${page.tenant.name}, yang terbit sepanjang tahun ${page.year}.`}
      tenant={page.tenant}
    >
      <Site tenant={page.tenant} footnote={<p>Keadaan per {asOf}.</p>}>
        <header class="p-hero">
          <Trail crumbs={[{ label: "Beranda", href: addresses.home(page.year) }, { label: page.unit.short }]} />
          <h1 class="p-title">{page.unit.name}</h1>
          <p class="p-lead">
            {sentence(page)} Keadaan per <time datetime={page.asOf}>{asOf}</time>.
          </p>
          <YearSwitch years={home.years} year={page.year} hrefOf={(year) => addresses.unit(page.unit.id, year)} />
        </header>
        <For each={shown}>{(template) => <TemplateYear page={page} home={home} template={template} />}</For>
        <Show when={shown.length === 0}>
          <Card title={`Belum ada laporan terbit pada tahun ${page.year}`}>
            <p>
              Belum ada angka yang dapat ditampilkan; itu tidak berarti nol.{" "}
              <a href={addresses.home(page.year)}>Kembali ke beranda</a>
            </p>
          </Card>
        </Show>
      </Site>
    </Document>
  );
}

const isOut = (card: PublicCard): boolean => card.status === "terbit";

function sentence({ reports: all, year }: PublicUnit): string {
  const reports = all.filter(isOut);
  const late = reports.filter((card) => card.onTime === false).length;
  if (reports.length === 0) return `Belum menerbitkan laporan pada tahun ${year}.`;
  const start = `${reports.length} laporan terbit pada tahun ${year}`;
  return late === 0 ? `${start}, semuanya tepat waktu.` : `${start}, ${late} di antaranya terlambat.`;
}

/** One template's year: the latest figures in large type, then month by month with the silent months in grey. */
function TemplateYear(props: {
  readonly page: PublicUnit;
  readonly home: PublicHome;
  readonly template: UnitTemplate;
}): JSX.Element {
  const { page, home, template } = props;
  const cards = page.reports
    .filter((card) => card.template === template.id)
    .sort((a, b) => a.period.localeCompare(b.period));
  // Figures in large type are those that stand; while none does, what was withdrawn leads with its dashes.
  const latest = cards.findLast(isOut) ?? cards.at(-1);
  const roles = rolesOf(template.labels);
  if (latest === undefined) return "";
  const newest = cards.at(-1)?.period ?? latest.period;
  const main = home.template?.id === template.id ? (home.latest?.period ?? newest) : newest;
  const rows = monthsUpTo(page.year, main > newest ? main : newest).map(
    (period): Month => ({ period, card: cards.find((card) => card.period === period) ?? null }),
  );
  // Once, here: a component reads its properties as often as it likes.
  rows.reverse();
  return (
    <>
      <h2>{template.name}</h2>
      <div class="p-tiles">
        <For each={headlinesOf(template.labels)}>
          {(label) => (
            <LabelTile
              label={label.label}
              figure={latest.figures[label.id]}
              writing={label}
              note={tileNote(label.id, latest, roles)}
            />
          )}
        </For>
      </div>
      <Card
        title="Bulan demi bulan"
        description="Angka kumulatif sampai dengan bulan itu, seperti pada laporan yang ditandatangani."
        flush
      >
        <Table
          caption={`${template.name} ${page.unit.name} tahun ${page.year}`}
          hideCaption
          columns={monthColumns(template, page.unit.id)}
          rows={rows}
          rowClass={(row) => (row.card === null ? "p-grey p-silent" : isOut(row.card) ? undefined : "p-grey")}
        />
      </Card>
    </>
  );
}

/** Under which months the figure stands, and for the leading one the money behind it. */
function tileNote(id: string, { period, figures }: PublicCard, roles: Roles): string {
  const spent = id === roles.main?.id ? spentText(figures, roles) : null;
  return spent === null ? `s.d. ${formatPeriod(period)}` : `s.d. ${formatPeriod(period)}: ${spent}`;
}

function monthsUpTo(year: string, period: string): readonly string[] {
  const last = period.startsWith(year) ? Number(period.slice(5)) : 12;
  return Array.from({ length: last }, (_unused, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
}

function monthColumns(template: UnitTemplate, unit: string): readonly Column<Month>[] {
  return [
    {
      key: "month",
      label: "Bulan",
      cell: ({ period, card }) =>
        card === null ? (
          formatPeriod(period)
        ) : (
          <a href={addresses.report(template.id, period, unit)}>
            {formatPeriod(period)}
            <span class="s-hidden-text">: baca laporan</span>
          </a>
        ),
    },
    {
      key: "state",
      label: "Keadaan",
      cell: ({ card }) => {
        if (card === null) return <StateBadge of="unreported" />;
        return isOut(card) ? <TimelinessBadge onTime={card.onTime} /> : <StateBadge of="withdrawn" />;
      },
    },
    ...columnsOf(template.labels).map(
      (label): Column<Month> => ({
        key: label.id,
        label: label.label,
        align: "end",
        cell: ({ card }) =>
          card === null || !isOut(card) ? (
            <span class="p-none">
              –<span class="s-hidden-text"> {card === null ? "belum lapor" : "ditarik"}</span>
            </span>
          ) : (
            <FigureWords figure={card.figures[label.id]} writing={label} short />
          ),
      }),
    ),
    {
      key: "version",
      label: "Versi",
      align: "end",
      cell: ({ card }) => (card === null ? <span class="p-none">–</span> : card.version),
    },
  ];
}

import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { PublicHome } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { countOf, finding, shareText } from "../home-facts.ts";
import { Document, Site } from "../parts/document.tsx";
import { FigureTile, LabelTile } from "../parts/figure.tsx";
import { YearSwitch } from "../parts/years.tsx";
import { rolesOf } from "../roles.ts";
import { Absent, Ranking } from "./home-units.tsx";
import { Curve, Months } from "./home-year.tsx";

export function HomePage(props: { readonly home: PublicHome }): JSX.Element {
  const { home } = props;
  const asOf = formatDateTime(home.asOf, home.tenant.zone);
  return (
    <Document title={`Kinerja ${home.tenant.name} ${home.year}`} description={`${finding(home)}.`} tenant={home.tenant}>
      <Site tenant={home.tenant} current="home" footnote={<p>Keadaan per {asOf}.</p>}>
        <header class="p-hero">
          <p class="p-eyebrow">
            {home.template?.name ?? "Laporan kinerja"} · Tahun {home.year}
          </p>
          <h1 class="p-finding">{finding(home)}</h1>
          <p class="p-lead">
            Keadaan per <time datetime={home.asOf}>{asOf}</time>. Hanya laporan yang sudah ditandatangani dan terbit
            yang dihitung. <a href={addresses.about()}>Cara angka dihitung</a>
          </p>
          <YearSwitch years={home.years} year={home.year} hrefOf={(year) => addresses.home(year)} />
        </header>
        <Show when={home.latest !== null && home.template !== null} fallback={<Empty home={home} />}>
          <Headline home={home} />
          <div class="p-two">
            <Curve home={home} asOf={`Per ${asOf}`} />
            <Months home={home} />
          </div>
          <Ranking home={home} />
          <Absent home={home} />
        </Show>
        <Units home={home} />
        <OpenFigures home={home} />
      </Site>
    </Document>
  );
}

/** What there is to see before the first report of a year is published. */
function Empty(props: { readonly home: PublicHome }): JSX.Element {
  const others = props.home.years.filter((year) => year !== props.home.year);
  return (
    <Card title="Belum ada yang dapat ditampilkan">
      <p>
        Laporan muncul di sini segera setelah kepala perangkat daerah menandatanganinya.
        <Show when={others.length > 0}> Silakan lihat tahun lain:</Show>
      </p>
      <ul class="p-links">
        <For each={others}>
          {(year) => (
            <li>
              <a href={addresses.home(year)}>Tahun {year}</a>
            </li>
          )}
        </For>
      </ul>
    </Card>
  );
}

function Headline(props: { readonly home: PublicHome }): JSX.Element {
  const summary = props.home.periods.at(-1);
  const { money, physical, main } = rolesOf(props.home.labels);
  if (summary === undefined) return "";
  const { published, expected, onTime, total } = summary;
  const month = formatPeriod(summary.period);
  const others = [money ?? main, physical].filter((label) => label !== null);
  return (
    <div class="p-tiles">
      <FigureTile
        label={`Kelengkapan ${month}`}
        figure={shareText(published, expected) ?? "–"}
        note={`${countOf(published, expected)} menerbitkan laporan`}
      />
      <FigureTile
        label={`Ketepatan waktu ${month}`}
        figure={shareText(onTime, expected) ?? "–"}
        note={`${countOf(onTime, expected)} mengirim sebelum tenggat`}
      />
      <For each={[...new Set(others)]}>
        {(label) => (
          <LabelTile
            label={label.label}
            figure={total[label.id]}
            writing={label}
            note={`Kumulatif s.d. ${month}, ${countOf(published, expected)}`}
          />
        )}
      </For>
    </div>
  );
}

/** Every unit of the regency, so that none is found only while it reports well. Those never asked to report come last. */
function Units(props: { readonly home: PublicHome }): JSX.Element {
  const { units, year, latest } = props.home;
  const awaited = new Set(latest?.absent.map((each) => each.unit));
  const known = units.filter((unit) => unit.published > 0 || awaited.has(unit.unit));
  const others = units.filter((unit) => !known.includes(unit));
  return (
    <Show when={units.length > 0}>
      <Card title="Semua perangkat daerah" description={`Laporan yang terbit sepanjang tahun ${year}.`}>
        <UnitList units={known} year={year} />
        <Show when={others.length > 0}>
          <details class="sc-details" open={known.length === 0}>
            <summary>
              {others.length} perangkat daerah {known.length === 0 ? "" : "lain "}belum punya laporan terbit
            </summary>
            <UnitList units={others} year={year} />
          </details>
        </Show>
      </Card>
    </Show>
  );
}

function UnitList(props: { readonly units: PublicHome["units"]; readonly year: string }): JSX.Element {
  return (
    <ul class="p-units">
      <For each={props.units}>
        {(unit) => (
          <li>
            <a href={addresses.unit(unit.unit, props.year)}>{unit.name}</a>
            <span class={unit.published === 0 ? "p-none" : "p-muted"}>
              {unit.published === 0 ? "belum ada laporan terbit" : `${unit.published} laporan terbit`}
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

function OpenFigures(props: { readonly home: PublicHome }): JSX.Element {
  return (
    <Show when={props.home.template}>
      {(template) => (
        <Card
          title="Data terbuka"
          description="Angka yang sama untuk diolah sendiri. Boleh dipakai dengan menyebut sumbernya."
        >
          <ul class="p-links">
            <li>
              <a href={addresses.csv(template().id, props.home.year)} download="">
                Unduh CSV {props.home.year}
              </a>{" "}
              <span class="p-muted">pemisah titik koma, koma desimal</span>
            </li>
            <li>
              <a href={addresses.json(template().id, props.home.year)}>Buka JSON {props.home.year}</a>{" "}
              <span class="p-muted">untuk aplikasi</span>
            </li>
          </ul>
          <p class="p-source">
            Sumber: {props.home.tenant.name}
            {props.home.tenant.demo ? ". Angka contoh, bukan angka resmi." : "."}
          </p>
        </Card>
      )}
    </Show>
  );
}

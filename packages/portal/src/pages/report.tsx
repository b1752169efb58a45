import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Label, PublicReport } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { headlinesOf, spentText } from "../home-facts.ts";
import { StateBadge, TimelinessBadge } from "../parts/badges.tsx";
import { Document, Site } from "../parts/document.tsx";
import { FigureWords, LabelTile } from "../parts/figure.tsx";
import { Trail } from "../parts/trail.tsx";
import { rolesOf } from "../roles.ts";
import { ReportSection } from "./report-sections.tsx";
import { Changes, Notices, VersionBadge, Versions } from "./report-versions.tsx";

export function ReportPage(props: { readonly report: PublicReport }): JSX.Element {
  const { report } = props;
  const period = formatPeriod(report.period);
  const year = report.period.slice(0, 4);
  const headlines = headlinesOf(report.labels);
  const roles = rolesOf(report.labels);
  return (
    <Document
      title={`${report.template.short} ${period} · ${report.unit.name}`}
      description={`${report.template.name} ${report.unit.name}, ${period}, versi ${report.version}, ditandatangani ${report.signer.name}.`}
      tenant={report.tenant}
    >
      <Site tenant={report.tenant}>
        <header class="p-hero">
          <Trail
            crumbs={[
              { label: "Beranda", href: addresses.home(year) },
              { label: report.unit.name, href: addresses.unit(report.unit.id, year) },
              { label: period },
            ]}
          />
          <p class="p-eyebrow">{report.template.name}</p>
          <h1 class="p-title">
            {report.unit.name}, {period}
          </h1>
          <div class="p-badges">
            <VersionBadge report={report} />
            <Show when={report.correcting}>
              <StateBadge of="correcting" />
            </Show>
            <Show when={report.status !== "ditarik"}>
              <TimelinessBadge onTime={report.onTime} />
            </Show>
          </div>
          <Show when={report.status !== "ditarik"}>
            <p class="p-lead">
              Halaman ini memuat cuplikan yang ditandatangani. Angkanya tidak dihitung ulang; pembetulan terbit sebagai
              versi baru.
            </p>
          </Show>
          <div class="p-acts s-screen-only">
            <button type="button" class="p-act" data-print hidden>
              Cetak
            </button>
            <button type="button" class="p-act" data-copy hidden>
              Salin tautan
            </button>
            <Show when={report.code}>
              {(code) => (
                <a class="p-act" href={addresses.proof(code())}>
                  Periksa keaslian
                </a>
              )}
            </Show>
            <a
              class="p-act"
              href={addresses.reportJson(report.template.id, report.period, report.unit.id, report.version)}
            >
              Buka JSON
            </a>
          </div>
        </header>
        <Notices report={report} />
        <Show when={report.nil}>
          {(reason) => (
            <p class="p-note">
              <strong>Laporan nihil.</strong> {reason()}
            </p>
          )}
        </Show>
        <Show when={headlines.length > 0}>
          <div class="p-tiles">
            <For each={headlines}>
              {(label) => (
                <LabelTile
                  label={label.label}
                  figure={report.figures[label.id]}
                  writing={label}
                  note={label.id === roles.main?.id ? spentText(report.figures, roles) : undefined}
                />
              )}
            </For>
          </div>
        </Show>
        <Changes report={report} />
        <Facts report={report} />
        <OtherFigures report={report} labels={report.labels.filter((label) => !headlines.includes(label))} />
        <For each={report.sections}>{(section) => <ReportSection report={report} section={section} />}</For>
        <Versions report={report} />
      </Site>
    </Document>
  );
}

/** The figures that are not in large type, in full. */
function OtherFigures(props: { readonly report: PublicReport; readonly labels: readonly Label[] }): JSX.Element {
  return (
    <Show when={props.labels.length > 0}>
      <Card title="Angka lain dalam laporan ini">
        <dl class="p-facts">
          <For each={props.labels}>
            {(label) => (
              <div>
                <dt>{label.type === "money" ? `${label.label} (Rp)` : label.label}</dt>
                <dd>
                  <FigureWords figure={props.report.figures[label.id]} writing={label} />
                </dd>
              </div>
            )}
          </For>
        </dl>
      </Card>
    </Show>
  );
}

const listOf = (periods: readonly string[]): string => periods.map(formatPeriod).join(", ");

function Facts(props: { readonly report: PublicReport }): JSX.Element {
  const { report } = props;
  const { zone } = report.tenant;
  const counted = [...new Set<string>([...report.months, report.period])].sort();
  const facts: readonly { term: string; value: JSX.Element; when?: boolean }[] = [
    { term: "Perangkat daerah", value: report.unit.name },
    {
      term: "Ditandatangani oleh",
      value: (
        <>
          {report.signer.name}
          <Show when={report.signer.hat}>{(hat) => <span class="p-hat">{hat()}</span>}</Show>
        </>
      ),
    },
    {
      term: "Waktu tanda tangan",
      value: <time datetime={report.signer.at}>{formatDateTime(report.signer.at, zone)}</time>,
    },
    {
      term: "Waktu terbit",
      value: <time datetime={report.publishedAt}>{formatDateTime(report.publishedAt, zone)}</time>,
    },
    {
      term: "Versi",
      value: `Laporan versi ${report.version}, memakai ${report.template.short} versi ${report.template.n}`,
    },
    { term: "Pagu menurut", value: report.budget ?? <span class="p-none">– tidak disebut</span> },
    { term: "Bulan yang dihitung", value: `${listOf(counted)} (${counted.length} bulan)` },
    {
      term: "Bulan yang belum ada",
      value: report.absent.length === 0 ? "Tidak ada" : <span class="p-none">{listOf(report.absent)}</span>,
    },
    {
      term: "Sidik cuplikan",
      value: (
        <>
          <code class="p-hash">{report.snapshot.slice(0, 16)}</code>{" "}
          <span class="p-muted">(SHA-256, 16 huruf pertama)</span>
        </>
      ),
      when: report.snapshot !== "",
    },
    { term: "Catatan", value: "Angka contoh, bukan angka resmi.", when: report.tenant.demo },
  ];
  return (
    <Card title="Tentang laporan ini">
      <dl class="p-facts">
        <For each={facts.filter((fact) => fact.when !== false)}>
          {(fact) => (
            <div>
              <dt>{fact.term}</dt>
              <dd>{fact.value}</dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  );
}

import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { PublicChange, PublicReport, PublicVersion } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import type { WireFigure } from "../figure-text.ts";
import { StateBadge } from "../parts/badges.tsx";
import { FigureWords } from "../parts/figure.tsx";
import { type Column, Table } from "../parts/table.tsx";

type Shown = { readonly report: PublicReport };

const versionHref = (report: PublicReport, version: number): string =>
  addresses.version(report.template.id, report.period, report.unit.id, version);

const reasonOf = (reason: string | null): string => (reason === null || reason === "" ? "tidak disebut" : reason);

/** The state of the version on the page, as a badge beside its title. */
export function VersionBadge(props: Shown): JSX.Element {
  const { status, version, superseded } = props.report;
  if (status === "digantikan") return <StateBadge of="superseded" word={`Digantikan versi ${superseded?.by ?? ""}`} />;
  if (status === "ditarik") return <StateBadge of="withdrawn" word={`Ditarik, versi ${version}`} />;
  return <StateBadge of="published" word={`Terbit, versi ${version}`} />;
}

/** What a reader must know before the figures: replaced, withdrawn, under correction, corrected, counting what was corrected. */
export function Notices(props: Shown): JSX.Element {
  const { report } = props;
  const newest = report.versions[0];
  return (
    <>
      <Show when={report.superseded}>
        {(superseded) => (
          <div class="p-note p-note-warning">
            <p>
              <strong>
                Versi {report.version} sudah digantikan oleh versi {superseded().by}.
              </strong>{" "}
              Angka di halaman ini tidak berlaku lagi. Alasan: {reasonOf(superseded().reason)}
            </p>
            <p class="p-links">
              <a href={addresses.report(report.template.id, report.period, report.unit.id)}>
                Buka versi {newest?.version ?? superseded().by}
                {newest?.status === "ditarik" ? " (ditarik)" : ""}
              </a>
            </p>
          </div>
        )}
      </Show>
      <Show when={report.status === "ditarik"}>
        <p class="p-note p-note-danger">
          <strong>Laporan ini ditarik.</strong> Angkanya tidak berlaku dan tidak ditampilkan; bulan ini dihitung belum
          lapor, bukan nol. Alasan: {reasonOf(report.withdrawn)}
        </p>
      </Show>
      <Show when={report.correcting}>
        <p class="p-note">
          <strong>Koreksi sedang diproses.</strong> Sampai versi baru ditandatangani dan terbit, versi {report.version}{" "}
          inilah yang berlaku.
        </p>
      </Show>
      <Show when={report.correction}>
        {(correction) => (
          <p class="p-note">
            <strong>
              Versi {report.version} mengoreksi versi {correction().of}.
            </strong>{" "}
            Alasan: {correction().reason}
          </p>
        )}
      </Show>
      <Show when={report.outdated.length > 0}>
        <p class="p-note p-note-warning">
          <strong>Memakai angka sebelum koreksi.</strong> Laporan {report.outdated.map(formatPeriod).join(", ")}{" "}
          dikoreksi atau ditarik setelah laporan ini ditandatangani. Angka kumulatif di sini tetap seperti yang
          ditandatangani dan tidak dihitung ulang.
        </p>
      </Show>
    </>
  );
}

const titleOf = ({ label }: PublicChange): string =>
  label.type === "money" && !label.label.includes("Rp") ? `${label.label} (Rp)` : label.label;

function Side(props: { readonly figure: WireFigure | null; readonly change: PublicChange }): JSX.Element {
  return (
    <Show when={props.figure} fallback={<span class="p-none">– tidak ada</span>}>
      {(figure) => <FigureWords figure={figure()} writing={props.change.label} missing="belum diisi" />}
    </Show>
  );
}

/** What the correction changed, of what everybody may read: figures of the whole first, then cell by cell. */
export function Changes(props: Shown): JSX.Element {
  return (
    <Show when={props.report.correction}>
      {(correction) => (
        <Show when={correction().changes}>
          {(changes) => (
            <Card
              title={`Yang berubah dari versi ${correction().of}`}
              description={
                changes().length === 0
                  ? "Tidak ada angka publik yang berubah."
                  : `${changes().length} angka dan isian publik berubah; yang lain tetap.`
              }
              flush
            >
              <Show when={changes().length > 0}>
                <Table
                  caption={`Perubahan dari versi ${correction().of} ke versi ${props.report.version}`}
                  hideCaption
                  class="p-changes"
                  columns={changeColumns(correction().of, props.report.version)}
                  rows={changes()}
                />
              </Show>
            </Card>
          )}
        </Show>
      )}
    </Show>
  );
}

const changeColumns = (before: number, after: number): readonly Column<PublicChange>[] => [
  {
    key: "what",
    label: "Angka atau isian",
    cell: (change) => (
      <>
        {titleOf(change)}
        <span class="p-code">{change.row === null ? "angka seluruh laporan" : rowName(change.row)}</span>
      </>
    ),
  },
  {
    key: "before",
    label: `Versi ${before}`,
    align: "end",
    cell: (change) => (
      <s class="p-was">
        <Side figure={change.before} change={change} />
      </s>
    ),
  },
  {
    key: "after",
    label: `Versi ${after}`,
    align: "end",
    cell: (change) => (
      <strong>
        <Side figure={change.after} change={change} />
      </strong>
    ),
  },
];

/** Rows of forms and narratives have no code, and a label that is the key of their field. */
const rowName = ({ code, label, section }: NonNullable<PublicChange["row"]>): string =>
  code === null && label.startsWith(`${section}/`)
    ? "isian"
    : code === null || code === label
      ? label
      : `${code} ${label}`;

/** Every published version; with a single one there is nothing to choose. */
export function Versions(props: Shown): JSX.Element {
  const { report } = props;
  return (
    <Show when={report.versions.length > 1}>
      <Card title="Semua versi laporan ini" description="Versi lama tetap dapat dibaca dan diperiksa." flush>
        <Table caption="Semua versi laporan ini" hideCaption columns={versionColumns(report)} rows={report.versions} />
      </Card>
    </Show>
  );
}

const versionColumns = (report: PublicReport): readonly Column<PublicVersion>[] => [
  {
    key: "version",
    label: "Versi",
    cell: ({ version }) =>
      version === report.version ? (
        <span aria-current="page">Versi {version} (halaman ini)</span>
      ) : (
        <a href={versionHref(report, version)}>Versi {version}</a>
      ),
  },
  {
    key: "status",
    label: "Keadaan",
    cell: ({ status }) => <StateBadge of={BADGES[status]} />,
  },
  {
    key: "at",
    label: "Terbit",
    cell: ({ publishedAt }) => <time datetime={publishedAt}>{formatDateTime(publishedAt, report.tenant.zone)}</time>,
  },
  {
    key: "proof",
    label: "Keaslian",
    cell: ({ code, version }) =>
      code === null ? (
        <span class="p-none">–</span>
      ) : (
        <a href={addresses.proof(code)}>
          Periksa<span class="s-hidden-text"> keaslian versi {version}</span>
        </a>
      ),
  },
];

const BADGES = {
  terbit: "published",
  digantikan: "superseded",
  ditarik: "withdrawn",
} as const satisfies Record<PublicVersion["status"], Parameters<typeof StateBadge>[0]["of"]>;

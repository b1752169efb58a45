import type { JSX } from "solid-js";
import { FigureBadge, StatusBadge } from "../src/components/badge.tsx";
import { Button } from "../src/components/button.tsx";
import { Card } from "../src/components/card.tsx";
import { type Column, DataTable } from "../src/components/data-table.tsx";
import { Breadcrumb, DescriptionList, Pagination, PersonLine, Timeline } from "../src/components/trail.tsx";
import { IconArrowBackUp, IconCheck, IconDownload, IconSend, IconSignature, IconWorldUpload } from "../src/icons.ts";
import { type Unit, units } from "./units.ts";

const figure = new Intl.NumberFormat("id-ID", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = (value: number | undefined) => (value === undefined ? "–" : `${figure.format(value)}%`);

const columns: readonly Column<Unit>[] = [
  { key: "name", label: "OPD", cell: (unit) => unit.name, sortBy: (unit) => unit.name },
  { key: "state", label: "Laporan", cell: (unit) => <StatusBadge state={unit.report} /> },
  { key: "money", label: "Keuangan", align: "end", cell: (unit) => percent(unit.money), sortBy: (unit) => unit.money },
  { key: "works", label: "Fisik", align: "end", cell: (unit) => percent(unit.works), sortBy: (unit) => unit.works },
  { key: "figure", label: "Capaian", cell: (unit) => <FigureBadge state={unit.figure} /> },
];

/** The table of units, used by the gallery and by the frame. */
export function UnitTable(): JSX.Element {
  return (
    <DataTable
      hideCaption
      caption="Laporan RFK Maret 2026 menurut OPD"
      columns={columns}
      rows={units}
      rowKey={(unit) => unit.key}
      totals={[
        "Kabupaten",
        "3 dari 5 terbit",
        percent(62.4),
        percent(71),
        <FigureBadge state="missing" label="Belum lengkap" />,
      ]}
    />
  );
}

export function TableSection(): JSX.Element {
  return (
    <section class="x-section" aria-label="Tabel">
      <h2>Tabel</h2>
      <Card
        title="Siapa belum lapor"
        level={3}
        description="Per 12 April 2026 pukul 08.00 WITA"
        actions={
          <Button size="small" icon={IconDownload}>
            Unduh Excel
          </Button>
        }
        flush
      >
        <UnitTable />
        <Pagination shown="5" total="51" more onMore={() => undefined} />
      </Card>
      <DataTable
        caption="Belum ada berkas masuk"
        hideCaption
        columns={columns}
        rows={[]}
        rowKey={(unit) => unit.key}
        narrow="scroll"
      />
    </section>
  );
}

export function TrailSection(): JSX.Element {
  return (
    <section class="x-section" aria-label="Jejak">
      <h2>Jejak, orang, keterangan</h2>
      <Breadcrumb
        crumbs={[
          { label: "Laporan", href: "#l" },
          { label: "RFK Maret 2026", href: "#r" },
          { label: "Dinas Pekerjaan Umum" },
        ]}
      />
      <div class="x-grid">
        <Card title="Riwayat" level={3}>
          <Timeline
            label="Riwayat laporan"
            events={[
              {
                key: "1",
                title: "Dikirim",
                at: "3 April 2026, 09.12 WITA",
                instant: "2026-04-03T01:12:00Z",
                by: <PersonLine name="Siti Rahmah, S.T." hat="PPTK" unit="Bidang Bina Marga" />,
                tone: "info",
                icon: IconSend,
              },
              {
                key: "2",
                title: "Dikembalikan",
                at: "4 April 2026, 10.40 WITA",
                instant: "2026-04-04T02:40:00Z",
                note: "Realisasi fisik jembatan Martadipura belum sesuai berita acara.",
                tone: "warning",
                icon: IconArrowBackUp,
              },
              {
                key: "3",
                title: "Diverifikasi",
                at: "5 April 2026, 08.05 WITA",
                instant: "2026-04-05T00:05:00Z",
                by: <PersonLine name="H. Ahmad Yani" hat="Kepala Bidang Bina Marga" capacity="Plt." />,
                tone: "positive",
                icon: IconCheck,
              },
              { key: "4", title: "Menunggu tanda tangan Kepala Dinas", icon: IconSignature, ahead: true },
              { key: "5", title: "Terbit", icon: IconWorldUpload, ahead: true },
            ]}
          />
        </Card>
        <Card title="Keterangan" level={3}>
          <DescriptionList
            items={[
              { term: "OPD", value: units[0]?.name },
              { term: "Periode", value: "Maret 2026" },
              { term: "Keadaan", value: <StatusBadge state="waiting-signature" /> },
              { term: "Penanggung jawab", value: <PersonLine name="Ir. Hj. Nurlaila, M.T." hat="Kepala Dinas" /> },
            ]}
          />
        </Card>
      </div>
    </section>
  );
}

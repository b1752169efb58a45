import { createSignal, type JSX } from "solid-js";
import { AppFrame, PageHead } from "../src/components/app-frame.tsx";
import { FigureBadge, StatusBadge } from "../src/components/badge.tsx";
import { Button, ButtonLink } from "../src/components/button.tsx";
import { Card, Stat, Tiles } from "../src/components/card.tsx";
import { Select } from "../src/components/choice.tsx";
import { Menu } from "../src/components/menu.tsx";
import { Alert } from "../src/components/notice.tsx";
import { PublicFrame } from "../src/components/public-frame.tsx";
import { TenantMark } from "../src/components/tenant-mark.tsx";
import { ThemeToggle } from "../src/components/theme.tsx";
import { Breadcrumb } from "../src/components/trail.tsx";
import { SearchInput } from "../src/components/input.tsx";
import { CommandPalette } from "../src/components/command-palette.tsx";
import {
  IconChartBar,
  IconChecklist,
  IconDownload,
  IconFileText,
  IconInbox,
  IconLogout,
  IconRoute,
  IconSettings,
  IconSwitchHorizontal,
  IconTable,
  IconUserCircle,
} from "../src/icons.ts";
import { UnitTable } from "./tables.tsx";

type Face = { name: string; brand: string };

const months = [
  { value: "2026-02", label: "Februari 2026" },
  { value: "2026-03", label: "Maret 2026" },
];

function Figures(): JSX.Element {
  return (
    <Tiles>
      <Stat
        label="Realisasi keuangan"
        figure="62,4"
        unit="%"
        state="yellow"
        coverage={{ part: "38", whole: "51", what: "OPD terbit" }}
      />
      <Stat
        label="Realisasi fisik"
        figure="71,0"
        unit="%"
        state="green"
        coverage={{ part: "38", whole: "51", what: "OPD terbit" }}
      />
      <Stat
        label="Lapor tepat waktu"
        figure="41"
        unit="OPD"
        coverage={{ part: "41", whole: "51" }}
        note="8 terlambat, 2 belum lapor"
      />
    </Tiles>
  );
}

export function ApplicationView(props: Face): JSX.Element {
  const [search, setSearch] = createSignal(false);
  const [query, setQuery] = createSignal("");
  return (
    <AppFrame
      current="board"
      mark={() => <TenantMark withName name={props.name} note="Pelaporan kinerja" brand={props.brand} />}
      entries={[
        { key: "inbox", label: "Kotak masuk", href: "#inbox", icon: IconInbox, count: 4 },
        { key: "report", label: "Laporan", href: "#report", icon: IconFileText },
        { key: "board", label: "Siapa belum lapor", href: "#board", icon: IconChecklist },
        { key: "figures", label: "Capaian", href: "#figures", icon: IconChartBar },
        { key: "services", label: "Berkas layanan", href: "#services", icon: IconRoute },
        { key: "forms", label: "Formulir cetak", href: "#forms", icon: IconTable },
        { key: "settings", label: "Pengaturan", href: "#settings", icon: IconSettings },
      ]}
      period={<Select label="Periode" hideLabel placeholder={null} options={months} value="2026-03" />}
      onSearch={() => setSearch(true)}
      inbox={{ href: "#inbox", count: 4 }}
      actingAs={
        <Menu
          label="Bertindak sebagai"
          icon={IconSwitchHorizontal}
          entries={[
            { key: "a", label: "Kepala Bidang Bina Marga", current: true },
            { key: "b", label: "Plt. Sekretaris Dinas", hint: "sampai 30 April 2026", current: false },
          ]}
        >
          Kabid Bina Marga
        </Menu>
      }
      userMenu={
        <Menu
          label="Akun Anda"
          icon={IconUserCircle}
          iconOnly
          kind="tertiary"
          entries={[
            { key: "profile", label: "H. Ahmad Yani", hint: "ahmad.yani@example.go.id", icon: IconUserCircle },
            { key: "out", label: "Keluar", icon: IconLogout, separated: true },
          ]}
        />
      }
      sidebarFoot={() => <ThemeToggle />}
    >
      <PageHead
        above={<Breadcrumb crumbs={[{ label: "Beranda", href: "#home" }, { label: "Siapa belum lapor" }]} />}
        title="Siapa belum lapor"
        description="38 dari 51 OPD sudah terbit untuk Maret 2026. Dua OPD belum mengirim apa pun."
        badges={
          <>
            <StatusBadge state="late" label="8 terlambat" />
            <FigureBadge state="missing" label="2 belum lapor" />
          </>
        }
        actions={
          <>
            <Button icon={IconDownload}>Unduh</Button>
            <Button kind="primary">Ingatkan semua</Button>
          </>
        }
      />
      <Alert tone="warning" title="Periode ditutup dalam 2 hari">
        Setelah 12 April 2026 pukul 24.00 WITA, isian pertama tidak diterima lagi.
      </Alert>
      <Figures />
      <Card title="Laporan menurut OPD" flush>
        <UnitTable />
      </Card>
      <CommandPalette
        open={search()}
        query={query()}
        onQuery={setQuery}
        commands={[{ key: "1", label: "Laporan RFK Maret 2026", group: "Halaman", icon: IconFileText }]}
        onChoose={() => setSearch(false)}
        onClose={() => setSearch(false)}
      />
    </AppFrame>
  );
}

export function PublicView(props: Face): JSX.Element {
  return (
    <PublicFrame
      mark={<TenantMark withName name={props.name} note="Kinerja terbuka" brand={props.brand} />}
      homeHref="#beranda"
      current="home"
      entries={[
        { key: "home", label: "Kinerja", href: "#home" },
        { key: "track", label: "Lacak berkas", href: "#track" },
        { key: "reports", label: "Dokumen terbit", href: "#reports" },
      ]}
      aside={<ButtonLink href="#masuk">Masuk</ButtonLink>}
      contacts={[
        { label: "Alamat", value: "Jalan Wolter Monginsidi, Tenggarong" },
        { label: "Telepon", value: "0541 000000", href: "tel:0541000000" },
        { label: "Surel", value: "bappeda@example.go.id", href: "mailto:bappeda@example.go.id" },
      ]}
      footnote="Angka pada halaman ini berasal dari laporan yang sudah ditandatangani kepala OPD dan tidak berubah setelah terbit."
    >
      <PageHead
        title={`Kinerja ${props.name}, Maret 2026`}
        description="Angka dari laporan yang sudah ditandatangani. Per 12 April 2026 pukul 08.00 WITA, 38 dari 51 OPD sudah terbit."
      />
      <SearchInput placeholder="Cari OPD atau kegiatan" />
      <Figures />
      <Card title="Menurut OPD" flush>
        <UnitTable />
      </Card>
    </PublicFrame>
  );
}

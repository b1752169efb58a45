import { createSignal, For, type JSX } from "solid-js";
import {
  FigureBadge,
  figureStates,
  type FigureState,
  type ReportState,
  reportStates,
  StatusBadge,
} from "../src/components/badge.tsx";
import { Button } from "../src/components/button.tsx";
import { Card, Stat, Tiles } from "../src/components/card.tsx";
import { type Command, CommandPalette } from "../src/components/command-palette.tsx";
import { ConfirmDialog, Dialog, Drawer } from "../src/components/dialog.tsx";
import { TextInput } from "../src/components/input.tsx";
import { Menu } from "../src/components/menu.tsx";
import { Alert, toast, ToastRegion } from "../src/components/notice.tsx";
import { Tabs } from "../src/components/tabs.tsx";
import { EmptyState, Progress, ReadyMeter, Skeleton } from "../src/components/waiting.tsx";
import { IconArrowBackUp, IconBuilding, IconDownload, IconFileText, IconHistory, IconPrinter } from "../src/icons.ts";

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(record).filter((key): key is K => key in record);

export function StateSection(): JSX.Element {
  return (
    <section class="x-section" aria-label="Keadaan">
      <h2>Keadaan</h2>
      <Card title="Laporan" level={3}>
        <div class="x-row">
          <For each={keysOf<ReportState>(reportStates)}>{(state) => <StatusBadge state={state} />}</For>
        </div>
      </Card>
      <Card title="Angka" level={3}>
        <div class="x-row">
          <For each={keysOf<FigureState>(figureStates)}>{(state) => <FigureBadge state={state} />}</For>
        </div>
      </Card>
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
          coverage={{ part: "51", whole: "51", what: "OPD terbit" }}
        />
        <Stat label="Pagu" figure="Rp11,3" unit="triliun" note="APBD perubahan, 30 September 2026" />
        <Stat label="Tepat waktu" figure="–" state="missing" coverage={{ part: "0", whole: "51", what: "OPD" }} />
      </Tiles>
      <div class="x-stack">
        <Alert tone="info">Versi pagu berganti pada 1 Maret. Draf Anda mengikuti pagu yang baru.</Alert>
        <Alert tone="success" title="Laporan terbit">
          Laporan Maret 2026 sudah ditandatangani dan dapat dibaca umum.
        </Alert>
        <Alert tone="warning" title="Belum terkirim" actions={<Button size="small">Kirim sekarang</Button>}>
          Empat isian tersimpan di perangkat ini dan belum sampai ke server.
        </Alert>
        <Alert tone="danger" title="Laporan tidak dapat dikirim" onDismiss={() => undefined}>
          Dua kegiatan melebihi pagu. Perbaiki angkanya atau jelaskan alasannya.
        </Alert>
      </div>
      <div class="x-grid">
        <Card title="Kesiapan" level={3}>
          <div class="x-stack">
            <ReadyMeter
              label="Laporan RFK Maret 2026"
              done={9}
              total={12}
              what="isian"
              missing={[
                { key: "a", label: "Realisasi fisik kegiatan 1.03.10.2.01", href: "#a" },
                { key: "b", label: "Penjelasan deviasi lebih dari 10 persen", href: "#b" },
              ]}
            />
            <ReadyMeter label="Laporan RFK Februari 2026" done={12} total={12} what="isian" />
            <Progress label="Mengimpor DPA" value={340} max={5000} note="340 dari 5.000 baris" />
            <Progress label="Menyiapkan cetakan" />
          </div>
        </Card>
        <Card title="Sedang dimuat" level={3}>
          <div class="x-stack">
            <Skeleton shape="heading" />
            <Skeleton shape="text" lines={4} />
            <Skeleton shape="card" />
          </div>
        </Card>
        <Card>
          <EmptyState
            title="Belum ada laporan yang menunggu Anda"
            action={<Button kind="primary">Buka laporan Maret</Button>}
          >
            Laporan yang dikirim PPTK akan muncul di sini untuk diverifikasi.
          </EmptyState>
        </Card>
      </div>
    </section>
  );
}

const commands: readonly Command[] = [
  { key: "1", label: "Laporan RFK Maret 2026", group: "Halaman", icon: IconFileText },
  { key: "2", label: "Siapa belum lapor", group: "Halaman", icon: IconFileText },
  { key: "3", label: "Dinas Pekerjaan Umum", hint: "1.03.0.00.0.00.01.0000", group: "OPD", icon: IconBuilding },
  {
    key: "4",
    label: "Dinas Pendidikan dan Kebudayaan",
    hint: "1.01.2.22.0.00.01.0000",
    group: "OPD",
    icon: IconBuilding,
  },
];

export function LayerSection(): JSX.Element {
  const [open, setOpen] = createSignal<"dialog" | "confirm" | "drawer" | "palette" | undefined>();
  const [tab, setTab] = createSignal("isi");
  const [query, setQuery] = createSignal("");
  const close = () => setOpen(undefined);
  const matching = () => commands.filter((command) => command.label.toLowerCase().includes(query().toLowerCase()));
  return (
    <section class="x-section" aria-label="Lapisan">
      <h2>Lapisan, menu, tab</h2>
      <Card>
        <div class="x-stack">
          <div class="x-row">
            <Button onPress={() => setOpen("dialog")}>Buka dialog</Button>
            <Button onPress={() => setOpen("confirm")}>Kembalikan laporan</Button>
            <Button onPress={() => setOpen("drawer")}>Buka laci</Button>
            <Button onPress={() => setOpen("palette")}>Cari (Ctrl+K)</Button>
            <Button onPress={() => toast({ tone: "success", text: "Isian tersimpan." })}>Beri tahu</Button>
            <Button
              onPress={() =>
                toast({
                  tone: "warning",
                  text: "Satu baris dihapus.",
                  action: { label: "Urungkan", onPress: () => undefined },
                })
              }
            >
              Dapat diurungkan
            </Button>
            <Menu
              label="Tindakan"
              entries={[
                { key: "print", label: "Cetak", icon: IconPrinter },
                { key: "load", label: "Unduh Excel", icon: IconDownload, hint: "Semua baris pada saringan ini" },
                { key: "trail", label: "Riwayat", icon: IconHistory, href: "#riwayat" },
                {
                  key: "back",
                  label: "Tarik kembali",
                  icon: IconArrowBackUp,
                  danger: true,
                  separated: true,
                  disabledReason: "Sudah diverifikasi Kabid; mintalah dikembalikan.",
                },
              ]}
            />
          </div>
          <Tabs
            label="Bagian laporan"
            selected={tab()}
            onSelect={setTab}
            tabs={[
              { key: "isi", label: "Isian", count: 12 },
              { key: "beda", label: "Perubahan", count: 3 },
              { key: "bukti", label: "Bukti dukung" },
              { key: "jejak", label: "Riwayat" },
            ]}
          >
            <p>Isi tab “{tab()}”.</p>
          </Tabs>
        </div>
      </Card>
      <Dialog
        open={open() === "dialog"}
        title="Perpanjang tenggat Maret 2026"
        description="Tenggat baru berlaku untuk OPD yang Anda pilih dan tercatat dengan alasannya."
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Batal</Button>
            <Button kind="primary" onPress={close}>
              Simpan
            </Button>
          </>
        }
      >
        <TextInput label="Alasan" required />
      </Dialog>
      <ConfirmDialog
        open={open() === "confirm"}
        title="Kembalikan laporan RFK Maret 2026 Dinas Pekerjaan Umum?"
        description="Laporan kembali ke PPTK. Catatan Anda ikut tersimpan dan tidak dapat dihapus."
        confirm="Kembalikan"
        reason={{ minimum: 20, maxLength: 500, label: "Catatan perbaikan" }}
        onConfirm={close}
        onClose={close}
      />
      <Drawer
        open={open() === "drawer"}
        title="Saringan"
        description="Pilih yang ingin Anda lihat."
        onClose={close}
        actions={
          <Button kind="primary" onPress={close}>
            Terapkan
          </Button>
        }
      >
        <TextInput label="Nama OPD" />
      </Drawer>
      <CommandPalette
        open={open() === "palette"}
        query={query()}
        onQuery={setQuery}
        commands={matching()}
        onChoose={close}
        onClose={close}
      />
      <ToastRegion />
    </section>
  );
}

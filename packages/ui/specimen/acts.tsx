import { createSignal, type JSX } from "solid-js";
import { Button, ButtonLink, IconButton, LinkButton } from "../src/components/button.tsx";
import { Card } from "../src/components/card.tsx";
import { Checkbox, RadioGroup, Select } from "../src/components/choice.tsx";
import { type DroppedFile, FileDrop } from "../src/components/file-drop.tsx";
import { DateInput, DateTimeInput, PasswordInput, SearchInput, TextArea, TextInput } from "../src/components/input.tsx";
import { IconDownload, IconPencil, IconPrinter, IconSend, IconTrash } from "../src/icons.ts";

const nothing = () => undefined;

export function ActSection(): JSX.Element {
  return (
    <section class="x-section" aria-label="Tombol">
      <h2>Tombol</h2>
      <Card>
        <div class="x-stack">
          <div class="x-row">
            <Button kind="primary" icon={IconSend}>
              Kirim laporan
            </Button>
            <Button icon={IconDownload}>Unduh</Button>
            <Button kind="tertiary">Batal</Button>
            <Button kind="danger" icon={IconTrash}>
              Hapus draf
            </Button>
            <Button kind="primary" busy>
              Menyimpan
            </Button>
          </div>
          <div class="x-row">
            <Button kind="primary" disabledReason="Tiga isian wajib masih kosong. Lengkapi dulu sebelum mengirim.">
              Kirim laporan
            </Button>
            <Button size="small">Kecil</Button>
            <Button size="large" kind="primary">
              Tanda tangani
            </Button>
            <IconButton icon={IconPencil} label="Ubah" onPress={nothing} />
            <IconButton icon={IconPrinter} label="Cetak" kind="secondary" onPress={nothing} />
            <ButtonLink href="#unduh" kind="secondary" icon={IconDownload}>
              Unduh formulir
            </ButtonLink>
          </div>
          <p>
            Angka ini belum lengkap. <LinkButton onPress={nothing}>Lihat OPD yang belum lapor</LinkButton> atau{" "}
            <a href="#bantuan">baca penjelasannya</a>.
          </p>
        </div>
      </Card>
    </section>
  );
}

const files: readonly DroppedFile[] = [
  {
    key: "1",
    name: "Berita acara kemajuan pekerjaan jembatan Martadipura tahap 2.pdf",
    size: "1,2 MB",
    state: "stored",
    href: "#berkas",
  },
  { key: "2", name: "foto-lapangan.jpg", size: "3,4 MB dari 5,1 MB", state: "uploading", progress: 66 },
  { key: "3", name: "kuitansi.pdf", size: "420 KB", state: "scanning" },
  {
    key: "4",
    name: "rekap.exe",
    state: "failed",
    error: "Jenis berkas ini tidak diterima. Unggah PDF, JPG, atau PNG.",
  },
];

export function FieldSection(): JSX.Element {
  const [progress, setProgress] = createSignal<"procurement" | "running" | "stuck">("running");
  const [note, setNote] = createSignal("Pengadaan batu split terlambat karena cuaca.");
  const [found, setFound] = createSignal("jembatan");
  const [agreed, setAgreed] = createSignal(true);
  const [month, setMonth] = createSignal<string>("03");
  return (
    <section class="x-section" aria-label="Isian">
      <h2>Isian</h2>
      <div class="x-grid">
        <Card>
          <div class="x-stack">
            <TextInput label="Nama kegiatan" required value="Rehabilitasi jembatan" />
            <TextInput
              label="Realisasi bulan ini"
              prefix="Rp"
              figures
              inputMode="decimal"
              value="1.250.000.000"
              hint="Nilai bulan Maret saja, bukan kumulatif."
            />
            <TextInput
              label="Kemajuan fisik"
              suffix="%"
              figures
              inputMode="decimal"
              value="112"
              error="Kemajuan fisik paling tinggi 100. Periksa angka kumulatifnya."
            />
            <PasswordInput label="Kata sandi" autocomplete="current-password" value="rahasia-sekali" />
            <SearchInput value={found()} onInput={setFound} placeholder="Cari OPD" />
            <TextInput label="Kode" optional value="1.03.10.2.01.0042" readonly />
          </div>
        </Card>
        <Card>
          <div class="x-stack">
            <Select
              label="Bulan"
              value={month()}
              onChange={setMonth}
              options={[
                { value: "01", label: "Januari" },
                { value: "02", label: "Februari" },
                { value: "03", label: "Maret" },
              ]}
            />
            <DateInput
              label="Tanggal kontrak"
              hint="Misalnya 31/03/2026."
              date="31/03/2026"
              value="31 Maret 2026"
              onPick={() => {}}
            />
            <DateTimeInput
              label="Tenggat"
              kind="datetime-local"
              value="2026-04-12T23:59"
              hint="Waktu Indonesia Tengah (WITA)"
            />
            <TextArea label="Masalah" value={note()} onInput={setNote} maxLength={200} rows={3} />
            <RadioGroup
              label="Status pelaksanaan"
              value={progress()}
              onChange={setProgress}
              options={[
                { value: "procurement", label: "Proses pengadaan" },
                { value: "running", label: "Pelaksanaan", hint: "Kontrak sudah berjalan" },
                { value: "stuck", label: "Terhambat" },
              ]}
            />
            <Checkbox label="Saya sudah memeriksa angka di atas" checked={agreed()} onChange={setAgreed} />
          </div>
        </Card>
      </div>
      <Card title="Bukti dukung" level={3}>
        <FileDrop
          label="Berkas"
          hint="PDF, JPG, atau PNG; paling besar 10 MB tiap berkas."
          multiple
          files={files}
          onFiles={nothing}
          onRemove={nothing}
          onRetry={nothing}
        />
      </Card>
    </section>
  );
}

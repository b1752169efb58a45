import type { PublicTenant } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import type { JSX } from "solid-js";
import { addresses } from "../addresses.ts";
import { StateBadge } from "../parts/badges.tsx";
import { Document, Site } from "../parts/document.tsx";
import { Trail } from "../parts/trail.tsx";

export function AboutPage(props: { readonly tenant: PublicTenant }): JSX.Element {
  return (
    <Document
      title={`Tentang angka · ${props.tenant.name}`}
      description={`Cara angka kinerja ${props.tenant.name} dihitung dan arti belum lapor.`}
      tenant={props.tenant}
    >
      <Site tenant={props.tenant} current="about">
        <header class="p-hero">
          <Trail crumbs={[{ label: "Beranda", href: addresses.home() }, { label: "Tentang angka" }]} />
          <h1 class="p-title">Cara angka dihitung</h1>
          <p class="p-lead">
            Siapa pun boleh memeriksa ulang angka di situs ini. Aturannya sama untuk semua perangkat daerah.
          </p>
        </header>
        <div class="p-prose">
          <Sources />
          <States />
          <Formulas />
          <Corrections />
        </div>
      </Site>
    </Document>
  );
}

function Sources(): JSX.Element {
  return (
    <Card title="Dari mana angka berasal">
      <p>
        Setiap bulan perangkat daerah mengisi realisasi tiap sub kegiatan. Isian itu diverifikasi berjenjang, lalu
        ditandatangani kepala perangkat daerah. Setelah itu laporan terbit di sini dengan sendirinya. Laporan yang masih
        disusun atau diperiksa tidak tampil dan tidak dihitung.
      </p>
    </Card>
  );
}

function States(): JSX.Element {
  return (
    <Card title="Belum lapor, nihil, dan nol tidak sama">
      <dl class="p-facts">
        <div>
          <dt>
            <StateBadge of="unreported" />
          </dt>
          <dd>
            Laporannya belum terbit, jadi angkanya belum diketahui. Ditandai abu-abu, tidak diberi peringkat, dan tidak
            dihitung sebagai nol.
          </dd>
        </div>
        <div>
          <dt>Nihil</dt>
          <dd>Perangkat daerah menyatakan dengan alasan bahwa tidak ada yang dilaporkan. Ini terhitung melapor.</dd>
        </div>
        <div>
          <dt>Tidak berlaku</dt>
          <dd>Hal itu tidak ada pada perangkat daerah tersebut. Tidak ikut dijumlahkan.</dd>
        </div>
        <div>
          <dt>0</dt>
          <dd>Angka nol yang benar-benar dilaporkan.</dd>
        </div>
        <div>
          <dt>Tidak dapat dihitung</dt>
          <dd>Semua sudah dilaporkan, tetapi rumusnya tidak punya jawaban, misalnya karena pembaginya nol.</dd>
        </div>
      </dl>
    </Card>
  );
}

function Formulas(): JSX.Element {
  return (
    <Card title="Rumus">
      <dl class="p-facts">
        <div>
          <dt>Kelengkapan</dt>
          <dd>Jumlah OPD yang laporannya terbit dibagi jumlah OPD yang wajib melapor pada bulan itu.</dd>
        </div>
        <div>
          <dt>Ketepatan waktu</dt>
          <dd>
            Jumlah OPD yang mengirim laporan sebelum hari tenggat berakhir (pukul 24.00 waktu setempat) dibagi jumlah
            OPD yang wajib melapor. OPD yang belum melapor menurunkan keduanya.
          </dd>
        </div>
        <div>
          <dt>Realisasi keuangan</dt>
          <dd>
            Jumlah uang yang terealisasi sejak Januari dibagi pagu. Rupiah dijumlahkan lebih dahulu, baru dibagi;
            persentase tidak pernah dirata-rata.
          </dd>
        </div>
        <div>
          <dt>Realisasi fisik</dt>
          <dd>Kemajuan tiap sub kegiatan ditimbang dengan pagunya.</dd>
        </div>
        <div>
          <dt>Rencana dan deviasi</dt>
          <dd>
            Deviasi adalah realisasi dikurangi rencana, dalam poin persen. Negatif berarti tertinggal dari rencana.
          </dd>
        </div>
        <div>
          <dt>Pagu</dt>
          <dd>Pagu menurut DPA yang berlaku pada akhir bulan laporan. Versinya disebut pada tiap laporan.</dd>
        </div>
        <div>
          <dt>Angka seluruh daerah</dt>
          <dd>Dihitung hanya atas OPD yang sudah melapor, karena itu selalu disertai jumlahnya: n dari N OPD.</dd>
        </div>
        <div>
          <dt>Pembulatan</dt>
          <dd>Persentase ditulis dengan dua desimal dan dibulatkan sekali saja, pada akhir hitungan.</dd>
        </div>
      </dl>
    </Card>
  );
}

function Corrections(): JSX.Element {
  return (
    <Card title="Laporan yang terbit tidak diubah">
      <p>
        Halaman laporan memuat cuplikan yang ditandatangani, lengkap dengan sidik (hash) isinya. Kekeliruan dibetulkan
        dengan versi baru yang melalui pemeriksaan dan tanda tangan lagi; halaman laporan menyebut alasannya dan angka
        mana yang berubah, dan versi lama tetap dapat dibaca. Laporan yang ditarik tidak lagi dihitung. Perubahan pagu
        atau rumus sesudahnya tidak mengubah laporan yang sudah terbit.{" "}
        <a href={addresses.check()}>Periksa keaslian sebuah dokumen</a>
      </p>
    </Card>
  );
}

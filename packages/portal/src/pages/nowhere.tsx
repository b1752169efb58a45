import type { JSX } from "solid-js";
import { Document } from "../parts/document.tsx";

/** The same page for an unknown region, an unknown unit and an unknown report: nobody learns which of them exists. */
export function NotFoundPage(): JSX.Element {
  return (
    <Document title="Halaman tidak ditemukan" description="Halaman tidak ditemukan.">
      <main class="p-nowhere">
        <p class="p-eyebrow">404</p>
        <h1>Halaman tidak ditemukan</h1>
        <p>Alamatnya keliru, atau laporannya belum terbit. Periksa kembali alamat yang Anda tuju.</p>
        <p>
          <a href="/">Ke halaman muka</a>
        </p>
      </main>
    </Document>
  );
}

/** One page for a mistyped, a foreign and an unpublished code, whatever the host. */
export function UnknownCodePage(): JSX.Element {
  return (
    <Document title="Kode tidak dikenal" description="Kode tidak dikenal.">
      <main class="p-nowhere">
        <p class="p-eyebrow">Periksa keaslian dokumen</p>
        <h1>Kode tidak dikenal</h1>
        <p>Di situs ini tidak ada dokumen terbit dengan kode itu. Yang mungkin terjadi:</p>
        <ul class="p-reasons">
          <li>Kodenya salah ketik atau kode QR terbaca tidak utuh.</li>
          <li>Dokumennya milik daerah lain. Buka alamat lengkap yang tercetak pada dokumen.</li>
          <li>Dokumennya belum terbit. Draf tidak mempunyai kode.</li>
          <li>Dokumennya tidak pernah diterbitkan. Jangan dipakai sebelum dipastikan kepada penerbitnya.</li>
        </ul>
        <p>
          <a href="/periksa">Ketik kode lagi</a>
        </p>
      </main>
    </Document>
  );
}

export function TroublePage(props: { readonly requestId: string }): JSX.Element {
  return (
    <Document title="Sedang ada gangguan" description="Sedang ada gangguan.">
      <main class="p-nowhere">
        <p class="p-eyebrow">500</p>
        <h1>Sedang ada gangguan</h1>
        <p>Halaman belum dapat ditampilkan karena gangguan di sisi kami. Muat ulang beberapa saat lagi.</p>
        <p class="p-muted">
          Bila berulang, laporkan nomor permintaan <code class="p-hash">{props.requestId}</code>.
        </p>
      </main>
    </Document>
  );
}

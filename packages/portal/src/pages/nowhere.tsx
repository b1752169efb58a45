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

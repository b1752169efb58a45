import type { PublicTenant } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import type { JSX } from "solid-js";
import { addresses } from "../addresses.ts";
import { Document, Site } from "../parts/document.tsx";
import { Trail } from "../parts/trail.tsx";
import { FileCheck, Verdict } from "../parts/verdict.tsx";

/** Where one types the code of a document, or shows the document itself. */
export function CheckPage(props: { readonly tenant: PublicTenant }): JSX.Element {
  return (
    <Document
      title={`Periksa dokumen · ${props.tenant.name}`}
      description={`Periksa keaslian laporan kinerja ${props.tenant.name}: pindai kode QR, ketik kodenya, atau tunjukkan berkas PDF-nya.`}
      tenant={props.tenant}
    >
      <Site tenant={props.tenant} current="check">
        <header class="p-hero">
          <Trail crumbs={[{ label: "Beranda", href: addresses.home() }, { label: "Periksa dokumen" }]} />
          <h1 class="p-title">Periksa keaslian dokumen</h1>
          <p class="p-lead">
            Setiap laporan yang terbit memuat kode QR. Pindai dengan kamera telepon, atau pakai salah satu cara di bawah
            ini. Tidak perlu masuk atau mendaftar.
          </p>
        </header>
        <div class="p-two p-even">
          <Card title="Ketik kodenya" description="26 huruf dan angka di bawah kode QR.">
            <form class="p-form" method="get" action={addresses.check()}>
              <label for="kode">Kode dokumen</label>
              <input
                id="kode"
                name="kode"
                type="text"
                required
                maxlength="200"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                aria-describedby="kode-bantuan"
              />
              <p id="kode-bantuan" class="p-muted">
                Huruf besar atau kecil sama saja. Spasi dan tanda hubung boleh dilewati.
              </p>
              <button type="submit" class="p-act p-act-main">
                Periksa
              </button>
            </form>
          </Card>
          <Card
            title="Tunjukkan berkas PDF-nya"
            description="Untuk memastikan isinya tidak diubah sejak diterbitkan, sampai ke satu huruf."
          >
            <p class="p-unscripted" data-unscripted>
              Cara ini memerlukan JavaScript. Tanpa itu, ketik kodenya: halaman kode memuat sidik berkas untuk
              dibandingkan sendiri.
            </p>
            <FileCheck>
              <Verdict tone="hint" when="no-code" title="Di dalam berkas ini tidak ada kode Selaras.">
                <p>
                  Draf tidak mempunyai kode. Hasil pindai dan berkas yang disimpan ulang kehilangan kodenya: ketik kode
                  yang tercetak, lalu cocokkan isinya.
                </p>
              </Verdict>
            </FileCheck>
          </Card>
        </div>
        <Card title="Arti hasilnya">
          <dl class="p-facts">
            <div>
              <dt>Terbit</dt>
              <dd>Laporan resmi yang berlaku.</dd>
            </div>
            <div>
              <dt>Digantikan</dt>
              <dd>Pernah berlaku, lalu dikoreksi. Versi penggantinya dan alasannya disebut.</dd>
            </div>
            <div>
              <dt>Ditarik</dt>
              <dd>Dicabut oleh penerbitnya dengan alasan. Jangan dipakai lagi.</dd>
            </div>
            <div>
              <dt>Kode tidak dikenal</dt>
              <dd>Tidak ada dokumen terbit dengan kode itu di situs {props.tenant.name}.</dd>
            </div>
          </dl>
        </Card>
      </Site>
    </Document>
  );
}

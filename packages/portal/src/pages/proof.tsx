import { formatDateTime, formatNumber, formatPeriod } from "@selaras/core/kernel/format.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import type { PublicProof } from "@selaras/core/portal/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { For, type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { headlinesOf } from "../home-facts.ts";
import { Document, Site } from "../parts/document.tsx";
import { LabelTile } from "../parts/figure.tsx";
import { Hash } from "../parts/hash.tsx";
import { Trail } from "../parts/trail.tsx";
import { FileCheck, Verdict } from "../parts/verdict.tsx";

type Shown = { readonly proof: PublicProof };

const findingOf = ({ status, superseded }: PublicProof): string => {
  if (status === "ditarik") return "Dokumen ini ditarik";
  if (status === "digantikan") return `Dokumen ini digantikan versi ${superseded?.by ?? ""}`;
  return "Dokumen ini terbit";
};

/** The page behind the QR code of a document: whether it is out, whose it is, and whether a file is the true one. */
export function ProofPage(props: Shown): JSX.Element {
  const { proof } = props;
  const what = `${proof.template.name}, ${proof.unit.name}, ${formatPeriod(proof.period)}, versi ${proof.version}`;
  return (
    <Document title={`${findingOf(proof)} · ${proof.unit.name}`} description={`${what}.`} tenant={proof.tenant}>
      <Site tenant={proof.tenant} current="check">
        <header class="p-hero">
          <Trail
            crumbs={[
              { label: "Beranda", href: addresses.home() },
              { label: "Periksa dokumen", href: addresses.check() },
              { label: proof.unit.name },
            ]}
          />
          <p class="p-eyebrow">Periksa keaslian dokumen</p>
          <h1 class="p-title">{findingOf(proof)}</h1>
          <p class="p-lead">{what}.</p>
        </header>
        <Standing proof={proof} />
        <Compared proof={proof} />
        <FileCard proof={proof} />
        <Facts proof={proof} />
        <Meaning />
      </Site>
    </Document>
  );
}

const reportOf = ({ template, period, unit, version }: PublicProof): string =>
  addresses.version(template.id, period, unit.id, version);

/** How the version stands now, and where to go from here. */
function Standing(props: Shown): JSX.Element {
  const { proof } = props;
  const newest = proof.current;
  if (proof.status === "ditarik") {
    return (
      <Verdict tone="bad" title="Ditarik oleh penerbitnya. Jangan dipakai lagi.">
        <p>Alasan: {proof.withdrawn === "" ? "tidak disebut" : proof.withdrawn}</p>
      </Verdict>
    );
  }
  if (proof.status === "digantikan") {
    return (
      <Verdict tone="hint" title={`Pernah terbit dan berlaku, lalu digantikan versi ${proof.superseded?.by ?? ""}.`}>
        <Show when={proof.superseded?.reason}>{(reason) => <p>Alasan koreksi: {reason()}</p>}</Show>
        <p class="p-links">
          <a
            href={newest.code === null ? reportOf({ ...proof, version: newest.version }) : addresses.proof(newest.code)}
          >
            Periksa versi {newest.version}
            {newest.status === "ditarik" ? " (ditarik)" : ""}
          </a>
          <a href={reportOf({ ...proof, version: newest.version })}>Baca versi {newest.version} dan perubahannya</a>
        </p>
      </Verdict>
    );
  }
  return (
    <Verdict tone="good" title="Kode ini milik laporan resmi yang terbit dan berlaku.">
      <Show when={proof.correction}>
        {(correction) => (
          <p>
            Versi ini mengoreksi versi {correction().of}. Alasan: {correction().reason}
          </p>
        )}
      </Show>
      <Show when={proof.correcting}>
        <p>
          <strong>Koreksi sedang diproses.</strong> Sampai versi baru terbit, versi inilah yang berlaku.
        </p>
      </Show>
      <p class="p-links">
        <a href={reportOf(proof)}>Baca laporannya</a>
      </p>
    </Verdict>
  );
}

/** The figures that stand in large type in the document as well: the quickest way to see that paper was changed. */
function Compared(props: Shown): JSX.Element {
  const labels = headlinesOf(props.proof.labels);
  return (
    <Show when={labels.length > 0}>
      <section class="p-compared" aria-labelledby="cocokkan">
        <h2 id="cocokkan">Cocokkan dengan dokumen di tangan Anda</h2>
        <div class="p-tiles">
          <For each={labels}>
            {(label) => <LabelTile label={label.label} figure={props.proof.figures[label.id]} writing={label} />}
          </For>
        </div>
      </section>
    </Show>
  );
}

const SEALS: Readonly<Record<string, string>> = {
  internal: "Segel internal layanan ini, bukan sertifikat elektronik BSrE",
  bsre: "Sertifikat elektronik BSrE",
};

/** "ABCD EFGH ..." as it is printed below the QR code. */
const inFours = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1 ");

function Facts(props: Shown): JSX.Element {
  const { proof } = props;
  const { zone, demo } = proof.tenant;
  const time = (at: string) => <time datetime={at}>{formatDateTime(at, zone)}</time>;
  const facts: readonly { term: string; value: JSX.Element; wide?: boolean; when?: boolean }[] = [
    { term: "Judul", value: proof.template.name },
    { term: "Perangkat daerah", value: proof.unit.name },
    { term: "Periode", value: formatPeriod(proof.period) },
    { term: "Versi", value: proof.version },
    {
      term: "Ditandatangani oleh",
      value: (
        <>
          {proof.signer.name}
          <Show when={proof.signer.hat}>{(hat) => <span class="p-hat">{hat()}</span>}</Show>
        </>
      ),
    },
    { term: "Waktu tanda tangan", value: time(proof.signer.at) },
    { term: "Waktu terbit", value: time(proof.publishedAt) },
    {
      term: "Segel",
      value: proof.seal && (
        <>
          {SEALS[proof.seal.by] ?? proof.seal.by}, {time(proof.seal.at)}
        </>
      ),
      when: proof.seal !== null,
    },
    { term: "Kode", value: <span class="p-fingerprint">{inFours(proof.code)}</span>, when: proof.code !== "" },
    { term: "Catatan", value: "Dokumen contoh, bukan dokumen resmi.", when: demo },
    { term: "Sidik isi, tercetak pada dokumen", value: <Hash of={proof.contentHash} />, wide: true },
    { term: "Sidik cuplikan yang ditandatangani", value: <Hash of={proof.snapshot} />, wide: true },
    {
      term: "Sidik berkas PDF",
      value: proof.document && (
        <>
          <Hash of={proof.document.hash} />
          <span class="p-code">{formatNumber(decimal(BigInt(proof.document.bytes)))} bita</span>
        </>
      ),
      wide: true,
      when: proof.document !== null,
    },
  ];
  return (
    <Card title="Keterangan dokumen" description="Sidik adalah SHA-256: satu huruf diubah, seluruh sidiknya berubah.">
      <dl class="p-facts">
        <For each={facts.filter((fact) => fact.when !== false)}>
          {(fact) => (
            <div class={fact.wide === true ? "p-wide" : undefined}>
              <dt>{fact.term}</dt>
              <dd>{fact.value}</dd>
            </div>
          )}
        </For>
      </dl>
    </Card>
  );
}

/** Compares a file with the document, by the fingerprint alone. */
function FileCard(props: Shown): JSX.Element {
  const { proof } = props;
  return (
    <Show when={proof.document}>
      {(document) => (
        <Card title="Periksa berkas PDF" description="Apakah berkas yang Anda terima persis sama dengan yang terbit?">
          <FileCheck hash={document().hash} code={proof.code}>
            <Verdict tone="good" when="same" title="Asli, persis sama dengan dokumen yang terbit.">
              <Show when={proof.status !== "terbit"}>
                <p>{findingOf(proof)}; lihat keterangannya di atas.</p>
              </Show>
            </Verdict>
            <Verdict tone="bad" when="different" title="Berkas ini berbeda dari dokumen yang terbit.">
              <p>
                Isinya diubah, atau berkasnya disimpan ulang. Bandingkan dengan yang terbit; pejabat dapat mengunduh
                dokumen aslinya setelah masuk.
              </p>
              <p class="p-links">
                <a href={addresses.report(proof.template.id, proof.period, proof.unit.id)}>Lihat laporan yang terbit</a>
              </p>
            </Verdict>
            <Verdict tone="hint" when="other" title="Berkas ini memuat kode lain.">
              <p class="p-links">
                <a href={addresses.check()} data-other>
                  Periksa berkas ini dengan kodenya sendiri
                </a>
              </p>
            </Verdict>
          </FileCheck>
          <details class="p-details">
            <summary>Memeriksa tanpa JavaScript</summary>
            <p>
              Hitung SHA-256 berkas itu di komputer Anda, misalnya dengan <code class="p-hash">sha256sum nama.pdf</code>{" "}
              (Linux), <code class="p-hash">shasum -a 256 nama.pdf</code> (macOS), atau{" "}
              <code class="p-hash">certutil -hashfile nama.pdf SHA256</code> (Windows), lalu bandingkan dengan sidik
              berkas PDF pada keterangan di bawah.
            </p>
          </details>
        </Card>
      )}
    </Show>
  );
}

function Meaning(): JSX.Element {
  return (
    <Card title="Apa yang dibuktikan halaman ini">
      <div class="p-prose-text">
        <p>
          Halaman ini membuktikan bahwa laporan dengan kode ini ditandatangani dan diterbitkan oleh pejabat yang
          disebut, dan bagaimana keadaannya sekarang. Kode pada kertas saja belum membuktikan isinya: cocokkan angkanya,
          atau periksa berkas PDF-nya.
        </p>
        <p>Pastikan alamat di peramban adalah alamat situs resmi daerah ini, bukan tiruannya.</p>
      </div>
    </Card>
  );
}

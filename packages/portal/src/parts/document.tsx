import type { PublicTenant } from "@selaras/core/portal/schema.ts";
import { PublicFrame } from "@selaras/ui/components/public-frame.tsx";
import { type JSX, Show } from "solid-js";
import { addresses } from "../addresses.ts";
import { Mark } from "./mark.tsx";

type Shell = {
  readonly title: string;
  readonly description: string;
  /** Absent on pages that belong to nobody. */
  readonly tenant?: PublicTenant | undefined;
  readonly children: JSX.Element;
};

/** The HTML around every page. No inline style or script: the content policy allows neither. */
export function Document(props: Shell): JSX.Element {
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <meta name="description" content={props.description} />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="stylesheet" href={PORTAL_ASSETS.style} />
        <Show when={props.tenant}>
          {(tenant) => (
            <>
              <link rel="stylesheet" href={addresses.brand(tenant().brand)} />
              <link rel="icon" type="image/svg+xml" href={addresses.mark()} />
            </>
          )}
        </Show>
        <script src={PORTAL_ASSETS.script} defer />
      </head>
      <body>{props.children}</body>
    </html>
  );
}

type Place = {
  readonly tenant: PublicTenant;
  readonly current?: "home" | "check" | "about" | undefined;
  readonly footnote?: JSX.Element | undefined;
  readonly children: JSX.Element;
};

/** Header and footer of a tenant's pages, with the banner of a demonstration above everything. */
export function Site(props: Place): JSX.Element {
  return (
    <>
      <Show when={props.tenant.demo}>
        <p class="p-demo" role="note">
          <strong>Situs peragaan.</strong> Semua angka, nama pejabat, dan dokumen di sini adalah contoh, bukan
          keterangan resmi.
        </p>
      </Show>
      <PublicFrame
        mark={
          <span class="s-mark">
            <Mark name={props.tenant.name} />
            <span class="s-mark-words">
              <span class="s-mark-name">{props.tenant.name}</span>
              <span class="s-mark-note">Kinerja perangkat daerah</span>
            </span>
          </span>
        }
        homeHref={addresses.home()}
        entries={[
          { key: "home", label: "Beranda", href: addresses.home() },
          { key: "check", label: "Periksa dokumen", href: addresses.check() },
          { key: "about", label: "Tentang angka", href: addresses.about() },
        ]}
        current={props.current}
        contacts={[{ label: "Pengelola", value: props.tenant.contact, href: mailOf(props.tenant.contact) }]}
        footnote={
          <>
            {props.footnote}
            <p>
              Sumber: laporan perangkat daerah {props.tenant.name} yang sudah ditandatangani dan terbit
              {props.tenant.demo ? " (angka contoh)" : ""}.
            </p>
            <button type="button" class="p-theme s-screen-only" data-theme-switch hidden>
              Tampilan gelap
            </button>
          </>
        }
      >
        {props.children}
      </PublicFrame>
    </>
  );
}

/** A contact that is nothing but a mail address becomes a link; anything else stays text. */
const mailOf = (contact: string): string | undefined =>
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(contact) ? `mailto:${contact}` : undefined;

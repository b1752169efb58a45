import { For, type JSX } from "solid-js";
import { Alert } from "../src/components/notice.tsx";
import { Button } from "../src/components/button.tsx";
import { FigureBadge, StatusBadge } from "../src/components/badge.tsx";
import { TenantMark } from "../src/components/tenant-mark.tsx";
import { brandSteps } from "../src/tokens/brand.ts";
import { Stat } from "../src/components/card.tsx";

const modes = [
  { key: "light", label: "Terang" },
  { key: "dark", label: "Gelap" },
] as const;

const tones = ["positive", "warning", "danger", "neutral", "info"] as const;

/** Colours and the parts that live from them, light and dark beside each other. */
export function ColourSection(props: { brand: string }): JSX.Element {
  return (
    <section class="x-section" aria-label="Warna">
      <h2>Warna, terang dan gelap</h2>
      <div class="x-grid">
        <For each={modes}>
          {(mode) => (
            <div class="x-mode" data-theme={mode.key}>
              <h3>{mode.label}</h3>
              <TenantMark withName name="Kabupaten Kutai Kartanegara" note="Pelaporan kinerja" brand={props.brand} />
              <div class="x-ramp">
                <For each={brandSteps}>{(step) => <span style={{ background: `var(--brand-${step})` }} />}</For>
              </div>
              <div class="x-cells">
                <For each={tones}>
                  {(tone) => (
                    <>
                      <span style={{ background: `var(--${tone}-soft)`, color: `var(--${tone})` }}>{tone} lembut</span>
                      <span style={{ background: `var(--${tone}-strong)`, color: `var(--on-${tone})` }}>
                        {tone} tegas
                      </span>
                    </>
                  )}
                </For>
              </div>
              <div class="x-row">
                <Button kind="primary">Kirim</Button>
                <Button>Simpan</Button>
                <Button kind="tertiary">Batal</Button>
                <Button kind="danger">Hapus</Button>
              </div>
              <div class="x-row">
                <FigureBadge state="green" />
                <FigureBadge state="yellow" />
                <FigureBadge state="red" />
                <FigureBadge state="missing" />
                <FigureBadge state="not-applicable" />
              </div>
              <div class="x-row">
                <StatusBadge state="published" />
                <StatusBadge state="waiting-signature" />
                <StatusBadge state="returned" />
              </div>
              <Stat
                label="Realisasi keuangan"
                figure="62,4"
                unit="%"
                state="yellow"
                coverage={{ part: "38", whole: "51", what: "OPD terbit" }}
              />
              <Alert tone="warning" title="Periode ditutup dalam 2 hari">
                Kirim laporan Maret 2026 sebelum 12 April pukul 24.00 WITA.
              </Alert>
            </div>
          )}
        </For>
      </div>
    </section>
  );
}

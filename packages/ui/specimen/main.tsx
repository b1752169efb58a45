import { createEffect, createSignal, For, type JSX, Match, Switch } from "solid-js";
import { render } from "solid-js/web";
import "../src/ui.css";
import "./specimen.css";
import { brandCss, defaultBrand } from "../src/tokens/brand.ts";
import { Select } from "../src/components/choice.tsx";
import { restoreTheme, ThemeToggle } from "../src/components/theme.tsx";
import { ActSection, FieldSection } from "./acts.tsx";
import { ApplicationView, PublicView } from "./frames.tsx";
import { LayerSection, StateSection } from "./layers.tsx";
import { ColourSection } from "./colours.tsx";
import { TableSection, TrailSection } from "./tables.tsx";

const tenants = [
  { value: defaultBrand, label: "Selaras" },
  { value: "#0b6e4f", label: "Kabupaten Kutai Kartanegara" },
  { value: "#0a4d8c", label: "Kabupaten Nunukan" },
  { value: "#c8102e", label: "Kota Palembang" },
  { value: "#f2c300", label: "Kabupaten Bombana" },
  { value: "#6b2fa0", label: "Provinsi contoh" },
] as const;

const views = [
  { key: "galeri", label: "Komponen" },
  { key: "aplikasi", label: "Aplikasi" },
  { key: "publik", label: "Halaman publik" },
] as const;

const address = new URLSearchParams(location.search);
const [brand, setBrand] = createSignal<string>(address.get("brand") ?? tenants[1].value);
const name = () => tenants.find((tenant) => tenant.value === brand())?.label ?? "Kabupaten contoh";

function Gallery(): JSX.Element {
  return (
    <div class="x-page">
      <header class="x-head">
        <h1>Komponen Selaras</h1>
        <p>Semua bagian layar pada satu halaman. Ganti tampilan dan warna daerah untuk memeriksanya.</p>
        <nav class="x-views" aria-label="Pandangan">
          <For each={views}>
            {(view) => <a href={`?view=${view.key}&brand=${encodeURIComponent(brand())}`}>{view.label}</a>}
          </For>
        </nav>
        <div class="x-switches">
          <Select
            label="Warna daerah"
            placeholder={null}
            options={tenants}
            value={tenants.find((tenant) => tenant.value === brand())?.value}
            onChange={setBrand}
          />
          <ThemeToggle />
        </div>
      </header>
      <main class="x-main">
        <ColourSection brand={brand()} />
        <ActSection />
        <FieldSection />
        <StateSection />
        <LayerSection />
        <TableSection />
        <TrailSection />
      </main>
    </div>
  );
}

function Specimen(): JSX.Element {
  const sheet = document.createElement("style");
  document.head.append(sheet);
  createEffect(() => {
    sheet.textContent = brandCss(brand());
  });
  return (
    <Switch fallback={<Gallery />}>
      <Match when={address.get("view") === "aplikasi"}>
        <ApplicationView name={name()} brand={brand()} />
      </Match>
      <Match when={address.get("view") === "publik"}>
        <PublicView name={name()} brand={brand()} />
      </Match>
    </Switch>
  );
}

restoreTheme();
const root = document.getElementById("root");
if (root !== null) render(() => <Specimen />, root);

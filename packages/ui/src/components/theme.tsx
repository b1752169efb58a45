import { createSignal, createUniqueId, For, type JSX } from "solid-js";
import { IconDeviceDesktop, IconMoon, IconSun } from "../icons.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

const choices = [
  { value: "system", label: words.themeSystem, icon: IconDeviceDesktop },
  { value: "light", label: words.themeLight, icon: IconSun },
  { value: "dark", label: words.themeDark, icon: IconMoon },
] as const;

export type Theme = (typeof choices)[number]["value"];

const place = "selaras.theme";

function readTheme(): Theme {
  try {
    const stored = globalThis.localStorage?.getItem(place);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Puts the theme chosen earlier in force; call it before the first render. */
export function restoreTheme(): void {
  applyTheme(readTheme());
}

/** Follows the device, or light, or dark; remembered on this device. */
export function ThemeToggle(): JSX.Element {
  const name = `theme-${createUniqueId()}`;
  const [theme, setTheme] = createSignal(readTheme());
  const choose = (chosen: Theme) => {
    setTheme(chosen);
    applyTheme(chosen);
    try {
      if (chosen === "system") localStorage.removeItem(place);
      else localStorage.setItem(place, chosen);
    } catch {
      // A browser that stores nothing still shows the choice until the page is left.
    }
  };
  return (
    <fieldset class="s-theme">
      <legend class="s-hidden-text">{words.theme}</legend>
      <For each={choices}>
        {(choice) => (
          <label class="s-theme-choice" title={choice.label}>
            <input
              class="s-hidden-text"
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === theme()}
              onChange={() => choose(choice.value)}
            />
            <span class="s-theme-face">
              <Icon of={choice.icon} />
              <span class="s-hidden-text">{choice.label}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

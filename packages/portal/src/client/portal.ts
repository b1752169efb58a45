import { checkFiles } from "./check.ts";

/*
 * The only script of the public pages, and none of them needs it: it unhides three buttons and the place where a
 * document is checked. Old browsers that do not understand it leave them hidden. It is loaded as a plain script: in a
 * mere block its functions would take the place of those of the same short name in what is bundled with it.
 */
function start(): void {
  const place = "selaras.theme";
  const root = document.documentElement;

  function stored(): string | null {
    try {
      return localStorage.getItem(place);
    } catch {
      return null;
    }
  }

  function isDark(): boolean {
    const chosen = root.getAttribute("data-theme");
    return chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  }

  function unhide(selector: string, act: (button: HTMLElement) => void | Promise<void>): void {
    const button = document.querySelector<HTMLElement>(selector);
    if (button === null) return;
    button.hidden = false;
    button.addEventListener("click", () => void act(button));
  }

  const chosen = stored();
  if (chosen === "dark" || chosen === "light") root.setAttribute("data-theme", chosen);

  const name = (button: HTMLElement): void => {
    button.textContent = isDark() ? "Tampilan terang" : "Tampilan gelap";
  };
  unhide("[data-theme-switch]", (button) => {
    const next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try {
      localStorage.setItem(place, next);
    } catch {
      // A browser that stores nothing still shows the choice until the page is left.
    }
    name(button);
  });
  const theme = document.querySelector<HTMLElement>("[data-theme-switch]");
  if (theme !== null) name(theme);

  unhide("[data-print]", () => print());

  if (navigator.clipboard !== undefined) {
    unhide("[data-copy]", async (button) => {
      try {
        await navigator.clipboard.writeText(location.href);
        button.textContent = "Tautan tersalin";
      } catch {
        button.textContent = "Gagal menyalin";
      }
    });
  }

  checkFiles();
}

start();

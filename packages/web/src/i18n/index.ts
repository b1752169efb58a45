import { id, type Texts } from "./id.ts";

export type { Texts } from "./id.ts";

const PLACE = "selaras.language";

/** The texts of the screen in the language in force: `t.home.title`, `t.inbox.count(3)`. Indonesian unless chosen. */
export let t: Texts = id;

/** Loads the language chosen on this device; awaited before the first render. */
export async function restoreLanguage(): Promise<void> {
  if (chosenLanguage() !== "en") return;
  t = (await import("./en.ts")).en;
  document.documentElement.lang = "en";
}

export function chosenLanguage(): "id" | "en" {
  try {
    return localStorage.getItem(PLACE) === "en" ? "en" : "id";
  } catch {
    return "id";
  }
}

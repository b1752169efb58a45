import type { English } from "./english.ts";
import { id, type Texts } from "./id.ts";

export type { Texts } from "./id.ts";

const PLACE = "selaras.language";

/** The texts of the screen in the language in force: `t.home.title`, `t.inbox.count(3)`. Indonesian unless chosen. */
export let t: Texts = id;

let english: English | null = null;

/** The texts of some pages in the language in force, told apart by their name; `own` are the Indonesian ones. */
export const inLanguage = <K extends keyof English>(name: K, own: English[K]): English[K] => english?.[name] ?? own;

/** Loads the language chosen on this device; awaited before the first render. */
export async function restoreLanguage(): Promise<void> {
  if (chosenLanguage() !== "en") return;
  ({ english } = await import("./english.ts"));
  t = english.screen;
  document.documentElement.lang = "en";
}

function chosenLanguage(): "id" | "en" {
  try {
    return localStorage.getItem(PLACE) === "en" ? "en" : "id";
  } catch {
    return "id";
  }
}

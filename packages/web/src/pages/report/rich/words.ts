import { chosenLanguage } from "../../../i18n/index.ts";
import { en } from "./words/en.ts";
import { id, type RichWords } from "./words/id.ts";

/** What the editor of rich texts says. */
export const words: RichWords = chosenLanguage() === "en" ? en : id;

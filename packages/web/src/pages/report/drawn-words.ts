import { chosenLanguage } from "../../i18n/index.ts";
import { en } from "./drawn-words/en.ts";
import { type DrawnWords, id } from "./drawn-words/id.ts";

/** The texts about rows that are drawn from other reports, in the language in force. */
export const drawnWords: DrawnWords = chosenLanguage() === "en" ? en : id;

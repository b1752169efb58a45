import { inLanguage } from "../../i18n/index.ts";
import { type DrawnWords, id } from "./drawn-words/id.ts";

/** The texts about rows that are drawn from other reports, in the language in force. */
export const drawnWords: DrawnWords = inLanguage("drawn", id);

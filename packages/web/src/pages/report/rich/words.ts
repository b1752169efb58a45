import { inLanguage } from "../../../i18n/index.ts";
import { id, type RichWords } from "./words/id.ts";

/** What the editor of rich texts says. */
export const words: RichWords = inLanguage("richText", id);

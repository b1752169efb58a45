import { inLanguage } from "../../i18n/index.ts";
import { id, type Words } from "./words/id.ts";

/** The texts of the organisation's pages in the language in force. */
export const words: Words = inLanguage("organisation", id);

import { inLanguage } from "../../i18n/index.ts";
import { id, type Words } from "./words/id.ts";

/** The texts of the report pages in the language in force. */
export const words: Words = inLanguage("report", id);

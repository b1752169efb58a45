import { inLanguage } from "../../i18n/index.ts";
import { id, type Words } from "./words/id.ts";

/** The texts of the page about the keepers of the SAKIP in the language in force. */
export const words: Words = inLanguage("sakip-keepers", id);

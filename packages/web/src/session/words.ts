import { inLanguage } from "../i18n/index.ts";
import { id, type Words } from "./words/id.ts";

/** The texts about the second factor in the language in force. */
export const words: Words = inLanguage("session", id);

import { chosenLanguage } from "../../i18n/index.ts";
import { en } from "./words/en.ts";
import { id, type Words } from "./words/id.ts";

/** The texts of this page in the language in force. */
export const words: Words = chosenLanguage() === "en" ? en : id;

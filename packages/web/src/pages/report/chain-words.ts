import { chosenLanguage } from "../../i18n/index.ts";
import { en } from "./chain-words/en.ts";
import { type ChainWords, id } from "./chain-words/id.ts";

/** The texts of working a report through its chain, in the language in force. */
export const chainWords: ChainWords = chosenLanguage() === "en" ? en : id;

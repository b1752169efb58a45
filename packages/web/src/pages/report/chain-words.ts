import { inLanguage } from "../../i18n/index.ts";
import { type ChainWords, id } from "./chain-words/id.ts";

/** The texts of working a report through its chain, in the language in force. */
export const chainWords: ChainWords = inLanguage("reportChain", id);

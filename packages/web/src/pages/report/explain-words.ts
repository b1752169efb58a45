import { inLanguage } from "../../i18n/index.ts";
import { type ExplainWords, id } from "./explain-words/id.ts";

/** What the explanation of a figure says about methods, scales and where its inputs come from. */
export const explainWords: ExplainWords = inLanguage("explanation", id);
